"""Each check notices what it is there to notice, and is asked of those who have to keep it."""

from datetime import timedelta
from types import SimpleNamespace

import pytest

from deploy.year import checks
from deploy.year.checks import asking
from deploy.year.planted import texts_in
from deploy.year.policy import Policy, satisfied
from tests.year.years import NEW_YEAR, Year, event

TRAINING = {"training": {"mentor": {"all_of": ["online", "workshop_core"]}}}


def test_training_twice_is_noticed() -> None:
    parts = [
        event("TrainingPartCompleted", participant_id="m", item=item)
        for item in ("online", "workshop_core")
    ]
    trained = event("MentorTrained", mentor_id="m")
    once = Year(*parts, trained, document=TRAINING)
    twice = Year(*parts, trained, trained, document=TRAINING)
    assert not list(checks.mentors_are_trained_exactly_once(once))
    assert list(checks.mentors_are_trained_exactly_once(twice))


def test_what_is_enough_to_be_trained_says_the_document() -> None:
    way = {"any_of": [{"all_of": ["day_1", "day_2"]}, "handbook"]}
    halfway = event("TrainingPartCompleted", participant_id="m", item="day_1")
    trained = event("MentorTrained", mentor_id="m")
    year = Year(halfway, trained, document={"training": {"mentor": way}})
    assert list(checks.mentors_are_trained_exactly_once(year)) == ["mentor m lacks a part"]
    assert satisfied(way, {"handbook"})
    assert not satisfied(way, {"day_1"})


def test_a_match_before_training_is_noticed() -> None:
    early = Year(event("MatchMade", 1, mentor_id="m"), event("MentorTrained", 2, mentor_id="m"))
    assert list(checks.only_the_trained_are_matched(early))


def test_a_minor_alone_with_a_mentor_is_noticed_unless_somebody_was_told() -> None:
    met = event("SessionHeld", session_id="s", age_band="minor", chaperone_present=False)
    told = event("ChaperoneAbsent", session_id="s")
    assert list(checks.nobody_meets_a_minor_unnoticed_without_a_chaperone(Year(met)))
    assert not list(checks.nobody_meets_a_minor_unnoticed_without_a_chaperone(Year(met, told)))


def test_a_check_in_that_nobody_answered_or_missed_is_noticed() -> None:
    due = event("CheckInDue", relationship_id="r", ordinal=1, missed_at=NEW_YEAR)
    ended = event("RelationshipEnded", -1, relationship_id="r")
    assert list(checks.every_check_in_was_completed_or_missed(Year(due)))
    assert not list(checks.every_check_in_was_completed_or_missed(Year(due, ended)))


def test_a_session_planned_during_a_rest_is_noticed() -> None:
    rest = event("PlanSuspended", 1, relationship_id="r")
    planned = event("SessionScheduled", 2, relationship_id="r", session_id="s")
    released = event("PlanReleased", 1, relationship_id="r")
    assert list(checks.rests_are_rests(Year(rest, planned)))
    assert not list(checks.rests_are_rests(Year(rest, released, planned)))


def test_a_closure_without_an_ending_is_noticed() -> None:
    closed = event("RelationshipClosed", 2, version=1, relationship_id="r", complete=True)
    assert "r was closed before it ended" in checks.ended_and_closed_are_two_facts(Year(closed))


def test_telling_the_accused_is_noticed() -> None:
    recorded = event("DisclosureRecorded", case_id="c", accused=["lead"], raisers=["mentor"])
    to = [SimpleNamespace(person_id="lead", role="dsl")]
    assert list(
        checks.nobody_is_told_of_themselves(
            Year(recorded, event("DisclosureRouted", case_id="c", to=to))
        )
    )


def test_an_event_from_the_future_is_noticed() -> None:
    assert list(checks.nothing_happened_after_it_was_recorded(Year(event("Any", days=91))))


def test_a_year_may_be_played_before_it_comes() -> None:
    assert not list(checks.nothing_happened_after_it_was_recorded(Year(event("Any", days=89))))


def test_holds_that_differ_are_noticed() -> None:
    said = {"type": "HoldPlaced", "source": "/s", "data": {"relationship_id": "1"}}
    other = {**said, "data": {"relationship_id": "2", "reason": "case"}}
    found = list(checks.a_hold_looks_the_same_whatever_its_cause(Year(published=[said, other])))
    assert any(why.startswith("HoldPlaced comes in 2 shapes") for why in found)


