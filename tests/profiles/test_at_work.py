"""The room on a real database, with its own tail: decided, reacted, told, sealed, shown."""

from datetime import date, datetime, timedelta
from uuid import UUID, uuid4

import pytest

from deploy.installation import Installation, bare
from services.profiles.policies.numbers import certificate_number, compact
from services.profiles.room import room
from services.profiles.service import Profiles
from shared.answering import Request
from shared.asked import Actor
from shared.assembling import desk_of, tail_of
from shared.fields import instant
from shared.recording import Thread
from shared.refusals import Refused

from .vocabulary import AUTUMN, document

OPERATOR, NAME = "operator:1", "Ann Ode"


class Bus:
    """Keeps what the relay publishes."""

    def __init__(self):
        self.said = []

    def publish_batch(self, messages):
        self.said.extend(messages)

    def idle(self, seconds): ...


class Node:
    """Profiles alone, on a rehearsal's clock."""

    def __init__(self, postgres, home, policy=None):
        policy = policy or document()
        self.programme = policy["programme"]["id"]
        installation = Installation(home, prefix=f"p{uuid4().hex[:8]}_")
        server = bare(postgres.dsn())
        known = {"rehearsal": True, "amqp_uri": "memory://", "server": server}
        installation.note("installation", known)
        installation.secret("master_key", "ab" * 32)
        installation.create_service(postgres.dsn(), "profiles", rehearsal=True)
        settings = installation.settings("profiles")
        self.bus = Bus()
        self.desk, self.tail = desk_of(room, settings), tail_of(room, settings, self.bus)
        self.at(AUTUMN)
        self.ask("PublishPolicy", programme=self.programme, document=policy)

    def at(self, now):
        self.now = now
        self.desk.set_clock(instant(now))
        self.settle()

    def settle(self):
        while self.tail.step():
            pass

    def ask(self, type_, by=OPERATOR, **data):
        answer = self.submit(type_, by, **data)
        self.settle()
        return answer["recorded"]

    def submit(self, type_, by=OPERATOR, **data):
        """Ask, and let nothing follow yet: this may be done by many at once."""
        message = {"type": type_, "data": data, "id": str(uuid4()), "actor": by}
        return self.desk.submit({**message, "programme": self.programme})

    def follow(self, type_, **data):
        """What only a reaction asks."""
        self.attempt(type_, **data)
        self.settle()

    def attempt(self, type_, **data):
        """The same, and let nothing follow yet."""
        kind, _ = room.deciders_by_command[type_]
        thread = Thread(correlation_id=str(uuid4()), programme=self.programme)
        actor = Actor("service", "profiles")
        self.desk.commands.ask(Request(kind.load(data), uuid4(), self.now, actor, thread))

    def log(self, kind):
        return list(self.desk.store.log(types=[kind]))

    def table(self, name, **where):
        rows = self.desk.rows(f"SELECT * FROM {name}")
        return [one for one in rows if where.items() <= one.items()]


@pytest.fixture(scope="module")
def node(postgres, tmp_path_factory):
    return Node(postgres, tmp_path_factory.mktemp("node"))


def test_a_policy_is_published_adopted_and_shown(node):
    (row,) = node.table("policy")
    assert (row["programme"], row["version"]) == ("1mm-ncs", 1)
    assert len(node.log("PolicyAdopted")) == 1


def test_a_bad_policy_is_refused_and_the_refusal_recorded(node):
    bad = document(training__mentor={"all_of": ["online", "juggling"]}, policy__version=2)
    with pytest.raises(Refused) as refused:
        node.ask("PublishPolicy", programme="1mm-ncs", document=bad)
    assert (refused.value.code, refused.value.rule) == ("policy-does-not-compile", "undefined-item")
    node.settle()
    assert len(node.log("CommandRefused")) == 1


@pytest.mark.requirement("1MM-042", "1MM-043")
def test_a_mentor_is_trained_and_the_certificate_can_be_looked_up(node):
    mentor, person, staff, workshop = (str(uuid4()) for _ in range(4))
    node.ask("RegisterPerson", person_id=person, name=NAME, email="ann@example.org")
    node.ask("GrantStaffRole", person_id=staff, role="programme_manager")
    assign = {"assigned_by": staff, "participant_id": mentor, "person_id": person}
    node.ask("AssignTraining", by=f"programme_manager:{staff}", **assign)
    node.ask(
        "ScheduleWorkshop",
        workshop_id=workshop,
        item="workshop_core",
        starts_at=instant(node.now),
        minutes=120,
        capacity=3,
    )
    node.ask("BookWorkshopPlace", workshop_id=workshop, participant_id=mentor)
    node.ask("RecordAttendance", workshop_id=workshop, participant_id=mentor, minutes=120)
    save = {"participant_id": mentor, "module": "profile", "percent": 40, "seconds_spent": 700}
    node.ask("SaveTrainingProgress", **save)
    (point,) = node.table("training_module", participant_id=mentor)
    assert (point["module"], point["percent"]) == ("profile", 40)
    for module in ("profile", "goals", "safeguarding"):
        node.ask("CompleteModule", participant_id=mentor, module=module, seconds_spent=700)
    (certificate,) = node.table("certificate", mentor_id=mentor)
    assert certificate["status"] == "valid"
    node.ask("CorrectPersonName", person_id=person, name="Ann Poe")
    standing = {one["number"]: one["status"] for one in node.table("certificate", mentor_id=mentor)}
    assert standing.pop(certificate["number"]) == "replaced"
    assert list(standing.values()) == ["valid"]
    assert compact(certificate["printed"]) == certificate["number"]
    parts = {
        one["item"]: one["unusual"] for one in node.table("training_part", participant_id=mentor)
    }
    assert parts == {"workshop_core": False, "online": True}
    assert node.table("training", participant_id=mentor)[0]["completed_on"]
    assert node.table("workshop_place", participant_id=mentor)[0]["minutes"] == 120


