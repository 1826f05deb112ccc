"""Two half-days, or the handbook: as the programme that wants them has it in its document."""

from datetime import date
from uuid import UUID

import pytest

from services.profiles.commands import training as ask
from services.profiles.decider.training import training
from services.profiles.decider.workshop import workshop
from services.profiles.events import MentorTrained, WorkshopAttendanceRecorded
from services.profiles.policies.reactions import own
from shared.envelope import Envelope
from shared.testing import NOON, scenario
from tests.contracts.programmes import RANKED, rules

from .vocabulary import MENTOR, PERSON, STAFF

HALVES = ("half_day_1", "half_day_2")
ID = {"participant_id": MENTOR}
policy = rules(RANKED, programme__stage="live")  # the pilot is over
given = scenario(training).under(policy).at(NOON).by(f"mentor:{MENTOR}")
there = scenario(workshop).under(policy).at(NOON)


def attending(item, minutes=180, number=1):
    """What the mentor's own record is told when the provider says who came."""
    about = {"workshop_id": UUID(int=number)}
    plan = ask.ScheduleWorkshop(
        **about, item=item, starts_at=NOON, minutes=180, capacity=12, provider="Somebody"
    )
    (planned,) = there().when(plan).decide()
    assert planned.mode == "online"
    came = ask.RecordAttendance(**about, **ID, minutes=minutes)
    provider = there.by(f"training_provider:{STAFF}")
    (recorded,) = provider(planned).when(came).then_types(WorkshopAttendanceRecorded)
    return own.to(Envelope.about(recorded))


def trained_by(*asks):
    (history,) = [given().when(opened()).decide()]
    for one in asks:
        history += given(*history).when(one).decide()
    return [one for one in history if isinstance(one, MentorTrained)]


def opened():
    return ask.OpenTraining(**ID, person_id=PERSON, role="mentor", assigned_by=STAFF)


@pytest.mark.requirement("ASME-15")
@pytest.mark.parametrize("item", HALVES)
@pytest.mark.parametrize("times", [1, 2])
def test_one_half_day_is_not_enough_however_often(item, times):
    visits = [one for number in range(times) for one in attending(item, number=number)]
    assert trained_by(*visits) == []


@pytest.mark.requirement("ASME-15")
@pytest.mark.parametrize(("minutes", "enough"), [(179, False), (180, True)])
def test_both_half_days_are_attended_whole(minutes, enough):
    visits = [*attending("half_day_1"), *attending("half_day_2", minutes, number=2)]
    assert len(trained_by(*visits)) == enough


@pytest.mark.requirement("ASME-14")
def test_live_workshops_or_the_handbook_make_a_mentor_trained():
    visits = [*attending("half_day_1"), *attending("half_day_2", number=2)]
    (trained,) = trained_by(*visits)
    assert trained.satisfied_by == HALVES
    (read,) = trained_by(ask.AcknowledgeHandbook(**ID, item="handbook"))
    assert read.satisfied_by == ("handbook",)
    assert trained.completed_on == read.completed_on == date(2026, 1, 5)
    assert trained_by() == []
