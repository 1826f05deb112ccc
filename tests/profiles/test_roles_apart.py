"""A role is held in a programme: a second one gives it anew, and takes only its own back."""

from dataclasses import replace

import pytest

from services.profiles.commands.programme import AssignTraining, EndStaffRole, GrantStaffRole
from services.profiles.decider.staff import staff
from services.profiles.events import StaffRoleEnded, StaffRoleGranted, TrainingAssignmentApproved
from shared.testing import SOMEBODY, scenario

from .vocabulary import AUTUMN, INSTITUTION, MENTOR, PERSON, STAFF, rules

HERE, THERE = "1mm-ncs", "elsewhere"
ROLE = "programme_manager"
WHO = {"person_id": STAFF, "role": ROLE}
TEACHER = {"person_id": STAFF, "role": "institution_staff", "institution_id": INSTITUTION}
grant, end = GrantStaffRole(**WHO), EndStaffRole(**WHO)
assign = AssignTraining(assigned_by=STAFF, participant_id=MENTOR, person_id=PERSON)
here = scenario(staff).under(rules()).at(AUTUMN).by(f"{ROLE}:{STAFF}")
there = here.under(rules(programme__id=THERE))
outside = scenario(staff).at(AUTUMN)


def granted(programme):
    return StaffRoleGranted(**WHO, programme=programme)


def ended(programme):
    return StaffRoleEnded(**WHO, programme=programme)


def test_a_role_is_granted_in_every_programme_by_itself_and_once():
    here().when(grant).then(granted(HERE))
    there(granted(HERE)).when(grant).then(granted(THERE))
    here(granted(HERE), granted(THERE)).when(grant).then_nothing()


def test_a_role_ends_where_it_ends_and_nowhere_else():
    both = (granted(HERE), granted(THERE))
    there(*both).when(end).then(ended(THERE))
    there(*both, ended(THERE)).when(end).then_nothing()
    here(*both, ended(THERE)).when(end).then(ended(HERE))
    there(granted(HERE)).when(end).then_nothing()


@pytest.mark.requirement("1MM-005")
def test_training_is_assigned_by_the_staff_of_that_programme():
    here(granted(HERE)).when(assign).then_types(TrainingAssignmentApproved)
    there(granted(HERE)).when(assign).then_refused("assigner-holds-the-role")
    gone = (granted(HERE), granted(THERE), ended(HERE))
    here(*gone).when(assign).then_refused("assigner-holds-the-role")
    there(*gone).when(assign).then_types(TrainingAssignmentApproved)


def test_the_programme_counts_before_any_policy_of_it_is_in_force():
    early = replace(outside, asked=replace(SOMEBODY, programme=THERE))
    early(granted(HERE)).when(grant).then(granted(THERE))
    early(granted(HERE)).when(end).then_nothing()


def test_a_role_of_named_programmes_ends_in_a_named_one():
    outside(granted(HERE)).when(end).then_refused("ending-names-the-programme")
    outside(granted(HERE), ended(HERE)).when(end).then_nothing()
    outside().when(end).then_nothing()


def test_an_institution_s_own_role_is_the_institution_s_whichever_programme():
    theirs = StaffRoleGranted(**TEACHER)
    for asked in (here, there, outside):
        asked().when(GrantStaffRole(**TEACHER)).then(theirs)
        asked(theirs).when(GrantStaffRole(**TEACHER)).then_nothing()
        asked(theirs).when(EndStaffRole(**TEACHER)).then(StaffRoleEnded(**TEACHER))


# ---- what was recorded before programmes were kept apart ---------------------------------------


def test_an_older_role_is_of_every_programme_until_it_ends_there():
    before = StaffRoleGranted.revive({"person_id": str(STAFF), "role": ROLE}, 1)
    assert before == granted(None)
    here(before).when(assign).then_types(TrainingAssignmentApproved)
    there(before).when(grant).then(granted(THERE))
    there(before).when(end).then(ended(THERE))
    there(before, ended(THERE)).when(end).then_nothing()
    there(before, ended(THERE)).when(assign).then_refused("assigner-holds-the-role")
    here(before, ended(THERE)).when(assign).then_types(TrainingAssignmentApproved)
    here(before, ended(THERE)).when(end).then(ended(HERE))
    there(before, ended(THERE), granted(THERE)).when(end).then(ended(THERE))


def test_an_older_end_ended_it_in_all_and_a_new_beginning_is_whole():
    gone = (granted(None), ended(THERE), ended(None))
    here(*gone).when(assign).then_refused("assigner-holds-the-role")
    outside(granted(None)).when(end).then(ended(None))
    there(*gone, granted(None)).when(assign).then_types(TrainingAssignmentApproved)
    there(*gone, granted(HERE), ended(HERE), granted(None)).when(end).then(ended(THERE))
