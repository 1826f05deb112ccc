"""Who may ask what: the office, the house itself, and the two concerned, each for themselves."""

from collections.abc import Container
from typing import Any, Protocol
from uuid import UUID

from shared.asked import Actor

OFFICE = frozenset({"operator", "programme_manager", "regional_coordinator"})
HOUSE = frozenset({"service", "timer", "importer"})
STAFF = OFFICE | HOUSE
INSTITUTION = frozenset({"institution", "mentoring_coordinator"})


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


def side_of(actor: Actor) -> str:
    """Which side an asker speaks for: mentor, mentee, institution, or the operator."""
    if actor.role in {"mentor", "mentee"}:
        return actor.role
    return "institution" if actor.role in INSTITUTION else "operator"


def only(roles: Container[str], ask: Any) -> str | None:
    """The reason against an asker who has none of these roles."""
    actor: Actor = ask.asked.by
    return None if actor.role in roles else f"A {actor.role or 'stranger'} cannot ask for this."


def run_by_the_office(ask: Any, _state: object) -> str | None:
    return only(STAFF, ask)


def run_by_office_or_institution(ask: Any, _state: object) -> str | None:
    return only(STAFF | INSTITUTION, ask)
