"""A mentee names mentors in order; a reviewer reads; they are asked in turn; the office
introduces.
"""

from uuid import UUID

import pytest

from services.matching import commands, events, heard
from services.matching.commands import (
    AcceptRequest,
    DeclineRequest,
    IntroducePair,
    ReviewRequest,
    WithdrawRequest,
)

from .asking import (
    DIRECTOR,
    RANKED,
    REQUEST,
    SECOND,
    changed,
    house_of,
    mentee,
    mentor,
    of,
    submit,
)
from .test_direct import refused
from .vocabulary import ANN, BEN, CAT, DAN, DAY, HERE, NOW, OTHER, listed, person

TURN = (
    events.RequestForwarded,
    events.RequestSkipped,
    events.RequestDeclined,
    events.RequestResponseTimedOut,
    events.RankedChoicesExhausted,
    events.RequestAccepted,
)


def turns(house, request_id=REQUEST):
    """What happened to a request's choices, in order."""
    return [
        (type(one.data).__name__, getattr(one.data, "mentor_id", None))
        for one in house.log
        if isinstance(one.data, TURN) and one.data.request_id == request_id
    ]


def submitted(*choices, **more):
    return house_of(RANKED, **more).ask(submit(*(choices or (ANN, BEN, DAN))), by=mentee())


def forwarded(*choices, **more):
    return submitted(*choices, **more).ask(of(ReviewRequest), by=DIRECTOR)


@pytest.mark.requirement("ASME-35")
@pytest.mark.parametrize(
    ("choices", "texts", "code"),
    [
        ((), {}, "choices-in-number"),
        ((ANN, BEN, DAN, OTHER), {}, "choices-in-number"),
        ((ANN, ANN), {}, "choices-distinct"),
        ((UUID(int=404),), {}, "mentor-known"),
        ((ANN,), {"biography": " "}, "texts-present"),
        ((ANN,), {"purpose": ""}, "texts-present"),
    ],
)
def test_a_request_names_one_to_three_mentors_and_says_who_and_why(choices, texts, code):
    house = house_of(RANKED)
    assert refused(house, submit(*choices, **texts), mentee()) == code


@pytest.mark.requirement("ASME-35", "QS-08")
def test_nobody_chooses_themselves_nor_across_a_conflict():
    house = house_of(RANKED).hear("profiles", listed(OTHER, person_id=person(CAT)))
    house.hear("profiles", heard.MentorTrained(mentor_id=OTHER, person_id=person(CAT)))
    assert refused(house, submit(ANN, OTHER), mentee()) == "not-oneself"
    conflict = {"mentor_id": BEN, "mentee_id": CAT, "kind": "assessor"}
    house.ask(commands.DeclareConflict(**HERE, **conflict))
    assert refused(house, submit(ANN, BEN), mentee()) == "no-conflict"


@pytest.mark.requirement("ASME-35")
def test_one_to_three_choices_are_taken_in_their_order():
    for choices in ((ANN,), (BEN, ANN), (DAN, ANN, BEN)):
        (told,) = submitted(*choices).told(events.MentoringRequestSubmitted)
        assert told.choices == choices


def test_a_mentee_asks_for_themselves_and_has_one_open_request():
    house = submitted()
    assert refused(house, submit(BEN, request_id=SECOND), mentee()) == "one-open-request"
    for by in (mentee(OTHER), "operator:1", mentor()):
        assert refused(house_of(RANKED), submit(ANN), by) == "asked-by-the-mentee"


@pytest.mark.requirement("ASME-36")
def test_a_request_goes_forward_unless_something_speaks_against_it():
    assert turns(forwarded()) == [("RequestForwarded", ANN)]
    returned = of(ReviewRequest, verdict="return", reason_code="inappropriate")
    house = submitted().ask(returned, by=DIRECTOR).ask(returned, by=DIRECTOR)
    assert len(house.told(events.RequestReturned)) == 1
    assert turns(house) == []
    house.ask(submit(BEN, request_id=SECOND), by=mentee())


@pytest.mark.requirement("ASME-36")
@pytest.mark.parametrize("reason", [None, "", "too_busy"])
def test_nothing_is_returned_without_one_of_the_programme_s_reasons(reason):
    returned = of(ReviewRequest, verdict="return", reason_code=reason)
    assert refused(submitted(), returned, DIRECTOR) == "reason-to-return"


@pytest.mark.requirement("ASME-36")
def test_only_the_role_reviews_and_nobody_who_is_concerned():
    house = submitted()
    for by in ("operator:1", "mentor:9", "timer:"):
        assert refused(house, of(ReviewRequest), by) == "reviewed-by-the-role"
    for concerned in (BEN, person(BEN), CAT, person(CAT)):
        by = f"director_of_groups:{concerned}"
        assert refused(house, of(ReviewRequest), by) == "reviewer-not-concerned"