def test_a_late_mentor_is_reminded_and_overdue_once(node):
    mentor, person, staff = (str(uuid4()) for _ in range(3))
    node.ask("GrantStaffRole", person_id=staff, role="programme_manager")
    assign = {"assigned_by": staff, "participant_id": mentor, "person_id": person}
    node.ask("AssignTraining", by=f"programme_manager:{staff}", **assign)
    node.at(node.now + timedelta(days=30))
    reminders = [row for row in node.log("TrainingDueSoon") if mentor in row.data]
    overdue = [row for row in node.log("TrainingOverdue") if mentor in row.data]
    assert (len(reminders), len(overdue)) == (1, 1)
    (row,) = node.table("training", participant_id=mentor)
    assert row["overdue"]


def opened_institution(node):
    one = str(uuid4())
    node.ask("ProposeInstitution", institution_id=one, name="Aire", type="college", region="Leeds")
    node.ask("ReviewInstitution", institution_id=one, outcome="approved")
    node.ask("SignInstitutionAgreement", institution_id=one)
    node.ask("RegisterPremises", institution_id=one, premises_id=str(uuid4()), label="Library")
    for role in ("dsl", "mentoring_coordinator"):
        node.ask("AppointSafeguardingLead", institution_id=one, role=role, person_id=str(uuid4()))
    node.ask("ActivateInstitution", institution_id=one)
    return one


@pytest.mark.requirement("1MM-077")
def test_a_mentee_becomes_ready_and_comes_of_age_by_a_timer(node):
    institution, mentee, person = opened_institution(node), str(uuid4()), str(uuid4())
    born = date(2008, 1, 15)
    refer = {"mentee_id": mentee, "person_id": person, "institution_id": institution}
    node.ask("ReferMentee", **refer, date_of_birth=born.isoformat())
    node.ask("RecordConsent", mentee_id=mentee, purpose="participation", given_by="parent")
    node.ask("SetMenteeGoal", mentee_id=mentee, text="Build bridges.", tags=["stem"])
    node.follow("NoteMenteePreEvaluation", mentee_id=mentee)
    node.ask("AcceptMentee", mentee_id=mentee)
    node.ask("RecordInduction", mentee_id=mentee, minutes=45)
    for module in ("getting_started", "staying_safe"):
        node.ask("CompleteModule", participant_id=mentee, module=module)
    (row,) = node.table("mentee", mentee_id=mentee)
    assert (row["stage"], row["age_band"], row["goal_tags"]) == ("ready", "minor", ["stem"])
    assert len(node.table("consent", mentee_id=mentee)) == 1
    node.at(datetime.fromisoformat("2026-01-14T23:59:59Z"))
    assert node.log("AgeBandChanged") == []
    node.at(datetime.fromisoformat("2026-01-15T00:00:00Z"))
    assert len(node.log("AgeBandChanged")) == 1
    assert node.table("mentee", mentee_id=mentee)[0]["age_band"] == "adult"
    (shown,) = node.table("institution", institution_id=institution)
    assert shown["stage"] == "active"


def test_a_mentor_is_shown_at_every_stage(node):
    mentor, person = str(uuid4()), str(uuid4())
    node.ask("StartMentorApplication", mentor_id=mentor, person_id=person, source="employer")
    node.ask("DeclareEmployerAffiliation", mentor_id=mentor, employer_id=str(uuid4()))
    node.ask(
        "DeclineMentor", mentor_id=mentor, reason_code="discretion", decided_by=str(UUID(int=1))
    )
    (row,) = node.table("mentor", mentor_id=mentor)
    assert (row["stage"], row["source"]) == ("declined", "employer")
    assert row["employer_id"]


def test_no_name_and_no_birth_date_is_on_disk_or_on_the_bus(node):
    person, secret = str(uuid4()), "Zebulon Quux"
    node.ask("RegisterPerson", person_id=person, name=secret, date_of_birth="2001-02-03")
    (row,) = [one for one in node.log("PersonRegistered") if person in one.data]
    assert "Quux" not in row.data
    assert "2001-02-03" not in row.data
    assert node.desk.commands.recorder.open(row).data.name == secret
    assert not [one for one in node.bus.said if NAME.encode() in one.body]
    assert not [one for one in node.bus.said if b"2008-01-15" in one.body]


