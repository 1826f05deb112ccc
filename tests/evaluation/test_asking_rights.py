"""What people think is theirs to say; what is made of it is the office's."""

from uuid import UUID, uuid4

import pytest

from services.evaluation.commands import (
    DeclineEvaluation,
    FreezeCohort,
    InvalidateResponse,
    OpenEvaluation,
    PublishReport,
    RateWorkshop,
    RecordNps,
    RecordPulse,
    SubmitEvaluation,
)
from services.evaluation.room import room
from shared.testing import Given

from .vocabulary import (
    JANUARY,
    MARTIN,
    MARTIN_PERSON,
    NCS,
    PRE,
    YASMIN,
    YASMIN_PERSON,
    pre_asked_of,
)

STRANGER = UUID(int=77)
OFFICE = ["operator:1", "programme_manager:1", "regional_coordinator:1", "importer:answers"]
MARTINS = {"participant_id": MARTIN, "role": "mentor"}
VOICES = [
    RecordNps(**MARTINS, score=9),
    RecordPulse(**MARTINS, session_id=UUID(int=5), valence="good"),
    RateWorkshop(**MARTINS, workshop_id=UUID(int=6), rating="good"),
]
ANSWERS = [
    OpenEvaluation(response_id=PRE),
    SubmitEvaluation(response_id=PRE, answers={"empowerment_1": 2}),
    DeclineEvaluation(response_id=PRE),
]
MADE_OF_THEM = [
    pre_asked_of(),
    InvalidateResponse(response_id=PRE, cause="test"),
    FreezeCohort(cohort_id=uuid4()),
    PublishReport(report_id=uuid4(), cohort_id=uuid4()),
]
each = pytest.mark.parametrize


def asked(command, *history, by):
    _, decider = room.deciders_by_command[type(command).__name__]
    return Given(decider)(*history).at(JANUARY).by(by).under(NCS).when(command)


assigned = asked(pre_asked_of(), by="operator:1").decide()


@each("word", VOICES)
@each("by", [f"mentor:{MARTIN}", *OFFICE])
def test_what_somebody_thinks_is_said_by_them_or_typed_in_by_the_office(word, by):
    assert asked(word, by=by).decide()


@each("word", VOICES)
@each(
    "by",
    [
        f"mentor:{STRANGER}",
        f"mentee:{YASMIN}",
        f"mentor:{MARTIN_PERSON}",
        "institution:1",
        "mentor:",
    ],
)
def test_nobody_speaks_for_somebody_else(word, by):
    asked(word, by=by).then_refused("may-ask")


@each("answer", ANSWERS)
@each("by", [f"mentee:{YASMIN}", f"mentee:{YASMIN_PERSON}", f"member:{YASMIN_PERSON}", *OFFICE])
def test_whoever_was_asked_answers_or_not(answer, by):
    assert asked(answer, *assigned, by=by).decide()


@each("answer", ANSWERS)
@each(
    ("by", "code"),
    [
        (f"mentee:{STRANGER}", "answers-are-ones-own"),
        (f"member:{STRANGER}", "may-ask"),
        ("institution:1", "may-ask"),
        (":", "may-ask"),
    ],
)
def test_nobody_answers_for_somebody_else(answer, by, code):
    looks = isinstance(answer, OpenEvaluation)
    asked(answer, *assigned, by=by).then_refused("may-ask" if looks else code)


@each("ask", MADE_OF_THEM)
@each("by", [f"mentor:{MARTIN}", f"mentee:{YASMIN}", "institution:1", "dsl:1", ":"])
def test_what_is_asked_and_what_is_made_of_it_is_the_offices(ask, by):
    asked(ask, *assigned, by=by).then_refused("may-ask")


def test_who_answered_may_still_look():
    told = asked(ANSWERS[1], *assigned, by=f"mentee:{YASMIN}").decide()
    asked(ANSWERS[0], *assigned, *told, by=f"mentee:{YASMIN}").then_nothing()
    asked(ANSWERS[0], *assigned, *told, by=f"mentee:{STRANGER}").then_refused("may-ask")
