"""Rules about policy versions and staff."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, NamedTuple, Protocol
from uuid import UUID

from shared.messages import Command

from ..commands.programme import AssignTraining, EndStaffRole, PublishPolicy
from .asking import policy_now
from .compiling import version_of

EVERYWHERE = None


class Placed(Protocol):
    """Whatever names a role, and the region or institution it is for."""

    @property
    def role(self) -> str: ...
    @property
    def region(self) -> str | None: ...
    @property
    def institution_id(self) -> UUID | None: ...


class Grant(NamedTuple):
    """A role in one programme; in every one where None is named.

    That is an institution's own role, and what was recorded before programmes were kept apart.
    """

    programme: str | None
    role: str
    region: str | None
    institution_id: UUID | None

    @property
    def in_all(self) -> "Grant":
        """The same role in every programme."""
        return self._replace(programme=None)


@dataclass(frozen=True)
class Programme:
    """First instant and digest of every version published; `window` while it is a pilot's."""

    starts: Mapping[int, datetime] = field(default_factory=dict)
    digests: frozenset[str] = frozenset()
    window: str | None = None
    outcome: str | None = None


@dataclass(frozen=True)
class Staff:
    """The roles one person holds; `ended` says in which programmes one of all of them is over.

    `covers` says for whom and until when they stand in, `delegated` who stands in for them.
    """

    held: frozenset[Grant] = frozenset()
    ended: frozenset[Grant] = frozenset()
    covers: Mapping[tuple[Grant, UUID], date] = field(default_factory=dict)
    delegated: Mapping[tuple[Grant, UUID], date] = field(default_factory=dict)

    def holds(self, role: Grant) -> bool:
        """Whether it is their own, in that programme by itself or as in all."""
        return role in self.held or (role.in_all in self.held and role not in self.ended)

    def acts(self, role: Grant) -> bool:
        """Whether they act in it now, as their own or as somebody's they stand in for."""
        return self.holds(role) or any(one in {role, role.in_all} for one, _ in self.covers)


def here(command: Command) -> str | None:
    """The programme this is asked in, whether or not a policy of it is in force yet."""
    asked = command.asked
    return asked.programme or (asked.rules.programme if asked.rules else None)


def placed(command: Command, role: Placed) -> Grant:
    """The role where it is asked for: an institution's is its own, whichever programme asks."""
    programme = here(command) if role.institution_id is None else None
    return Grant(programme, role.role, role.region, role.institution_id)


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

    def acts(role: str) -> bool:
        return any(staff.acts(Grant(here(command), role, at, None)) for at in places)

    return next(filter(acts, allowed), None)


def ending_names_the_programme(command: EndStaffRole, staff: Staff) -> str | None:
    """Otherwise nothing would end, and whoever asked would not know."""
    this = placed(command, command)
    elsewhere = this not in staff.held and any(one.in_all == this for one in staff.held)
    return "Say in which programme the role ends." if elsewhere else None


assigning_rules = (assigner_asks, assigner_holds_the_role)
ending_rules = (ending_names_the_programme,)
