"""What people elsewhere complained of, so that nobody need complain of it here."""

from uuid import UUID

import pytest

from services.matching import commands, events, heard
from services.matching.commands import AcceptRequest, AcknowledgeRequest, DeclineRequest
from shared.refusals import Refused

from .asking import (
    DIRECT,
    DIRECTOR,
    RANKED,
    REQUEST,
    SECOND,
    amended,
    house_of,
    mentee,
    mentor,
    of,
    request,
    submit,
)
from .vocabulary import ANN, BEN, CAT, DAN, DAY, HERE, NOW, OTHER

THIRD = UUID(int=503)


def impatient(rules, after=2):
    return amended(rules, "matching", silence={"pause_after": after})


def refused(house, command, by):
    with pytest.raises(Refused) as found:
        house.ask(command, by=by)
    return found.value.code


# ---- U1: five mentors were asked, and none answered for a month ---------------------------------


def silent_twice(rules=DIRECT, capacity=1):
    house = house_of(rules, capacity=capacity).ask(request(), by=mentee())
    house.at(NOW + 15 * DAY).ask(request(SECOND, mentee=OTHER), by=mentee(OTHER))
    return house.at(NOW + 30 * DAY)


def test_u1_a_mentor_who_leaves_two_in_a_row_without_a_word_is_asked_no_more():
    house = silent_twice(impatient(DIRECT))
    (silent,) = house.told(events.MentorFoundSilent)
    assert (silent.mentor_id, silent.requests) == (ANN, 2)
    assert refused(house, request(THIRD), mentee()) == "mentor-available"
    back = commands.ReportBack(**HERE, mentor_id=ANN)
    assert refused(house, back, mentor(BEN)) == "reported-by-themselves"
    house.ask(back, by=mentor()).ask(back, by="operator:1").ask(request(THIRD), by=mentee())
    assert len(house.told(events.MentorReportedBack)) == 1
    assert len(house.told(events.MentoringRequested)) == 3


def test_u1_a_programme_may_be_patient_without_end():
    house = silent_twice(DIRECT)
    assert not house.told(events.MentorFoundSilent)
    house.ask(request(THIRD), by=mentee())
    assert len(house.told(events.MentoringRequested)) == 3


@pytest.mark.parametrize("word", [AcknowledgeRequest, DeclineRequest])
def test_u1_any_word_between_two_silences_begins_the_count_anew(word):
    house = house_of(impatient(DIRECT)).ask(request(), by=mentee()).at(NOW + 15 * DAY)
    house.ask(request(SECOND), by=mentee()).ask(of(word, SECOND), by=mentor())
    house.at(NOW + 30 * DAY).ask(request(THIRD), by=mentee()).at(NOW + 50 * DAY)
    assert not house.told(events.MentorFoundSilent)


def test_u1_back_from_a_break_is_back_from_silence():
    house = silent_twice(impatient(DIRECT))
    house.now = NOW + 31 * DAY
    house.hear("profiles", heard.MentorResumed(mentor_id=ANN), times=2)
    house.ask(request(THIRD), by=mentee())
    assert len(house.told(events.MentoringRequested)) == 3


def test_u1_whoever_else_waits_for_a_silent_mentor_is_told_so_and_passed_on():
    house = house_of(impatient(RANKED, after=1))
    house.ask(submit(ANN, BEN), by=mentee()).ask(of(commands.ReviewRequest), by=DIRECTOR)
    house.now = NOW + 2 * DAY
    other = submit(ANN, DAN, request_id=SECOND, mentee=OTHER)
    house.ask(other, by=mentee(OTHER)).ask(of(commands.ReviewRequest, SECOND), by=DIRECTOR)
    house.at(NOW + 14 * DAY)
    asked = [(one.request_id, one.mentor_id) for one in house.told(events.RequestForwarded)]
    assert asked == [(REQUEST, ANN), (SECOND, ANN), (REQUEST, BEN), (SECOND, DAN)]
    assert [one.cause for one in house.told(events.RequestSkipped)] == ["on_a_break"]


# ---- U2: a no claimed that a reason was given when none was -------------------------------------


@pytest.mark.parametrize(
    ("said", "reason", "message"),
    [
        ({}, False, False),
        ({"reason_code": "busy"}, True, False),
        ({"message": "With regret."}, False, True),
        ({"reason_code": "busy", "message": "With regret."}, True, True),
    ],
)
def test_u2_a_no_speaks_of_a_reason_only_where_one_was_given(said, reason, message):
    house = house_of(DIRECT).ask(request(), by=mentee())
    house.ask(of(DeclineRequest, **said), by=mentor())
    (no,) = house.told(events.RequestDeclined)
    assert (no.reason_given, no.message_sent) == (reason, message)


