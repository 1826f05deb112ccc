"""A meeting by exception on a real database: looked up, planned, and touched by a change."""

from datetime import timedelta
from uuid import UUID

import pytest

from shared.fields import instant
from shared.refusals import Refused
from tests.sessions.test_at_work import PAIR, POLICY, PROGRAMME, THIS, Office, when
from tests.sessions.test_exceptions import ONLINE_ONLY
from tests.sessions.vocabulary import DAY, MENTEE, NOW, RELATIONSHIP, STRANGER, session

DOCUMENT = {
    name: part for name, part in ONLINE_ONLY.document.items() if name not in ("policy", "holidays")
}
FIRST, SECOND = ({"session_id": str(session(number))} for number in (1, 2))
PARK = {"mode": "in_person", "venue_type": "public_outdoor", "exception": "park_meeting"}
BY_MENTEE, BY_OFFICE = {"actor": f"mentee:{MENTEE}"}, {"actor": f"operator:{STRANGER}"}
START = NOW + 9 * DAY
PROGRAMME_OF = {"programme": PROGRAMME["programme"]}


@pytest.fixture(scope="module")
def office(postgres, tmp_path_factory):
    return Office(postgres, tmp_path_factory.mktemp("exceptions") / "home")


@pytest.fixture(scope="module")
def pair(office):
    """They have met online, chosen to meet in person, and watched the video."""
    office.at(NOW - 3 * DAY)
    office.hears("profiles", "ProgrammePolicyPublished", **{**POLICY, "document": DOCUMENT})
    made = {**THIS, **PAIR, "institution_id": None, "age_band": "adult", "made_at": instant(NOW)}
    office.hears("matching", "MatchMade", **made)
    items = {"items": ["agreement", "consents", "policy_ack"], "chaperone_id": None}
    office.hears("matching", "StartChecklistCompleted", **THIS, **items)
    office.at(NOW)
    held = {"started_at": instant(NOW - DAY), "minutes": 60, "mode": "online"}
    office.asks("RecordSession", **FIRST, **held, topics=["goals"])
    for who, role in (({}, "mentor"), (BY_MENTEE, "mentee")):
        office.asks("AgreeInPerson", **who, by_role=role)
        office.asks("MeetRequirement", **who, requirement="video_watched", by_role=role)
    return office


@pytest.mark.requirement("1MM-068")
@pytest.mark.requirement("1MM-070")
def test_a_park_meeting_is_looked_up_in_time_and_a_change_of_level_lists_it(pair):
    late = START - DAY + timedelta(minutes=1)
    pair.at(late - DAY)
    pair.asks("CompletePreSessionCheck", kind="local_restrictions")
    pair.at(late)
    look = {"kind": "readiness", "source": "NYA", "level": "amber"}
    pair.asks("CompletePreSessionCheck", **look)
    with pytest.raises(Refused, match="readiness"):
        pair.asks("ScheduleSession", **SECOND, **PARK, **when(START))
    in_time = when(START + timedelta(minutes=1))
    pair.asks("ScheduleSession", **SECOND, **PARK, **in_time)
    assert pair.shows("sessions_to_review") == []
    checks = pair.shows("pre_checks_of", str(RELATIONSHIP))
    assert [one["kind"] for one in checks] == ["local_restrictions", "readiness"]
    red = {"source": "NYA", "level": "red"}
    answer = pair.desk.submit(
        {
            "type": "RecordReadinessLevel",
            "data": red,
            "id": str(UUID(int=99)),
            **PROGRAMME_OF,
            **BY_OFFICE,
        }
    )
    assert answer["stream"] == "readiness-NYA"
    pair.settle()
    (listed,) = pair.shows("sessions_to_review")
    assert (UUID(listed["session_id"]), listed["rules"]) == (session(2), ["venue_fits_the_level"])
