"""Meeting in person where all is online: once, prepared, looked up in time, in its places."""

from datetime import UTC, datetime, timedelta

import pytest

from services.sessions import commands, events
from services.sessions.decider import readiness
from services.sessions.policies.following import own
from shared.testing import scenario
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    HOUR,
    MENTEE,
    MINOR,
    NOW,
    RELATIONSHIP,
    TEACHER,
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

PARK = {
    "name": "park_meeting",
    "max": 1,
    "requires": ["video_watched"],
    "venues": ["public_outdoor", "public_indoor"],
    "pre_checks": [
        {"kind": "readiness", "source": "NYA", "lead": "PT24H"},
        {"kind": "local_restrictions", "lead": "PT24H"},
    ],
    "venue_by_level": {
        "red": [],
        "amber": ["public_outdoor"],
        "green": ["public_outdoor", "public_indoor"],
    },
}
ONLINE_ONLY = varied(sessions__modes=["online"], sessions__exceptions=[PARK])
START = NOW + 7 * DAY
MINUTE = timedelta(minutes=1)

MET_ONCE = (*ADULT, held(1, NOW - 9 * DAY))
CHOSEN = tuple(events.InPersonAgreed(**THIS, by_role=one) for one in ("mentor", "mentee"))
WATCHED = tuple(
    events.RequirementMet(**THIS, requirement="video_watched", by_role=one)
    for one in ("mentor", "mentee")
)


def looked_up(level="green", at=START - 2 * DAY, source="NYA"):
    return events.PreSessionCheckCompleted(
        **THIS, kind="readiness", source=source, level=level, checked_at=at
    )


def restrictions(at=START - 2 * DAY):
    return events.PreSessionCheckCompleted(**THIS, kind="local_restrictions", checked_at=at)


READY = (*MET_ONCE, *CHOSEN, *WATCHED, looked_up(), restrictions())


def online_only(*history):
    return given(*history).under(ONLINE_ONLY)


def in_the_park(number=2, at=START, **more):
    place = {"mode": "in_person", "venue_type": "public_outdoor", "exception": "park_meeting"}
    return schedule(number, at, **{**place, **more})


def planned_in_the_park(number=2, at=START, **more):
    place = {"mode": "in_person", "venue_type": "public_outdoor", "exception": "park_meeting"}
    return scheduled(number, at, **{**place, **more})


# ---- online only -----------------------------------------------------------------------------


@pytest.mark.requirement("1MM-066")
def test_where_everything_is_online_meeting_in_person_is_refused_save_by_exception():
    online_only(*READY).when(schedule(2)).then_types(events.SessionScheduled)
    plain = in_the_park(exception=None)
    online_only(*READY).when(plain).then_refused("mode-is-offered")
    online_only(*READY).when(in_the_park()).then(planned_in_the_park())


def test_an_exception_is_one_of_the_programmes_and_for_meeting_in_person():
    online_only(*READY).when(in_the_park(exception="my_own")).then_refused("exception-is-listed")
    online_only(*READY).when(in_the_park(mode="online")).then_refused("exception-is-listed")
    given(*READY).when(in_the_park()).then_refused("exception-is-listed")


# ---- once, and prepared ----------------------------------------------------------------------


@pytest.mark.requirement("1MM-067")
@pytest.mark.parametrize("watched", [(), WATCHED[:1], WATCHED[1:]])
def test_the_first_meeting_in_person_waits_until_both_have_watched_the_video(watched):
    history = (*MET_ONCE, *CHOSEN, *watched, looked_up(), restrictions())
    refused = online_only(*history).when(in_the_park()).then_refused("exception-is-prepared")
    assert "video_watched" in refused.why
    online_only(*READY).when(in_the_park()).then(planned_in_the_park())


