from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pytest

from services.profiles.commands.mentee import ReadMenteeBrief
from services.profiles.commands.programme import AssignTraining, EndStaffRole
from services.profiles.commands.staff import (
    DelegateStaffRole,
    EndCover,
    EndStaffDelegation,
    StartCover,
)
from services.profiles.commands.training import RecordAttendance
from services.profiles.decider.staff import staff
from services.profiles.events import (
    StaffCoverEnded,
    StaffCoverReduced,
    StaffCoverStarted,
    StaffDelegationEnded,
    StaffRoleDelegated,
    StaffRoleEnded,
    StaffRoleGranted,
    TrainingAssignmentApproved,
    WorkshopAttendanceRecorded,
    WorkshopScheduled,
)
from services.profiles.policies.reactions import own
from services.profiles.policies.timers import timers
from services.profiles.room import room
from shared.envelope import Envelope
from shared.messages import Consequence
from shared.reacting import Due, Off
from shared.refusals import Refused
from shared.testing import Given, scenario
from tests.contracts.examples import example_of

from .vocabulary import AUTUMN, MENTEE, MENTOR, PERSON, STAFF, WORKSHOP, rules

ROLE, DEPUTY = "programme_manager", UUID(int=77)
FIRST, LAST = date(2025, 10, 20), date(2025, 10, 26)
OPENS = datetime(2025, 10, 19, 23, tzinfo=UTC)  # the last week of summer time
CLOSES = datetime(2025, 10, 27, tzinfo=UTC)  # ended the night before: it was an hour longer
given = scenario(staff).under(rules()).at(AUTUMN).by(f"{ROLE}:{STAFF}")
IN = {"programme": rules().programme}
granted = StaffRoleGranted(person_id=STAFF, role=ROLE, **IN)
HERE = {"person_id": STAFF, "role": ROLE, "to_person_id": DEPUTY}
THERE = {"person_id": DEPUTY, "role": ROLE, "covers_person_id": STAFF, **IN}
delegate = DelegateStaffRole(**HERE, since=FIRST, until=LAST)
delegated = StaffRoleDelegated(
    **HERE, **IN, since=FIRST, until=LAST, starts_at=OPENS, ends_at=CLOSES
)
undelegated = StaffDelegationEnded(**HERE, **IN)
begun = StaffCoverStarted(**THERE, until=LAST)
over = StaffCoverEnded(**THERE)
start, end = StartCover(**THERE, until=LAST), EndCover(**THERE, until=LAST)


def test_who_holds_a_role_lets_somebody_stand_in_on_named_days():
    given(granted).when(delegate).then(delegated)
    given(granted, delegated).when(delegate).then_nothing()
    given.by(f"member:{DEPUTY}")(granted).when(delegate).then_refused("holder-or-office-asks")
    given().when(delegate).then_refused("delegator-holds-the-role")
    own_self = DelegateStaffRole(**{**HERE, "to_person_id": STAFF}, until=LAST)
    given(granted).when(own_self).then_refused("not-to-oneself")
    for since, until in ((LAST, FIRST), (None, date(2025, 9, 30))):
        odd = DelegateStaffRole(**HERE, since=since, until=until)
        given(granted).when(odd).then_refused("cover-ends-after-it-begins")
    (at_once,) = given(granted).when(DelegateStaffRole(**HERE, until=LAST)).decide()
    assert at_once.since == AUTUMN.date()


def test_whoever_stands_in_passes_nothing_on():
    again = DelegateStaffRole(person_id=DEPUTY, role=ROLE, to_person_id=MENTOR, until=LAST)
    deputy = given.by(f"{ROLE}:{DEPUTY}")
    deputy(begun).when(again).then_refused("delegator-holds-the-role")


def test_whoever_stands_in_acts_in_the_role_on_those_days_and_no_other():
    assign = AssignTraining(assigned_by=DEPUTY, participant_id=MENTOR, person_id=PERSON)
    deputy = given.by(f"{ROLE}:{DEPUTY}")
    deputy().when(assign).then_refused("assigner-holds-the-role")
    deputy(begun).when(assign).then_types(TrainingAssignmentApproved)
    deputy(begun, over).when(assign).then_refused("assigner-holds-the-role")


