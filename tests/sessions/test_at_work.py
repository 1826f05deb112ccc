"""The whole room on a real database: heard, asked, timed, told on and shown."""

from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest

from deploy.installation import Installation
from services.sessions.room import room
from services.sessions.service import Sessions
from shared.assembling import desk_of, tail_of
from shared.canonical import canonical
from shared.fields import instant
from shared.refusals import Refused
from tests.sessions.vocabulary import (
    COLLEGE,
    DAY,
    DOCUMENT,
    HALL,
    HOUR,
    MENTEE,
    MENTEE_PERSON,
    MENTOR,
    MENTOR_PERSON,
    NOW,
    RELATIONSHIP,
    STRANGER,
    TASK,
    TEACHER,
    session,
)

PROGRAMME = {"programme": "1mm-ncs", "policyversion": 1}
THIS, PLACE = {"relationship_id": str(RELATIONSHIP)}, {"institution_id": str(COLLEGE)}
PAIR = {
    "mentor_id": str(MENTOR),
    "mentor_person_id": str(MENTOR_PERSON),
    "mentee_id": str(MENTEE),
    "mentee_person_id": str(MENTEE_PERSON),
}
POLICY = {
    "programme": "1mm-ncs",
    "policy_version": 1,
    "effective_from": "2025-09-01T00:00:00Z",
    "document": {
        name: value for name, value in DOCUMENT.items() if name not in ("policy", "holidays")
    },
    "sha256": "0",
}
NOTE = "He spoke of his brother."


class Office:
    """Everybody who speaks to the service, and its tail."""

    def __init__(self, postgres, home):
        self.said, self.ordinals = [], {}
        installed = Installation(home, prefix=f"s{uuid4().hex[:8]}_")
        installed.home.mkdir(parents=True)
        server = {"rehearsal": True, "amqp_uri": "memory://", "server": postgres.dsn()}
        installed.note("installation", server)
        installed.secret("master_key", "ab" * 32)
        installed.create_service(postgres.dsn(), "sessions", rehearsal=True)
        settings = installed.settings("sessions")
        self.desk = desk_of(room, settings)
        speaker = SimpleNamespace(publish_batch=self.said.extend, idle=lambda _: None)
        self.tail = tail_of(room, settings, speaker)
        self.service = SimpleNamespace(desk=self.desk)

    def at(self, when):
        self.now = when
        self.desk.set_clock(instant(when))
        self.settle()

    def settle(self):
        while self.tail.step():
            pass

    def hears(self, exchange, kind, **data):
        ordinal = self.ordinals[kind] = self.ordinals.get(kind, 0) + 1
        where = {} if kind.startswith(("Institution", "Premises", "Staff")) else PROGRAMME
        message = {
            "specversion": "1.0",
            "id": str(uuid4()),
            "source": f"/{exchange}",
            "type": kind,
            "time": instant(self.now),
            "ordinal": ordinal,
            "data": data,
            **where,
        }
        self.desk.hear(exchange, message)
        self.settle()

    def asks(self, kind, /, actor=f"mentor:{MENTOR}", **data):
        message = {"type": kind, "data": {**THIS, **data}, "id": str(uuid4()), "actor": actor}
        answer = self.desk.submit({**message, "programme": "1mm-ncs"})
        self.settle()
        return answer["recorded"]

    def shows(self, question, *args):
        return getattr(Sessions, question)(self.service, *args)

    def told(self, kind):
        return [one for one in self.said if one.routing_key == kind]


def when(at):
    return {"starts_at": instant(at), "ends_at": instant(at + HOUR)}


@pytest.fixture(scope="module")
def office(postgres, tmp_path_factory):
    return Office(postgres, tmp_path_factory.mktemp("sessions") / "home")


