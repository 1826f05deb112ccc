"""How a roster decides: who holds which role, and who of them is to be told of a case.

An institution's roster and the operator's are streams of one kind; each decides from itself alone.
"""

from dataclasses import dataclass, replace
from uuid import UUID

from immutables import Map

from shared.deciding import Decider, allow, obey
from shared.messages import Event

from ..commands import NoteRoleHolder, NoteRoleLeft, ReadRegister, RouteCase
from ..events import (
    CasePassedOn,
    CaseRouted,
    CaseUnplaced,
    Errand,
    RegisterRead,
    RoleHolderNoted,
    RoleLeft,
    Skipped,
)
from ..policies.errands import programme_of
from ..policies.reading import READING
from ..policies.rules import policy_of, somebody
from .routing import Holder, route


@dataclass(frozen=True)
class Roster:
    """Who holds what; which askings were answered; whose cases wait for somebody to be named."""

    holders: tuple[Holder, ...] = ()
    answered: Map[tuple[UUID, str, int], None] = Map()
    waiting: tuple[tuple[Errand, tuple[Skipped, ...]], ...] = ()


Ask = NoteRoleHolder | NoteRoleLeft | ReadRegister | RouteCase


def decide(ask: Ask, roster: Roster) -> list[Event]:
    match ask:
        case NoteRoleHolder():
            return welcome(ask, roster)
        case NoteRoleLeft():
            return leave(ask, roster)
        case RouteCase(errand=errand) if key(errand) in roster.answered:
            return []
        case RouteCase():
            return [route(ask, roster.holders)]
        case ReadRegister():
            allowed = obey(READING, ask, roster)
            read = RegisterRead.following(ask, reader=somebody(ask), programme=programme_of(ask))
            return allow([read], allowed)


def leave(ask: NoteRoleLeft, roster: Roster) -> list[Event]:
    """Each of them once, in however many programmes it was."""
    concerned = [
        one
        for one in roster.holders
        if one.role == ask.role
        and ask.person_id in (None, one.person_id)
        and (ask.programme is None or (one.programme, one.region) == (ask.programme, ask.region))
    ]
    people = dict.fromkeys(one.person_id for one in concerned)
    return [RoleLeft.following(ask, person_id=one) for one in people]


def welcome(ask: NoteRoleHolder, roster: Roster) -> list[Event]:
    """Note a holder; the cases that waited for anybody at all are theirs at once."""
    operator = policy_of(ask).programme.operator
    new = Holder(ask.role, ask.person_id, ask.programme, operator, ask.region)
    if new in roster.holders:
        return []
    then = replace(roster, holders=(*roster.holders, new))
    asks = [
        RouteCase(roster_id=ask.roster_id, errand=errand, skipped=skipped)
        for errand, skipped in roster.waiting
    ]
    routed = [route(one, then.holders) for one in asks]
    return [
        RoleHolderNoted.following(ask, operator=operator),
        *(one for one in routed if isinstance(one, CaseRouted)),
    ]


def key(errand: Errand) -> tuple[UUID, str, int]:
    """One asking: a draft's are apart from those of the case that comes of it."""
    return errand.case_id, "draft" if errand.why == "draft" else "case", errand.attempt


def evolve(roster: Roster, event: Event) -> Roster:
    match event:
        case RoleHolderNoted():
            return replace(roster, holders=(*roster.holders, holder(event)))
        case RoleLeft():
            left = tuple(one for one in roster.holders if not gone(one, event))
            return replace(roster, holders=left)
        case CaseRouted(case_id=case_id, why=why, attempt=attempt):
            done = (case_id, "draft" if why == "draft" else "case", attempt)
            return answered(roster, done, without(roster, case_id))
        case CasePassedOn(errand=errand):
            return answered(roster, key(errand), roster.waiting)
        case CaseUnplaced(errand=errand, skipped=skipped):
            waiting = (*without(roster, errand.case_id), (errand, skipped))
            return answered(roster, key(errand), waiting)
        case _:
            return roster


def holder(told: RoleHolderNoted) -> Holder:
    return Holder(told.role, told.person_id, told.programme, told.operator, told.region)


def gone(one: Holder, told: RoleLeft) -> bool:
    here = told.programme is None or (one.programme, one.region) == (told.programme, told.region)
    return here and (one.role, one.person_id) == (told.role, told.person_id)


def answered(
    roster: Roster,
    done: tuple[UUID, str, int],
    waiting: tuple[tuple[Errand, tuple[Skipped, ...]], ...],
) -> Roster:
    return replace(roster, answered=roster.answered.set(done, None), waiting=waiting)


def without(roster: Roster, case_id: UUID) -> tuple[tuple[Errand, tuple[Skipped, ...]], ...]:
    """The waiting askings but those of that case: only its latest counts."""
    return tuple(one for one in roster.waiting if one[0].case_id != case_id)


roster: Decider[Roster] = Decider(
    "roster-{roster_id}",
    Roster(),
    decide,
    evolve,
    accepts=(NoteRoleHolder, NoteRoleLeft, ReadRegister, RouteCase),
)
