"""Whoever stands in for a reviewer reviews as they do: profiles says who, and matching hears it.

An asker writes a role and an id, `role:id`. The role is what they call themselves; whether they
hold it, or stand in for who does, matching knows from what profiles said up to then.
"""

from datetime import UTC, date, datetime, timedelta
from functools import reduce
from uuid import UUID

import pytest

from services.matching import events, heard
from services.matching.commands import ReviewRequest
from services.matching.decider import pool
from services.matching.policies import from_profiles, pool_of
from services.matching.policies.requesting import reviewed_by_the_role
from services.profiles.commands.programme import GrantStaffRole
from services.profiles.commands.staff import DelegateStaffRole
from services.profiles.decider.staff import staff
from services.profiles.policies.timers import timers
from shared.asked import Actor, Asked
from shared.envelope import Envelope
from shared.refusals import Refused
from shared.testing import scenario
from tests.contracts.programmes import RANKED, rules

POLICY = rules(RANKED)
ROLE = POLICY.document["matching"]["ranked"]["review"]["role"]
HEAD, DEPUTY, STRANGER, THIS, MENTEE, MENTOR, OTHER_HEAD = (UUID(int=n) for n in range(1, 8))
POOL = pool_of(POLICY.programme)
NOW = datetime(2021, 3, 1, 12, tzinfo=UTC)
FIRST, LAST = date(2021, 3, 29), date(2021, 4, 4)
A_WEEK = {HEAD: (FIRST, LAST)}
given = scenario(staff).under(POLICY).at(NOW)


def said(at, away):
    """What profiles has said by then, if heads go away for these days; each with when."""
    told, dues, deputy = [], [], []
    for head, (first, last) in away.items():
        granted = given().when(GrantStaffRole(person_id=head, role=ROLE)).decide()
        leave = DelegateStaffRole(
            person_id=head, role=ROLE, to_person_id=DEPUTY, since=first, until=last
        )
        (delegated,) = given.by(f"{ROLE}:{head}")(*granted).when(leave).decide()
        told += [(NOW, one) for one in granted]
        dues += timers.to(Envelope.about(delegated))
    for due in sorted(dues, key=lambda one: one.at):
        if due.at <= at:
            new = given.at(due.at)(*deputy).when(due.ask).decide()
            deputy += new
            told += [(due.at, one) for one in new if one.published]
    return told


def as_heard(told):
    """The same, as it travels and with the fields that matching reads."""
    kind = getattr(heard, type(told).__name__)
    return kind(**{name: getattr(told, name) for name in kind.codecs})


def pool_at(at, away):
    """The pool that matching has by then, with one request to be reviewed."""
    submitted = events.MentoringRequestSubmitted(
        pool_id=POOL,
        request_id=THIS,
        mentee_id=MENTEE,
        mentee_person_id=MENTEE,
        choices=(MENTOR,),
        biography="",
        purpose="",
        respond_within="P14D",
    )
    state = pool.evolve(pool.initial, submitted)
    for when, told in said(at, away):
        envelope = Envelope.about(as_heard(told), occurred_at=when, programme=POLICY.programme)
        for ask in from_profiles.to(envelope):
            asked = Asked(when, Actor("service", "matching"), POLICY, POLICY)
            state = reduce(pool.evolve, pool.decide(ask.by(asked), state), state)
    return state


def may_review(person, at, role=ROLE, away=A_WEEK):
    """Whether matching lets them, whatever they call themselves."""
    try:
        return bool(pool.decide(review(role, person, at), pool_at(at, away)))
    except Refused:
        return False


def review(role, person, at):
    asked = Asked(at, Actor(role, str(person)), POLICY, POLICY)
    return ReviewRequest(pool_id=POOL, request_id=THIS).by(asked)


@pytest.mark.requirement("ASME-04")
@pytest.mark.parametrize(
    ("person", "at", "may"),
    [
        (HEAD, "2021-03-28T22:59:59Z", True),
        (HEAD, "2021-04-01T12:00:00Z", True),
        (DEPUTY, "2021-03-28T22:59:59Z", False),
        (DEPUTY, "2021-03-28T23:00:00Z", True),  # the first midnight of summer time
        (DEPUTY, "2021-04-04T22:59:59Z", True),
        (DEPUTY, "2021-04-04T23:00:00Z", False),
        (STRANGER, "2021-04-01T12:00:00Z", False),
    ],
)
def test_only_who_holds_the_role_or_stands_in_for_them_reviews(person, at, may):
    at = datetime.fromisoformat(at)
    assert may_review(person, at) is may
    assert not any(may_review(person, at, role) for role in ("member", "mentee", "operator"))


@pytest.mark.requirement("ASME-04")
@pytest.mark.parametrize(
    ("at", "may"),
    [
        ("2021-04-04T22:59:59Z", True),
        ("2021-04-04T23:00:00Z", True),  # the first of the two is back
        ("2021-04-11T22:59:59Z", True),
        ("2021-04-11T23:00:00Z", False),
    ],
)
def test_who_stands_in_for_two_reviews_until_both_are_back(at, may):
    away = {**A_WEEK, OTHER_HEAD: (FIRST, LAST + timedelta(days=7))}
    assert may_review(DEPUTY, datetime.fromisoformat(at), away=away) is may


@pytest.mark.requirement("ASME-05")
def test_who_gives_the_training_reviews_no_request():
    assert reviewed_by_the_role(review("training_provider", STRANGER, NOW), None)
