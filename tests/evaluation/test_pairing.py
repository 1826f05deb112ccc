from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import given as property_of
from hypothesis import strategies as st

from services.evaluation.commands import (
    BindRelationship,
    CountSession,
    EnrolParticipant,
    NoteBeginning,
    NoteEnding,
    NoteResponse,
)
from services.evaluation.decider import pairing
from services.evaluation.events import (
    FirstMeetingReached,
    PairBroken,
    ParticipantEnrolled,
    RelationshipBegun,
    RelationshipBound,
    RelationshipOver,
    ResponseNoted,
    ResponsePaired,
    SessionCounted,
    StandingChanged,
)
from services.evaluation.policies.asked_for import pre_response
from shared.testing import scenario

from .vocabulary import (
    AGAIN,
    APRIL,
    END,
    JANUARY,
    JULY,
    NCS,
    PRE,
    TOGETHER,
    YASMIN,
    YASMIN_PERSON,
    rules,
)

given = scenario(pairing).at(JULY).under(NCS)

enrolled = ParticipantEnrolled(
    participant_id=YASMIN, person_id=YASMIN_PERSON, role="mentee", applied_at=JANUARY
)


def noted(phase, status, at=JANUARY, **changes):
    plain = {
        "participant_id": YASMIN,
        "response_id": PRE if phase == "pre" else END,
        "relationship_id": None if phase == "pre" else TOGETHER,
        "instrument": "young-person-v1",
    }
    return {**plain, "phase": phase, "status": status, "noted_at": at, **changes}


def told(phase, status, at=JANUARY, **changes):
    return ResponseNoted(**noted(phase, status, at, **changes))


def note(phase, status, at=JANUARY, **changes):
    return NoteResponse(**noted(phase, status, at, **changes))


BOUND = {
    "participant_id": YASMIN,
    "person_id": YASMIN_PERSON,
    "role": "mentee",
    "relationship_id": TOGETHER,
    "made_at": APRIL,
}
bound = RelationshipBound(**BOUND, first=True)
over = RelationshipOver(participant_id=YASMIN, relationship_id=TOGETHER, ended_on=JULY.date())
before, after = told("pre", "submitted"), told("end", "submitted", JULY)


def held(number, at=APRIL, kind=SessionCounted):
    return kind(
        participant_id=YASMIN,
        relationship_id=TOGETHER,
        session_id=UUID(int=number),
        held_at=at,
        minutes=60,
    )


def standing(name, **changes):
    plain = {
        "participant_id": YASMIN,
        "relationship_id": TOGETHER,
        "role": "mentee",
        "standing": name,
        "started_on": APRIL.date(),
        "ended_on": None,
        "pair_id": None,
        "pre_response": PRE,
        "end_response": None,
    }
    return StandingChanged(**{**plain, **changes})


def the_standing(*history, command):
    return [
        event.standing
        for event in given(*history).when(command).decide()
        if isinstance(event, StandingChanged)
    ]


@pytest.mark.requirement("1MM-106")
def test_one_answer_before_and_one_at_the_end_of_a_relationship_make_a_pair():
    events = given(enrolled, before, bound, held(1), held(2), over).when(
        note("end", "submitted", JULY)
    )
    _, pair, now = events.then_types(ResponseNoted, ResponsePaired, StandingChanged)
    assert (pair.pre_response, pair.end_response) == (PRE, END)
    assert pair.sessions_held == 2
    assert pair.days_between == (JULY - JANUARY).days
    assert now.standing == "paired"
    assert now.pair_id == pair.pair_id


def test_a_pair_is_made_once():
    history = (enrolled, before, bound, over, after)
    pair, now = given(*history[:-1]).when(note("end", "submitted", JULY)).decide()[1:]
    given(*history, pair, now).when(note("end", "submitted", JULY)).then_nothing()
    other = note("end", "submitted", JULY, response_id=UUID(int=9))
    given(*history, pair, now).when(other).then_nothing()


