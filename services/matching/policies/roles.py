"""Who may ask what: the office, the house itself, and the two concerned, each for themselves."""

from collections.abc import Container
from typing import Any, Protocol
from uuid import UUID

from shared.asked import Actor

from .views import in_force

HOUSE = frozenset({"service", "timer", "importer"})
# The installation's own, whatever a programme calls its people.
OPERATOR, ITSELF = "operator", "institution"


def office(ask: Any) -> frozenset[str]:
    """The roles of the office, by the names they have in this programme now."""
    roles = in_force(ask).roles
    return frozenset({OPERATOR, *roles.leaders, *roles.office})


def staff(ask: Any) -> frozenset[str]:
    """The office, and the house itself."""
    return office(ask) | HOUSE


def institution(ask: Any) -> frozenset[str]:
    """The roles that speak for an institution."""
    return frozenset({ITSELF, *in_force(ask).roles.institution})


class Both(Protocol):
    """Whatever joins a mentor and a mentee."""

    @property
    def mentor_id(self) -> UUID: ...
    @property
    def mentor_person_id(self) -> UUID: ...
    @property
    def mentee_id(self) -> UUID: ...
    @property
    def mentee_person_id(self) -> UUID: ...


def is_party(actor: Actor, pair: Both) -> bool:
    """Whether the asker is this very mentor or mentee, by the id of the person or of the
    participation.
    """
    own = {
        "mentor": (pair.mentor_id, pair.mentor_person_id),
        "mentee": (pair.mentee_id, pair.mentee_person_id),
    }
    return actor.id in {str(one) for one in own.get(actor.role, ())}


def side_of(ask: Any) -> str:
    """Which side an asker speaks for: mentor, mentee, institution, or the operator."""
    role: str = ask.asked.by.role
    if role in {"mentor", "mentee"}:
        return role
    return ITSELF if role in institution(ask) else OPERATOR


def only(roles: Container[str], ask: Any) -> str | None:
    """The reason against an asker who has none of these roles."""
    actor: Actor = ask.asked.by
    return None if actor.role in roles else f"A {actor.role or 'stranger'} cannot ask for this."


def run_by_the_office(ask: Any, _state: object) -> str | None:
    return only(staff(ask), ask)


def run_by_office_or_institution(ask: Any, _state: object) -> str | None:
    return only(staff(ask) | institution(ask), ask)
