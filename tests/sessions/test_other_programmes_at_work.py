"""Other programmes' rules on a real database: a call, terms, a silence, a feed read back."""

from datetime import timedelta
from uuid import UUID, uuid4

import icalendar
import pytest

from shared.canonical import canonical
from shared.fields import instant, moment
from shared.refusals import Refused
from tests.sessions.test_at_work import PAIR, POLICY, THIS, Office, when
from tests.sessions.vocabulary import (
    DAY,
    HOUR,
    MENTEE,
    MENTEE_PERSON,
    MENTOR,
    MENTOR_PERSON,
    NOW,
    RELATIONSHIP,
    STRANGER,
    session,
    varied,
)

RULES = varied(
    sessions__cadence={"first": True, "after": "P3M", "per_year": [2, 3], "agreed_by": "pair"},
    sessions__chemistry={"recommended": True, "mode": "online", "decision": "mutual"},
    sessions__soft_max_minutes=60,
    support={"check_in": None},
    fit_check={"after_held_session": None},
    relationship__start_checklist=[],
    relationship__shapes=["one_off", "short_series", "ongoing"],
    agenda={"proposer": "mentee", "prompt": "PT48H"},
    thanks={"prompt": "after_session"},
    ending={"dormancy_after": "P6M"},
    channels__adult={"allow": ["email", "phone"], "requires": "pair_agreement"},
)
DOCUMENT = {
    name: part for name, part in RULES.document.items() if name not in ("policy", "holidays")
}
AIMS, PLACE, THANKS = "A way into the trade.", "She got the place.", "For your time."
BY_MENTEE = f"mentee:{MENTEE}"
FIRST, SECOND, THIRD = ({"session_id": str(session(number))} for number in (1, 2, 3))
AS_HELD = {"mode": "online", "topics": ["goals"]}


@pytest.fixture(scope="module")
def office(postgres, tmp_path_factory):
    return Office(postgres, tmp_path_factory.mktemp("others") / "home")


@pytest.fixture(scope="module")
def pair(office):
    """From the first call to half a year of silence."""
    office.at(NOW - DAY)
    office.hears("profiles", "ProgrammePolicyPublished", **{**POLICY, "document": DOCUMENT})
    office.at(NOW)
    made = {**THIS, **PAIR, "institution_id": None, "age_band": "adult", "made_at": instant(NOW)}
    office.hears("matching", "MatchMade", **made)
    call = {**FIRST, "mode": "online", "kind": "chemistry"}
    office.asks("ScheduleSession", **call, **when(NOW + 7 * DAY))
    office.asks("RescheduleSession", **FIRST, **when(NOW + 8 * DAY))
    office.at(NOW + 9 * DAY)
    began = {"started_at": instant(NOW + 8 * DAY), "minutes": 45, **AS_HELD}
    office.asks("RecordSession", **FIRST, **began)
    office.asks("RecordFitDecision", by_role="mentor", verdict="go_on")
    office.asks("RecordFitDecision", actor=BY_MENTEE, by_role="mentee", verdict="go_on")
    agreeing(office)
    office.asks("PlanSeries", count=1)
    for number, more in enumerate(({}, {"due_on": "2026-02-20"}, {"due_on": "2026-02-21"}), 1):
        office.asks("AssignTask", task_id=str(UUID(int=30 + number)), text="Write.", **more)
    office.asks("SignpostResource", resource="writing-a-cv")
    office.asks("ScheduleSession", **SECOND, mode="online", **when(NOW + 40 * DAY))
    office.asks("ScheduleSession", **THIRD, mode="online", **when(NOW + 60 * DAY))
    office.asks("CancelSession", **THIRD)
    office.at(NOW + 41 * DAY)
    long = {"started_at": instant(NOW + 40 * DAY), "minutes": 90, **AS_HELD}
    office.asks("RecordSession", **SECOND, **long)
    office.asks("RecordAchievement", achievement_id=str(uuid4()), text=PLACE)
    office.asks("ExpressThanks", actor=BY_MENTEE, thanks_id=str(uuid4()), text=THANKS)
    office.at(NOW + 380 * DAY)
    return office


def agreeing(office):
    terms = {"terms_id": str(uuid4())}
    more = {"meet_every": "P2M", "channels": ["phone"], "aims": AIMS}
    office.asks("ProposeTerms", actor=BY_MENTEE, **terms, by_role="mentee", **more)
    with pytest.raises(Refused, match="other"):
        office.asks("AgreeTerms", actor=BY_MENTEE, **terms, by_role="mentee")
    office.asks("AgreeTerms", **terms, by_role="mentor")


