"""One asks a mentor oneself: asked, seen, answered, or not in time."""

from uuid import UUID

import pytest

from services.matching import commands, events, heard
from services.matching.commands import (
    AcceptRequest,
    AcknowledgeRequest,
    DeclineRequest,
    WithdrawRequest,
)
from services.matching.decider.proposal import relationship_of
from shared.refusals import Refused

from .asking import (
    DIRECT,
    REQUEST,
    SECOND,
    amended,
    changed,
    house_of,
    mentee,
    mentor,
    of,
    request,
)
from .vocabulary import ANN, BEN, CAT, DAY, HERE, NOW, OTHER, given, listed, person, propose, ready


def refused(house, command, by):
    with pytest.raises(Refused) as found:
        house.ask(command, by=by)
    return found.value.code


def asked(**more):
    return house_of(DIRECT, **more).ask(request(), by=mentee())


@pytest.mark.requirement("JOH-12")
@pytest.mark.parametrize("kind", ["help", "mentoring"])
def test_what_was_asked_for_is_kept_through_to_the_match(kind):
    house = house_of(DIRECT).ask(request(kind=kind), by=mentee())
    house.ask(of(AcceptRequest), by=mentor())
    (asked_for,) = house.told(events.MentoringRequested)
    (made,) = house.told(events.MatchMade)
    assert (asked_for.kind, made.kind, made.mode) == (kind, kind, "direct")
    assert (made.mentor_id, made.mentee_id) == (ANN, CAT)
    assert made.relationship_id == relationship_of(REQUEST)
    (opened,) = house.told(events.RelationshipOpened)
    assert opened.relationship_id == made.relationship_id


@pytest.mark.requirement("JOH-12")
def test_only_what_the_programme_offers_can_be_asked_for():
    assert refused(house_of(DIRECT), request(kind="money"), mentee()) == "kind-is-offered"


@pytest.mark.requirement("JOH-33")
@pytest.mark.parametrize("by", [mentor(), mentee(OTHER), "operator:1", "timer:"])
def test_the_mentee_moves_first_and_nobody_else_for_them(by):
    assert refused(house_of(DIRECT), request(), by) == "begun-by-the-right-side"


@pytest.mark.requirement("JOH-33")
def test_where_either_may_begin_a_mentor_asks_and_the_mentee_answers():
    house = house_of(changed(DIRECT, "direct", initiator="either"))
    house.ask(request(), by=mentor())
    assert refused(house, of(AcceptRequest), mentor()) == "answered-by-the-one-asked"
    house.ask(of(AcceptRequest), by=mentee())
    assert len(house.told(events.MatchMade)) == 1


@pytest.mark.requirement("JOH-13")
@pytest.mark.parametrize(
    ("texts", "unanswered"),
    [
        ({}, ()),
        ({"questions": " "}, ("questions",)),
        ({"questions": "", "why": ""}, ("questions", "why_you")),
    ],
)
def test_a_missing_thought_is_pointed_out_and_stops_nothing(texts, unanswered):
    house = house_of(DIRECT).ask(request(**texts), by=mentee())
    assert house.told(events.MentoringRequested)[0].unanswered == unanswered


def test_another_programme_s_way_is_not_offered_here():
    house = house_of(DIRECT)
    assert refused(house, propose(), "programme_manager:9") == "mode-is-offered"


@pytest.mark.requirement("QS-08")
@pytest.mark.parametrize("kind", ["line_manager", "assessor", "relative", "other"])
def test_a_conflict_stands_between_the_two_when_asked_directly_too(kind):
    conflict = commands.DeclareConflict(**HERE, mentor_id=ANN, mentee_id=CAT, kind=kind)
    assert refused(house_of(DIRECT).ask(conflict), request(), mentee()) == "no-conflict"
    house = asked().ask(conflict)
    (taken,) = house.told(events.RequestWithdrawn)
    assert (taken.by_role, taken.cause) == ("house", "conflict")
    assert not house.told(events.MatchMade)


@pytest.mark.requirement("QS-08")
def test_nobody_asks_themselves():
    house = house_of(DIRECT, mentors=())
    house.hear("profiles", listed(person_id=person(CAT)))
    assert refused(house, request(), mentee()) == "not-oneself"


def test_who_may_be_asked_goes_by_the_same_rules_as_a_proposal():
    house = house_of(DIRECT, mentors=())
    assert refused(house, request(), mentee()) == "mentor-known"
    house.hear("profiles", listed()).hear("profiles", heard.MentorPaused(mentor_id=ANN))
    assert refused(house, request(), mentee()) == "mentor-available"


def test_an_untrained_mentor_can_be_asked_where_the_programme_asks_for_no_training():
    house = house_of(DIRECT, mentors=()).hear("profiles", listed())
    house.ask(request(), by=mentee())
    assert house.told(events.MentoringRequested)
    needed = amended(DIRECT, "matching", requires=["mentor_trained"])
    house = house_of(needed, mentors=()).hear("profiles", listed())
    assert refused(house, request(), mentee()) == "mentor-trained"


