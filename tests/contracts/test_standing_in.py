"""Whoever stands in for a reviewer reviews as they do: profiles says who, matching takes the role.

Profiles answers in which roles somebody acts; whoever lets people in writes one of these and the
person's own id, `role:id`, and matching asks for the role.
"""

from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.matching.commands import ReviewRequest
from services.matching.policies.requesting import reviewed_by_the_role
from services.profiles.commands.programme import GrantStaffRole
from services.profiles.commands.staff import DelegateStaffRole
from services.profiles.decider.staff import staff
from services.profiles.policies.timers import timers
from shared.asked import Actor, Asked
from shared.envelope import Envelope
from shared.testing import scenario
from tests.contracts.programmes import RANKED, rules

POLICY = rules(RANKED)
ROLE = POLICY.document["matching"]["ranked"]["review"]["role"]
HEAD, DEPUTY, STRANGER, THIS = (UUID(int=n) for n in range(1, 5))
NOW = datetime(2021, 3, 1, 12, tzinfo=UTC)
FIRST, LAST = date(2021, 3, 29), date(2021, 4, 4)
given = scenario(staff).under(POLICY).at(NOW)


def acting(person, at):
    """In which roles this person acts at that time, if the head went away for a week."""
    history = {HEAD: given().when(GrantStaffRole(person_id=HEAD, role=ROLE)).decide()}
    away = DelegateStaffRole(
        person_id=HEAD, role=ROLE, to_person_id=DEPUTY, since=FIRST, until=LAST
    )
    head = given.by(f"{ROLE}:{HEAD}")(*history[HEAD])
    (delegated,) = head.when(away).decide()
    for due in timers.to(Envelope.about(delegated)):
        if due.at <= at:
            known = history.setdefault(due.ask.person_id, [])
            known += given.at(due.at)(*known).when(due.ask).decide()
    return {role for role, _, _ in staff.fold(history.get(person, ())).acting}


def may_review(person, at):
    """Whether any role in which they act lets them, as matching hears it."""
    return any(
        not reviewed_by_the_role(review(role, person, at), None) for role in known(person, at)
    )


def known(person, at):
    return {*acting(person, at), "member", "mentor", "mentee"}


def review(role, person, at):
    asked = Asked(at, Actor(role, str(person)), POLICY, POLICY)
    return ReviewRequest(pool_id=THIS, request_id=THIS).by(asked)


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
    assert may_review(person, datetime.fromisoformat(at)) is may


@pytest.mark.requirement("ASME-05")
def test_who_gives_the_training_reviews_no_request():
    assert reviewed_by_the_role(review("training_provider", STRANGER, NOW), None)