def test_every_read_model_can_be_dropped_and_replayed(node):
    names = [name for one in room.shows for name in one.table_names]
    before = {name: sorted(map(str, node.table(name))) for name in names}
    node.tail.forget()
    node.settle()
    assert {name: sorted(map(str, node.table(name))) for name in names} == before


class Asked:
    """Stands where the bus stands: asks the service's own methods at the desk."""

    def __init__(self, desk):
        self.desk = desk

    def __getattr__(self, question):
        return lambda *about: getattr(Profiles, question)(self, *about)


def test_every_question_has_an_answer(node):
    ask, id_ = Asked(node.desk), str(uuid4())
    assert ask.check_policy(document()) == []
    (problem,) = ask.check_policy(document(mentee__colour="blue"))
    assert problem["code"] == "unknown-key"
    assert ask.policies()[0]["programme"] == "1mm-ncs"
    for question in ("mentor_standing", "mentee_standing", "training_of"):
        assert getattr(ask, question)(id_) is None
    listing = (
        "certificates_of",
        "consents_of",
        "institution_contacts",
        "resume_point",
        "workshop_roster",
        "workshop_waitlist",
        "memberships_of",
        "acknowledgements_of",
    )
    assert all(getattr(ask, question)(id_) == [] for question in listing)
    assert isinstance(ask.institutions(), list)
    assert isinstance(ask.mentors_by_affiliation(), list)
    assert isinstance(ask.training_anomalies(), list)


@pytest.mark.requirement("1MM-043")
def test_a_certificate_number_is_verified_by_anyone(node):
    mentor, person = str(uuid4()), str(uuid4())
    parts = {"parts": ["online"], "completed_on": "2025-10-01"}
    node.follow("CertifyPerson", person_id=person, mentor_id=mentor, **parts)
    ask = Asked(node.desk)
    (one,) = ask.certificates_of(mentor)
    found = ask.verify_certificate(one["printed"].lower())
    assert (found["status"], found["completed_on"]) == ("valid", "2025-10-01")
    assert ask.verify_certificate("1MM-NCS-000000000000-0")["status"] == "unknown"
    fake = certificate_number("1mm-ncs", uuid4())
    assert ask.verify_certificate(fake) == {"status": "unknown"}
    node.ask(
        "RevokeCertificate",
        mentor_id=mentor,
        certificate_id=one["certificate_id"],
        reason_code="mistake",
    )
    assert ask.verify_certificate(one["printed"])["status"] == "revoked"


def test_what_ends_is_shown_as_ended(node):
    institution, ask = opened_institution(node), Asked(node.desk)
    lead = next(one for one in ask.institution_contacts(institution) if one["role"] == "dsl")
    node.ask("RelieveSafeguardingLead", **lead)
    assert [one["role"] for one in ask.institution_contacts(institution)] == [
        "mentoring_coordinator"
    ]
    staff = str(uuid4())
    node.ask("GrantStaffRole", person_id=staff, role="deputy_dsl", region="Leeds")
    assert len(node.table("staff_role", person_id=staff)) == 1
    node.ask("EndStaffRole", person_id=staff, role="deputy_dsl", region="Leeds")
    assert node.table("staff_role", person_id=staff) == []
    mentee, participant = str(uuid4()), str(uuid4())
    refer = {"mentee_id": mentee, "person_id": str(uuid4()), "institution_id": institution}
    node.ask("ReferMentee", **refer, date_of_birth="2010-01-01")
    node.ask("RecordConsent", mentee_id=mentee, purpose="photo", given_by="parent")
    node.ask("WithdrawConsent", mentee_id=mentee, purpose="photo")
    assert ask.consents_of(mentee)[0]["withdrawn_at"]
    node.ask("UpdateMenteeProfile", mentee_id=mentee, topics=["physics"])
    node.ask("LeaveProgramme", mentee_id=mentee)
    assert (ask.mentee_standing(mentee)["stage"], ask.mentee_standing(mentee)["topics"]) == (
        "left",
        ["physics"],
    )
    node.ask(
        "AcknowledgePolicyDocument",
        participant_id=participant,
        person_id=str(uuid4()),
        kind="safeguarding_adults",
    )
    assert ask.acknowledgements_of(participant)[0]["version"] == 1


def test_a_full_workshop_is_shown_with_its_line(node):
    workshop, anne, bert = (str(uuid4()) for _ in range(3))
    plan = {"item": "workshop_core", "starts_at": instant(node.now), "minutes": 120}
    node.ask("ScheduleWorkshop", workshop_id=workshop, capacity=1, **plan)
    for one in (anne, bert):
        node.ask("BookWorkshopPlace", workshop_id=workshop, participant_id=one)

    def standing():
        rows = Asked(node.desk).workshop_roster(workshop)
        return {one["participant_id"]: one["standing"] for one in rows}

    assert standing() == {anne: "allocated", bert: "waitlisted"}
    node.ask("ReleaseWorkshopPlace", workshop_id=workshop, participant_id=anne)
    assert standing() == {anne: "released", bert: "allocated"}