@pytest.mark.requirement("1MM-067")
def test_a_second_meeting_in_person_is_refused_always():
    second = in_the_park(3, START + DAY)
    online_only(*READY, planned_in_the_park()).when(second).then_refused("exception-is-left")
    met = held(2, NOW - DAY, mode="in_person", exception="park_meeting")
    online_only(*READY, met).when(second).then_refused("exception-is-left")
    twice = varied(sessions__modes=["online"], sessions__exceptions=[{**PARK, "max": 2}])
    given(*READY, met).under(twice).when(second).then_types(events.SessionScheduled)


def test_a_meeting_without_leave_uses_the_exception_up_and_one_called_off_does_not():
    met = held(2, NOW - DAY, mode="in_person")
    online_only(*READY, met).when(in_the_park(3)).then_refused("exception-is-left")
    off = events.SessionCancelled(**THIS, session_id=session(2), reason_code="other")
    history = (*READY, planned_in_the_park(), off)
    online_only(*history).when(in_the_park(3)).then_types(events.SessionScheduled)


@pytest.mark.requirement("1MM-067")
def test_the_video_is_watched_once_by_each_for_themself():
    ask = commands.MeetRequirement(**THIS, requirement="video_watched", by_role="mentor")
    online_only(*ADULT).when(ask).then(WATCHED[0])
    online_only(*ADULT, WATCHED[0]).when(ask).then_nothing()
    other = online_only(*ADULT).by(f"mentee:{MENTEE}").when(ask)
    other.then_refused("speaks-for-themself")
    given(*ADULT).when(ask).then_refused("requirement-is-listed")


# ---- looked up in time -----------------------------------------------------------------------


@pytest.mark.requirement("1MM-068")
@pytest.mark.parametrize(
    ("before", "code"), [(DAY, None), (DAY - MINUTE, "exception-is-checked"), (2 * DAY, None)]
)
@pytest.mark.parametrize("kind", ["readiness", "local_restrictions"])
@pytest.mark.parametrize(
    "start",
    [
        START,
        # The night between has twenty-five hours in October and twenty-three in March.
        datetime(2026, 10, 25, 12, tzinfo=UTC),
        datetime(2026, 3, 29, 12, tzinfo=UTC),
    ],
)
def test_twenty_four_hours_before_is_in_time_and_a_minute_later_is_not(before, code, kind, start):
    early, at = start - 3 * DAY, start - before
    checks = (
        looked_up(at=at if kind == "readiness" else early),
        restrictions(at if kind == "local_restrictions" else early),
    )
    now = start - HOUR
    ask = online_only(*MET_ONCE, *CHOSEN, *WATCHED, *checks).at(now).when(in_the_park(at=start))
    ask.then_refused(code) if code else ask.then(planned_in_the_park(at=start))


@pytest.mark.requirement("1MM-068")
@pytest.mark.parametrize(
    ("checks", "missing"),
    [
        ((), "readiness"),
        ((looked_up(),), "local_restrictions"),
        ((restrictions(),), "readiness"),
        ((restrictions(), looked_up(source="hearsay")), "readiness"),
    ],
)
def test_a_check_that_is_missing_is_named(checks, missing):
    history = (*MET_ONCE, *CHOSEN, *WATCHED, *checks)
    refused = online_only(*history).when(in_the_park()).then_refused("exception-is-checked")
    assert missing in refused.why


@pytest.mark.requirement("1MM-068")
def test_a_meeting_moved_closer_to_its_checks_is_refused():
    late = (*MET_ONCE, *CHOSEN, *WATCHED, looked_up(at=NOW), restrictions(NOW))
    history = (*late, planned_in_the_park())

    def move(at):
        return commands.RescheduleSession(
            **THIS, session_id=session(2), starts_at=at, ends_at=at + HOUR
        )

    online_only(*history).when(move(NOW + DAY)).then_types(events.SessionRescheduled)
    online_only(*history).when(move(NOW + DAY - MINUTE)).then_refused("exception-is-checked")


def check(**more):
    plain = {"kind": "readiness", "source": "NYA", "level": "green"}
    return commands.CompletePreSessionCheck(**THIS, **{**plain, **more})