@pytest.mark.requirement("1MM-106")
def test_whatever_arrives_last_makes_the_pair():
    bind, end = BindRelationship(**BOUND), note("end", "submitted", JULY)
    for history, command in (
        ((enrolled, before, over, after), bind),
        ((enrolled, bound, over, after), note("pre", "submitted")),
        ((before, bound), end),
    ):
        events = given(*history).when(command).decide()
        assert [one for one in events if isinstance(one, ResponsePaired)], command


@pytest.mark.requirement("1MM-106")
def test_an_answer_without_its_other_half_is_counted_by_cause():
    bind, end = (
        BindRelationship(**BOUND),
        NoteEnding(participant_id=YASMIN, relationship_id=TOGETHER, ended_on=JULY.date()),
    )
    assert the_standing(before, command=bind) == ["still_active"]
    assert the_standing(command=bind) == ["no_pre"]
    assert the_standing(told("pre", "asked"), command=bind) == ["no_pre"]
    assert the_standing(before, bound, command=end) == ["no_end"]
    for status in ("declined", "expired"):
        assert the_standing(told("pre", status), command=bind) == [f"pre_{status}"]
        assert the_standing(before, bound, over, command=note("end", status)) == [f"end_{status}"]


def test_an_answer_after_the_first_session_is_none_from_before():
    late = note("pre", "submitted", APRIL + timedelta(days=1))
    assert the_standing(bound, held(1), over, after, command=late) == ["pre_after_first_session"]


def test_two_instruments_make_no_pair():
    other = note("end", "submitted", JULY, instrument="young-person-v2")
    assert the_standing(before, bound, over, command=other) == ["instrument_changed"]


def test_a_pair_breaks_when_one_half_no_longer_counts_and_another_half_mends_it():
    history = (before, bound, over, after)
    pair, paired = given(*history[:-1]).when(note("end", "submitted", JULY)).decide()[1:]
    broken = PairBroken(pair_id=pair.pair_id, relationship_id=TOGETHER, participant_id=YASMIN)
    out = note("end", "invalidated", JULY)
    events = given(*history, pair, paired).when(out)
    noted_, breaks, now = events.then_types(ResponseNoted, PairBroken, StandingChanged)
    assert breaks == broken
    assert now.standing == "end_invalidated"
    mended = given(*history, pair, paired, noted_, breaks, now).when(
        note("end", "submitted", JULY, response_id=UUID(int=9))
    )
    _, again, _ = mended.then_types(ResponseNoted, ResponsePaired, StandingChanged)
    assert again.pair_id != pair.pair_id


def test_a_session_heard_of_late_can_undo_a_pair():
    late = told("pre", "submitted", APRIL + timedelta(days=1))
    pair, paired = given(late, bound, over).when(note("end", "submitted", JULY)).decide()[1:]
    events = given(late, bound, over, after, pair, paired).when(held(1, kind=CountSession))
    _, _, now = events.then_types(SessionCounted, PairBroken, StandingChanged)
    assert (now.standing, now.pair_id) == ("pre_after_first_session", None)


EVERYTHING = (
    EnrolParticipant(
        participant_id=YASMIN, person_id=YASMIN_PERSON, role="mentee", applied_at=JANUARY
    ),
    note("pre", "asked"),
    note("pre", "submitted"),
    BindRelationship(**BOUND),
    NoteBeginning(participant_id=YASMIN, relationship_id=TOGETHER, started_at=APRIL),
    held(1, kind=CountSession),
    held(2, kind=CountSession),
    NoteEnding(participant_id=YASMIN, relationship_id=TOGETHER, ended_on=JULY.date()),
    note("end", "asked", JULY),
    note("end", "submitted", JULY),
)


