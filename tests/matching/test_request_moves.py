"""Whatever is asked in whatever order: no request ever goes a way that is not on the map."""

from datetime import timedelta
from random import Random
from types import SimpleNamespace
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching import commands
from services.matching.decider import pool
from services.matching.policies.hearing import from_profiles
from shared.asked import Actor, Asked
from shared.envelope import Envelope
from shared.refusals import Refused

from .asking import DIRECT, DIRECTOR, RANKED, REQUEST, duty, mentee, mentor, of, request, submit
from .vocabulary import ANN, BEN, CAT, DAN, HERE, NOW, OTHER, PROGRAMME, listed, ready, trained

WITHDRAWN = {"RequestWithdrawn": "withdrawn"}
OPEN = {
    "RequestAccepted": "accepted",
    "RequestDeclined": "declined",
    "RequestExpired": "expired",
    **WITHDRAWN,
}
# Drawn from the documents, not from the code.
MAP = {
    "direct": {
        None: {"MentoringRequested": "asked"},
        "asked": {"RequestAcknowledged": "acknowledged", "RequestReminderSent": "asked", **OPEN},
        "acknowledged": OPEN,
        "accepted": {"MatchMade": "matched"},
    },
    "ranked": {
        None: {"MentoringRequestSubmitted": "submitted"},
        "submitted": {"RequestApproved": "turn", "RequestReturned": "returned", **WITHDRAWN},
        "turn": {
            "RequestForwarded": "forwarded",
            "RequestSkipped": "turn",
            "RankedChoicesExhausted": "exhausted",
        },
        "forwarded": {
            "RequestAccepted": "accepted",
            "RequestDeclined": "turn",
            "RequestResponseTimedOut": "turn",
            "RequestSkipped": "turn",
            **WITHDRAWN,
        },
        "accepted": {"IntroductionMade": "introduced", "RequestSkipped": "turn", **WITHDRAWN},
        "introduced": {"MatchMade": "matched"},
    },
}
STEPS, RARE = 80, 0.08
OVER = ("matched", "declined", "expired", "withdrawn", "returned", "exhausted")

MENTORS, MENTEES, IDS = (ANN, BEN, DAN), (CAT, OTHER), tuple(UUID(int=n) for n in range(501, 510))
ACTORS = (*map(mentor, MENTORS), *map(mentee, MENTEES), DIRECTOR, "operator:1", "timer:")
OFTEN = (
    lambda of_: request(of_.id, of_.mentee, of_.mentor),
    lambda of_: submit(*of_.row, request_id=of_.id, mentee=of_.mentee),
    lambda of_: of(commands.ReviewRequest, of_.id),
    lambda of_: of(commands.AcknowledgeRequest, of_.id),
    lambda of_: of(commands.AcceptRequest, of_.id),
    lambda of_: of(commands.DeclineRequest, of_.id),
    lambda of_: of(commands.ExpireRequest, of_.id),
    lambda of_: of(commands.RemindOfRequest, of_.id, ordinal=of_.number),
    lambda of_: of(commands.PassRequestOn, of_.id, mentor_id=of_.asked[0], respond_by=of_.asked[1]),
    lambda of_: of(commands.IntroducePair, of_.id),
)
SELDOM = (
    lambda of_: of(commands.WithdrawRequest, of_.id),
    lambda of_: of(commands.ReviewRequest, of_.id, verdict="return", reason_code="inappropriate"),
    lambda of_: commands.NoteMentorPause(**HERE, mentor_id=of_.mentor, paused=True),
    lambda of_: commands.NoteMentorPause(**HERE, mentor_id=of_.mentor, paused=False),
    lambda of_: commands.NoteMentorDeparture(**HERE, mentor_id=of_.mentor, kind="party_ended"),
    lambda of_: commands.DeclareConflict(
        **HERE, mentor_id=of_.mentor, mentee_id=of_.mentee, kind="relative"
    ),
)