def test_a_check_is_recorded_once_with_what_was_looked_up_and_when():
    told = looked_up(at=NOW)
    online_only(*ADULT).when(check()).then(told)
    online_only(*ADULT, told).when(check()).then_nothing()
    online_only(*ADULT).when(check(checked_at=NOW - DAY)).then(looked_up(at=NOW - DAY))
    online_only(*ADULT).when(check(checked_at=NOW)).then(told)
    online_only(*ADULT).when(check(checked_at=NOW + MINUTE)).then_refused("checked-by-now")
    online_only(*ADULT).when(check(kind="horoscope")).then_refused("check-is-listed")
    online_only(*ADULT).when(check(source="hearsay")).then_refused("check-is-listed")
    online_only(*ADULT).when(check(level=None)).then_refused("level-is-given")
    given(*ADULT).when(check()).then_refused("check-is-listed")


# ---- in its places ---------------------------------------------------------------------------


@pytest.mark.requirement("1MM-069")
@pytest.mark.parametrize(
    ("level", "venue", "code"),
    [
        ("green", "public_indoor", None),
        ("green", "public_outdoor", None),
        ("amber", "public_outdoor", None),
        ("amber", "public_indoor", "venue-fits-the-level"),
        ("red", "public_outdoor", "venue-fits-the-level"),
        ("purple", "public_outdoor", "venue-fits-the-level"),
        ("green", "car", "exception-venues-only"),
        ("green", None, "exception-venues-only"),
        ("green", "cafe", "exception-venues-only"),
    ],
)
def test_the_level_of_the_day_decides_where_they_meet(level, venue, code):
    history = (*MET_ONCE, *CHOSEN, *WATCHED, looked_up(level), restrictions())
    ask = online_only(*history).when(in_the_park(venue_type=venue))
    ask.then_refused(code) if code else ask.then(planned_in_the_park(venue_type=venue))


@pytest.mark.requirement("1MM-069")
def test_the_latest_level_counts_whoever_was_told_first():
    worse = looked_up("red", START - DAY)
    for history in ((*READY, worse), (*MET_ONCE, *CHOSEN, *WATCHED, worse, *READY[-2:])):
        online_only(*history).when(in_the_park()).then_refused("venue-fits-the-level")


@pytest.mark.requirement("1MM-069")
def test_a_level_that_gets_worse_marks_the_meetings_ahead_for_review_once():
    history = (*READY, planned_in_the_park(venue_type="public_indoor"))
    review = events.SessionNeedsReview(
        **THIS, session_id=session(2), rules=("venue_fits_the_level",)
    )
    now = START - DAY
    amber, red = looked_up("amber", now), looked_up("red", now + HOUR)
    watching = online_only(*history).at(now)
    watching.when(check(level="amber")).then(amber, review)
    still = online_only(*history, amber, review).at(now + HOUR)
    still.when(check(level="red")).then(red)
    watching.when(check(level="green")).then(looked_up("green", now))
    over = online_only(*history).at(START + HOUR)
    over.when(check(level="red")).then(looked_up("red", START + HOUR))


# ---- a level that changes for everybody ------------------------------------------------------

OTHER = {"relationship_id": session(77)}
change = commands.RecordReadinessLevel(source="NYA", level="amber")


def changed(level="amber", plans=(RELATIONSHIP,), programme="varied"):
    return events.ReadinessLevelChanged(
        source="NYA", level=level, programme=programme, plans=plans, since=NOW
    )


