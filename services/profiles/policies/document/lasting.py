"""The sections about a relationship from agreement to ending, and what supports it."""

from collections.abc import Set as AbstractSet
from functools import cached_property
from typing import Any, ClassVar, Literal

from shared.durations import Iso
from shared.messages import Value

from .joining import Names


class Closure(Value):
    steps: Names = ()
    within: Iso = "P30D"


class Relationship(Value):
    """`max` None: as long as it lasts. `shapes` are what a pair may settle on. Both are asked
    whether they are in touch if they are not `first_contact_within` so long; None: nobody is.
    """

    ratio: str = "1:1"
    max: Iso | None = None
    max_sessions: int | None = None
    overrun: Literal["flag", "refuse"] = "flag"
    term_notice: Iso = "P30D"
    agreement: Literal["required", "optional", "none"] = "optional"
    shapes: tuple[Literal["one_off", "short_series", "ongoing"], ...] = ()
    first_contact_within: Iso | None = None
    start_checklist: Names = ()
    closure: Closure = Closure()


class FitCheck(Value):
    """After which session both are asked whether it suits them; None: nobody is asked."""

    after_held_session: int | None = 3
    ask: Names = ("mentor", "mentee")
    early_report: str | None = None
    resource: str = "good-mentoring-relationships"


class CheckIn(Value):
    also: ClassVar[AbstractSet[str]] = {"with"}  # Python's own word; profiles does not read it
    every: Iso = "P1M"
    missed_after: Iso = "P14D"
    tell: str = "mentoring_coordinator"


class Resources(Value):
    """Topics of what there is to read and to watch; `topics` empty allows any.

    Of each of `required_topics` there is something before a mentee is taken in; what belongs to
    `first_session` is shown before a pair's first session only.
    """

    topics: Names = ()
    required_topics: Names = ()
    first_session: Names = ()


class Team(Value):
    """The role that sees to a request for help, by what is wrong."""

    technical: str | None = None
    relationship: str | None = None


class Support(Value):
    """`contact` lists how participants reach the team; no `check_in`, no regular questions.

    `resources` is yes, no, or a mapping of what is asked of them. Whoever asked for help has an
    answer `answer_within` so long; None where nothing is promised.
    """

    check_in: CheckIn | None = None
    bulletin: bool = False
    skill_builders: bool = False
    resources: Any = False
    community: str | None = None
    contact: Names = ()
    team: Team = Team()
    answer_within: Iso | None = None

    @cached_property
    def library(self) -> Resources | None:
        """What is asked of resources; None where the programme offers none."""
        if isinstance(self.resources, dict):
            return Resources.load(self.resources)
        return Resources() if self.resources else None


class Ending(Value):
    """Who may end it, and what is asked of them. After `dormancy_after` without a sign of life
    both are asked whether it goes on, and have `answer_within` to say so; silence ends it.
    """

    right: Names = ()
    reason: str = "optional"
    message: Literal["required", "encouraged", "optional"] = "optional"
    dormancy_after: Iso | None = None
    answer_within: Iso = "P30D"


class Stories(Value):
    """Whose consent a story needs before it is told; None where no stories are collected.

    Whoever tells it consents in any case, and so does whoever it names. For a minor one of
    `minor_given_by` consents too. What is in `redact` no published story names.
    """

    consent: Literal["both", "teller", "mentee"] | None = None
    minor_given_by: Names = ("parent",)
    redact: tuple[Literal["institution", "year", "health"], ...] = ()
