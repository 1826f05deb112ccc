from datetime import date
from itertools import permutations, product
from uuid import UUID

import pytest

from services.profiles.commands.training import (
    AcknowledgeHandbook,
    NoteWorkshopMinutes,
    OpenTraining,
)
from services.profiles.decider.training import training
from services.profiles.events import training as said
from shared.testing import scenario

from .vocabulary import AUTUMN, MENTOR, PERSON, STAFF, rules

DAY = date(2025, 10, 1)
ID = {"participant_id": MENTOR}
HALF = {"kind": "workshop", "mode": "online", "minutes": 180, "min_attendance": 180}
BOOK = {"kind": "handbook", "acknowledge": True, "self_certified": True}
ITEMS = {"half_day_1": HALF, "half_day_2": HALF, "handbook": BOOK}
EITHER = {"any_of": [{"all_of": ["half_day_1", "half_day_2"]}, "handbook"]}
policy = rules(training__items=ITEMS, training__mentor=EITHER)
given = scenario(training).under(policy).at(AUTUMN).by(f"mentor:{MENTOR}")
acknowledge = AcknowledgeHandbook(**ID, item="handbook")
(assigned,) = (
    scenario(training)
    .under(policy)
    .at(AUTUMN)()
    .when(OpenTraining(**ID, person_id=PERSON, role="mentor", assigned_by=STAFF))
    .decide()
)


def half_day(number):
    return NoteWorkshopMinutes(
        **ID,
        workshop_id=UUID(int=number),
        item=f"half_day_{number}",
        minutes=180,
        attended_on=DAY,
    )


WAYS = {"half_day_1": half_day(1), "half_day_2": half_day(2), "handbook": acknowledge}


def after(*steps):
    """Everything recorded when these were asked one after another."""
    history = [assigned]
    for step in steps:
        history += given(*history).when(step).decide()
    return history


def trainings(history):
    return [one for one in history if isinstance(one, said.MentorTrained)]


@pytest.mark.requirement("ASME-16")
@pytest.mark.parametrize("done", list(product([False, True], repeat=3)))
def test_both_workshops_or_the_handbook_train_a_mentor(done):
    first, second, handbook = done
    steps = [step for step, is_done in zip(WAYS.values(), done, strict=True) if is_done]
    assert len(trainings(after(*steps))) == ((first and second) or handbook)


@pytest.mark.requirement("ASME-16")
@pytest.mark.parametrize("order", list(permutations(WAYS)))
def test_whichever_comes_first_a_mentor_is_trained_once(order):
    history = after(*(WAYS[one] for one in order), *(WAYS[one] for one in order))
    (trained,) = trainings(history)
    by_handbook = order.index("handbook") < 2
    halves = ("half_day_1", "half_day_2")
    assert trained.satisfied_by == (("handbook",) if by_handbook else halves)
    assert [type(one) for one in history].count(said.TrainingPartCompleted) == 3


@pytest.mark.requirement("ASME-17")
def test_nobody_but_the_mentor_says_that_the_handbook_is_enough():
    word = said.HandbookAcknowledged(
        **ID, item="handbook", acknowledged_on=DAY, self_certified=True
    )
    part = said.TrainingPartCompleted(**ID, item="handbook", completed_on=DAY)
    trained = said.MentorTrained(
        mentor_id=MENTOR, person_id=PERSON, satisfied_by=("handbook",), completed_on=DAY
    )
    given(assigned).when(acknowledge).then(word, part, trained)
    given.by(f"member:{PERSON}")(assigned).when(acknowledge).then(word, part, trained)
    given(assigned, word, part, trained).when(acknowledge).then_nothing()
    manager = given.by(f"programme_manager:{STAFF}")
    manager(assigned).when(acknowledge).then_refused("own-word")


def test_a_programme_may_want_the_word_of_somebody_else():
    strict = {**ITEMS, "handbook": {**BOOK, "self_certified": False}}
    asked = given.under(rules(training__items=strict, training__mentor=EITHER))
    asked(assigned).when(acknowledge).then_refused("own-word")
    manager = asked.by(f"programme_manager:{STAFF}")
    first, *_ = manager(assigned).when(acknowledge).decide()
    assert first.self_certified is False


def test_only_what_is_a_handbook_and_was_assigned_is_acknowledged():
    given(assigned).when(AcknowledgeHandbook(**ID, item="half_day_1")).then_refused(
        "handbook-known"
    )
    given(assigned).when(AcknowledgeHandbook(**ID, item="novel")).then_refused("handbook-known")
    given().when(acknowledge).then_refused("impossible")