def test_what_people_wrote_is_looked_for_wherever_it_stands() -> None:
    data = {"case_id": "1", "verbatim": "a child's words", "nested": {"steps": ["one", "two"]}}
    assert set(texts_in(data)) == {"a child's words", "one", "two"}


# ---- whose checks they are ----------------------------------------------------------------------


def test_a_check_that_a_programme_does_not_ask_for_is_skipped_and_says_why() -> None:
    due = event("CheckInDue", relationship_id="r", ordinal=1, missed_at=NEW_YEAR)
    check = checks.every_check_in_was_completed_or_missed
    asked = asking.result(check, Year(due, document={"support": {"check_in": {"every": "P1M"}}}))
    unasked = asking.result(check, Year(due, document={"support": {"check_in": None}}))
    assert (len(asked.against), asked.skipped) == (1, None)
    assert unasked.against == ()
    assert (unasked.skipped or "").startswith("not asked by this programme: ")


@pytest.mark.parametrize(("age", "minors"), [({"min": 18}, False), ({"min": 16}, True), ({}, True)])
def test_minors_may_take_part_where_no_age_is_said(age: dict, minors: bool) -> None:
    assert Policy({"mentee": {"age": age}}).under_age is minors


def test_a_programme_without_evaluation_accepts_without_answers() -> None:
    accepted = event("MentorApplicationAccepted", mentor_id="m")
    goal = {"mentor": {"goal": "required"}}
    assert not list(checks.only_those_who_may_were_accepted(Year(accepted)))
    assert list(checks.only_those_who_may_were_accepted(Year(accepted, document=goal)))


def test_a_meeting_in_a_way_that_is_not_offered_is_noticed_unless_excepted_or_told() -> None:
    online = {"sessions": {"modes": ["online"]}}
    met = event("SessionHeld", session_id="s", mode="in_person", exception=None)
    excepted = event("SessionHeld", session_id="s", mode="in_person", exception="walk")
    told = event("OutOfPolicyMeetingRecorded", session_id="s")
    check = checks.nobody_meets_unnoticed_in_a_way_that_is_not_offered
    assert list(check(Year(met, document=online)))
    assert not list(check(Year(met, told, document=online)))
    assert not list(check(Year(excepted, document=online)))


def test_the_age_of_somebody_who_came_as_an_adult_is_that_of_an_adult() -> None:
    grown = event("MenteeReferred", mentee_id="y", adult_from=None, age_band="adult")
    young = event("MenteeReferred", mentee_id="y", adult_from=NEW_YEAR, age_band="minor")
    met = event("SessionHeld", session_id="s", mentee_id="y", held_at=NEW_YEAR, age_band="adult")
    early = event("SessionHeld", session_id="s", mentee_id="y", held_at=NEW_YEAR, age_band="minor")
    check = checks.the_age_at_the_start_of_a_session_decides
    assert not list(check(Year(grown, met)))
    assert not list(check(Year(young, met)))
    assert list(check(Year(young, early)))


LADDER = {"safeguarding": {"ladder": ["deputy", "board"], "ack_within": {"high": "PT4H"}}}


def recorded() -> object:
    return event(
        "DisclosureRecorded",
        case_id="c",
        case_ref="C-1",
        band="high",
        acknowledge_by=NEW_YEAR + timedelta(hours=4),
    )


def escalated(role: str, hours: float) -> object:
    to = [SimpleNamespace(person_id="p", role=role)]
    return event("DisclosureEscalated", hours / 24, case_id="c", cause="not_acknowledged", to=to)


@pytest.mark.parametrize(
    ("climbed", "holds"),
    [
        ([("deputy", 4), ("board", 8)], True),
        ([("board", 4)], True),
        ([("board", 4), ("deputy", 8)], False),
        ([("deputy", 5)], False),
    ],
)
def test_a_ladder_climbed_out_of_order_or_at_another_time_is_noticed(climbed: list, holds: bool):
    rungs = [escalated(role, hours) for role, hours in climbed]
    found = list(
        checks.the_ladder_is_climbed_rung_by_rung(Year(recorded(), *rungs, document=LADDER))
    )
    assert bool(found) is not holds
