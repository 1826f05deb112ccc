"""On a real database: notes are shown to the two, and nothing before that is recorded."""

from uuid import UUID, uuid4

import pytest

from services.sessions.events import SessionNoteRecorded
from services.sessions.service.confiding import shown
from shared.canonical import canonical
from shared.envelope import Envelope
from shared.fields import Erased, instant
from shared.refusals import Refused
from tests.sessions.test_at_work import PAIR, POLICY, THIS, Office
from tests.sessions.test_other_programmes_at_work import DOCUMENT
from tests.sessions.vocabulary import (
    DAY,
    MENTEE,
    MENTEE_PERSON,
    MENTOR,
    NOW,
    RELATIONSHIP,
    STRANGER,
    session,
)

BY_MENTOR, BY_MENTEE, OFFICE = f"mentor:{MENTOR}", f"mentee:{MENTEE}", f"operator:{STRANGER}"
OPEN, SHARED = "He spoke of his brother.", "Write to the college."
PROGRAMME = "1mm-ncs"
EMAIL = {"channel": "email", "by_role": "mentor"}


@pytest.fixture(scope="module")
def office(postgres, tmp_path_factory):
    office = Office(postgres, tmp_path_factory.mktemp("confiding") / "home")
    office.at(NOW - DAY)
    private = {**DOCUMENT, "sessions": {**DOCUMENT["sessions"], "notes": "pair_only"}}
    office.hears("profiles", "ProgrammePolicyPublished", **{**POLICY, "document": private})
    office.at(NOW)
    return office


@pytest.fixture(scope="module")
def pair(office):
    made = {**THIS, **PAIR, "institution_id": None, "age_band": "adult", "made_at": instant(NOW)}
    office.hears("matching", "MatchMade", **made)
    office.at(NOW + 9 * DAY)
    first = {"session_id": str(session(1)), "topics": ["goals"]}
    began = {"started_at": instant(NOW + 8 * DAY), "minutes": 45, "mode": "online"}
    office.asks("RecordSession", **first, **began)
    office.asks("RecordSessionNote", **first, note=OPEN)
    office.asks("RecordSessionNote", **first, note=SHARED, shared_with_mentee=True)
    return office


@pytest.mark.requirement("JOH-41")
def test_a_way_to_reach_each_other_shows_after_a_yes_and_not_before(pair):
    other = {"relationship_id": str(uuid4())}
    with pytest.raises(Refused) as refused:
        pair.asks("AgreeContactChannel", **other, **EMAIL)
    assert refused.value.code == "relationship-is-active"
    assert pair.shows("channels_of", other["relationship_id"]) == []
    made = {**PAIR, "institution_id": None, "age_band": "adult", "made_at": instant(pair.now)}
    pair.hears("matching", "MatchMade", **other, **made)
    pair.asks("AgreeContactChannel", **other, **EMAIL)
    pair.asks("AgreeContactChannel", BY_MENTEE, **other, channel="email", by_role="mentee")
    (channel,) = pair.shows("channels_of", other["relationship_id"])
    assert (channel["channel"], channel["by_both"]) == ("email", True)


def notes(office, actor, programme=PROGRAMME):
    return [one["note"] for one in office.shows("notes_of", str(RELATIONSHIP), actor, programme)]


def readings(office):
    office.settle()
    return [row.type for row in office.desk.store.log()].count("SessionNotesRead")


@pytest.mark.requirement("JOH-26")
def test_the_two_are_shown_their_notes_and_each_reading_is_in_the_log(pair):
    before = readings(pair)
    assert notes(pair, BY_MENTOR) == [OPEN, SHARED]
    assert notes(pair, BY_MENTEE) == [SHARED]
    assert readings(pair) == before + 2


@pytest.mark.requirement("JOH-26")
def test_the_operators_question_is_refused_and_the_refusal_recorded(pair):
    before = readings(pair)
    with pytest.raises(Refused) as refused:
        notes(pair, OFFICE)
    assert refused.value.code == "notes-are-the-pairs"
    assert readings(pair) == before
    last = [row for row in pair.desk.store.log() if row.type == "CommandRefused"][-1]
    told = pair.desk.commands.recorder.open(last).data
    assert (told.command, told.rule_id) == ("ReadSessionNotes", "notes_are_the_pairs")
    assert told.actor == OFFICE


@pytest.mark.requirement("JOH-26")
def test_naming_a_programme_with_other_rules_opens_nothing(pair):
    """Rules are those of the programme that the pair is in, whichever one an asker names."""
    open_ = {**DOCUMENT, "sessions": {**DOCUMENT["sessions"], "notes": "kept"}}
    open_["programme"] = {**DOCUMENT["programme"], "id": "elsewhere"}
    about = {"programme": "elsewhere", "document": open_}
    pair.hears("profiles", "ProgrammePolicyPublished", **{**POLICY, **about})
    with pytest.raises(Refused) as refused:
        notes(pair, OFFICE, "elsewhere")
    assert refused.value.code == "notes-are-the-pairs"
    last = [row for row in pair.desk.store.log() if row.type == "CommandRefused"][-1]
    assert pair.desk.commands.recorder.open(last).programme == PROGRAMME


@pytest.mark.requirement("JOH-26")
def test_what_cannot_be_recorded_is_not_shown(pair, monkeypatch):
    def no_ink(message):
        raise RuntimeError("no ink")

    monkeypatch.setattr(pair.desk, "submit", no_ink)
    with pytest.raises(RuntimeError, match="no ink"):
        notes(pair, BY_MENTOR)


@pytest.mark.requirement("JOH-26")
@pytest.mark.parametrize("recorded", [[], ["SessionNoteRecorded"]])
def test_an_answer_that_records_no_reading_shows_nothing(pair, monkeypatch, recorded):
    monkeypatch.setattr(pair.desk, "submit", lambda _: {"recorded": recorded})
    with pytest.raises(Refused) as refused:
        notes(pair, BY_MENTOR)
    assert refused.value.code == "access-refused"


def test_a_note_that_was_erased_says_so():
    told = SessionNoteRecorded(
        session_id=session(1),
        relationship_id=RELATIONSHIP,
        mentee_person_id=MENTEE_PERSON,
        topics=("goals",),
        note=Erased(),
    )
    assert shown(Envelope.about(told))["note"] == "[erased]"


def test_work_beside_sessions_is_summed_apart_from_them(pair):
    for minutes in (30, 25):
        more = {"by_role": "mentor", "kind": "reference", "minutes": minutes}
        pair.asks("RecordEffort", effort_id=str(uuid4()), spent_on="2026-01-12", **more)
    (summed,) = pair.shows("effort_of", str(RELATIONSHIP))
    assert (summed["times"], summed["minutes"]) == (2, 55)
    plan = pair.shows("plan_of", str(RELATIONSHIP))
    assert (plan["held"], plan["minutes"]) == (1, 45)


def test_no_words_stand_open(pair):
    log = b"".join(row.data.encode() for row in pair.desk.store.log())
    assert not [words for words in (OPEN, SHARED) if canonical(words)[1:-1] in log]
    assert UUID(pair.shows("sessions_of", str(RELATIONSHIP))[0]["session_id"]) == session(1)