def test_the_clock_begins_and_ends_it():
    key = f"{STAFF}:{DEPUTY}:{ROLE}:None:None:1mm-ncs"
    assert timers.to(Envelope.about(delegated)) == [
        Due(f"cover-starts:{key}", OPENS, start),
        Due(f"cover-ends:{key}:{LAST}", CLOSES, end),
    ]
    given.at(OPENS)().when(start).then(begun)
    given.at(OPENS)(begun).when(start).then_nothing()
    given.at(CLOSES)().when(start).then_nothing()
    given.at(CLOSES)(begun).when(end).then(over)
    given.at(CLOSES)(begun, over).when(end).then_nothing()
    longer = StaffCoverStarted(**THERE, until=LAST + timedelta(days=7))
    given.at(CLOSES)(begun, longer).when(end).then_nothing()


def test_it_ends_before_its_day_when_the_holder_says_so_or_holds_the_role_no_longer():
    stop = EndStaffDelegation(**HERE)
    given(granted, delegated).when(stop).then(undelegated)
    given(granted).when(stop).then_nothing()
    leave = EndStaffRole(person_id=STAFF, role=ROLE)
    ended = StaffRoleEnded(person_id=STAFF, role=ROLE, **IN)
    given(granted, delegated).when(leave).then(ended, undelegated)
    given.at(CLOSES)(granted, delegated).when(leave).then(ended)
    assert own.to(Envelope.about(undelegated)) == [EndCover(**THERE)]
    assert timers.to(Envelope.about(undelegated)) == [
        Off(f"cover-starts:{STAFF}:{DEPUTY}:{ROLE}:None:None:1mm-ncs")
    ]
    given(begun).when(EndCover(**THERE)).then(over)


def test_whoever_stands_in_for_two_acts_in_the_role_until_both_have_ended():
    second = {**THERE, "covers_person_id": MENTOR}
    both = (begun, StaffCoverStarted(**second, until=LAST + timedelta(days=7)))
    deputy = given.at(CLOSES)
    deputy(*both).when(end).then(StaffCoverReduced(**THERE))
    one_left = (*both, StaffCoverReduced(**THERE))
    deputy(*one_left).when(end).then_nothing()
    assign = AssignTraining(assigned_by=DEPUTY, participant_id=MENTOR, person_id=PERSON)
    deputy.by(f"{ROLE}:{DEPUTY}")(*one_left).when(assign).then_types(TrainingAssignmentApproved)
    deputy(*one_left).when(EndCover(**second)).then(StaffCoverEnded(**second))
    # Whoever stands in for another role, or elsewhere, stands in for another.
    for other in ({"role": "regional_coordinator"}, {"region": "Leeds"}):
        apart = StaffCoverStarted(**{**second, **other}, until=LAST)
        deputy(begun, apart).when(end).then(over)


# ---- who gives the training -----------------------------------------------------------------

provider = f"training_provider:{DEPUTY}"
plan = WorkshopScheduled(
    workshop_id=WORKSHOP,
    item="workshop_core",
    starts_at=AUTUMN,
    minutes=120,
    capacity=3,
    provider="Somebody",
)
came = RecordAttendance(workshop_id=WORKSHOP, participant_id=MENTOR, minutes=120)


def at(decider):
    return Given(decider).under(rules()).at(AUTUMN).by(provider)


@pytest.mark.requirement("ASME-05")
def test_the_provider_of_a_workshop_records_who_came():
    workshop = at(room.deciders_by_command["RecordAttendance"][1])
    workshop(plan).when(came).then_types(WorkshopAttendanceRecorded)
    ours = WorkshopScheduled(**{**vars(plan), "provider": None})
    workshop(ours).when(came).then_refused("provider-gives-it")


PEOPLES = [
    (kind, decider)
    for kind, decider in room.deciders_by_command.values()
    if not issubclass(kind, Consequence) and kind is not RecordAttendance
]


@pytest.mark.requirement("ASME-05")
@pytest.mark.parametrize(("kind", "decider"), PEOPLES, ids=[kind.__name__ for kind, _ in PEOPLES])
def test_the_provider_asks_and_reads_nothing_else(kind, decider):
    refused = at(decider)().when(example_of(kind)).then_refused("provider-only-records")
    assert isinstance(refused, Refused)


def test_what_follows_from_the_providers_word_is_nobodys_to_refuse():
    assert len(PEOPLES) > 50
    assert ReadMenteeBrief in dict(PEOPLES)
    brief = ReadMenteeBrief(mentee_id=MENTEE, mentor_id=MENTOR)
    decider = dict(PEOPLES)[ReadMenteeBrief]
    at(decider)().when(brief).then_refused("provider-only-records")
