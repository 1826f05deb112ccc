"""Whoever stands in does so in the programme in which the role was passed on, and in no other."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from services.profiles.commands.programme import AssignTraining
from services.profiles.commands.staff import (
    DelegateStaffRole,
    EndCover,
    EndStaffDelegation,
    StartCover,
)
from services.profiles.events import (
    StaffCoverEnded,
    StaffCoverReduced,
    StaffCoverStarted,
    StaffDelegationEnded,
    StaffRoleDelegated,
    TrainingAssignmentApproved,
)
from services.profiles.policies.reactions import own
from services.profiles.policies.timers import timers
from shared.envelope import Envelope

from .test_roles_apart import HERE, ROLE, THERE, WHO, end, ended, granted, here, there
from .vocabulary import MENTOR, PERSON, STAFF, rules

DEPUTY, UNTIL = UUID(int=77), date(2025, 10, 26)
delegate = DelegateStaffRole(**WHO, to_person_id=DEPUTY, until=UNTIL)


def delegated(programme):
    asked = here.under(rules(programme__id=programme))
    (event,) = asked(granted(programme)).when(delegate).decide()
    return event


def ending(programme):
    return StaffDelegationEnded(**WHO, to_person_id=DEPUTY, programme=programme)


def cover(kind, programme, **more):
    known = {"person_id": DEPUTY, "role": ROLE, "covers_person_id": STAFF}
    return kind(**known, programme=programme, **more)


def test_only_a_role_of_the_programme_is_passed_on_there():
    there(granted(HERE)).when(delegate).then_refused("delegator-holds-the-role")
    both = (granted(HERE), granted(THERE), delegated(HERE))
    (second,) = there(*both).when(delegate).then_types(StaffRoleDelegated)
    assert second.programme == THERE


def test_who_stands_in_for_one_holder_in_two_programmes_does_so_in_each_by_itself():
    keys = {due.key for each in (HERE, THERE) for due in timers.to(Envelope.about(delegated(each)))}
    assert len(keys) == 4
    begun = [cover(StaffCoverStarted, each, until=UNTIL) for each in (HERE, THERE)]
    start, stop = cover(StartCover, THERE, until=UNTIL), cover(EndCover, THERE)
    there(begun[0]).when(start).then(begun[1])
    there(*begun).when(stop).then(cover(StaffCoverEnded, THERE))
    deputy = AssignTraining(assigned_by=DEPUTY, participant_id=MENTOR, person_id=PERSON)
    left = (*begun, cover(StaffCoverEnded, THERE))
    here.by(f"{ROLE}:{DEPUTY}")(*left).when(deputy).then_types(TrainingAssignmentApproved)
    there.by(f"{ROLE}:{DEPUTY}")(*left).when(deputy).then_refused("assigner-holds-the-role")


def test_whoever_leaves_one_programme_is_stood_in_for_in_the_other():
    both = (granted(HERE), granted(THERE), delegated(HERE), delegated(THERE))
    there(*both).when(end).then(ended(THERE), ending(THERE))
    stop = EndStaffDelegation(**WHO, to_person_id=DEPUTY)
    there(*both).when(stop).then(ending(THERE))
    there(*both, ending(THERE)).when(stop).then_nothing()
    assert own.to(Envelope.about(ending(THERE))) == [cover(EndCover, THERE)]


# ---- what was recorded before programmes were kept apart ---------------------------------------


def test_an_older_delegation_ends_with_the_role_or_by_word_and_so_does_the_cover():
    before = (granted(None), replace(delegated(HERE), programme=None))
    here(*before).when(end).then(ended(HERE), ending(None))
    here(*before).when(EndStaffDelegation(**WHO, to_person_id=DEPUTY)).then(ending(None))
    (key, _) = (due.key for due in timers.to(Envelope.about(before[1])))
    assert key.endswith(f"{ROLE}:None:None")
    begun = cover(StaffCoverStarted, None, until=UNTIL)
    here(begun).when(cover(EndCover, None)).then(cover(StaffCoverEnded, None))
    new = cover(StaffCoverStarted, HERE, until=UNTIL)
    here(begun, new).when(cover(EndCover, None)).then_types(StaffCoverEnded)
    other = replace(begun, covers_person_id=MENTOR)
    here(begun, other).when(cover(EndCover, None)).then(cover(StaffCoverReduced, None))
