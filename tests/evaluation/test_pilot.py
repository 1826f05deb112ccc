"""A pilot is read as one in every report, and what its mentors say at the end is theirs to say."""

import inspect
from datetime import timedelta

import pytest

from services.evaluation.commands import FreezeCohort, PublishReport, SubmitEvaluation
from services.evaluation.events import EvaluationAssigned, InstrumentPublished
from services.evaluation.heard import MenteeReferred, MentorApplicationStarted, RelationshipEnded
from services.evaluation.policies.asked_for import end_response
from services.evaluation.projections import answering
from shared.asked import Rules
from shared.rulebook import PolicyAdopted

from .house import House, as_json, read_models, some_id
from .vocabulary import JULY, PROGRAMME, document, instrument

pytestmark = pytest.mark.store
YES, NO = 4, 2
SAID = "career_development_1"
COHORT, REPORT = some_id(), some_id()


@pytest.fixture
def reader(postgres, fresh_database):
    with read_models(postgres.dsn(fresh_database)) as reader:
        yield reader


@pytest.fixture
def house(reader):
    house = House(reader.sql, Rules(PROGRAMME, 1, document("programmes/asme-pilot.yaml")))
    house.ask(instrument("career-mentor-v1"))
    return house


def parted(house):
    """A pair that ended; the mentor, and the id under which they may answer."""
    mentor, mentee, together = some_id(), some_id(), some_id()
    house.hear("profiles", MenteeReferred(mentee_id=mentee, person_id=mentee))
    house.hear("profiles", MentorApplicationStarted(mentor_id=mentor, person_id=mentor))
    both = {
        "mentor_id": mentor,
        "mentor_person_id": mentor,
        "mentee_id": mentee,
        "mentee_person_id": mentee,
    }
    ended = RelationshipEnded(relationship_id=together, **both, effective_on=JULY.date())
    house.hear("matching", ended, JULY)
    return mentor, end_response(mentor, together)


def say(house, **answers):
    mentor, response = parted(house)
    given = SubmitEvaluation(response_id=response, answers=answers)
    house.ask(given, JULY, by=f"mentor:{mentor}")


def reports():
    """Every answer about a programme, found by what it asks for."""
    found = inspect.getmembers(answering, inspect.isfunction)
    own = [one for _, one in found if one.__module__ == answering.__name__]
    return [one for one in own if "programme" in inspect.signature(one).parameters]


def about(report, reader):
    """The report on everybody, with nothing left out by time."""
    given = {"desk": reader, "programme": PROGRAMME, "role": "mentor"}
    return report(**{name: given.get(name) for name in inspect.signature(report).parameters})


@pytest.mark.requirement("ASME-01")
@pytest.mark.parametrize("report", reports(), ids=lambda one: one.__name__)
def test_every_report_says_that_it_is_a_pilot(house, reader, report):
    assert about(report, reader)["stage"] == "pilot"


@pytest.mark.requirement("ASME-01")
def test_what_was_frozen_in_a_pilot_stays_a_pilots(house, reader):
    house.ask(FreezeCohort(cohort_id=COHORT, role="mentor"), JULY)
    house.ask(PublishReport(report_id=REPORT, cohort_id=COHORT), JULY)
    later = as_json(document("programmes/asme-pilot.yaml"))
    later["programme"]["stage"] = "live"
    began = JULY + timedelta(days=1)
    known = {"programme": PROGRAMME, "policy_version": 2, "sha256": ""}
    adopted = PolicyAdopted(**known, effective_from=began, document=later)
    house.record(adopted, began, "rulebook-1")
    assert about(answering.impact, reader)["stage"] == "live"
    assert answering.paired_table(reader, str(COHORT))["stage"] == "pilot"
    assert answering.published_table(reader, str(REPORT))["stage"] == "pilot"
    assert answering.averages_of(reader, [str(COHORT)])["stages"] == ["pilot"]


def test_nobody_says_of_an_unknown_programme_what_stage_it_is_at(reader):
    assert answering.nps(reader, "unknown", "mentor")["stage"] is None


# ---- what mentors gain --------------------------------------------------------------------------


@pytest.mark.requirement("ASME-24")
def test_mentors_are_asked_at_the_end_and_mentees_are_not(house):
    mentor, _ = parted(house)
    (asked,) = house.told(EvaluationAssigned)
    assert (asked.participant_id, asked.phase, asked.role) == (mentor, "end", "mentor")


@pytest.mark.requirement("ASME-24")
def test_it_asks_for_development_for_giving_back_and_for_lasting_ties(house):
    (published,) = house.told(InstrumentPublished)
    assert {one.theme for one in published.items} == {
        "development",
        "contribution",
        "relationships",
    }
    assert published.licence_ref is None


@pytest.mark.requirement("ASME-24")
def test_every_question_may_be_left_out_and_so_may_all(house, reader):
    parted(house)
    say(house)
    for _ in range(5):
        say(house, **{SAID: YES})
    found = answering.end_answers(reader, PROGRAMME, "mentor")
    assert (found["asked"], found["answered"]) == (7, 6)
    assert [(row["item"], row["n"]) for row in found["items"]] == [(SAID, 5)]


@pytest.mark.requirement("ASME-24")
@pytest.mark.parametrize(
    ("yes", "no", "n", "percent"),
    [(15, 5, 20, 75.0), (16, 4, 20, None), (4, 16, 20, None), (2, 2, None, None)],
)
def test_what_mentors_say_is_reported_and_what_few_say_is_withheld(
    house, reader, yes, no, n, percent
):
    for answer in [YES] * yes + [NO] * no:
        say(house, **{SAID: answer})
    (row,) = answering.end_answers(reader, PROGRAMME, "mentor")["items"]
    assert row["n"] == n
    assert (row["agreeing"] or {}).get("percent") == percent


def test_an_answer_off_its_scale_is_not_reported(house, reader):
    say(house, **{SAID: 9})
    assert answering.end_answers(reader, PROGRAMME, "mentor")["items"] == []


def test_an_answer_at_the_end_is_no_half_of_a_pair(house, reader):
    say(house, **{SAID: YES})
    assert answering.impact(reader, PROGRAMME, "mentor")["pairs"] == 0
