"""A pilot is decided on before it goes on; those a training is for are asked what it should be."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from services.profiles.commands.consultation import NoteWorkshopInformed, RecordTrainingNeeds
from services.profiles.commands.programme import DecidePilotOutcome, PublishPolicy
from services.profiles.commands.training import ScheduleWorkshop
from services.profiles.decider.consultation import consultation
from services.profiles.decider.programme import programme
from services.profiles.decider.workshop import workshop
from services.profiles.events import (
    PilotOutcomeDecided,
    TrainingNeedsConsulted,
    TrainingNeedsHeeded,
    WorkshopScheduled,
)
from services.profiles.policies.compiling import compile_policy
from services.profiles.policies.supporting import (
    when_workshop_scheduled_then_note_what_informed_it,
)
from shared.envelope import Envelope
from shared.testing import scenario
from tests.contracts.programmes import RANKED
from tests.contracts.programmes import document as document_of
from tests.contracts.programmes import rules as rules_of

from .vocabulary import PERSON, WORKSHOP, rules

PILOT = rules_of(RANKED)
WINTER = datetime(2020, 12, 1, 10, tzinfo=UTC)
SPRING = datetime(2021, 3, 1, tzinfo=UTC)
given = scenario(programme).under(PILOT).at(WINTER)
plans = scenario(workshop).under(PILOT).at(WINTER)


def publish(version=1, **changes):
    document = document_of(RANKED, policy__version=version, **changes)
    document["policy"]["effective_from"] = date(2020, 10 + version, 1).isoformat()
    return PublishPolicy(programme=PILOT.programme, document=document)


def live(version=2):
    return publish(version, programme__stage="live")


(first,) = given().when(publish()).decide()


def decide(outcome="continue"):
    return DecidePilotOutcome(programme=PILOT.programme, outcome=outcome, rationale="It works.")


def decided(outcome="continue"):
    return PilotOutcomeDecided(programme=PILOT.programme, outcome=outcome, rationale="It works.")


def schedule(at, **more):
    plan = {"item": "half_day_1", "minutes": 180, "capacity": 12, **more}
    return ScheduleWorkshop(workshop_id=WORKSHOP, starts_at=at, **plan)


FEBRUARY = datetime(2021, 2, 28, 23, 59, tzinfo=UTC)


@pytest.mark.requirement("ASME-03")
def test_a_second_round_is_not_planned_before_the_pilot_was_decided_on():
    plans().when(schedule(FEBRUARY)).then_types(WorkshopScheduled)
    plans().when(schedule(SPRING)).then_refused("within-the-pilot")
    given(first).when(live()).then_refused("pilot-decided")
    given(first).when(decide()).then(decided())
    (second,) = given(first, decided()).when(live()).decide()
    afterwards = plans().under(rules_of(RANKED, programme__stage="live"))
    assert second.document["programme"]["stage"] == "live"
    afterwards.when(schedule(SPRING)).then_types(WorkshopScheduled)


@pytest.mark.requirement("ASME-03")
@pytest.mark.parametrize(("outcome", "goes_on"), [("continue", 1), ("revise", 1), ("stop", 0)])
def test_a_pilot_that_is_to_stop_does_not_go_on(outcome, goes_on):
    asked = given(first, decided(outcome)).when(live())
    if goes_on:
        asked.then_types(type(first))
    else:
        asked.then_refused("pilot-decided")


def test_no_other_document_gets_round_the_decision():
    given(first).when(publish(2, pilot__decision=[])).then_refused("pilot-decided")
    given(first).when(publish(2)).then_types(type(first))
    moved = publish(2, training__first_window="2021-06")
    given(first).when(moved).then_types(type(first))
    given(first).at(SPRING).when(moved).then_refused("pilot-decided")


def test_a_pilot_is_decided_on_where_there_is_one_in_words_of_the_policy():
    given(first, decided()).when(decide()).then_nothing()
    given(first, decided()).when(decide("stop")).then(decided("stop"))
    given(first).when(decide("juggle")).then_refused("outcome-known")
    given().when(decide()).then_refused("pilot-runs")
    (onwards,) = given(first, decided()).when(live()).decide()
    given(first, decided(), onwards).when(decide("stop")).then_refused("pilot-runs")


def test_a_pilot_says_when_its_first_round_is():
    (problem,) = compile_policy(document_of(RANKED, training__first_window=None))
    assert (problem.where, problem.code) == ("training.first_window", "pilot-without-window")


# ---- consultation ------------------------------------------------------------------------------

ASKED = UUID(int=91)
ID = {"consultation_id": ASKED}
answers = scenario(consultation).under(PILOT).at(WINTER)
answer = RecordTrainingNeeds(**ID, person_id=PERSON, response="How to listen.")
answered = TrainingNeedsConsulted(**ID, person_id=PERSON, response="How to listen.")
heeded = TrainingNeedsHeeded(**ID, workshop_id=WORKSHOP, answers=1)


@pytest.mark.requirement("ASME-18")
def test_answers_are_linked_to_the_workshop_they_informed():
    answers().when(answer).then(answered)
    (planned,) = plans().when(schedule(FEBRUARY, informed_by=(ASKED,))).decide()
    assert planned.informed_by == (ASKED,)
    (note,) = when_workshop_scheduled_then_note_what_informed_it(Envelope.about(planned))
    answers(answered).when(note).then(heeded)
    answers(answered, heeded).when(note).then_nothing()


def test_where_nobody_answered_nothing_was_heeded():
    answers().when(NoteWorkshopInformed(**ID, workshop_id=WORKSHOP)).then_nothing()


def test_an_answer_is_replaced_by_another_and_not_by_itself():
    answers(answered).when(answer).then_nothing()
    other = replace(answer, response="How to ask.")
    answers(answered).when(other).then(replace(answered, response="How to ask."))


def test_nobody_is_asked_where_the_programme_asks_nobody():
    answers().under(rules()).when(answer).then_refused("consultation-held")