# ---- U3: one had to cancel one's other requests oneself -----------------------------------------


def test_u3_the_other_requests_are_taken_back_with_their_reason():
    house = house_of(DIRECT).ask(request(), by=mentee())
    house.ask(request(SECOND, mentor=BEN), by=mentee()).ask(of(AcceptRequest), by=mentor())
    taken = [(one.request_id, one.cause) for one in house.told(events.RequestWithdrawn)]
    assert taken == [(SECOND, "matched_elsewhere")]


# ---- U4: a mentor became unavailable, and their requests stayed open ----------------------------

PAUSED = heard.MentorPaused(mentor_id=ANN)


@pytest.mark.parametrize("seen", [False, True])
def test_u4_a_mentor_who_takes_a_break_leaves_nobody_waiting(seen):
    house = house_of(DIRECT).ask(request(), by=mentee())
    house = house.ask(of(AcknowledgeRequest), by=mentor()) if seen else house
    house.now = NOW + DAY
    house.hear("profiles", PAUSED, times=2)
    (taken,) = house.told(events.RequestWithdrawn)
    assert (taken.by_role, taken.cause) == ("house", "on_a_break")
    assert not [key for key in house.due if key.startswith("request-")]
    house.ask(request(SECOND, mentor=BEN, follows=REQUEST), by=mentee())


def test_u4_a_request_in_order_goes_on_to_the_next():
    house = house_of(RANKED).ask(submit(ANN, BEN), by=mentee())
    house.ask(of(commands.ReviewRequest), by=DIRECTOR)
    house.now = NOW + DAY
    house.hear("profiles", PAUSED)
    assert [one.mentor_id for one in house.told(events.RequestForwarded)] == [ANN, BEN]
    assert [one.cause for one in house.told(events.RequestSkipped)] == ["on_a_break"]


# ---- U6: a request that was cancelled could not be sent again -----------------------------------


def test_u6_a_new_request_says_which_one_it_follows():
    house = house_of(DIRECT).ask(request(), by=mentee())
    assert refused(house, request(SECOND, mentor=BEN, follows=REQUEST), mentee()) == (
        "follows-an-ended-one"
    )
    house.ask(of(commands.WithdrawRequest), by=mentee())
    house.ask(request(SECOND, follows=REQUEST), by=mentee())
    assert [one.follows for one in house.told(events.MentoringRequested)] == [None, REQUEST]
    stranger = request(THIRD, mentee=OTHER, mentor=BEN, follows=REQUEST)
    assert refused(house, stranger, mentee(OTHER)) == "follows-an-ended-one"


def test_u6_choices_that_ran_out_are_followed_by_new_ones():
    house = house_of(RANKED).ask(submit(ANN), by=mentee())
    house.ask(of(commands.ReviewRequest), by=DIRECTOR).ask(of(DeclineRequest), by=mentor())
    again = submit(BEN, request_id=SECOND, follows=REQUEST)
    house.ask(again, by=mentee())
    assert [one.follows for one in house.told(events.MentoringRequestSubmitted)] == [None, REQUEST]


# ---- U7: a mentee could not withdraw ------------------------------------------------------------


@pytest.mark.parametrize("days", [0, 6])
def test_u7_a_mentee_takes_a_request_back_at_any_time(days):
    house = house_of(DIRECT).ask(request(), by=mentee()).at(NOW + days * DAY)
    house.ask(of(commands.WithdrawRequest), by=mentee())
    (taken,) = house.told(events.RequestWithdrawn)
    assert (taken.by_role, taken.mentee_id) == ("mentee", CAT)
    assert refused(house, of(AcceptRequest), mentor()) == "request-open"


@pytest.mark.parametrize("reviewed", [False, True])
def test_u7_a_mentee_takes_choices_back_before_and_after_the_review(reviewed):
    house = house_of(RANKED).ask(submit(ANN, BEN), by=mentee())
    house = house.ask(of(commands.ReviewRequest), by=DIRECTOR) if reviewed else house
    house.ask(of(commands.WithdrawRequest), by=mentee())
    assert len(house.told(events.RequestWithdrawn)) == 1