@pytest.mark.requirement("1MM-070")
def test_a_change_of_level_names_the_pairs_of_the_programme_that_looked_there():
    watching = scenario(readiness).under(ONLINE_ONLY).at(NOW)
    watch = commands.WatchLevel(source="NYA", **THIS)
    watched = events.LevelWatched(source="NYA", **THIS, programme="varied")
    elsewhere = events.LevelWatched(source="NYA", **OTHER, programme="another")
    assert own.to(heard(looked_up())) == [watch]
    assert own.to(heard(looked_up(source=None))) == []
    assert own.to(heard(restrictions())) == []
    watching().when(watch).then(watched)
    watching(watched).when(watch).then_nothing()
    watching(watched, elsewhere).when(change).then(changed())
    watching(watched, changed()).when(change).then_nothing()
    watching(watched, changed(programme="another")).when(change).then(changed())
    note = commands.NoteLevel(**THIS, source="NYA", level="amber", since=NOW)
    assert own.to(heard(changed())) == [note]


@pytest.mark.requirement("1MM-070")
@pytest.mark.requirement("1MM-069")
def test_a_change_of_level_marks_the_sessions_it_touches_and_no_others():
    history = (*READY, planned_in_the_park(venue_type="public_indoor"), scheduled(3, START + DAY))
    now = START - DAY
    noted = events.LevelNoted(**THIS, source="NYA", level="amber", since=now)
    note = commands.NoteLevel(**THIS, source="NYA", level="amber", since=now)
    review = events.SessionNeedsReview(
        **THIS, session_id=session(2), rules=("venue_fits_the_level",)
    )
    at = online_only(*history).at(now)
    at.when(note).then(noted, review)
    online_only(*history, noted, review).at(now).when(note).then_nothing()
    elsewhere = commands.NoteLevel(**THIS, source="hearsay", level="red", since=now)
    at.when(elsewhere).then_types(events.LevelNoted)
    later = online_only(*history, noted, looked_up("green", now + HOUR)).at(now + 2 * HOUR)
    later.when(in_the_park(4, START + 2 * DAY)).then_refused("exception-is-left")
    old = (*READY, noted)
    online_only(*old).when(in_the_park(venue_type="public_indoor")).then_refused(
        "venue-fits-the-level"
    )


# ---- what else holds -------------------------------------------------------------------------


def test_the_other_rules_of_meeting_in_person_hold_by_exception_too():
    home = in_the_park(venue_type="home")
    online_only(*READY).when(home).then_refused("exception-venues-only")
    at_homes = {**PARK, "venues": ["home"], "venue_by_level": {"green": ["home"]}}
    lax = varied(sessions__modes=["online"], sessions__exceptions=[at_homes])
    given(*READY).under(lax).when(home).then_refused("no-homes")
    unmet = (*ADULT, *CHOSEN, *READY[-4:])
    online_only(*unmet).when(in_the_park()).then_refused("first-sessions-online")
    unchosen = (*MET_ONCE, *READY[-4:])
    online_only(*unchosen).when(in_the_park()).then_refused("in-person-by-mutual-choice")
    minor = in_the_park(chaperone_id=TEACHER)
    young = (*MINOR, *READY[2:])
    online_only(*young).when(minor).then_refused("partner-premises-only")


def test_what_was_held_by_exception_is_within_the_policy_and_says_by_which():
    history = (*READY, planned_in_the_park(at=NOW - DAY))
    early = (looked_up(at=NOW - 3 * DAY), restrictions(NOW - 3 * DAY))
    met = record(2, NOW - DAY, mode="in_person", venue_type="public_outdoor")
    told = online_only(*history, *early).when(met).decide()
    assert told[0].exception == "park_meeting"
    assert not [one for one in told if isinstance(one, events.OutOfPolicyMeetingRecorded)]
    (breach,) = [
        one
        for one in online_only(*READY).when(met).decide()
        if isinstance(one, events.OutOfPolicyMeetingRecorded)
    ]
    assert "mode_is_offered" in breach.rules


def test_of_two_things_said_at_one_instant_the_later_recorded_counts():
    at = START - 2 * DAY
    noted = events.LevelNoted(**THIS, source="NYA", level="red", since=at)
    for later in (looked_up("red", at), noted):
        online_only(*READY, later).when(in_the_park()).then_refused("venue-fits-the-level")
