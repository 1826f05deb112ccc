"""What matching reads of a programme's policy, with a default for everything a programme leaves
out.
"""

from datetime import date, datetime
from typing import Literal

from shared.asked import Rules
from shared.durations import LONDON, Iso, later
from shared.messages import Command, Value

Names = tuple[str, ...]


class Roles(Value):
    """What those who run the programme, and those who speak for an institution, are called."""

    leaders: Names = ("programme_manager",)
    office: Names = ("regional_coordinator",)
    institution: Names = ("mentoring_coordinator",)


class Policy(Value):
    """Where the programme is at home."""

    time_zone: str = LONDON


class Weights(Value):
    """What a thing in common is worth to the fit. Nothing else enters the score."""

    topics: int = 4
    region: int = 2
    goal_tags: int = 3
    shared_background: int = 1
    facets: int = 0


class Review(Value):
    """Who reads a request before it goes forward. `role` None: the office (ASME-36)."""

    role: str | None = None
    default: Literal["forward", "return"] = "forward"
    refuse_reasons: Names = ("inappropriate",)


class RankedRules(Value):
    """How a mentee names several mentors in order. `exhausted`: whether they may do so again."""

    max_choices: int = 3
    requires: Names = ("biography", "purpose")
    review: Review = Review()
    respond_within: Iso = "P14D"
    exhausted: str = "invite_rerank"
    queue: Names = ("submitted_at",)


class DirectRules(Value):
    """How one asks a mentor oneself. `prompts`: what to think about first (JOH-13)."""

    kinds: Names = ("help", "mentoring")
    initiator: Literal["mentee", "mentor", "either"] = "mentee"
    prompts: Names = ("questions", "why_you")
    remind_after: tuple[Iso, ...] = ("P5D", "P10D")
    expire_after: Iso = "P14D"


class IntroductionRules(Value):
    """Who brings the two together: the office, or a role by its name (ASME-39)."""

    by: str = "office"


class SilenceRules(Value):
    """After how many requests in a row without a word a mentor rests; None: never (U1)."""

    pause_after: int | None = None


class DirectoryRules(Value):
    """Who may leaf through the mentors, what an entry shows, and what becomes of who is full."""

    visible_to: Literal["members", "participants", "office"] = "office"
    fields: Names = ()
    full: Literal["flag", "hide"] = "flag"


class SuggestionRules(Value):
    """Whether mentors are put forward, how many, why (`explain`), and with which score."""

    enabled: bool = False
    limit: int = 10
    explain: bool = True
    show_score: bool = False


class DeclineRules(Value):
    """The manners of a no. Reminders are sent where an acknowledgement is `required` (JOH-18)."""

    acknowledge: str = "required"
    message: str = "optional"


class MatchingRules(Value):
    """How pairs come about. `minors`: how with the under-aged, where that is another way.
    `exclude`: kinds of conflict that forbid a match (QS-08).
    """

    mode: str = "curated"
    minors: str | None = None
    proposed_by: Names = ()
    requires: Names = ("mentor_trained", "mentee_ready")
    waiting_update_every: Iso = "P1M"
    proposal_expires_after: Iso = "P21D"
    same_region: Literal["prefer", "require", "ignore"] = "prefer"
    weights: Weights = Weights()
    tie_break: Names = ("waiting_since", "id")
    agreement_of: Names = ("mentor", "mentee", "institution")
    exclude: Names = ("line_manager", "assessor", "relative", "other")
    ranked: RankedRules = RankedRules()
    direct: DirectRules = DirectRules()
    introduction: IntroductionRules = IntroductionRules()
    decline: DeclineRules = DeclineRules()
    silence: SilenceRules = SilenceRules()
    directory: DirectoryRules = DirectoryRules()
    facets: Names = ()
    topics: Names = ()
    suggestions: SuggestionRules = SuggestionRules()


class Closure(Value):
    """How to part well, and how long that may take."""

    steps: Names = ()
    within: Iso = "P30D"


class RelationshipRules(Value):
    """How a relationship runs. `max` None: as long as they like. `first_contact_within`: when
    both are asked whether they have been in touch; None: nobody is.
    """

    ratio: str = "1:1"
    max: Iso | None = None
    overrun: Literal["flag", "refuse"] = "flag"
    term_notice: Iso = "P30D"
    agreement: Literal["required", "optional", "none"] = "required"
    shapes: Names = ()
    first_contact_within: Iso | None = None
    start_checklist: Names = ()
    closure: Closure = Closure()


class Capacity(Value):
    """How many mentees at once a mentor has where nobody set a number; None: no limit."""

    default: int | None = 1


class MentorRules(Value):
    """What matching needs to know of mentors."""

    capacity: Capacity = Capacity()


class EndingRules(Value):
    """Who may end a relationship; the two concerned always may. `answer_within`: how long both
    have to say whether it goes on, once that is asked.
    """

    right: Names = ("mentor", "mentee", "operator")
    message: str = "optional"
    answer_within: Iso = "P30D"


class FitCheck(Value):
    """When a pair is asked whether it clicks, None for never, and what it is given to read."""

    after_held_session: int | None = 3
    resource: str = "good-mentoring-relationships"


class Programme(Value):
    """The parts of a policy document that matching reads."""

    roles: Roles = Roles()
    policy: Policy = Policy()
    holidays: tuple[date, ...] = ()
    matching: MatchingRules = MatchingRules()
    relationship: RelationshipRules = RelationshipRules()
    mentor: MentorRules = MentorRules()
    ending: EndingRules = EndingRules()
    fit_check: FitCheck = FitCheck()
    membership: str | None = None

    def later(self, at: datetime, length: str) -> datetime:
        """The instant that much later, by this programme's calendar."""
        return later(at, length, self.policy.time_zone, self.holidays)


PLAIN = Programme()


def begun_under(command: Command) -> Programme:
    """The rules that the thing in hand began under."""
    return read(command.asked.rules)


def in_force(command: Command) -> Programme:
    """The rules in force now. A pool outlives every version, so it always goes by these."""
    return read(command.asked.rules_now or command.asked.rules)


def read(rules: Rules | None) -> Programme:
    return rules.read(Programme) if rules else PLAIN
