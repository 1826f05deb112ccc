"""The section about matching: four ways to a pair, and what may be looked at on each."""

from typing import Annotated, Literal

from marshmallow.validate import Range

from shared.durations import Iso
from shared.messages import Value

from .joining import Count, Names


class Weights(Value):
    topics: int = 0
    region: int = 0
    goal_tags: int = 0
    shared_background: int = 0
    facets: int = 0


class Review(Value):
    """Who reads a request before any mentor does; going back needs one of `refuse_reasons`."""

    role: str | None = None
    default: Literal["forward", "return"] = "forward"
    refuse_reasons: Names = ()


class Ranked(Value):
    """Mentees name mentors in order of choice; a reviewer lets the request through to each in turn.

    `respond_within` is how long one mentor has before the next is asked, `queue` the order in
    which requests are reviewed, `exhausted` what happens when nobody is left to ask.
    """

    max_choices: int = 3
    requires: tuple[Literal["biography", "purpose"], ...] = ("biography", "purpose")
    review: Review = Review()
    forward: Literal["sequential"] = "sequential"
    respond_within: Iso = ""  # a ranked programme has to say it
    exhausted: Literal["invite_rerank", "close"] = "invite_rerank"
    queue: tuple[Literal["tier", "submitted_at"], ...] = ("submitted_at",)


class Direct(Value):
    """One of the two asks the other. `prompts` are questions to think about, never a bar.

    `remind_after` and `expire_after` count from the request.
    """

    kinds: Names = ()
    initiator: Literal["mentee", "mentor", "either"] = "mentee"
    prompts: Names = ()
    remind_after: tuple[Iso, ...] = ()
    expire_after: Iso = ""  # a direct programme has to say it


class Introduction(Value):
    """Who makes two people known to each other once a mentor has agreed: the office, or a role."""

    by: str = "office"


class Directory(Value):
    """Who may leaf through the mentors, what of an entry they see, how long a biography may be;
    `full`: whether who has no seat left is shown and marked, or hidden.
    """

    visible_to: Literal["members", "participants", "office"] = "office"
    fields: Names = ()
    max_words: Count | None = None
    full: Literal["flag", "hide"] = "flag"


class Suggestions(Value):
    """Mentors put forward unasked; `explain` shows what they and the mentee have in common,
    `show_score` the number that this adds up to.
    """

    enabled: bool = False
    limit: Annotated[int, Range(min=1, max=100)] = 10
    explain: bool = True
    show_score: bool = False


class Silence(Value):
    """After how many requests in a row without a word a mentor is asked no more until they report
    back; None: they are asked all the same.
    """

    pause_after: Annotated[int, Range(min=1, max=100)] | None = None


class Declining(Value):
    """How a mentor says no. `acknowledge` is the duty to answer, `message` the kind line."""

    acknowledge: Literal["required", "optional"] = "optional"
    message: Literal["required", "encouraged", "optional"] = "optional"


class Matching(Value):
    """`facets` are those of `mentor.facets` by which mentors can be searched for. Where `mode` lets
    people ask, the under-aged need a proposal that their institution agrees to: `minors: curated`.
    """

    mode: Literal["curated", "ranked", "direct"] = "curated"
    minors: Literal["curated"] | None = None
    proposed_by: Names = ()
    requires: Names = ()
    unselected: str = "keep_waiting"
    waiting_update_every: Iso = "P1M"
    proposal_expires_after: Iso = "P21D"
    same_region: Literal["prefer", "require", "ignore"] = "prefer"
    weights: Weights = Weights()
    tie_break: Names = ()
    protected_attributes: Literal["never_filter"] = "never_filter"
    agreement_of: Names = ()
    exclude: Names = ()
    ranked: Ranked = Ranked()
    direct: Direct = Direct()
    introduction: Introduction = Introduction()
    directory: Directory = Directory()
    facets: Names = ()
    suggestions: Suggestions = Suggestions()
    silence: Silence = Silence()
    topics: Names = ()
    decline: Declining = Declining()
