"""What is tried on a real database: sessions ahead that other rules would not let be scheduled."""

from datetime import timedelta

import pytest

from shared.fields import instant
from tests.sessions.test_at_work import HALL_SESSION, PLACE, Office, when
from tests.sessions.test_exceptions import ONLINE_ONLY
from tests.sessions.trials import at_once, opened, published, tried
from tests.sessions.vocabulary import DAY, DOCUMENT, MENTEE, MENTOR, NOW, STRANGER, session, varied

FIRST, SECOND = ({"session_id": str(session(number))} for number in (1, 2))
FIRST_DAY, SECOND_DAY = when(NOW + 9 * DAY), when(NOW + 16 * DAY)
PARK = {"mode": "in_person", "venue_type": "public_outdoor", "exception": "park_meeting"}


@pytest.fixture
def office(postgres, tmp_path):
    office = Office(postgres, tmp_path / "home")
    yield office
    office.desk.pool.close()


def test_a_place_or_a_chaperone_that_is_no_longer_allowed_is_told(office):
    minors = opened(office, "minor", published(DOCUMENT), **PLACE)
    minors.asks("ScheduleSession", **FIRST, **HALL_SESSION, **FIRST_DAY)
    minors.asks("ScheduleSession", **SECOND, **HALL_SESSION, **SECOND_DAY)
    minors.asks("CancelSession", **SECOND)

    assert tried(minors, varied()) == []
    elsewhere = varied(sessions__minor__venues=["library"])
    assert tried(minors, elsewhere) == [at_once(1, "partner_premises_only")]
    role = {"required": True, "role": "deputy"}
    stricter = varied(sessions__minor__chaperone=role, sessions__modes=["online"])
    assert tried(minors, stricter) == [
        at_once(1, "chaperone_is_staff"),
        at_once(1, "mode_is_offered"),
    ]
    minors.at(NOW + 10 * DAY)
    assert tried(minors, elsewhere) == []


def test_a_chaperone_who_was_not_needed_so_far_is_missed(office):
    lenient = varied(sessions__minor__chaperone={"required": False, "role": "institution_staff"})
    minors = opened(office, "minor", published(lenient.document), **PLACE)
    alone = {**HALL_SESSION, "chaperone_id": None}
    minors.asks("ScheduleSession", **FIRST, **alone, **FIRST_DAY)

    assert tried(minors, varied()) == [at_once(1, "chaperone_named")]
    assert tried(minors, lenient) == []


def test_a_check_that_was_early_enough_may_be_too_late(office):
    office = opened(office, "adult", published(ONLINE_ONLY.document))
    held = {"started_at": instant(NOW - DAY), "minutes": 60, "mode": "online"}
    office.asks("RecordSession", **SECOND, **held, topics=["goals"])
    for role, id_ in (("mentor", MENTOR), ("mentee", MENTEE)):
        office.asks("AgreeInPerson", f"{role}:{id_}", by_role=role)
        met = {"requirement": "video_watched", "by_role": role}
        office.asks("MeetRequirement", f"{role}:{id_}", **met)
    office.at(NOW + 8 * DAY - timedelta(minutes=1))
    office.asks("CompletePreSessionCheck", kind="local_restrictions")
    readiness = {"kind": "readiness", "source": "NYA", "level": "amber"}
    office.asks("CompletePreSessionCheck", **readiness)
    office.asks("ScheduleSession", **FIRST, **PARK, **FIRST_DAY)

    def led(hours):
        exception = dict(ONLINE_ONLY.document["sessions"]["exceptions"][0])
        checks = [{**one, "lead": f"PT{hours}H"} for one in exception["pre_checks"]]
        sessions = {**ONLINE_ONLY.document["sessions"]}
        sessions["exceptions"] = [{**exception, "pre_checks": checks}]
        return varied(sessions=sessions)

    assert tried(office, led(24)) == []
    assert tried(office, led(25)) == [at_once(1, "exception_is_checked")]


def test_who_is_one_too_many_is_the_later_one_and_keeps_what_the_pair_began_under(office):
    adults = opened(office, "adult", published(DOCUMENT))
    online = {"mode": "online", "actor": f"operator:{STRANGER}"}
    adults.asks("ScheduleSession", **SECOND, **online, **SECOND_DAY)
    adults.asks("ScheduleSession", **FIRST, **online, **FIRST_DAY)
    fewer = varied(relationship__max_sessions=1, relationship__overrun="refuse")

    one_too_many = (str(session(2)), "within_the_cap")
    assert tried(adults, fewer) == [(*one_too_many, "to_what_begins", "broken")]
    cap = ("relationship.max_sessions", "relationship.overrun")
    assert tried(adults, fewer, *cap) == [(*one_too_many, "at_once", "broken")]
