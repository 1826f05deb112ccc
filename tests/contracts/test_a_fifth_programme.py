"""What a programme says in YAML alone, in words that none of those we ship has."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import pytest

from services.evaluation.policies.asked_for import day_there, due
from services.matching.commands import CompleteStartChecklist, ProposeMatch, RequestMentoring
from services.matching.policies.candidates import Mentee, Pool
from services.matching.policies.proposing import mode_is_offered
from services.matching.policies.roles import institution, office
from services.matching.policies.views import Programme
from services.profiles.commands.institution import ReviewInstitution
from services.profiles.commands.mentee import RecordConsent
from services.profiles.commands.training import RecordAttendance, ScheduleWorkshop
from services.profiles.decider.workshop import workshop
from services.profiles.events import WorkshopAttendanceRecorded, WorkshopScheduled
from services.profiles.policies.asking_rights import rights
from services.profiles.policies.compiling import compile_policy
from services.profiles.policies.document import Document
from services.profiles.policies.mentees import Mentee as Mentoree
from services.profiles.policies.mentees import consent_giver
from services.safeguarding.commands import DeclareGift
from services.safeguarding.policies.giving import Pairing, no_cash
from services.sessions.policies.asking import is_institution, is_office
from services.sessions.policies.terms import after, nth
from shared.asked import Actor, Asked
from shared.testing import scenario
from tests.contracts.programmes import FILES, READERS, document, read, rules

ROOT = Path(__file__).parents[2]
FIFTH = ROOT / "tests/system/a_fifth_programme/programme.yaml"
THIS = UUID(int=1)
# Noon of the Thursday before Easter week, where it is at home.
THURSDAY = datetime(2027, 3, 17, 23, tzinfo=UTC)


def asked(role, at=THURSDAY):
    found = rules(FIFTH)
    return Asked(at, Actor(role, "1"), found, found)


def test_it_compiles():
    assert compile_policy(read(FIFTH)) == []


@pytest.mark.parametrize("service", sorted(READERS))
def test_every_service_reads_it(service):
    READERS[service].load(read(FIFTH))


def test_no_code_knows_its_name():
    code = (one for part in ("services", "shared", "deploy") for one in (ROOT / part).rglob("*.py"))
    assert not [str(path) for path in code if "harbour" in path.read_text(encoding="utf-8")]


def test_it_is_unlike_those_we_ship():
    ours = [Document.load(read(path)) for path in FILES]
    fifth = Document.load(read(FIFTH))
    assert all(fifth.roles != one.roles for one in ours)
    assert all(fifth.policy.time_zone != one.policy.time_zone for one in ours)
    assert all(fifth.adult_age != one.adult_age for one in ours)
    assert all(fifth.sessions.modes != one.sessions.modes for one in ours)


# ---- people are called what the programme calls them ----

OFFICE = [("harbour_master", True), ("lightkeeper", True), ("operator", True)]
STRANGERS = [("programme_manager", False), ("regional_coordinator", False), ("mentor", False)]


@pytest.mark.parametrize(("role", "so"), [*OFFICE, *STRANGERS])
def test_the_office_has_its_own_names_in_every_service(role, so):
    review = ReviewInstitution(institution_id=THIS, outcome="approved").by(asked(role))
    assert (rights.others(review, None) is None) is so
    checklist = CompleteStartChecklist(relationship_id=THIS, items=()).by(asked(role))
    assert (role in office(checklist)) is so
    assert is_office(checklist) is so


@pytest.mark.parametrize(
    ("role", "so"), [("key_worker", True), ("institution", True), ("mentoring_coordinator", False)]
)
def test_so_has_whoever_speaks_for_an_institution(role, so):
    command = CompleteStartChecklist(relationship_id=THIS, items=()).by(asked(role))
    assert (role in institution(command)) is so
    assert is_institution(command) is so


@pytest.mark.parametrize(("role", "so"), [("voice_coach", True), ("training_provider", False)])
def test_so_has_whoever_gives_the_training(role, so):
    came = RecordAttendance(workshop_id=THIS, participant_id=THIS, minutes=45).by(asked(role))
    assert (rights.others(came, None) is None) is so


@pytest.mark.parametrize(
    "roles",
    [
        {"office": ["mentor"]},
        {"institution": ["operator"]},
        {"office": ["key_worker"]},
        {"staff": ["harbour_master"]},
        {"lead": "timer"},
        {"provider": ""},
    ],
)
def test_nobody_becomes_the_office_by_the_name_of_others(roles):
    found = document(FIFTH, **{f"roles__{name}": value for name, value in roles.items()})
    assert "role-of-others" in [one.code for one in compile_policy(found)]


def test_an_institution_of_minors_has_the_lead_that_the_programme_names():
    found = document(FIFTH, institution__required_roles=["key_worker"])
    assert [one.code for one in compile_policy(found)] == ["minors-without-lead"]


# ---- the calendar is the programme's ----


def test_working_days_skip_its_holidays_in_every_service():
    # Good Friday and Easter Monday are none, and the clocks go back three days later.
    by = datetime(2027, 3, 31, 23, tzinfo=UTC)
    command = CompleteStartChecklist(relationship_id=THIS, items=()).by(asked("operator"))
    assert Programme.load(read(FIFTH)).later(THURSDAY, "P8WD") == by
    assert after(command, THURSDAY, "P8WD") == by
    assert nth(command, THURSDAY, "P4WD", 2) == by
    assert due(asked("operator"), "end") == datetime(2027, 4, 5, tzinfo=UTC)  # ten of them


def test_a_day_is_a_day_where_it_is_at_home():
    assert day_there(asked("operator"), THURSDAY).isoformat() == "2027-03-18"


# ---- minors ----


def test_minors_who_could_never_be_matched_are_no_programme():
    found = document(FIFTH, matching__minors=None)
    assert [one.code for one in compile_policy(found)] == ["minors-without-a-way"]


def test_whoever_is_to_be_proposed_to_needs_somebody_who_proposes():
    found = document(FIFTH, matching__proposed_by=[])
    assert [one.code for one in compile_policy(found)] == ["curated-without-proposer"]


# ---- what a list in the document allows is allowed ----


def test_a_workshop_may_be_by_telephone_and_counts_on_its_day_there():
    plan = ScheduleWorkshop(
        workshop_id=THIS,
        item="listening_by_ear",
        starts_at=datetime(2027, 3, 18, 19, tzinfo=UTC),
        minutes=50,
        capacity=4,
        mode="phone",
        provider="somebody",
    )
    came = RecordAttendance(workshop_id=THIS, participant_id=THIS, minutes=46)
    told = scenario(workshop).under(rules(FIFTH)).at(THURSDAY)
    (planned,) = told().when(plan).then_types(WorkshopScheduled)
    (recorded,) = (
        told(planned).by("voice_coach:1").when(came).then_types(WorkshopAttendanceRecorded)
    )
    assert (planned.mode, recorded.attended_on.isoformat()) == ("phone", "2027-03-19")


@pytest.mark.parametrize(("kinds", "fits"), [(["gift", "voucher"], True), (["gift"], False)])
def test_a_voucher_may_be_given_where_the_document_names_it_and_cash_never(kinds, fits):
    given = {"relationship_id": THIS, "gift_id": THIS, "direction": "mentor_to_mentee"}
    who = {"giver_person_id": THIS, "receiver_person_id": UUID(int=2)}
    found = rules(FIFTH, gifts__kinds=[*kinds, "cash"])
    under = Asked(THURSDAY, Actor("mentor", "1"), found, found)
    for kind, so in (("voucher", fits), ("cash", False)):
        gift = DeclareGift(**given, **who, kind=kind, value_minor=500, given_on=THURSDAY.date())
        assert (no_cash(gift.by(under), Pairing()) is None) is so


@pytest.mark.parametrize(
    ("age_band", "way"), [("minor", ProposeMatch), ("adult", RequestMentoring)]
)
def test_minors_are_proposed_and_adults_ask(age_band, way):
    pool = Pool(mentees={THIS: Mentee(id=THIS, age_band=age_band)})
    pair = {"pool_id": THIS, "mentee_id": THIS, "mentor_id": UUID(int=2)}
    asks = (
        ProposeMatch(**pair, proposal_id=THIS).by(asked("lightkeeper")),
        RequestMentoring(**pair, request_id=THIS, kind="yarn").by(asked("mentee")),
    )
    assert [type(one) for one in asks if mode_is_offered(one, pool) is None] == [way]


def test_somebody_else_than_a_parent_may_consent_for_a_minor():
    by = {"mentee_id": THIS, "purpose": "participation"}
    somebody = Mentoree(THIS, THIS, None, datetime(2010, 1, 1, tzinfo=UTC).date(), "minor")
    told = {one: RecordConsent(**by, given_by=one) for one in ("guardian", "parent")}
    refused = {one: consent_giver(ask.by(asked("operator")), somebody) for one, ask in told.items()}
    assert refused["guardian"] is None
    assert refused["parent"]
