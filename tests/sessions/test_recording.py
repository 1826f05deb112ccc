"""What was held is recorded, whatever it was."""

from dataclasses import replace

import pytest

from services.sessions import commands, events
from services.sessions.decider.all_the_same import held_instead
from shared.refusals import Invalid
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    HALL,
    MENTEE,
    MENTEE_PERSON,
    MENTOR,
    MINOR,
    NOW,
    THIS,
    began,
    given,
    held,
    record,
    scheduled,
    session,
    varied,
)

FIRST = (*ADULT, scheduled(1, NOW - DAY))
AGAIN = (*ADULT, held(1, NOW - 30 * DAY), began(NOW - 30 * DAY), scheduled(2, NOW - DAY))
HELD = session(1)


def types(events_):
    return [type(one).__name__ for one in events_]


def told(number=2):
    return {**THIS, "session_id": session(number)}


@pytest.mark.requirement("QS-11")
def test_a_session_is_documented_by_date_length_and_what_was_done():
    (first, *_) = given(*FIRST).by(f"mentor:{MENTOR}").when(record()).decide()
    assert (first.held_at, first.minutes, first.topics) == (NOW - DAY, 60, ("goals",))
    assert (first.mentor_id, first.mentee_id, first.number) == (MENTOR, MENTEE, 1)
    assert (first.recorded_by, first.age_band) == (f"mentor:{MENTOR}", "adult")
    whole = record().dump()
    for missing in ("started_at", "minutes", "topics"):
        partial = {name: value for name, value in whole.items() if name != missing}
        with pytest.raises(Invalid, match=missing):
            commands.RecordSession.load(partial)
    with pytest.raises(Invalid, match="topics"):
        commands.RecordSession.load({**whole, "topics": []})


@pytest.mark.requirement("1MM-056")
@pytest.mark.parametrize(("minutes", "variance"), [(45, -15), (60, 0), (75, 15)])
def test_a_session_may_be_shorter_or_longer_than_an_hour_and_says_so(minutes, variance):
    (first, *_) = given(*FIRST).when(record(minutes=minutes)).decide()
    assert (first.minutes, first.variance) == (minutes, variance)


@pytest.mark.requirement("1MM-056")
@pytest.mark.parametrize("minutes", [0, -1])
def test_a_session_of_no_length_is_malformed(minutes):
    with pytest.raises(Invalid, match="minutes"):
        commands.RecordSession.load({**record().dump(), "minutes": minutes})


def test_a_session_is_recorded_once():
    known = (*ADULT, held(1))
    given(*known).when(record()).then_nothing()
    given(*known).when(record(minutes=30)).then_refused("recorded-once")


def test_a_session_is_recorded_when_it_is_over():
    given(*FIRST).when(record(at=NOW)).then_refused("session-is-over")


@pytest.mark.requirement("1MM-065")
def test_a_minor_met_without_a_chaperone_is_recorded_and_told():
    history = (*MINOR, held(1), began(), scheduled(2, NOW - DAY))
    absent = events.ChaperoneAbsent(**told(), mentor_id=MENTOR)
    met, said = given(*history).when(record(2)).decide()
    assert (type(met), said, met.age_band) == (events.SessionHeld, absent, "minor")
    present = record(2, chaperone_present=True)
    given(*history).when(present).then_types(events.SessionHeld)


def test_adults_need_no_chaperone():
    given(*AGAIN).when(record(2)).then_types(events.SessionHeld)


@pytest.mark.requirement("1MM-063")
@pytest.mark.parametrize("history", [MINOR, ADULT])
def test_a_meeting_at_a_home_is_recorded_and_told(history):
    ask = record(2, mode="in_person", venue_type="home", chaperone_present=True)
    met, out, *_ = given(*history, held(1), began(), scheduled(2, NOW - DAY)).when(ask).decide()
    assert isinstance(met, events.SessionHeld)
    assert isinstance(out, events.OutOfPolicyMeetingRecorded)
    assert "no_homes" in out.rules


