from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from services.profiles.commands.training import (
    AllocateWorkshopPlaces,
    BookWorkshopPlace,
    GiveOutWorkshopPlaces,
    QueueForWorkshopPlace,
    RecordAttendance,
    ReleaseWorkshopPlace,
    ScheduleWorkshop,
)
from services.profiles.decider.workshop import workshop
from services.profiles.events import (
    WorkshopAttendanceRecorded,
    WorkshopPlaceAllocated,
    WorkshopPlaceReleased,
    WorkshopPlacesGivenOut,
    WorkshopPlaceWaitlisted,
    WorkshopRequestsClosed,
    WorkshopScheduled,
)
from shared.testing import scenario

from .test_membership import PRIORITY
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


# ---- places given by rank --------------------------------------------------------------------

FEW = {"training__capacity": {"places": 2}, "training__priority": PRIORITY}
ranked = given.under(rules(**FEW))
few = WorkshopScheduled(**{**PLAN, "capacity": 2}, by_tier=True)
DORA, ERIC = UUID(int=4), UUID(int=5)
give_out = GiveOutWorkshopPlaces(**ID)
allocate = AllocateWorkshopPlaces(**ID)
closed = WorkshopRequestsClosed(**ID)


def later(hours):
    return AUTUMN + timedelta(hours=hours)


def ask(one, tier, hours=0):
    return QueueForWorkshopPlace(**ID, participant_id=one, tier=tier, submitted_at=later(hours))


def in_line(one, tier, hours=0):
    asked = {"participant_id": one, "tier": tier, "submitted_at": later(hours)}
    return WorkshopPlaceWaitlisted(**ID, **asked)


def served(one, tier, hours=0):
    asked = {"participant_id": one, "tier": tier, "submitted_at": later(hours)}
    return WorkshopPlaceAllocated(**ID, **asked)


def given_out(places, waiting=0):
    return WorkshopPlacesGivenOut(**ID, places=places, waiting=waiting)


def released(one):
    return WorkshopPlaceReleased(**ID, participant_id=one)


def release(one):
    return ReleaseWorkshopPlace(**ID, participant_id=one)


@pytest.mark.requirement("ASME-25")
def test_a_workshop_has_no_more_places_than_the_policy_gives_it():
    plan = {**PLAN, "capacity": 2}
    ranked().when(ScheduleWorkshop(**plan)).then(few)
    ranked().when(ScheduleWorkshop(**{**plan, "capacity": 3})).then_refused("places-allowed")
    given().when(ScheduleWorkshop(**plan)).then(WorkshopScheduled(**plan))


@pytest.mark.requirement("ASME-27")
def test_everybody_waits_until_the_office_gives_out_the_places_by_rank():
    ranked(few).when(ask(ANNE, 1)).then(in_line(ANNE, 1))
    ranked(few, in_line(ANNE, 1)).when(ask(ANNE, 1, 5)).then_nothing()
    early = (in_line(CARL, 2), in_line(ANNE, 3, 1), in_line(DORA, 1, 2), in_line(BERT, 1, 3))
    ranked(few, *early).when(give_out).then(given_out(2, 2), served(DORA, 1, 2), served(BERT, 1, 3))
    left_over = (in_line(ANNE, 3), in_line(CARL, 2, 1), in_line(DORA, 1, 2))
    ranked(few, *left_over).when(give_out).then(
        given_out(2, 1), served(DORA, 1, 2), served(CARL, 2, 1)
    )


def test_among_equals_the_first_to_ask_goes_first_and_then_the_id_decides():
    line = (in_line(CARL, 1, 1), in_line(BERT, 1), in_line(ANNE, 1))
    ranked(few, *line).when(give_out).then(given_out(2, 1), served(ANNE, 1), served(BERT, 1))


def test_the_places_are_given_out_once():
    out = (few, in_line(ANNE, 1), given_out(1), served(ANNE, 1))
    ranked(few, in_line(ANNE, 1)).when(allocate).then(closed)
    ranked(few, closed).when(allocate).then_nothing()
    ranked(*out).when(allocate).then_nothing()
    ranked(*out).when(give_out).then_nothing()
    given(scheduled).when(allocate).then_nothing()
    given(scheduled).when(give_out).then_nothing()
    ranked(few).when(give_out).then(given_out(0))
    ranked().when(allocate).then_refused("impossible")


@pytest.mark.requirement("ASME-28")
def test_who_asks_later_gets_what_is_left_or_waits_by_rank():
    out = (few, in_line(ANNE, 3), given_out(1), served(ANNE, 3))
    ranked(*out).when(ask(BERT, 3, 1)).then(served(BERT, 3, 1))
    full = (*out, served(BERT, 3, 1))
    ranked(*full).when(ask(CARL, 1, 2)).then(in_line(CARL, 1, 2))


@pytest.mark.requirement("ASME-28")
def test_a_place_given_back_goes_to_the_best_rank_in_line_once():
    line = (in_line(CARL, 3), in_line(DORA, 2, 2), in_line(ERIC, 2, 1))
    full = (few, given_out(0), served(ANNE, 1), served(BERT, 1), *line)
    ranked(*full).when(release(ANNE)).then(released(ANNE), served(ERIC, 2, 1))
    moved = (*full, released(ANNE), served(ERIC, 2, 1))
    ranked(*moved).when(release(ANNE)).then_nothing()
    ranked(*moved).when(release(BERT)).then(released(BERT), served(DORA, 2, 2))
    ranked(*full).when(release(ERIC)).then(released(ERIC))
    ranked(few, in_line(CARL, 3)).when(release(CARL)).then(released(CARL))


def test_nobody_books_round_the_ranks():
    ranked(few).when(book(ANNE)).then_refused("places-as-asked")
    given(scheduled).when(ask(ANNE, 3)).then(served(ANNE, 3))


PEOPLE = st.integers(1, 7).map(lambda n: UUID(int=n))
ASKS = st.builds(ask, PEOPLE, st.integers(1, 3), st.integers(0, 9))
MOVES = st.lists(
    st.one_of(ASKS, ASKS, PEOPLE.map(release), st.sampled_from([allocate, give_out])), max_size=30
)


@pytest.mark.requirement("ASME-25", "ASME-27")
@settings(deadline=None, derandomize=True)
@drawn(st.integers(1, 3), MOVES)
def test_whatever_is_asked_places_are_few_and_no_rank_is_passed_over(capacity, moves):
    history = [WorkshopScheduled(**{**PLAN, "capacity": capacity}, by_tier=True)]
    for move in moves:
        before = workshop.fold(history).places
        events = ranked(*history).when(move).decide()
        waiting = {one.participant_id: one.turn for one in before.waiting}
        for event in events:
            if isinstance(event, WorkshopPlaceAllocated) and event.participant_id in waiting:
                assert waiting.pop(event.participant_id) < min(waiting.values(), default=(9,))
            elif isinstance(event, WorkshopPlaceAllocated):
                assert not waiting
        history += events
        after = workshop.fold(history).places
        assert len(after.taken) <= capacity
        assert not (after.free and after.waiting)
        assert not after.taken or after.given_out
