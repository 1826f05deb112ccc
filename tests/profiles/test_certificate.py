from datetime import date
from uuid import UUID

import pytest
from hypothesis import given as of
from hypothesis import strategies as st

from services.profiles.commands.person import (
    AcknowledgePolicyDocument,
    CertifyPerson,
    ChangePersonContacts,
    CorrectPersonName,
    IssueCertificate,
    RegisterPerson,
    RevokeCertificate,
)
from services.profiles.decider.certificate import certificate
from services.profiles.decider.document import acknowledgement
from services.profiles.decider.person import person
from services.profiles.events import (
    CertificateIssued,
    CertificateRevoked,
    PersonCertified,
    PersonContactsChanged,
    PersonNameCorrected,
    PersonRegistered,
    PolicyDocumentAcknowledged,
)
from services.profiles.policies.numbers import (
    DIGITS,
    certificate_number,
    compact,
    well_formed,
)
from shared.testing import scenario

from .vocabulary import MENTOR, PERSON, rules

given = scenario(certificate).under(rules())
PARTS = {"parts": ("online", "workshop_core"), "completed_on": date(2025, 10, 1)}
issue = IssueCertificate(mentor_id=MENTOR, person_id=PERSON, name="Ann Ode", **PARTS)
uuids = st.uuids()


@pytest.mark.requirement("1MM-043")
def test_a_certificate_is_issued_once_with_name_parts_day_and_signatory():
    (issued,) = given().when(issue).then_types(CertificateIssued)
    assert (issued.name, issued.parts, issued.completed_on, issued.signatory) == (
        "Ann Ode",
        ("online", "workshop_core"),
        date(2025, 10, 1),
        "Co-Founder and CEO",
    )
    assert well_formed(issued.number)
    assert issued.number.startswith("1MM-NCS-")
    given(issued).when(issue).then_nothing()


@pytest.mark.requirement("1MM-043")
def test_a_new_name_is_a_new_certificate_linked_to_the_old():
    (issued,) = given().when(issue).then_types(CertificateIssued)
    renamed = IssueCertificate(mentor_id=MENTOR, person_id=PERSON, name="Ann Poe", **PARTS)
    (anew,) = scenario(certificate)(issued).when(renamed).then_types(CertificateIssued)
    assert anew.replaces == issued.certificate_id
    assert anew.number != issued.number
    assert well_formed(anew.number)
    assert anew.signatory == issued.signatory
    given(issued, anew).when(renamed).then_nothing()


def test_a_new_name_alone_earns_nobody_a_certificate():
    renamed = IssueCertificate(
        mentor_id=MENTOR, person_id=PERSON, name="Ann Poe", **PARTS, renewed=True
    )
    given().when(renamed).then_nothing()
    (issued,) = given().when(issue).then_types(CertificateIssued)
    given(issued).when(renamed).then_types(CertificateIssued)


def test_the_name_stays_indoors():
    assert "name" in CertificateIssued.personal
    hidden = CertificateIssued.indoors | set(CertificateIssued.personal)
    assert set(CertificateIssued.codecs) - hidden == {
        "certificate_id",
        "number",
        "mentor_id",
        "completed_on",
    }


def test_a_programme_without_certificates_issues_none():
    given.under(rules(training__certificate=None))().when(issue).then_nothing()


def test_a_certificate_can_be_revoked_once_it_was_issued():
    (issued,) = given().when(issue).then_types(CertificateIssued)
    revoke = RevokeCertificate(
        mentor_id=MENTOR, certificate_id=issued.certificate_id, reason_code="mistake"
    )
    (revoked,) = given(issued).when(revoke).then_types(CertificateRevoked)
    given(issued, revoked).when(revoke).then_nothing()
    given().when(revoke).then_refused("impossible")


@pytest.mark.requirement("1MM-043")
@of(id_=uuids, place=st.integers(0, 19), other=st.sampled_from(DIGITS))
def test_one_wrong_character_is_noticed(id_, place, other):
    number = compact(certificate_number("1mm-ncs", id_))
    assert well_formed(number)
    place %= len(number)
    wrong = number[:place] + other + number[place + 1 :]
    assert well_formed(wrong) is (wrong == number)


@of(id_=uuids, place=st.integers(0, 18))
def test_two_exchanged_neighbours_are_noticed(id_, place):
    number = compact(certificate_number("1mm-ncs", id_))
    place %= len(number) - 1
    wrong = number[:place] + number[place + 1] + number[place] + number[place + 2 :]
    assert well_formed(wrong) is (wrong == number)


def test_a_number_may_be_typed_in_any_hand():
    number = certificate_number("1mm-ncs", UUID(int=2**100 + 7))
    assert well_formed(number.lower().replace("-", " "))
    assert not well_formed("")


def test_a_person_is_certified_under_the_name_they_have():
    who = scenario(person)
    registered = PersonRegistered(person_id=PERSON, name="Ann Ode")
    certify = CertifyPerson(person_id=PERSON, mentor_id=MENTOR, **PARTS)
    as_ode = PersonCertified(person_id=PERSON, mentor_id=MENTOR, name="Ann Ode", **PARTS)
    as_poe = PersonCertified(
        person_id=PERSON, mentor_id=MENTOR, name="Ann Poe", **PARTS, renewed=True
    )
    corrected = PersonNameCorrected(person_id=PERSON, name="Ann Poe")
    rename = CorrectPersonName(person_id=PERSON, name="Ann Poe")
    who(registered).when(certify).then(as_ode)
    who(registered, as_ode).when(certify).then_nothing()
    who(registered, as_ode).when(rename).then(corrected, as_poe)
    who(registered, as_ode, corrected, as_poe).when(rename).then_nothing()
    who().when(rename).then_refused("impossible")


def test_who_is_registered_late_is_certified_by_name_then():
    who = scenario(person)
    certify = CertifyPerson(person_id=PERSON, mentor_id=MENTOR, **PARTS)
    (nameless,) = who().when(certify).then_types(PersonCertified)
    register = RegisterPerson(person_id=PERSON, name="Ann Ode")
    who(nameless).when(register).then_types(PersonRegistered, PersonCertified)
    registered = PersonRegistered(person_id=PERSON, name="Ann Ode")
    who(registered).when(register).then_nothing()
    moved = ChangePersonContacts(person_id=PERSON, email="ann@example.org")
    who(registered).when(moved).then_types(PersonContactsChanged)


@pytest.mark.requirement("1MM-073")
def test_the_current_version_of_a_document_is_acknowledged_once():
    reader = scenario(acknowledgement).under(rules())
    who = {"participant_id": MENTOR, "person_id": PERSON}
    read = AcknowledgePolicyDocument(**who, kind="safeguarding_children")
    (told,) = reader().when(read).then_types(PolicyDocumentAcknowledged)
    reader(told).when(read).then_nothing()
    reader().when(AcknowledgePolicyDocument(**who, kind="cookery")).then_refused("document-known")
    newer = reader.under(rules(documents__versions={"safeguarding_children": 2}))
    newer().when(read).then_refused("version-current")
    again = AcknowledgePolicyDocument(**who, kind="safeguarding_children", document_version=2)
    newer(told).when(again).then_types(PolicyDocumentAcknowledged)