def test_a_verdict_stands():
    house = forwarded().ask(of(ReviewRequest), by=DIRECTOR)
    assert len(house.told(events.RequestApproved)) == 1
    returned = of(ReviewRequest, verdict="return", reason_code="inappropriate")
    assert refused(house, returned, DIRECTOR) == "under-review"


@pytest.mark.requirement("ASME-37", "ASME-38")
def test_a_no_leads_to_the_next_choice_exactly_once():
    house = forwarded().ask(of(DeclineRequest), by=mentor(ANN))
    house.ask(of(DeclineRequest), by=mentor(ANN)).ask(of(DeclineRequest), by=mentor(ANN))
    expected = [
        ("RequestForwarded", ANN),
        ("RequestDeclined", ANN),
        ("RequestForwarded", BEN),
    ]
    assert turns(house) == expected
    assert refused(house, of(AcceptRequest), mentor(ANN)) == "answered-by-the-one-asked"
    assert refused(house, of(AcceptRequest), mentor(DAN)) == "answered-by-the-one-asked"


@pytest.mark.requirement("ASME-37")
def test_silence_leads_to_the_next_choice_at_the_very_instant():
    house = forwarded().at(NOW + 14 * DAY - DAY / 86400)
    assert turns(house) == [("RequestForwarded", ANN)]
    house.at(NOW + 14 * DAY)
    assert turns(house)[1:] == [("RequestResponseTimedOut", ANN), ("RequestForwarded", BEN)]
    assert house.told(events.RequestForwarded)[1].respond_by == NOW + 28 * DAY
    stale = {"mentor_id": ANN, "respond_by": NOW + 14 * DAY}
    house.ask(of(commands.PassRequestOn, **stale), by="timer:")
    assert len(turns(house)) == 3


@pytest.mark.requirement("ASME-37", "ASME-23")
def test_a_full_mentor_is_passed_over_and_that_is_no_refusal():
    house = house_of(RANKED)
    house.ask(submit(ANN, request_id=SECOND, mentee=OTHER), by=mentee(OTHER))
    house.ask(of(ReviewRequest, SECOND), by=DIRECTOR)
    house.ask(of(AcceptRequest, SECOND), by=mentor(ANN))
    house.ask(submit(ANN, BEN), by=mentee()).ask(of(ReviewRequest), by=DIRECTOR)
    assert turns(house) == [("RequestSkipped", ANN), ("RequestForwarded", BEN)]
    assert house.told(events.RequestSkipped)[0].cause == "no_seat"
    assert not house.told(events.RequestDeclined)
    assert not events.RequestSkipped.published


@pytest.mark.requirement("ASME-23")
def test_the_last_seat_goes_to_one_and_the_other_request_goes_on():
    house = forwarded(ANN, BEN)
    house.ask(submit(ANN, DAN, request_id=SECOND, mentee=OTHER), by=mentee(OTHER))
    house.ask(of(ReviewRequest, SECOND), by=DIRECTOR)
    house.ask(of(AcceptRequest), by=mentor(ANN))
    assert turns(house, SECOND)[1:] == [("RequestSkipped", ANN), ("RequestForwarded", DAN)]
    assert refused(house, of(AcceptRequest, SECOND), mentor(ANN)) == "answered-by-the-one-asked"


def test_a_break_a_departure_or_a_conflict_hands_an_open_request_on():
    conflict = {"mentor_id": ANN, "mentee_id": CAT, "kind": "relative"}
    paused = forwarded().hear("profiles", heard.MentorPaused(mentor_id=ANN))
    gone = forwarded().hear("profiles", heard.MentorWithdrawn(mentor_id=ANN))
    crossed = forwarded().ask(commands.DeclareConflict(**HERE, **conflict))
    for house, cause in ((paused, "on_a_break"), (gone, "gone"), (crossed, "conflict")):
        assert turns(house)[1:] == [("RequestSkipped", ANN), ("RequestForwarded", BEN)]
        assert house.told(events.RequestSkipped)[0].cause == cause


@pytest.mark.requirement("ASME-40")
def test_after_the_last_no_the_mentee_may_choose_anew_and_nobody_else_is_asked():
    house = forwarded().ask(of(DeclineRequest), by=mentor(ANN)).at(NOW + 14 * DAY)
    house.ask(of(DeclineRequest, reason_code="busy"), by=mentor(DAN))
    kinds = [kind for kind, _ in turns(house)]
    assert kinds.count("RequestForwarded") == 3
    assert kinds[-2:] == ["RequestDeclined", "RankedChoicesExhausted"]
    house.at(NOW + 100 * DAY)
    (over,) = house.told(events.RankedChoicesExhausted)
    assert over.may_choose_again
    house.ask(submit(BEN, request_id=SECOND), by=mentee())
    assert len(house.told(events.MentoringRequestSubmitted)) == 2