def test_an_under_18_is_matched_by_a_proposal_only():
    house = house_of(DIRECT, mentees=())
    house.hear("profiles", heard.InstitutionActivated(institution_id=OTHER), programme=None)
    house.hear("profiles", ready(institution_id=OTHER))
    assert refused(house, request(), mentee()) == "adults-only"


def test_two_have_one_open_request_and_may_ask_again_after_a_no():
    house = asked()
    assert refused(house, request(SECOND), mentee()) == "one-open-request-a-pair"
    house.ask(of(DeclineRequest), by=mentor()).ask(request(SECOND), by=mentee())
    assert len(house.told(events.MentoringRequested)) == 2


def test_asking_and_answering_twice_changes_nothing():
    house = asked().ask(request(), by=mentee())
    for command in (AcknowledgeRequest, AcceptRequest):
        house.ask(of(command), by=mentor()).ask(of(command), by=mentor())
    assert len(house.told(events.MentoringRequested)) == 1
    assert len(house.told(events.RequestAcknowledged)) == 1
    assert len(house.told(events.MatchMade)) == len(house.told(events.PairEngaged)) == 1


@pytest.mark.requirement("JOH-16")
def test_a_mentor_need_not_accept_and_may_be_asked_by_others_all_the_same():
    house = asked().ask(of(DeclineRequest), by=mentor())
    (no,) = house.told(events.RequestDeclined)
    assert (no.message_sent, no.message, no.reason_code) == (False, None, None)
    house.ask(request(SECOND, mentee=OTHER), by=mentee(OTHER))
    house.ask(of(AcceptRequest, SECOND), by=mentor())
    assert len(house.told(events.MatchMade)) == 1


@pytest.mark.requirement("JOH-17")
@pytest.mark.parametrize("policy", ["encouraged", "optional"])
def test_a_word_is_welcome_with_a_no(policy):
    house = house_of(changed(DIRECT, "decline", message=policy)).ask(request(), by=mentee())
    house.ask(of(DeclineRequest, message="With regret."), by=mentor())
    (no,) = house.told(events.RequestDeclined)
    assert (no.message_sent, no.by_person_id) == (True, person(ANN))


@pytest.mark.requirement("JOH-17")
def test_a_programme_may_insist_on_a_word_with_a_no():
    house = house_of(changed(DIRECT, "decline", message="required")).ask(request(), by=mentee())
    assert refused(house, of(DeclineRequest, message=" "), mentor()) == "message-where-required"
    house.ask(of(DeclineRequest, message="With regret."), by=mentor())
    assert house.told(events.RequestDeclined)


@pytest.mark.parametrize("command", [AcknowledgeRequest, AcceptRequest, DeclineRequest])
@pytest.mark.parametrize("by", [mentor(BEN), mentee(), "operator:1", "timer:"])
def test_only_who_was_asked_answers(command, by):
    assert refused(asked(), of(command), by) == "answered-by-the-one-asked"


def ordinals(house):
    return [one.ordinal for one in house.told(events.RequestReminderSent)]


@pytest.mark.requirement("JOH-18")
def test_a_silent_mentor_is_reminded_twice_and_then_the_request_lapses():
    house = asked()
    for days, reminders, expired in ((5, [1], 0), (9, [1], 0), (10, [1, 2], 0), (14, [1, 2], 1)):
        house.at(NOW + days * DAY)
        assert (ordinals(house), len(house.told(events.RequestExpired))) == (reminders, expired)
    house.at(NOW + 100 * DAY)
    assert (len(ordinals(house)), len(house.told(events.RequestExpired))) == (2, 1)
    assert refused(house, of(AcceptRequest), mentor()) == "request-open"


@pytest.mark.requirement("JOH-18")
def test_a_yes_is_too_late_at_the_very_instant_of_the_lapse():
    told = asked().streams[f"pool-{HERE['pool_id']}"]
    by_ann = given(*told).under(DIRECT).by(mentor())
    late = by_ann.at(NOW + 14 * DAY)
    late.when(of(AcceptRequest)).then_refused("answered-in-time")
    last = by_ann.at(NOW + 14 * DAY - DAY / 86400)
    assert last.when(of(AcceptRequest)).decide()


@pytest.mark.requirement("JOH-18")
def test_what_was_seen_is_not_reminded_of_and_lapses_still():
    house = asked().ask(of(AcknowledgeRequest), by=mentor())
    assert f"request-reminder:{REQUEST}" not in house.due
    house.now = NOW + 6 * DAY
    house.ask(of(commands.RemindOfRequest, ordinal=1), by="timer:")
    house.at(NOW + 100 * DAY)
    assert ordinals(house) == []
    assert len(house.told(events.RequestExpired)) == 1


