"""One institution: active or not, led or not, its premises and staff, and whom that concerns."""

from dataclasses import dataclass, field, replace
from typing import Any
from uuid import UUID

from immutables import Map

from shared.deciding import Decider
from shared.messages import Command, Event

from ..commands import HostPlan, NoteActivity, NoteLead, NotePremises, NoteStaff
from ..events import InstitutionChanged, PlanHosted, Staff, Standing


@dataclass(frozen=True)
class Institution:
    """How it stands, and whom that concerns: its plans, by the order in which they came."""

    standing: Standing = field(default_factory=Standing)
    plans: Map[UUID, int] = Map()


def decide(command: Command, institution: Institution) -> list[Event]:
    now = institution.standing
    match command:
        case HostPlan():
            new = command.relationship_id not in institution.plans
            return [PlanHosted.following(command, standing=now)] if new else []
        case NoteActivity(active=active):
            changes: dict[str, Any] = {"active": active}
        case NotePremises(premises_id=place):
            changes = {"premises": once(now.premises, place)}
        case NoteStaff():
            changes = {"staff": staffed(command, now.staff)}
        case NoteLead(role=role, vacant=vacant):
            others = tuple(one for one in now.vacant if one != role)
            changes = {"vacant": (*others, role) if vacant else others}
    return changed(command, institution, replace(now, **changes))


def staffed(ask: NoteStaff, known: tuple[Staff, ...]) -> tuple[Staff, ...]:
    one = Staff(person_id=ask.person_id, role=ask.role)
    return once(known, one) if ask.holds else tuple(other for other in known if other != one)


def once(known: tuple[Any, ...], one: Any) -> tuple[Any, ...]:
    return known if one in known else (*known, one)


def changed(command: Command, institution: Institution, after: Standing) -> list[Event]:
    if after == institution.standing:
        return []
    standing = replace(after, ordinal=institution.standing.ordinal + 1)
    plans = tuple(sorted(institution.plans, key=institution.plans.__getitem__))
    return [InstitutionChanged.following(command, standing=standing, plans=plans)]


def evolve(institution: Institution, event: Event) -> Institution:
    match event:
        case PlanHosted():
            plans = institution.plans.set(event.relationship_id, len(institution.plans))
            return replace(institution, plans=plans)
        case InstitutionChanged():
            return replace(institution, standing=event.standing)
    return institution


institution: Decider[Institution] = Decider(
    "institution-{institution_id}",
    Institution(),
    decide,
    evolve,
    accepts=(HostPlan, NoteActivity, NotePremises, NoteStaff, NoteLead),
)
