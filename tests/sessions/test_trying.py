"""Which sessions ahead could not be scheduled under other rules; and which version a plan keeps."""

from dataclasses import replace

import pytest

from services.sessions.decider.plan import plan
from services.sessions.decider.trying import stands
from shared.asked import Actor, Asked
from shared.in_flight import without_waiting
from shared.refusals import Refused
from shared.verdicts import Subject
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    DOCUMENT,
    HALL,
    MINOR,
    NOW,
    RULES,
    TEACHER,
    THIS,
    held,
    schedule,
    scheduled,
    session,
    varied,
)

IN_THE_HALL = scheduled(
    1, mode="in_person", venue_type="partner_premises", premises_id=HALL, chaperone_id=TEACHER
)


def asked(rules, now=None):
    return Asked(NOW, Actor("operator", "1"), rules, now or rules)


def broken(rules, *events):
    subject = Subject(str(THIS["relationship_id"]), plan.fold(events))
    return stands(subject, asked(rules))


def test_a_session_in_a_mode_no_longer_offered_is_told():
    now = varied(sessions__modes=["online"])
    found = broken(now, *MINOR, IN_THE_HALL)

    assert found == {("session", str(session(1)), "mode_is_offered"): "broken"}
    assert broken(RULES, *MINOR, IN_THE_HALL) == {}


def test_a_session_that_was_is_left_alone():
    past = scheduled(2, NOW - DAY, mode="in_person", venue_type="home")

    assert broken(varied(sessions__modes=["online"]), *ADULT, past) == {}


# ---- what a plan keeps --------------------------------------------------------------------------


def may_schedule(begun, now):
    """By which rule not, if not."""
    state = plan.fold([*ADULT, held(1), held(2)])
    try:
        plan.decide(schedule(3).by(asked(begun, now)), state)
    except Refused as refused:
        return refused.rule
    return None


CAP = ["relationship.max_sessions", "relationship.overrun"]
STRICT = varied(relationship__max_sessions=2, relationship__overrun="refuse")


def second(rules, **policy):
    document = {**rules.document, "policy": {**DOCUMENT["policy"], "version": 2, **policy}}
    return replace(rules, version=2, document=document, views={})


@pytest.mark.parametrize(
    ("begun", "now", "rule"),
    [
        (RULES, second(STRICT), None),
        (second(STRICT), second(STRICT), "within_the_cap"),
        (
            without_waiting(RULES, second(STRICT, immediately=CAP)),
            second(STRICT),
            "within_the_cap",
        ),
        (RULES, second(varied(sessions__modes=["in_person"])), "mode_is_offered"),
    ],
    ids=["keeps its own", "begun under it", "marked as not waiting", "protection never waits"],
)
def test_a_plan_keeps_the_version_it_began_under_but_for_what_does_not_wait(begun, now, rule):
    assert may_schedule(begun, now) == rule
