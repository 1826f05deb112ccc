"""How the pool proposes pairs, and what becomes of them."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.durations import day_of
from shared.messages import Command, Event
from shared.refusals import Refused

from ...commands import (
    EngagePair,
    PartPair,
    ProposeMatch,
    RejoinPair,
    ReleasePair,
    SendWaitingUpdate,
    SweepPool,
)
from ...events import (
    CandidateNotSelected,
    MatchProposed,
    MenteeDepartureNoted,
    MentorDepartureNoted,
    PairEngaged,
    PairParted,
    PairRejoined,
    PairReleased,
    ReversalClashed,
    WaitingUpdateSent,
)
from ...policies.agreeing import sides_needed
from ...policies.candidates import Mentor, Pool
from ...policies.proposing import CURATED, asker_rules, eligible, mentee_rules, mentor_rules
from ...policies.roles import run_by_the_office
from ...policies.scoring import ALGORITHM, Fit, ranked
from ...policies.views import in_force
from .evolving import evolve
from .settling import next_update

Chosen = tuple[Fit, Mentor]


def propose(ask: ProposeMatch, pool: Pool) -> list[Event]:
    if ask.proposal_id in pool.proposals:
        return []
    allowed = obey((*asker_rules, *mentee_rules), ask, pool)
    could = ranked(eligible(ask, pool), pool.mentee(ask.mentee_id).facets, in_force(ask).matching)
    (how_well, mentor), by_mentor = choose(ask, pool, could)
    others = sum(one.id != mentor.id for _, one in could)
    return [proposal(ask, pool, how_well, mentor, others, (*allowed, *by_mentor))]


def choose(ask: ProposeMatch, pool: Pool, could: list[Chosen]) -> tuple[Chosen, tuple[str, ...]]:
    """The mentor who was named, or the best; with the rules that let it be."""
    if ask.mentor_id is not None:
        allowed = obey(mentor_rules, ask, pool)
        return next(one for one in could if one[1].id == ask.mentor_id), allowed
    fresh = [one for one in could if (one[1].id, ask.mentee_id) not in pool.declined]
    if not fresh:
        raise Refused("somebody-fits", "Nobody in the pool can be proposed now.", "somebody_fits")
    return fresh[0], tuple(rule.__name__ for rule in mentor_rules)


def proposal(
    ask: ProposeMatch, pool: Pool, fit_: Fit, mentor: Mentor, others: int, allowed: tuple[str, ...]
) -> MatchProposed:
    programme, mentee = in_force(ask), pool.mentee(ask.mentee_id)
    rules, institution = programme.matching, mentee.institution_id
    return MatchProposed.following(
        ask,
        mentor_id=mentor.id,
        institution_id=institution,
        score=fit_.score,
        matched_on=fit_.reasons,
        alternatives_considered=others,
        algorithm_version=ALGORITHM,
        expires_at=programme.later(ask.asked.at, rules.proposal_expires_after),
        mode=CURATED,
        mentor_person_id=mentor.person_id,
        mentee_person_id=mentee.person_id,
        age_band=mentee.age_band,
        agreement_of=sides_needed(rules.agreement_of, mentee.age_band, institution),
        allowed_by=allowed,
    )


def release(ask: ReleasePair, pool: Pool) -> list[Event]:
    return [PairReleased.following(ask)] if ask.proposal_id in pool.open else []


def engage(ask: EngagePair, pool: Pool) -> list[Event]:
    if ask.proposal_id not in pool.open:
        return []
    mentor_id, mentee_id = pool.open[ask.proposal_id]
    made = PairEngaged.following(ask, mentor_id=mentor_id, mentee_id=mentee_id)
    return [made, *after_departure(ask, evolve(pool, made))]


def after_departure(ask: EngagePair | RejoinPair, pool: Pool) -> list[Event]:
    """Somebody left while the last yes was on its way: what just began ends too (1MM-023)."""
    mentor_id, mentee_id = pool.made[ask.relationship_id]
    mentor, mentee = pool.mentor(mentor_id), pool.mentee(mentee_id)
    ends: dict[str, Any] = {
        "pool_id": ask.pool_id,
        "effective_on": day_of(ask.asked.at, in_force(ask).policy.time_zone),
        "proposals": (),
        "relationships": (ask.relationship_id,),
    }
    if mentor.gone_at:
        kind, as_of = mentor.departure, mentor.gone_at
        return [MentorDepartureNoted(mentor_id=mentor_id, kind=kind, as_of=as_of, **ends)]
    if mentee.gone_at:
        kind, as_of = mentee.departure, mentee.gone_at
        return [MenteeDepartureNoted(mentee_id=mentee_id, kind=kind, as_of=as_of, **ends)]
    return []


def part(ask: PartPair, pool: Pool) -> list[Event]:
    pair = pool.made.get(ask.relationship_id)
    bound = pair and ask.relationship_id in pool.mentor(pair[0]).relationships
    return [PairParted.following(ask)] if bound else []


def rejoin(ask: RejoinPair, pool: Pool) -> list[Event]:
    pair = pool.made.get(ask.relationship_id)
    if pair is None or ask.relationship_id in pool.mentor(pair[0]).relationships:
        return []
    mentee = pool.mentee(pair[1])
    if mentee.relationships or mentee.proposals:
        return [ReversalClashed.following(ask)]
    return [PairRejoined.following(ask), *after_departure(ask, pool)]


def sweep(ask: SweepPool, pool: Pool) -> list[Event]:
    allowed = obey((run_by_the_office,), ask, pool)
    return [
        CandidateNotSelected.following(
            ask, mentor_id=one.id, waiting_since=one.since, allowed_by=allowed
        )
        for one in sorted(pool.mentors.values(), key=lambda mentor: str(mentor.id))
        if one.waiting and not one.proposals and one.cycle != ask.cycle
    ]


def update(ask: SendWaitingUpdate, pool: Pool) -> list[Event]:
    mentor = pool.mentor(ask.mentor_id)
    if not mentor.waiting or (mentor.updated_for and mentor.updated_for >= ask.due_at):
        return []
    due = next_update(in_force(ask), ask.due_at)
    return [WaitingUpdateSent.following(ask, ordinal=mentor.updates + 1, next_due_at=due)]


PAIRS: Mapping[type[Command], Callable[[Any, Pool], list[Event]]] = {
    ProposeMatch: propose,
    ReleasePair: release,
    EngagePair: engage,
    PartPair: part,
    RejoinPair: rejoin,
    SweepPool: sweep,
    SendWaitingUpdate: update,
}