def drawn(chance, state):
    """What a command may be about, drawn at random."""
    id_ = chance.choice(IDS)
    known = state.requests.get(id_)
    asked = (known.mentor_id, known.answer_by or NOW) if known else (ANN, NOW)
    return SimpleNamespace(
        id=id_,
        mentee=chance.choice(MENTEES),
        mentor=chance.choice(MENTORS),
        row=chance.sample(MENTORS, chance.randint(1, 3)),
        number=chance.randint(0, 3),
        asked=asked,
    )


def begun(rules):
    """A pool in which three mentors and two mentees are known, one seat each."""
    state = pool.initial
    told = [
        duty(),
        *(listed(one) for one in (ANN, BEN, DAN)),
        *(trained(one) for one in (ANN, BEN, DAN)),
        *(ready(one, institution_id=None, age_band="adult") for one in (CAT, OTHER)),
    ]
    for one in told:
        envelope = Envelope.about(one, id=REQUEST, occurred_at=NOW, programme=PROGRAMME)
        for command in from_profiles.to(envelope):
            asked = Asked(NOW, Actor("service", ""), rules, rules)
            for event in pool.decide(command.by(asked), state):
                state = pool.evolve(state, event)
    return state


STARTS = {"direct": (DIRECT, begun(DIRECT)), "ranked": (RANKED, begun(RANKED))}
about = {name for row in MAP.values() for moves in row.values() for name in moves}


def speakers(command, by, state):
    """Who may ask, tried as well as the actor drawn, so that a life comes to something."""
    known = state.requests.get(getattr(command, "request_id", None))
    yield by
    if isinstance(command, commands.RequestMentoring | commands.SubmitMentoringRequest):
        yield mentee(command.mentee_id)
    elif known:
        yield from (mentor(known.mentor_id), mentee(known.mentee_id), DIRECTOR, "operator:1")


def answered(command, by, state, rules, at):
    for speaker in speakers(command, by, state):
        try:
            return pool.decide(command.by(Asked(at, Actor.parse(speaker), rules, rules)), state)
        except Refused:
            continue
    return []


def lived(mode, seed):
    """The names of what happened to requests, each checked against the map on the way."""
    chance = Random(seed)  # noqa: S311  a walk, no secret
    rules, state = STARTS[mode]
    phases, asked, at, seen = {}, {}, NOW, set()
    for _ in range(STEPS):
        at += timedelta(hours=chance.choice([0, 0, 1, 24, 24 * 6, 24 * 15]))
        makers = SELDOM if chance.random() < RARE else OFTEN
        command, by = chance.choice(makers)(drawn(chance, state)), chance.choice(ACTORS)
        for event in answered(command, by, state, rules, at):
            state = pool.evolve(state, event)
            name = type(event).__name__
            if name not in about:
                continue
            id_ = getattr(event, "request_id", None) or event.proposal_id
            legal = MAP[mode].get(phases.get(id_), {})
            assert name in legal, f"{name} of a request that is {phases.get(id_)}"
            phases[id_] = legal[name]
            seen.add(name)
            if name == "RequestForwarded":
                assert event.mentor_id not in asked.setdefault(id_, set()), "asked twice"
                asked[id_].add(event.mentor_id)
        assert {id_ for id_, one in phases.items() if one in OVER} == set(state.past)
        assert all(len(one.relationships) <= 1 for one in state.mentors.values())
        assert all(len(one.relationships) <= 1 for one in state.mentees.values())
    return seen


@pytest.mark.parametrize("mode", MAP)
@settings(max_examples=60, deadline=None, derandomize=True)
@given(seed=st.integers(0, 2**32))
def test_no_illegal_move_of_a_request_is_reachable(mode, seed):
    lived(mode, seed)


@pytest.mark.parametrize("mode", MAP)
def test_every_way_on_the_map_is_taken_by_somebody(mode):
    every = {name for moves in MAP[mode].values() for name in moves}
    assert set().union(*(lived(mode, seed) for seed in range(60))) == every
