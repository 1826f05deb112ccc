"""The section about training: items, what each role has to do, and the certificate."""

from dataclasses import field
from functools import cached_property
from typing import Annotated, Any, Literal

from marshmallow.validate import Regexp

from shared.durations import Iso
from shared.messages import Value

from .joining import Count, Names

MONTH = Regexp(r"^20[0-9]{2}-(0[1-9]|1[0-2])\Z", error="Not a month such as 2021-02.")
Month = Annotated[str, MONTH]


class Module(Value):
    id: str
    level: int = 1


class Item(Value):
    """One thing to do. A `path` is a named expression over other items.

    `minutes` and `min_attendance` are minutes of a workshop; `minutes_expected` only informs. A
    `handbook` is read and acknowledged; `self_certified`: whether that is enough, one says oneself.
    A `skill_builder` is a workshop that nobody has to come to.
    """

    kind: Literal["modules", "workshop", "skill_builder", "induction", "handbook", "path"]
    modules: tuple[Module, ...] = ()
    minutes_expected: tuple[int, ...] = ()
    remind_after: Iso | None = None
    due: Iso | None = None
    enforcement: Literal["remind"] = "remind"
    save_progress: bool = True
    mode: str = "online"
    minutes: int = 0
    min_attendance: int | None = None
    acknowledge: bool = False
    self_certified: bool = False
    all_of: Any = None
    any_of: Any = None


class ByAgeBand(Value):
    """What a mentee has to do; an expression each, None where nothing is asked."""

    minor: Any = None
    adult: Any = None


class Certificate(Value):
    on: Literal["mentor_trained"] = "mentor_trained"
    signatory: str
    fields: tuple[str, ...] = ()


class Places(Value):
    """How many may come to one workshop; None for everybody who asks.

    `hold` is how long a place is kept for somebody who has not confirmed it; None for ever.
    """

    places: Count | None = None
    hold: Iso | None = None


class Tier(Value):
    """A rank in the queue for places: 1 comes first. Any one of `basis` gives it."""

    tier: Count
    basis: Names = ()


class Training(Value):
    """`safeguarding` names the modules that count as safeguarding training.

    `priority` says who comes first where `capacity` is short, `first_window` the month in which
    the first workshop is meant to be, `provider` who gives it where that is somebody else;
    `consultation`: those it is for are asked what it should be like.
    """

    mentor: Any = None
    items: dict[str, Any] = field(default_factory=dict)
    mentee: ByAgeBand = ByAgeBand()
    assigned_by: tuple[str, ...] = ()
    certificate: Certificate | None = None
    safeguarding: Names = ("safeguarding",)
    capacity: Places = Places()
    priority: tuple[Tier, ...] = ()
    first_window: Month | None = None
    provider: str | None = None
    consultation: bool = False

    @cached_property
    def known(self) -> dict[str, Item]:
        """The items, typed, by name."""
        return {name: Item.load(item) for name, item in self.items.items()}