@pytest.fixture(scope="module")
def matched(office):
    """A mentor and a minor at an active college, the checklist done."""
    office.at(NOW - 80 * DAY)
    office.hears("profiles", "ProgrammePolicyPublished", **POLICY)
    office.hears("profiles", "MentorApplicationStarted", mentor_id=str(MENTOR))
    office.hears("profiles", "InstitutionActivated", **PLACE)
    office.hears("profiles", "PremisesRegistered", **PLACE, premises_id=str(HALL))
    staff = {"person_id": str(TEACHER), "role": "institution_staff", **PLACE}
    office.hears("profiles", "StaffRoleGranted", **staff)
    office.at(NOW)
    made = {**THIS, **PAIR, **PLACE, "age_band": "minor", "made_at": instant(NOW)}
    office.hears("matching", "MatchMade", **made)
    return office


HALL_SESSION = {
    "mode": "in_person",
    "venue_type": "partner_premises",
    "premises_id": str(HALL),
    "chaperone_id": str(TEACHER),
}


@pytest.fixture(scope="module")
def term(matched):
    """A few months of mentoring; what they leave behind is looked at by every test below."""
    office, first = matched, {"session_id": str(session(1))}
    with pytest.raises(Refused, match="chaperone_named"):
        office.asks("ScheduleSession", **first, **HALL_SESSION, **when(NOW + DAY))
    items = ["agreement", "consents", "policy_ack", "chaperone_named"]
    checklist = {"items": items, "chaperone_id": str(TEACHER)}
    office.hears("matching", "StartChecklistCompleted", **THIS, **checklist)
    for _ in range(2):
        home = {**HALL_SESSION, "venue_type": "home"}
        with pytest.raises(Refused, match="home"):
            office.asks("ScheduleSession", **first, **home, **when(NOW + DAY))
    office.settle()
    office.asks("ScheduleSession", **first, **HALL_SESSION, **when(NOW + DAY))
    office.asks("ProposeAgenda", **first, topics=["interests"])
    office.asks("AssignTask", task_id=str(TASK), text="Write to the college.")
    office.at(NOW + 2 * DAY)
    held = {"minutes": 75, "mode": "in_person", "topics": ["interests", "goals"], "note": NOTE}
    place = {"venue_type": "partner_premises", "premises_id": str(HALL)}
    started = {"started_at": instant(NOW + DAY), "chaperone_present": True}
    office.asks("RecordSession", **first, **held, **place, **started)
    office.asks("AttestSession", actor=f"operator:{STRANGER}", **first)
    flaw = {"minutes": 70, "reason_code": "typing_error"}
    office.asks("CorrectSession", actor=f"operator:{STRANGER}", **first, **flaw)
    office.asks("IdentifyDevelopmentArea", code="confidence")
    goal = {"goal_id": str(uuid4()), "text": "A placement", "steps": ["Write"]}
    office.asks("SetGoal", **goal)
    strength = {"strength_id": str(uuid4()), "text": "Patient."}
    office.asks("NoteStrength", **strength)
    office.asks("RecordPreparation", **first, questions=["Why?"])
    office.asks("LogContact", channel="whatsapp")
    second = {"session_id": str(session(2))}
    hall_later = {**HALL_SESSION, **when(NOW + 60 * DAY)}
    office.asks("ScheduleSession", **second, **hall_later)
    office.at(NOW + 50 * DAY)
    birthday = (NOW + 55 * DAY).date().isoformat()
    grown = {"mentee_id": str(MENTEE), "to_band": "adult", "effective_on": birthday}
    office.hears("profiles", "AgeBandChanged", **grown)
    office.asks("CompleteCheckIn", actor=f"operator:{STRANGER}", ordinal=1)
    return office


def test_the_plan_and_its_sessions_are_shown(term):
    plan = term.shows("plan_of", str(RELATIONSHIP))
    assert (plan["held"], plan["minutes"], plan["age_band"]) == (1, 75, "adult")
    assert (plan["checked"], plan["overdue"], plan["lead_time_breached"]) == (True, True, False)
    first, second = term.shows("sessions_of", str(RELATIONSHIP))
    assert (first["status"], first["minutes"], first["attested"]) == ("held", 70, True)
    assert (first["agenda"], first["topics"]) == (["interests"], ["interests", "goals"])
    assert term.shows("next_session", str(RELATIONSHIP)) == second
    assert [one["topic"] for one in term.shows("topics_of", str(RELATIONSHIP))] == [
        "goals",
        "interests",
    ]


