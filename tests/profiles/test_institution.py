from uuid import UUID

import pytest

from services.profiles.commands.institution import (
    ActivateInstitution,
    AppointSafeguardingLead,
    ProposeInstitution,
    RegisterPremises,
    ReinstateInstitution,
    RelieveSafeguardingLead,
    ReviewInstitution,
    SignInstitutionAgreement,
    SuspendInstitution,
    VouchForMentee,
    WithdrawInstitution,
)
from services.profiles.decider.institution import institution
from services.profiles.events import (
    InstitutionActivated,
    InstitutionAgreementSigned,
    InstitutionProposed,
    InstitutionReinstated,
    InstitutionReviewed,
    InstitutionRoleVacant,
    InstitutionSuspended,
    InstitutionWithdrew,
    MenteeAwaitsInstitution,
    MenteeVouchedFor,
    PremisesRegistered,
    SafeguardingLeadAppointed,
    SafeguardingLeadRelieved,
)
from shared.testing import scenario

from .vocabulary import INSTITUTION, MENTEE, PERSON, rules

given = scenario(institution).under(rules())
ID = {"institution_id": INSTITUTION}
PLACE = {"type": "college", "region": "Leeds"}

propose = ProposeInstitution(**ID, **PLACE, name="Aire College")
activate = ActivateInstitution(**ID)
proposed = InstitutionProposed(**ID, **PLACE, name="Aire College")
reviewed = InstitutionReviewed(**ID, outcome="approved")
signed = InstitutionAgreementSigned(**ID, agreement_version=1)
dsl = SafeguardingLeadAppointed(**ID, role="dsl", person_id=PERSON)
coordinator = SafeguardingLeadAppointed(**ID, role="mentoring_coordinator", person_id=PERSON)
activated = InstitutionActivated(**ID, **PLACE)
ready = (proposed, reviewed, signed, dsl, coordinator)
active = (*ready, activated)


@pytest.mark.requirement("1MM-002")
@pytest.mark.parametrize("kind", ["school", "college", "university", "charity", "youth_org"])
def test_partners_are_of_the_kinds_the_programme_knows(kind):
    ask = ProposeInstitution(**ID, type=kind, region="Leeds", name="Aire")
    given().when(ask).then_types(InstitutionProposed)


@pytest.mark.requirement("1MM-002")
def test_an_unknown_kind_of_partner_is_refused():
    ask = ProposeInstitution(**ID, type="pub", region="Leeds", name="The Ship")
    given().when(ask).then_refused("institution-type-known")


@pytest.mark.requirement("1MM-006", "1MM-007")
def test_an_institution_is_active_only_with_its_roles_filled():
    without_dsl, without_coordinator = (*ready[:3], coordinator), (*ready[:3], dsl)
    assert "dsl" in given(*without_dsl).when(activate).then_refused("roles-filled").why
    given(*without_coordinator).when(activate).then_refused("roles-filled")
    given(*ready).when(activate).then(activated)
    given(*active).when(activate).then_nothing()


def test_an_institution_is_reviewed_and_signs_before_it_is_active():
    given(proposed, signed, dsl, coordinator).when(activate).then_refused("review-passed")
    given(proposed, reviewed, dsl, coordinator).when(activate).then_refused("agreement-signed")
    rejected = InstitutionReviewed(**ID, outcome="rejected")
    given(proposed, rejected, *ready[2:]).when(activate).then_refused("review-passed")
    given().when(activate).then_refused("impossible")


def test_the_way_of_an_institution_is_recorded_step_by_step():
    given().when(propose).then(proposed)
    given(proposed).when(propose).then_nothing()
    given(proposed).when(ReviewInstitution(**ID, outcome="approved")).then(reviewed)
    given(proposed, reviewed).when(SignInstitutionAgreement(**ID)).then(signed)
    premises = RegisterPremises(**ID, premises_id=UUID(int=1), label="Library")
    (registered,) = given(proposed).when(premises).then_types(PremisesRegistered)
    given(proposed, registered).when(premises).then_nothing()


@pytest.mark.requirement("1MM-006")
def test_a_role_ends_with_a_successor_or_a_vacancy():
    relieve = RelieveSafeguardingLead(**ID, role="dsl", person_id=PERSON)
    relieved = SafeguardingLeadRelieved(**ID, role="dsl", person_id=PERSON)
    vacant = InstitutionRoleVacant(**ID, role="dsl")
    given(*active).when(relieve).then(relieved, vacant)
    successor = SafeguardingLeadAppointed(**ID, role="dsl", person_id=UUID(int=99))
    given(*active, successor).when(relieve).then(relieved)
    given(*active, relieved).when(relieve).then_nothing()


def test_roles_are_those_of_the_policy():
    ask = AppointSafeguardingLead(**ID, role="dsl", person_id=PERSON)
    given(proposed).when(ask).then(dsl)
    given(proposed, dsl).when(ask).then_nothing()
    king = AppointSafeguardingLead(**ID, role="king", person_id=PERSON)
    given(proposed).when(king).then_refused("institution-role-known")


def test_an_institution_is_suspended_reinstated_and_leaves():
    suspend = SuspendInstitution(**ID, reason_code="no_cover")
    suspended = InstitutionSuspended(**ID, reason_code="no_cover")
    given(*active).when(suspend).then(suspended)
    given(*active, suspended).when(suspend).then_nothing()
    back = ReinstateInstitution(**ID)
    given(*active, suspended).when(back).then(InstitutionReinstated(**ID))
    relieved = SafeguardingLeadRelieved(**ID, role="dsl", person_id=PERSON)
    given(*active, suspended, relieved).when(back).then_refused("roles-filled")
    (left,) = given(*active).when(WithdrawInstitution(**ID)).then_types(InstitutionWithdrew)
    given(*active, left).when(suspend).then_refused("impossible")


@pytest.mark.requirement("1MM-054")
def test_only_an_active_institution_vouches_and_remembers_who_waits():
    vouch = VouchForMentee(**ID, mentee_id=MENTEE)
    waits = MenteeAwaitsInstitution(**ID, mentee_id=MENTEE)
    vouched = MenteeVouchedFor(**ID, mentee_id=MENTEE, **PLACE)
    given(*active).when(vouch).then(vouched)
    given(*active, vouched).when(vouch).then_nothing()
    given().when(vouch).then(waits)
    given(waits).when(vouch).then_nothing()
    given(waits, *ready).when(activate).then(activated, vouched)
    given(waits, *ready, activated, vouched).when(vouch).then_nothing()
