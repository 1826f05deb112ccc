"""The sections about a relationship from agreement to ending, and what supports it."""

from collections.abc import Set as AbstractSet
from typing import ClassVar, Literal

from shared.durations import Iso
from shared.messages import Value

from .joining import Names


class Closure(Value):
    steps: Names = ()
    within: Iso = "P30D"


class Relationship(Value):
    """`max` None: as long as it lasts. `shapes` are what a pair may settle on."""

    ratio: str = "1:1"
    max: Iso | None = None
    max_sessions: int | None = None
    overrun: Literal["flag", "refuse"] = "flag"
    term_notice: Iso = "P30D"
    agreement: Literal["required", "optional", "none"] = "optional"
    shapes: tuple[Literal["one_off", "short_series", "ongoing"], ...] = ()
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


class Support(Value):
    """`contact` lists how participants reach the team; no `check_in`, no regular questions."""

    check_in: CheckIn | None = None
    bulletin: bool = False
    skill_builders: bool = False
    resources: bool = False
    community: str | None = None
    contact: Names = ()


class Ending(Value):
    """Who may end it, and what is asked of them. After `dormancy_after` without a sign of life
    both are asked whether it goes on.
    """

    right: Names = ()
    reason: str = "optional"
    message: Literal["required", "encouraged", "optional"] = "optional"
    dormancy_after: Iso | None = None


class Stories(Value):
    """Whose consent a story needs before it is told; None where no stories are collected."""

    consent: Literal["both", "teller"] | None = None
