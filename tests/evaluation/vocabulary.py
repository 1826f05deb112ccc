"""Fixtures as words: people, times, rules and instruments that the tests of evaluation speak of."""

from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID

import yaml

from services.evaluation.commands import AssignEvaluation, PublishInstrument
from services.evaluation.policies.asked_for import end_response, pre_response
from shared.asked import Rules

DEPLOY = Path(__file__).parents[2] / "deploy"
PROGRAMME = "1mm-ncs"
JANUARY = datetime(2026, 1, 5, 12, tzinfo=UTC)
APRIL = datetime(2026, 4, 6, 12, tzinfo=UTC)
JULY = datetime(2026, 7, 6, 12, tzinfo=UTC)

YASMIN, YASMIN_PERSON = UUID(int=0xA1), UUID(int=0xA2)
MARTIN, MARTIN_PERSON = UUID(int=0xB1), UUID(int=0xB2)
TOGETHER, AGAIN = UUID(int=0xC1), UUID(int=0xC2)

PRE = pre_response(YASMIN)
END = end_response(YASMIN, TOGETHER)


def document(path):
    return yaml.safe_load((DEPLOY / path).read_text())


def rules(**evaluation):
    """The first programme's rules, with these changes to its evaluation section."""
    policy = document("programmes/1mm-ncs.yaml")
    policy["evaluation"] |= evaluation
    return Rules(PROGRAMME, 1, policy)


NCS = rules()
NOTHING_ASKED = Rules(
    "hub", 1, {"application": {"pre_evaluation": []}, "evaluation": {"phases": []}}
)


def instrument(name="young-person-v1"):
    return PublishInstrument.load(document(f"instruments/{name}.yaml"))


def pre_asked_of(participant=YASMIN, person=YASMIN_PERSON, role="mentee"):
    return AssignEvaluation(
        response_id=pre_response(participant),
        participant_id=participant,
        person_id=person,
        role=role,
        phase="pre",
    )


def end_asked_of(participant=YASMIN, person=YASMIN_PERSON, role="mentee", relationship=TOGETHER):
    return AssignEvaluation(
        response_id=end_response(participant, relationship),
        participant_id=participant,
        person_id=person,
        role=role,
        phase="end",
        relationship_id=relationship,
    )
