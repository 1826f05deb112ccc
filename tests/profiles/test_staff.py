import pytest

from services.profiles.commands.programme import AssignTraining, EndStaffRole, GrantStaffRole
from services.profiles.decider.staff import staff
from services.profiles.events import (
    StaffRoleEnded,
    StaffRoleGranted,
    TrainingAssignmentApproved,
)
from shared.testing import scenario

from .vocabulary import AUTUMN, INSTITUTION, MENTOR, PERSON, STAFF, rules

given = scenario(staff).under(rules()).at(AUTUMN).by(f"regional_coordinator:{STAFF}")
granted = StaffRoleGranted(person_id=STAFF, role="regional_coordinator", region="Leeds")
assign = AssignTraining(assigned_by=STAFF, participant_id=MENTOR, person_id=PERSON, region="Leeds")


@pytest.mark.requirement("1MM-005")
def test_training_is_assigned_by_who_holds_the_role_in_that_region():
    (approved,) = given(granted).when(assign).then_types(TrainingAssignmentApproved)
    assert approved.assigner_role == "regional_coordinator"
    given().when(assign).then_refused("assigner-holds-the-role")
    elsewhere = StaffRoleGranted(person_id=STAFF, role="regional_coordinator", region="York")
    given(elsewhere).when(assign).then_refused("assigner-holds-the-role")
    teacher = StaffRoleGranted(
        person_id=STAFF, role="institution_staff", institution_id=INSTITUTION
    )
    given(teacher).when(assign).then_refused("assigner-holds-the-role")
    ended = StaffRoleEnded(person_id=STAFF, role="regional_coordinator", region="Leeds")
    given(granted, ended).when(assign).then_refused("assigner-holds-the-role")
    everywhere = StaffRoleGranted(person_id=STAFF, role="programme_manager")
    given(everywhere).when(assign).then_types(TrainingAssignmentApproved)


@pytest.mark.requirement("1MM-005")
def test_training_is_assigned_in_ones_own_name():
    given(granted).by("operator:somebody").when(assign).then_refused("assigner-asks")


def test_an_assignment_belongs_to_the_record_of_the_assigner():
    grant = GrantStaffRole(person_id=STAFF, role="regional_coordinator", region="Leeds")
    assert staff.stream_of(assign) == staff.stream_of(grant) == f"staff-{STAFF}"


@pytest.mark.requirement("1MM-007")
def test_the_operator_has_a_safeguarding_lead_of_its_own():
    grant = GrantStaffRole(person_id=STAFF, role="programme_dsl")
    lead = StaffRoleGranted(person_id=STAFF, role="programme_dsl", programme="1mm-ncs")
    given().when(grant).then(lead)
    given(lead).when(grant).then_nothing()
    over = EndStaffRole(person_id=STAFF, role="programme_dsl")
    given(lead).when(over).then_types(StaffRoleEnded)
    given().when(over).then_nothing()