@pytest.mark.requirement("1MM-064")
def test_a_minor_met_in_a_cafe_is_recorded_and_told():
    ask = record(2, mode="in_person", venue_type="cafe", chaperone_present=True)
    history = (*MINOR, held(1), began(), scheduled(2, NOW - DAY))
    rules = ("partner_premises_only",)
    out = events.OutOfPolicyMeetingRecorded(**told(), mentor_id=MENTOR, rules=rules)
    assert out in given(*history).when(ask).decide()
    at_hall = replace(ask, venue_type="partner_premises", premises_id=HALL)
    given(*history).when(at_hall).then_types(events.SessionHeld)


@pytest.mark.parametrize(
    "halted", [events.PlanSuspended(**THIS), events.PlanEnded(**THIS, effective_on=NOW.date())]
)
def test_a_meeting_while_the_relationship_is_halted_is_recorded_and_told(halted):
    ask = given(*AGAIN, halted).when(record(2))
    met, out = ask.then_types(events.SessionHeld, events.OutOfPolicyMeetingRecorded)
    assert out.rules == ("relationship_is_active",)
    assert met.overdue_at is None


@pytest.mark.parametrize(
    "off",
    [
        events.SessionCancelled(**THIS, session_id=session(2), reason_code="illness"),
        events.SessionNotHeld(**THIS, session_id=session(2), cause="no_show_mentee"),
    ],
)
def test_what_was_called_off_stays_so_and_meeting_all_the_same_is_a_session_of_its_own(off):
    """A complaint: what was cancelled came back to life (U5)."""
    history = (*AGAIN, scheduled(2, NOW - DAY), off)
    told = given(*history).when(record(2)).decide()
    assert told[0].session_id == held_instead(session(2))
    assert "unscheduled" in {one.reason for one in told if isinstance(one, events.SessionFlagged)}
    given(*history, *told).when(record(2)).then_nothing()
    attest = commands.AttestSession(**THIS, session_id=session(2))
    (second,) = given(*history, *told).by(f"mentee:{MENTEE}").when(attest).decide()
    assert second.session_id == held_instead(session(2))
    given(*history).by(f"mentee:{MENTEE}").when(attest).then_refused("session-was-held")


def test_an_unscheduled_late_session_is_flagged():
    history = (*ADULT, held(1, NOW - 30 * DAY), began(NOW - 30 * DAY))
    flags = given(*history).when(record(2, NOW - 8 * DAY)).decide()[1:]
    assert [one.reason for one in flags] == ["unscheduled", "recorded_late"]


def test_a_fact_is_not_refused_for_a_word_the_list_does_not_have():
    first = given(*AGAIN).when(record(2, topics=("goals", "football", "chess"))).decide()[0]
    assert first.topics == ("goals", "other")


@pytest.mark.requirement("1MM-058")
def test_the_cap_is_told_once_and_the_thirteenth_session_is_accepted():
    year = [held(n, NOW - (400 - 30 * n) * DAY) for n in range(1, 12)]
    history = (*ADULT, began(), *year, scheduled(12, NOW - DAY))
    cap = events.SessionCapReached(**THIS, held=12)
    assert cap in given(*history).when(record(12)).decide()
    over = (*ADULT, began(), *year, held(12, NOW - 2 * DAY), cap)
    thirteenth = given(*over).when(record(13)).decide()
    assert types(thirteenth) == ["SessionHeld", "SessionFlagged", "SessionFlagged"]
    assert {one.reason for one in thirteenth[1:]} == {"unscheduled", "beyond_cap"}


# ---- notes, voices, corrections --------------------------------------------------------------


@pytest.mark.requirement("1MM-090")
def test_what_was_talked_about_is_noted_by_topic_and_words_are_short():
    note = commands.RecordSessionNote(**told(1), topics=("interests", "weaknesses"), note="x" * 500)
    (noted,) = given(*ADULT, held()).when(note).then_types(events.SessionNoteRecorded)
    assert (noted.topics, noted.mentee_person_id) == (("interests", "weaknesses"), MENTEE_PERSON)
    long = replace(note, note="x" * 501)
    given(*ADULT, held()).when(long).then_refused("note-is-short-enough")
    odd = replace(note, topics=("football",))
    given(*ADULT, held()).when(odd).then_refused("topics-are-listed")
    given(*ADULT).when(note).then_refused("session-was-held")


