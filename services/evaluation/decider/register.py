"""A programme's register of who is paired and who is not, from which cohorts are drawn."""

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from immutables import Map

from shared.deciding import Decider
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import DrawCohort, EnterStanding
from ..events import CohortDrawn, FrozenPair, StandingEntered, Unpaired

Key = tuple[UUID, UUID]


@dataclass(frozen=True)
class Register:
    """The last entry of each person and relationship, and the cohorts drawn from them."""

    standings: Map[Key, StandingEntered] = Map()
    drawn: frozenset[UUID] = frozenset()


def decide(command: Command, register: Register) -> list[Event]:
    match command:
        case EnterStanding() as ask:
            entered = StandingEntered.following(ask)
            return [] if register.standings.get(key(entered)) == entered else [entered]
        case DrawCohort() as ask:
            return [] if ask.cohort_id in register.drawn else [drawn(ask, register)]
    raise Refused.impossible(command, register)


def drawn(ask: DrawCohort, register: Register) -> CohortDrawn:
    people = [one for one in register.standings.values() if belongs(ask, one)]
    return CohortDrawn(
        register_id=ask.register_id,
        cohort_id=ask.cohort_id,
        pairs=tuple(sorted(paired(people), key=lambda pair: pair.pair_id)),
        causes=causes(people),
    )


def belongs(ask: DrawCohort, entry: StandingEntered) -> bool:
    """By role (1MM-108) and by when the relationship started or ended (1MM-107); without a window,
    always by time.
    """
    if entry.role != ask.role:
        return False
    if ask.window_from is None and ask.window_to is None:
        return True
    day = entry.started_on if ask.basis == "relationship_start" else entry.ended_on
    return day is not None and (ask.window_from or date.min) <= day <= (ask.window_to or date.max)


def paired(people: Iterable[StandingEntered]) -> Iterator[FrozenPair]:
    for one in people:
        if one.pair_id and one.pre_response and one.end_response:
            yield FrozenPair(
                pair_id=one.pair_id, pre_response=one.pre_response, end_response=one.end_response
            )


def causes(people: Iterable[StandingEntered]) -> tuple[Unpaired, ...]:
    counted = Counter(one.standing for one in people if one.pair_id is None)
    return tuple(Unpaired(cause=cause, people=counted[cause]) for cause in sorted(counted))


def evolve(register: Register, event: Event) -> Register:
    match event:
        case StandingEntered():
            return replace(register, standings=register.standings.set(key(event), event))
        case CohortDrawn(cohort_id=one):
            return replace(register, drawn=register.drawn | {one})
        case _:
            return register


def key(entry: StandingEntered) -> Key:
    return entry.participant_id, entry.relationship_id


register: Decider[Register] = Decider(
    "register-{register_id}",
    Register(),
    decide,
    evolve,
    accepts=(EnterStanding, DrawCohort),
    keeps_programme=True,
)