@pytest.mark.requirement("JOH-18")
@pytest.mark.parametrize(
    ("command", "by"),
    [(AcceptRequest, mentor()), (DeclineRequest, mentor()), (WithdrawRequest, mentee())],
)
def test_nothing_fires_after_an_answer(command, by):
    house = asked().at(NOW + 6 * DAY).ask(of(command), by=by)
    assert not [key for key in house.due if key.startswith("request-")]
    stale = {"pool_id": HERE["pool_id"], "request_id": REQUEST}
    house.now = NOW + 30 * DAY
    house.ask(commands.RemindOfRequest(**stale, ordinal=2), by="timer:")
    house.ask(commands.ExpireRequest(**stale), by="timer:")
    assert (ordinals(house), house.told(events.RequestExpired)) == ([1], [])


def test_no_reminders_where_an_acknowledgement_is_optional():
    house = house_of(changed(DIRECT, "decline", acknowledge="optional"))
    house.ask(request(), by=mentee()).at(NOW + 13 * DAY)
    assert ordinals(house) == []


def test_the_siblings_are_withdrawn_when_one_is_accepted():
    house = asked().ask(request(SECOND, mentor=BEN), by=mentee())
    house.ask(of(AcceptRequest), by=mentor())
    (sibling,) = house.told(events.RequestWithdrawn)
    assert (sibling.request_id, sibling.cause) == (SECOND, "matched_elsewhere")
    assert refused(house, of(AcceptRequest, SECOND), mentor(BEN)) == "request-open"
    assert refused(house, request(UUID(int=9)), mentee()) == "one-to-one"


def test_siblings_stay_where_a_mentee_may_have_several_mentors():
    house = house_of(amended(DIRECT, "relationship", ratio="n:n"))
    house.ask(request(), by=mentee()).ask(request(SECOND, mentor=BEN), by=mentee())
    for id_, who in ((REQUEST, ANN), (SECOND, BEN)):
        house.ask(of(AcceptRequest, id_), by=mentor(who))
    assert len(house.told(events.MatchMade)) == 2


@pytest.mark.requirement("ASME-23", "JOH-16")
def test_a_seat_is_looked_for_again_at_the_yes():
    house = asked(capacity=1).ask(request(SECOND, mentee=OTHER), by=mentee(OTHER))
    house.ask(of(AcceptRequest), by=mentor())
    assert refused(house, of(AcceptRequest, SECOND), mentor()) == "mentor-has-a-seat"
    assert len(house.told(events.MatchMade)) == 1
    third = request(UUID(int=9), mentee=OTHER)
    assert refused(house, third, mentee(OTHER)) == "one-open-request-a-pair"


@pytest.mark.requirement("ASME-23")
def test_a_mentor_of_two_accepts_two_and_a_lower_number_ends_nobody():
    mentees = [UUID(int=one) for one in (31, 32, 33)]
    requests = [UUID(int=one) for one in (61, 62, 63)]
    house = house_of(DIRECT, mentees=mentees, capacity=2)
    for id_, who in zip(requests, mentees, strict=True):
        house.ask(request(id_, mentee=who), by=mentee(who))
    house.ask(of(AcceptRequest, requests[0]), by=mentor())
    house.ask(of(AcceptRequest, requests[1]), by=mentor())
    assert refused(house, of(AcceptRequest, requests[2]), mentor()) == "mentor-has-a-seat"
    house.hear("profiles", heard.MentorCapacitySet(mentor_id=ANN, capacity=1))
    assert not house.told(events.RelationshipEnded)
    assert refused(house, of(AcceptRequest, requests[2]), mentor()) == "mentor-has-a-seat"


def test_a_request_comes_to_nothing_with_whoever_leaves():
    for left in (heard.MentorWithdrawn(mentor_id=ANN), heard.MenteeLeft(mentee_id=CAT)):
        house = asked().hear("profiles", left)
        assert [one.cause for one in house.told(events.RequestWithdrawn)] == ["gone"]
        assert not [key for key in house.due if key.startswith("request-")]


def test_the_mentee_or_the_office_takes_a_request_back():
    for by in (mentee(), "operator:1"):
        house = asked().ask(of(WithdrawRequest), by=by).ask(of(WithdrawRequest), by=by)
        assert len(house.told(events.RequestWithdrawn)) == 1
    assert refused(asked(), of(WithdrawRequest), mentor()) == "withdrawn-by-whose-it-is"
    matched = asked().ask(of(AcceptRequest), by=mentor())
    assert refused(matched, of(WithdrawRequest), mentee()) == "not-over"


def test_a_request_that_nobody_made_cannot_be_answered():
    assert refused(house_of(DIRECT), of(AcceptRequest), mentor()) == "request-known"


def test_nobody_is_told_of_a_search_that_nobody_makes():
    house = house_of(DIRECT).at(NOW + 100 * DAY)
    assert not house.told(events.WaitingUpdateSent)
