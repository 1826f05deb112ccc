"""The section about training: items, what each role has to do, and the certificate."""

from dataclasses import field
from functools import cached_property
from typing import Any, Literal

from shared.durations import Iso
from shared.messages import Value


class Module(Value):
    id: str
    level: int = 1


class Item(Value):
    """One thing to do. A `path` is a named expression over other items.

    `minutes` and `min_attendance` are minutes of a workshop; `minutes_expected` only informs.
    """

    kind: Literal["modules", "workshop", "induction", "path"]
    modules: tuple[Module, ...] = ()
    minutes_expected: tuple[int, ...] = ()
    remind_after: Iso | None = None
    due: Iso | None = None
    enforcement: Literal["remind"] = "remind"
    save_progress: bool = True
    mode: str = "online"
    minutes: int = 0
    min_attendance: int | None = None
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


class Training(Value):
    """`safeguarding` names the modules that count as safeguarding training."""

    mentor: Any = None
    items: dict[str, Any] = field(default_factory=dict)
    mentee: ByAgeBand = ByAgeBand()
    assigned_by: tuple[str, ...] = ()
    certificate: Certificate | None = None
    safeguarding: tuple[str, ...] = ("safeguarding",)

    @cached_property
    def known(self) -> dict[str, Item]:
        """The items, typed, by name."""
        return {name: Item.load(item) for name, item in self.items.items()}
