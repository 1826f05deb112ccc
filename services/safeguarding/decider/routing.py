"""Who of those on a roster is to be told of a case: by role, by programme, and nobody involved."""

from collections.abc import Iterable
from dataclasses import dataclass
from uuid import UUID

from shared.messages import Event

from ..commands import RouteCase
from ..events import CasePassedOn, CaseRouted, CaseUnplaced, Errand, Skipped, Told
from ..policies.reactions import OPERATOR


@dataclass(frozen=True)
class Holder:
    """Somebody in a role, for one programme or for all; `operator` is whose people they are."""

    role: str
    person_id: UUID
    programme: str | None = None
    operator: str | None = None
    region: str | None = None


def route(ask: RouteCase, holders: tuple[Holder, ...]) -> Event:
    """At an institution everybody in the roles; at the operator the first role that is held."""
    at_operator = ask.roster_id == OPERATOR
    roles = ask.errand.fallback if at_operator else ask.errand.roles
    near = of(ask.errand, holders) if at_operator else holders
    to: tuple[Told, ...] = ()
    skipped = ask.skipped
    for role in roles:
        found, passed = look(role, ask.errand, near)
        to, skipped = (*to, *found), (*skipped, *passed)
        if at_operator and to:
            break
    return outcome(ask, to, skipped, at_operator=at_operator)


def look(role: str, errand: Errand, holders: Iterable[Holder]) -> tuple[list[Told], list[Skipped]]:
    """Who may be told in a role, and whom or what had to be passed over."""
    holders = in_programme(errand, [one for one in holders if one.role == role])
    if not holders:
        return [], [Skipped(role=role, cause="vacant")]
    free = [one for one in holders if one.person_id not in errand.conflicted]
    return (
        [Told(role=role, person_id=one.person_id) for one in free],
        [
            Skipped(role=role, cause="conflicted", person_id=one.person_id)
            for one in holders
            if one not in free
        ],
    )


def of(errand: Errand, holders: Iterable[Holder]) -> tuple[Holder, ...]:
    """Several organisations run programmes side by side, and none reads another's cases: rather
    a case waits for somebody to be named, and is asked about again and again.
    """
    return tuple(
        one
        for one in holders
        if one.programme in (None, errand.programme) or errand.operator in (None, one.operator)
    )


def in_programme(errand: Errand, holders: list[Holder]) -> list[Holder]:
    """Those of the programme; where it has none, anybody in the role, for somebody must be told."""
    own = [
        one
        for one in holders
        if one.programme in (None, errand.programme) and one.person_id not in errand.conflicted
    ]
    return own or holders


def outcome(
    ask: RouteCase, to: Iterable[Told], skipped: tuple[Skipped, ...], *, at_operator: bool
) -> Event:
    people = one_each(to)
    if not people:
        missed = CaseUnplaced if at_operator else CasePassedOn
        return missed.following(ask, case_id=ask.errand.case_id, skipped=skipped)
    return CaseRouted(
        roster_id=ask.roster_id,
        case_id=ask.errand.case_id,
        attempt=ask.errand.attempt,
        why=ask.errand.why,
        basis=f"{ask.errand.why}:{'operator' if at_operator else 'institution'}",
        to=people,
        skipped=skipped,
    )


def one_each(to: Iterable[Told]) -> tuple[Told, ...]:
    """Nobody is told twice, in whichever roles."""
    return tuple({one.person_id: one for one in reversed(tuple(to))}.values())[::-1]