def test_a_session_that_no_longer_fits_is_listed_for_review(term):
    (listed,) = term.shows("sessions_to_review")
    assert UUID(listed["session_id"]) == session(2)
    assert listed["rules"] == ["in_person_by_mutual_choice", "public_places_only"]


@pytest.mark.requirement("1MM-057")
def test_the_overdue_timer_fires_once(term):
    assert len(term.told("SessionOverdue")) == 1
    (listed,) = term.shows("overdue_plans")
    assert listed["relationship_id"] == str(RELATIONSHIP)


@pytest.mark.requirement("1MM-084")
def test_a_check_in_is_due_by_timer_missed_by_another_and_may_come_late(term):
    (first,) = term.shows("check_ins_of", str(RELATIONSHIP))
    assert (first["ordinal"], first["status"], first["tell"]) == (
        1,
        "completed",
        "mentoring_coordinator",
    )
    assert len(term.told("CheckInMissed")) == 1


@pytest.mark.requirement("1MM-046")
def test_the_lead_time_is_shown_in_weeks(term):
    lead = term.shows("lead_time_of", str(RELATIONSHIP))
    assert (lead["weeks"], lead["breached"]) == (11, False)
    assert term.told("LeadTimeBreached") == []


@pytest.mark.requirement("1MM-063")
def test_two_refused_homes_are_told_as_an_attempt(term):
    (said,) = term.told("PolicyBreakAttempted")
    assert str(RELATIONSHIP).encode() in said.body
    prevented = {one["code"]: one["times"] for one in term.shows("breaches_prevented")}
    assert prevented["no-homes"] == 2


@pytest.mark.requirement("1MM-094")
def test_a_task_is_due_at_the_next_session_wherever_it_has_moved(term):
    (task,) = term.shows("tasks_of", str(RELATIONSHIP))
    assert task["due_at"] == instant(NOW + 60 * DAY)


@pytest.mark.requirement("1MM-092")
def test_the_mentee_sees_what_is_shared(term):
    whole = {one["kind"] for one in term.shows("growth_of", str(RELATIONSHIP))}
    assert whole == {"goal", "area", "strength", "preparation"}
    shared = {one["kind"] for one in term.shows("growth_of", str(RELATIONSHIP), True)}
    assert shared == {"goal", "area"}


@pytest.mark.requirement("1MM-114")
def test_months_in_which_nobody_was_in_touch_are_listed(term):
    until = instant(NOW + 50 * DAY)
    months = term.shows("months_without_support", str(RELATIONSHIP), until)
    assert [one["month"] for one in months] == ["2026-01-01"]


def test_the_days_with_minors_are_shown(term):
    (day,) = term.shows("minor_days", str(MENTOR), instant(NOW + 20 * DAY))
    assert day["day"] == (NOW + DAY).date().isoformat()


def test_what_two_voices_speak_for_is_not_listed_as_unattested(term):
    assert term.shows("unattested_sessions", instant(NOW + 50 * DAY)) == []


def test_no_words_of_anybody_are_said_or_kept_open(term):
    log = b"".join(row.data.encode() for row in term.desk.store.log())
    said = b"".join(one.body for one in term.said)
    for words in (NOTE, "Write to the college.", "Patient.", "A placement", "Why?"):
        assert canonical(words)[1:-1] not in log
        assert canonical(words)[1:-1] not in said


def test_contact_outside_the_channels_is_told(term):
    assert len(term.told("OutOfPolicyContactReported")) == 1
    assert term.shows("channels_of", str(RELATIONSHIP)) == []