@pytest.mark.requirement("1MM-106")
@property_of(st.permutations(EVERYTHING), st.lists(st.sampled_from(EVERYTHING), max_size=4))
def test_in_whatever_order_and_however_often_it_is_told_there_is_one_pair(order, again):
    history = []
    for command in (*order, *again):
        history += given(*history).when(command).decide()
    pairs = [event for event in history if isinstance(event, ResponsePaired)]
    last = [event for event in history if isinstance(event, StandingChanged)][-1]
    assert len(pairs) == 1
    assert (last.standing, last.pair_id) == ("paired", pairs[0].pair_id)
    assert (last.started_on, last.ended_on) == (APRIL.date(), JULY.date())
    assert pairs[0].participant_id == YASMIN


def test_a_further_relationship_does_not_use_the_same_answers_twice():
    again = BindRelationship(**{**BOUND, "relationship_id": AGAIN})
    second, *_, now = given(before, bound).when(again).decide()
    assert second == RelationshipBound(**{**BOUND, "relationship_id": AGAIN}, first=False)
    assert (now.relationship_id, now.standing) == (AGAIN, "no_pre")


def test_a_further_relationship_pairs_with_answers_of_its_own():
    anew = {"relationship_id": AGAIN}
    history = (
        before,
        bound,
        RelationshipBound(**{**BOUND, **anew}, first=False),
        told("pre", "submitted", APRIL, response_id=pre_response(YASMIN, AGAIN), **anew),
    )
    end = note("end", "submitted", JULY, response_id=UUID(int=9), **anew)
    (pair,) = [e for e in given(*history).when(end).decide() if isinstance(e, ResponsePaired)]
    assert pair.relationship_id == AGAIN
    assert pair.pre_response == pre_response(YASMIN, AGAIN)


def test_what_is_told_twice_or_late_changes_nothing():
    begin = NoteBeginning(participant_id=YASMIN, relationship_id=TOGETHER, started_at=APRIL)
    begun = RelationshipBegun(participant_id=YASMIN, relationship_id=TOGETHER, started_at=APRIL)
    given(begun).when(begin).then_nothing()
    given(held(1)).when(held(1, kind=CountSession)).then_nothing()
    given(enrolled).when(
        EnrolParticipant(
            participant_id=YASMIN, person_id=YASMIN_PERSON, role="mentee", applied_at=APRIL
        )
    ).then_nothing()
    given(before).when(note("pre", "asked")).then_nothing()
    given(before).when(note("pre", "expired")).then_nothing()


def test_before_a_match_is_heard_of_nothing_is_said_of_its_standing():
    given(enrolled, before).when(held(1, kind=CountSession)).then_types(
        SessionCounted, FirstMeetingReached
    )


# ---- how long it took ------------------------------------------------------------------------

APPLIED = datetime(2026, 1, 5, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("days", "verdict"),
    [(55, "sooner"), (56, "as_expected"), (77, "as_expected"), (84, "as_expected"), (85, "later")],
)
@pytest.mark.requirement("1MM-046")
def test_the_time_to_the_first_meeting_is_judged_in_the_programmes_weeks(days, verdict):
    meet = held(1, APPLIED + timedelta(days=days), CountSession)
    _, reached = given(enrolled).when(meet).then_types(SessionCounted, FirstMeetingReached)
    assert (reached.days, reached.verdict) == (days, verdict)
    assert reached.expected_weeks == (8, 12)


@pytest.mark.requirement("1MM-047")
def test_another_policy_judges_the_same_time_otherwise():
    web = rules()
    web.document["lead_time"] = {"weeks": [4, 6]}
    meet = held(1, APPLIED + timedelta(weeks=11), CountSession)
    assert given(enrolled).under(web).when(meet).decide()[1].verdict == "later"


@pytest.mark.requirement("1MM-046")
def test_only_the_first_meeting_counts():
    first = given(enrolled).when(held(1, kind=CountSession)).decide()
    given(enrolled, *first).when(held(2, JULY, CountSession)).then_types(SessionCounted)
