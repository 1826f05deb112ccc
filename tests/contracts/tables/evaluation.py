"""One person's answers at one time."""

from uuid import UUID

from services.evaluation import commands
from services.evaluation.decider import response
from tests.contracts.generated import RULES
from tests.contracts.walking import NEW, Table

E = {"response_id": UUID(int=1)}
ANSWERS = {"SubmitEvaluation": {}}
RESPONSE = Table(
    name="response",
    decider=response,
    moves={
        NEW: {"EvaluationAssigned": "asked"},
        "asked": {
            "EvaluationOpened": "asked",
            "EvaluationReminderSent": "asked",
            "EvaluationSubmitted": "submitted",
            "EvaluationDeclined": "declined",
            "EvaluationExpired": "expired",
        },
        # Late is better than never: what has expired may still be answered.
        "expired": {"EvaluationSubmitted": "submitted", "EvaluationDeclined": "declined"},
        "submitted": {"ResponseInvalidated": "invalidated"},
    },
    over=frozenset({"declined", "invalidated"}),
    asks=(
        commands.AssignEvaluation(
            **E, participant_id=UUID(int=2), person_id=UUID(int=3), role="mentee", phase="pre"
        ),
        commands.OpenEvaluation(**E),
        *(commands.RemindRespondent(**E, ordinal=number) for number in (1, 2, 3)),
        commands.InvalidateResponse(**E, cause="duplicate"),
    ),
    seldom=(
        commands.SubmitEvaluation(**E, answers={"confidence": 3}),
        commands.DeclineEvaluation(**E),
        commands.ExpireEvaluation(**E),
    ),
    actors=("operator:1", f"mentee:{UUID(int=2)}", f"mentee:{UUID(int=3)}", "timer:"),
    rules=RULES,
)

EVALUATION = (RESPONSE,)