@pytest.mark.requirement("ASME-40")
def test_a_programme_may_let_the_choices_be_used_up():
    house = house_of(changed(RANKED, "ranked", exhausted="close"))
    house.ask(submit(ANN), by=mentee()).ask(of(ReviewRequest), by=DIRECTOR)
    house.ask(of(DeclineRequest), by=mentor(ANN))
    assert not house.told(events.RankedChoicesExhausted)[0].may_choose_again
    assert refused(house, submit(BEN, request_id=SECOND), mentee()) == "may-choose-again"


@pytest.mark.requirement("ASME-39")
def test_the_office_introduces_and_that_is_the_match():
    house = forwarded(ANN, BEN).ask(of(AcceptRequest), by=mentor(ANN))
    assert not house.told(events.MatchMade)
    for by in (mentor(), mentee(), DIRECTOR, "timer:"):
        code = refused(house, of(IntroducePair), by)
        assert code == "introduced-by-the-right-role"
    house.ask(of(IntroducePair)).ask(of(IntroducePair))
    (told,) = house.told(events.IntroductionMade)
    (made,) = house.told(events.MatchMade)
    assert (told.introduced_by, told.mentor_id) == ("operator:1", ANN)
    assert (made.mode, made.mentor_id, made.mentee_id) == ("ranked", ANN, CAT)
    assert len(house.told(events.RelationshipOpened)) == 1
    house.at(NOW + 100 * DAY)
    assert turns(house) == [("RequestForwarded", ANN), ("RequestAccepted", ANN)]


@pytest.mark.requirement("ASME-39")
def test_nobody_is_introduced_before_a_yes():
    assert refused(forwarded(), of(IntroducePair), "operator:1") == "request-accepted"


@pytest.mark.requirement("ASME-37")
def test_a_mentor_is_not_told_which_choice_they_are():
    assert {"ordinal", "pool_id"} <= events.RequestForwarded.indoors
    assert {"choices"} <= events.MentoringRequestSubmitted.indoors
    assert {"biography", "purpose"} <= events.MentoringRequestSubmitted.personal.keys()


def test_a_mentor_who_leaves_after_the_yes_makes_room_for_the_next():
    house = forwarded(ANN, BEN).ask(of(AcceptRequest), by=mentor(ANN))
    house.hear("profiles", heard.MentorWithdrawn(mentor_id=ANN))
    assert turns(house)[-2:] == [("RequestSkipped", ANN), ("RequestForwarded", BEN)]
    house.ask(of(AcceptRequest), by=mentor(BEN)).ask(of(IntroducePair))
    assert house.told(events.MatchMade)[0].mentor_id == BEN


def test_a_request_can_be_taken_back_until_the_introduction_and_frees_the_seat():
    house = forwarded(ANN).ask(of(AcceptRequest), by=mentor(ANN))
    house.ask(of(WithdrawRequest), by=mentee())
    house.ask(submit(ANN, request_id=SECOND, mentee=OTHER), by=mentee(OTHER))
    house.ask(of(ReviewRequest, SECOND), by=DIRECTOR)
    assert turns(house, SECOND) == [("RequestForwarded", ANN)]
    assert refused(house, of(IntroducePair), "operator:1") == "request-accepted"


def test_a_mentee_who_leaves_takes_the_request_along():
    house = forwarded().hear("profiles", heard.MenteeLeft(mentee_id=CAT)).at(NOW + 50 * DAY)
    assert turns(house) == [("RequestForwarded", ANN)]
    assert house.told(events.RequestWithdrawn)[0].cause == "gone"


@pytest.mark.requirement("ASME-02")
def test_an_open_request_goes_on_when_fewer_choices_are_allowed_from_now_on():
    house = submitted(ANN, BEN, DAN)
    house.rules = changed(RANKED, "ranked", max_choices=2, respond_within="P1D")
    house.ask(of(ReviewRequest), by=DIRECTOR).ask(of(DeclineRequest), by=mentor(ANN))
    house.ask(of(DeclineRequest), by=mentor(BEN))
    assert turns(house)[-1] == ("RequestForwarded", DAN)
    assert house.told(events.RequestForwarded)[-1].respond_by == NOW + 14 * DAY
    three = submit(ANN, BEN, DAN, request_id=SECOND, mentee=OTHER)
    assert refused(house, three, mentee(OTHER)) == "choices-in-number"
