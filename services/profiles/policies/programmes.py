"""Rules about policy versions and staff."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any
from uuid import UUID

from ..commands.programme import AssignTraining, PublishPolicy
from .asking import policy_now
from .compiling import version_of

EVERYWHERE = None
Grant = tuple[str, str | None, UUID | None]


@dataclass(frozen=True)
class Programme:
    """First instant and digest of every version published; `window` while it is a pilot's."""

    starts: Mapping[int, datetime] = field(default_factory=dict)
    digests: frozenset[str] = frozenset()
    window: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Staff:
    """The roles one person holds: (role, region, institution).

    `covers` says for whom and until when they stand in, `delegated` who stands in for them.
    """

    held: frozenset[Grant] = frozenset()
    covers: Mapping[tuple[Grant, UUID], date] = field(default_factory=dict)
    delegated: Mapping[tuple[Grant, UUID], date] = field(default_factory=dict)

    @property
    def acting(self) -> frozenset[Grant]:
        """Every role in which this person acts now, their own or somebody's they stand in for."""
        return self.held | {grant for grant, _ in self.covers}


def programme_named_alike(command: PublishPolicy, _: Programme) -> str | None:
    named: Any = command.document.get("programme")
    alike = isinstance(named, dict) and named.get("id") == command.programme
    return None if alike else "The document is that of another programme."


def version_follows(command: PublishPolicy, programme: Programme) -> str | None:
    latest = max(programme.starts, default=0)
    follows = (version_of(command.document) or 0) > latest
    return None if follows else f"Version {latest} is out already; the next one is higher."


def assigner_asks(command: AssignTraining, _: Staff) -> str | None:
    asks = command.asked.by.id == str(command.assigned_by)
    return None if asks else "Training is assigned in one's own name."


def assigner_holds_the_role(command: AssignTraining, staff: Staff) -> str | None:
    role = assigning_role(command, staff)
    return None if role else "Whoever assigns training holds the role for it in that region."


def assigning_role(command: AssignTraining, staff: Staff) -> str | None:
    """The role by which this person may assign training there, or None."""
    allowed = policy_now(command).training.assigned_by
    places = {EVERYWHERE, command.region}
    fitting = (role for role in allowed if any((role, at, None) in staff.acting for at in places))
    return next(fitting, None)


assigning_rules = (assigner_asks, assigner_holds_the_role)