@pytest.mark.requirement("JOH-21")
@pytest.mark.requirement("JOH-20")
def test_two_yeses_and_a_completed_series_are_told_without_who_said_what(pair):
    (confirmed,), (completed,) = pair.told("FitConfirmed"), pair.told("SeriesCompleted")
    assert b"go_on" not in confirmed.body
    assert b"by_role" not in confirmed.body
    assert str(RELATIONSHIP).encode() in completed.body
    plan = pair.shows("plan_of", str(RELATIONSHIP))
    assert (plan["fit"], plan["series"], plan["held"]) == ("confirmed", 1, 2)


@pytest.mark.requirement("JOH-22")
def test_the_reminder_follows_what_the_pair_agreed(pair):
    (overdue,) = pair.told("SessionOverdue")
    assert instant(NOW + 40 * DAY).encode() in overdue.body
    # 14 February, two months and a fortnight on, in summer time.
    assert {"meet_every": "P2M", "overdue": True}.items() <= plan_of(pair).items()
    assert pair.told("FollowUpDue") == pair.told("CadenceLow") == []


def plan_of(office):
    return office.shows("plan_of", str(RELATIONSHIP))


@pytest.mark.requirement("JOH-23")
def test_the_channel_they_agreed_on_is_open_by_both(pair):
    (channel,) = pair.shows("channels_of", str(RELATIONSHIP))
    assert (channel["channel"], channel["by_both"]) == ("phone", True)


@pytest.mark.requirement("JOH-31")
def test_achievements_show_in_the_pairs_story(pair):
    story = [one["kind"] for one in pair.shows("story_of", str(RELATIONSHIP))]
    began = ["session", "goal_set", "signpost", "terms"]
    assert story == [*began, "session", "achievement", "thanks"]


@pytest.mark.requirement("JOH-25")
def test_overdue_tasks_can_be_asked_for(pair):
    def overdue(at):
        return [UUID(one["task_id"]).int for one in pair.shows("overdue_tasks", at)]

    at_the_session = instant(NOW + 40 * DAY)
    assert overdue(instant(NOW + 39 * DAY)) == []
    assert overdue(at_the_session) == [31]
    assert overdue("2026-02-21T00:00:00Z") == [31, 32]
    assert overdue("2026-02-22T00:00:00Z") == [31, 32, 33]


@pytest.mark.requirement("ASME-20")
def test_the_share_of_sessions_above_an_hour_is_shown(pair):
    assert pair.shows("longer_than", 60) == {"held": 2, "longer": 1}
    first, second, _ = pair.shows("sessions_of", str(RELATIONSHIP))
    assert (first["kind"], first["flags"], second["flags"]) == ("chemistry", [], ["long"])


def test_silence_is_told_once_and_shown(pair):
    (dormant,) = pair.told("PairDormant")
    assert str(RELATIONSHIP).encode() in dormant.body
    (listed,) = pair.shows("dormant_pairs")
    # A session planned for then was called off; until then there was no silence.
    assert moment(listed["dormant_since"]) == NOW + 60 * DAY


@pytest.mark.requirement("JOH-37")
def test_the_mentee_was_prompted_before_each_session_that_was_still_planned(pair):
    prompted = [one.type for one in pair.desk.store.log()].count("AgendaPrompted")
    assert prompted == 2


def test_no_words_of_anybody_are_said_or_kept_open_here_either(pair):
    log = b"".join(row.data.encode() for row in pair.desk.store.log())
    said = b"".join(one.body for one in pair.said)
    for words in (AIMS, PLACE, THANKS):
        assert canonical(words)[1:-1] not in log
        assert canonical(words)[1:-1] not in said


# ---- the feed, read back by a calendar library -----------------------------------------------


@pytest.mark.parametrize("person", [MENTOR, MENTEE, MENTOR_PERSON, MENTEE_PERSON])
def test_a_calendar_library_reads_the_feed_of_everybody_concerned(pair, person):
    feed = icalendar.Calendar.from_ical(pair.shows("calendar_of", str(person)))
    entries = {UUID(str(one["uid"])): one for one in feed.walk("VEVENT")}
    assert set(entries) == {session(1), session(2), session(3)}
    moved, second, off = (entries[session(number)] for number in (1, 2, 3))
    assert (moved["sequence"], second["sequence"], off["sequence"]) == (1, 0, 1)
    assert (second["dtstart"].dt, second["dtend"].dt) == (NOW + 40 * DAY, NOW + 40 * DAY + HOUR)
    assert (second["status"], off["status"]) == ("CONFIRMED", "CANCELLED")
    assert off["dtstamp"].dt == NOW + 9 * DAY
    assert second["dtstamp"].dt - second["dtstart"].dt == timedelta(days=1)


def test_a_stranger_has_an_empty_feed(pair):
    feed = icalendar.Calendar.from_ical(pair.shows("calendar_of", str(STRANGER)))
    assert feed.walk("VEVENT") == []
