"""Two people find out whether they suit each other, and agree on how to go on."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.sessions import commands, events
from services.sessions.policies.timing import timers
from shared.reacting import Due
from shared.refusals import Invalid
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    HOUR,
    MENTEE,
    MENTEE_PERSON,
    MENTOR,
    MINOR,
    NOW,
    RELATIONSHIP,
    STRANGER,
    THIS,
    given,
    heard,
    held,
    record,
    schedule,
    scheduled,
    session,
    varied,
)

TERMS, OTHERS = UUID(int=41), UUID(int=42)
AGREEABLE = varied(
    sessions__cadence={"agreed_by": "pair"},
    sessions__chemistry={"recommended": True, "mode": "online", "decision": "mutual"},
    channels__adult={"allow": ["email", "phone"], "requires": "pair_agreement"},
    relationship__shapes=["one_off", "short_series", "ongoing"],
)
MET = (*ADULT, held(1))


def agreeable(*history):
    return given(*history).under(AGREEABLE)


# ---- the first call --------------------------------------------------------------------------


@pytest.mark.requirement("JOH-21")
def test_they_may_begin_with_a_call_to_see_whether_it_suits():
    call = schedule(kind="chemistry")
    agreeable(*ADULT).when(call).then(scheduled(kind="chemistry"))
    agreeable(*ADULT).when(schedule()).then(scheduled())
    in_person = replace(call, mode="in_person", venue_type="cafe")
    agreeable(*ADULT).when(in_person).then_refused("chemistry-in-its-mode")
    agreeable(*MET).when(schedule(2, kind="chemistry")).then_refused("chemistry-comes-first")
    given(*ADULT).when(call).then_refused("chemistry-comes-first")


def test_the_first_call_can_be_moved_and_is_remembered_as_one():
    history = (*ADULT, scheduled(kind="chemistry"))
    move = commands.RescheduleSession(
        **THIS, session_id=session(1), starts_at=NOW + DAY, ends_at=NOW + DAY + HOUR
    )
    agreeable(*history).when(move).then_types(events.SessionRescheduled)
    before = (*ADULT, scheduled(1, NOW - DAY, kind="chemistry"))
    assert agreeable(*before).when(record()).decide()[0].kind == "chemistry"


def decide(role, verdict="go_on"):
    return commands.RecordFitDecision(**THIS, by_role=role, verdict=verdict)


def decided(role, verdict="go_on"):
    return events.FitDecisionRecorded(**THIS, by_role=role, verdict=verdict)


CONFIRMED, DENIED = events.FitConfirmed(**THIS), events.FitDenied(**THIS)


@pytest.mark.requirement("JOH-21")
@pytest.mark.parametrize("order", [("mentor", "mentee"), ("mentee", "mentor")])
def test_two_yeses_confirm(order):
    first, second = order
    agreeable(*MET).when(decide(first)).then(decided(first))
    agreeable(*MET, decided(first)).when(decide(first)).then_nothing()
    agreeable(*MET, decided(first)).when(decide(second)).then(decided(second), CONFIRMED)


@pytest.mark.requirement("JOH-21")
@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.parametrize("before", [(), (decided("mentor"),), (decided("mentee"),)])
def test_one_no_is_enough_and_neither_who_nor_why_is_told(role, before):
    no = decided(role, "not_a_fit")
    agreeable(*MET, *before).when(decide(role, "not_a_fit")).then(no, DENIED)
    assert set(events.FitDenied.codecs) == {"relationship_id"}
    assert not events.FitDecisionRecorded.published


@pytest.mark.requirement("JOH-21")
def test_after_a_no_nothing_more_is_planned_and_what_lies_ahead_is_called_off():
    no = decided("mentee", "not_a_fit")
    off = events.SessionCancelled(**THIS, session_id=session(2), reason_code="not_going_ahead")
    agreeable(*MET, scheduled(2)).when(decide("mentee", "not_a_fit")).then(no, DENIED, off)
    agreeable(*MET, no, DENIED).when(schedule(2)).then_refused("relationship-is-active")


def test_what_is_settled_stays_settled():
    both = (decided("mentor"), decided("mentee"), CONFIRMED)
    agreeable(*MET, *both).when(decide("mentor")).then_nothing()
    agreeable(*MET, *both).when(decide("mentor", "not_a_fit")).then_refused("fit-is-open")
    denied = (decided("mentor", "not_a_fit"), DENIED)
    agreeable(*MET, *denied).when(decide("mentee")).then_refused("fit-is-open")


def test_a_decision_is_asked_of_each_for_themself_after_meeting_and_where_the_policy_says_so():
    agreeable(*ADULT).when(decide("mentor")).then_refused("they-have-met")
    given(*MET).when(decide("mentor")).then_refused("fit-is-asked")
    as_mentor = agreeable(*MET).by(f"mentor:{MENTOR}")
    as_mentor.when(decide("mentee")).then_refused("speaks-for-themself")
    as_mentor.when(decide("mentor")).then(decided("mentor"))


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_another_mentor_or_mentee_does_not_part_two_who_are_not_theirs(role):
    stranger = agreeable(*MET).by(f"{role}:{STRANGER}")
    stranger.when(decide(role, "not_a_fit")).then_refused("may-ask")
    stranger.when(propose).then_refused("may-ask")


# ---- terms -----------------------------------------------------------------------------------

AIMS = "A way into the trade."
propose = commands.ProposeTerms(
    **THIS, terms_id=TERMS, by_role="mentee", meet_every="P2M", channels=("phone",), aims=AIMS
)
proposed = events.TermsProposed(
    **THIS,
    terms_id=TERMS,
    by_role="mentee",
    mentee_person_id=MENTEE_PERSON,
    meet_every="P2M",
    channels=("phone",),
    aims=AIMS,
)
agree = commands.AgreeTerms(**THIS, terms_id=TERMS, by_role="mentor")


def agreed_terms(**more):
    plain = {"terms_id": TERMS, "meet_every": "P2M", "channels": ("phone",)}
    return events.PairTermsAgreed(**THIS, **{**plain, **more})


def open_channel(role):
    return events.ContactChannelAgreed(**THIS, channel="phone", by_role=role)


GOAL = events.GoalSet(
    **THIS, goal_id=TERMS, mentee_person_id=MENTEE_PERSON, text=AIMS, steps=(), step_count=0
)


@pytest.mark.requirement("JOH-22")
@pytest.mark.requirement("ASME-21")
def test_what_the_pair_agreed_takes_the_place_of_the_programmes_rhythm_and_reminders_follow_it():
    agreed = agreed_terms()
    (met, *_) = agreeable(*ADULT, agreed, scheduled(1, NOW - DAY)).when(record()).decide()
    # Two months and a fortnight's grace, from 4 January.
    assert met.overdue_at.date().isoformat() == "2026-03-18"
    fixed = varied(sessions__cadence={"overdue_after": "P45D"})
    (met, *_) = given(*ADULT, agreed).under(fixed).when(record()).decide()
    assert met.overdue_at == NOW + 44 * DAY


@pytest.mark.requirement("JOH-22")
def test_terms_agreed_after_the_first_call_move_the_reminder():
    ask = agreeable(*MET, proposed).when(agree)
    told = ask.decide()[0]
    assert told.overdue_at.date().isoformat() == "2026-03-18"
    note = commands.NoteOverdue(**THIS, last_held_at=NOW - DAY)
    assert timers.to(heard(told)) == [Due(f"session-overdue:{RELATIONSHIP}", told.overdue_at, note)]
    assert timers.to(heard(agreed_terms())) == []


@pytest.mark.requirement("JOH-22")
@pytest.mark.requirement("JOH-23")
@pytest.mark.requirement("JOH-24")
def test_terms_hold_once_the_other_agrees_with_channels_of_both_and_a_goal():
    agreeable(*ADULT).when(propose).then(proposed)
    both = (open_channel("mentor"), open_channel("mentee"))
    agreeable(*ADULT, proposed).when(agree).then(agreed_terms(), *both, GOAL)
    done = (*ADULT, proposed, agreed_terms(), *both, GOAL)
    agreeable(*done).when(agree).then_nothing()
    agreeable(*done).when(propose).then_nothing()


def test_what_they_had_agreed_before_is_not_agreed_again():
    by_mentor = (open_channel("mentor"),)
    told = agreeable(*ADULT, proposed, *by_mentor, GOAL).when(agree)
    told.then(agreed_terms(), open_channel("mentee"))


def test_the_first_call_is_no_talk_of_a_series():
    history = (*ADULT, planned(1), scheduled(1, NOW - DAY, kind="chemistry"))
    told = agreeable(*history).when(record()).decide()
    assert not [one for one in told if isinstance(one, events.SeriesCompleted)]


@pytest.mark.requirement("JOH-23")
def test_it_needs_both():
    own = replace(agree, by_role="mentee")
    agreeable(*ADULT, proposed).when(own).then_refused("the-other-agrees")
    forged = agreeable(*ADULT, proposed).by(f"mentee:{MENTEE}").when(agree)
    forged.then_refused("speaks-for-themself")
    agreeable(*ADULT).when(agree).then_refused("terms-are-proposed")
    log = commands.LogContact(**THIS, channel="phone")
    for alone in ((), (open_channel("mentor"),), (open_channel("mentee"),)):
        told = agreeable(*ADULT, *alone).when(log).decide()
        assert isinstance(told[-1], events.OutOfPolicyContactReported)
    both = (open_channel("mentor"), open_channel("mentee"))
    agreeable(*ADULT, *both).when(log).then_types(events.ContactLogged)


def test_terms_keep_to_what_the_policy_leaves_to_the_pair():
    silent = replace(propose, meet_every=None, channels=(), aims="")
    agreeable(*ADULT).when(silent).then_refused("terms-say-something")
    given(*ADULT).when(propose).then_refused("cadence-is-the-pairs")
    hourly = replace(propose, meet_every="PT1H")
    agreeable(*ADULT).when(hourly).then_refused("cadence-is-days-at-least")
    odd = replace(propose, channels=("whatsapp",))
    agreeable(*ADULT).when(odd).then_refused("channels-are-allowed")
    agreeable(*MINOR).when(propose).then_refused("channels-are-allowed")
    agreeable(*MINOR, proposed).when(agree).then_refused("channels-are-still-allowed")
    agreeable().when(propose).then_refused("relationship-is-active")
    changed = replace(propose, aims="Another.")
    agreeable(*ADULT, proposed).when(changed).then_refused("terms-are-new")


def test_later_terms_without_a_rhythm_leave_the_rhythm_as_it_is():
    later = events.PairTermsAgreed(**THIS, terms_id=OTHERS, channels=("email",))
    (met, *_) = agreeable(*ADULT, agreed_terms(), later).when(record()).decide()
    assert met.overdue_at.date().isoformat() == "2026-03-18"


# ---- one talk or a few -----------------------------------------------------------------------


def few(count):
    return commands.PlanSeries(**THIS, count=count)


def planned(count):
    return events.SeriesPlanned(**THIS, count=count)


@pytest.mark.requirement("JOH-20")
@pytest.mark.parametrize("count", [1, 3])
def test_after_as_many_talks_as_they_chose_it_can_close(count):
    agreeable(*ADULT).when(few(count)).then(planned(count))
    agreeable(*ADULT, planned(count)).when(few(count)).then_nothing()
    call = held(99, NOW - 90 * DAY, kind="chemistry")
    talks = [held(n, NOW - (50 - n) * DAY) for n in range(1, count)]
    history = (*ADULT, planned(count), call, *talks)
    told = agreeable(*history).when(record(count)).decide()
    done = events.SeriesCompleted(**THIS, held=count)
    assert done in told
    again = (*history, held(count), done)
    later = agreeable(*again).when(record(count + 1)).decide()
    assert not [one for one in later if isinstance(one, events.SeriesCompleted)]
    if talks:
        early = agreeable(*history[:-1]).when(record(count)).decide()
        assert not [one for one in early if isinstance(one, events.SeriesCompleted)]


@pytest.mark.requirement("JOH-20")
def test_a_series_may_grow_and_has_a_shape_the_programme_knows():
    one_off = (*ADULT, planned(1), held(1), events.SeriesCompleted(**THIS, held=1))
    agreeable(*one_off).when(few(3)).then(planned(3))
    agreeable(*one_off, planned(3), held(2, NOW)).when(few(2)).then_refused(
        "series-is-longer-than-held"
    )
    given(*ADULT).when(few(1)).then_refused("series-is-offered")
    only_ongoing = varied(relationship__shapes=["one_off"])
    given(*ADULT).under(only_ongoing).when(few(2)).then_refused("series-is-offered")
    with pytest.raises(Invalid, match="count"):
        commands.PlanSeries.load({**few(1).dump(), "count": 0})