def test_a_note_given_with_the_record_is_kept_apart_and_sealed():
    *_, noted = given(*AGAIN).when(record(2, note="He was glad.")).decide()
    assert noted.note == "He was glad."
    assert events.SessionNoteRecorded.personal == {"note": "mentee_person_id"}
    assert not events.SessionNoteRecorded.published


def test_a_second_voice_attests_and_the_recorder_cannot():
    ask = commands.AttestSession(**told(1))
    known = (*ADULT, held())
    given(*known).by(f"mentor:{MENTOR}").when(ask).then_refused("second-voice")
    attested = events.SessionAttested(**told(1), attested_by=f"mentee:{MENTEE}")
    given(*known).by(f"mentee:{MENTEE}").when(ask).then(attested)
    given(*known, attested).by(f"mentee:{MENTEE}").when(ask).then_nothing()


@pytest.mark.parametrize(
    ("actor", "after", "code"),
    [
        (f"mentor:{MENTOR}", 14 * DAY, None),
        (f"mentor:{MENTOR}", 15 * DAY, "corrector-may"),
        (f"mentee:{MENTEE}", DAY, "corrector-may"),
        ("mentor:another", DAY, "may-ask"),
        ("operator:1", 300 * DAY, None),
    ],
)
def test_a_record_is_put_right_by_its_recorder_in_time_and_by_the_office_after(actor, after, code):
    ask = commands.CorrectSession(**told(1), minutes=50, reason_code="typing_error")
    when = given(*ADULT, held()).by(actor).at(NOW - DAY + after).when(ask)
    if code:
        when.then_refused(code)
        return
    (corrected,) = when.then_types(events.SessionCorrected)
    assert (corrected.was, corrected.now) == ({"minutes": 60}, {"minutes": 50})


def test_a_correction_that_takes_the_chaperone_away_tells_it():
    ask = commands.CorrectSession(**told(1), chaperone_present=False, reason_code="mistaken")
    known = (*MINOR, held(1, age_band="minor", chaperone_present=True))
    given(*known).when(ask).then_types(events.SessionCorrected, events.ChaperoneAbsent)


def test_a_correction_to_what_is_recorded_changes_nothing():
    ask = commands.CorrectSession(**told(1), minutes=60, reason_code="typing_error")
    given(*ADULT, held()).when(ask).then_nothing()


# ---- milestones ------------------------------------------------------------------------------


@pytest.mark.requirement("1MM-082")
def test_the_third_held_session_asks_once_whether_it_works():
    due = events.FitCheckDue(**THIS, after=3)
    not_held = events.SessionNotHeld(**told(9), cause="no_show_mentee")
    two = (*ADULT, began(), held(1, NOW - 9 * DAY), scheduled(9, NOW - 8 * DAY), not_held)
    assert due not in given(*two).when(record(2)).decide()
    three = (*two, held(2, NOW - 5 * DAY))
    assert due in given(*three).when(record(3)).decide()
    four = (*three, held(3, NOW - 2 * DAY), due)
    assert due not in given(*four).when(record(4)).decide()
    sooner = given(*two).under(varied(fit_check__after_held_session=2))
    assert events.FitCheckDue(**THIS, after=2) in sooner.when(record(2)).decide()


def test_the_first_session_begins_the_term():
    term = given(*FIRST).when(record()).decide()[-1]
    assert isinstance(term, events.TermBegan)
    assert term.first_check_in_at.isoformat() == "2026-02-04T12:00:00+00:00"
    assert term.ends_at.isoformat() == "2027-01-04T12:00:00+00:00"
    assert term.ends_at - term.notice_at == 30 * DAY
