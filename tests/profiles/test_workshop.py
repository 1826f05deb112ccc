from datetime import date, timedelta
from uuid import UUID

from services.profiles.commands.training import (
    BookWorkshopPlace,
    RecordAttendance,
    ReleaseWorkshopPlace,
    ScheduleWorkshop,
)
from services.profiles.decider.workshop import workshop
from services.profiles.events import (
    WorkshopAttendanceRecorded,
    WorkshopPlaceAllocated,
    WorkshopPlaceReleased,
    WorkshopPlaceWaitlisted,
    WorkshopScheduled,
)
from shared.testing import scenario

from .vocabulary import AUTUMN, WORKSHOP, rules

given = scenario(workshop).under(rules()).at(AUTUMN)
ID = {"workshop_id": WORKSHOP}
ANNE, BERT, CARL = (UUID(int=n) for n in (1, 2, 3))
PLAN = {
    **ID,
    "item": "workshop_core",
    "starts_at": AUTUMN + timedelta(days=3),
    "minutes": 120,
    "capacity": 1,
}
scheduled = WorkshopScheduled(**PLAN)


def book(one):
    return BookWorkshopPlace(**ID, participant_id=one)


def has_place(one):
    return WorkshopPlaceAllocated(**ID, participant_id=one)


def waits(one):
    return WorkshopPlaceWaitlisted(**ID, participant_id=one)


def test_a_workshop_is_one_the_programme_knows():
    given().when(ScheduleWorkshop(**PLAN)).then(scheduled)
    given(scheduled).when(ScheduleWorkshop(**PLAN)).then_nothing()
    strange = ScheduleWorkshop(**{**PLAN, "item": "online"})
    given().when(strange).then_refused("workshop-item")
    given().when(book(ANNE)).then_refused("impossible")


def test_the_capacity_is_never_exceeded_and_the_next_in_line_moves_up_once():
    given(scheduled).when(book(ANNE)).then(has_place(ANNE))
    given(scheduled, has_place(ANNE)).when(book(ANNE)).then_nothing()
    given(scheduled, has_place(ANNE)).when(book(BERT)).then(waits(BERT))
    release = ReleaseWorkshopPlace(**ID, participant_id=ANNE)
    released = WorkshopPlaceReleased(**ID, participant_id=ANNE)
    full = (scheduled, has_place(ANNE), waits(BERT), waits(CARL))
    given(*full).when(release).then(released, has_place(BERT))
    given(*full, released, has_place(BERT)).when(release).then_nothing()
    given(*full, released, has_place(BERT)).when(book(ANNE)).then(waits(ANNE))
    no_longer = ReleaseWorkshopPlace(**ID, participant_id=CARL)
    given(*full).when(no_longer).then(WorkshopPlaceReleased(**ID, participant_id=CARL))


def test_attendance_is_a_fact_even_without_a_place():
    came = RecordAttendance(**ID, participant_id=CARL, minutes=90)
    recorded = WorkshopAttendanceRecorded(
        **ID,
        participant_id=CARL,
        item="workshop_core",
        minutes=90,
        attended_on=date(2025, 10, 4),
    )
    given(scheduled).when(came).then(recorded)
    given(scheduled, recorded).when(came).then_nothing()
    corrected = RecordAttendance(**ID, participant_id=CARL, minutes=120)
    given(scheduled, recorded).when(corrected).then_types(WorkshopAttendanceRecorded)
