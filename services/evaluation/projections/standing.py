"""What every report says of its programme: the rules it stands under, and whether it is a pilot."""

from collections.abc import Sequence
from typing import Any, Protocol

from shared.messages import Json

from ..policies.asked_for import NO_RULES, EvaluationRules
from . import questions


class Reader(Protocol):
    """Reads rows as JSON values."""

    def rows(self, statement: str, **params: Any) -> list[Json]: ...
    def row(self, statement: str, **params: Any) -> Json | None: ...
    def value(self, statement: str, **params: Any) -> Any: ...


def rules_in(desk: Reader, programme: str, at: str | None = None) -> EvaluationRules:
    """The newest policy of the programme, or the one in force then; nothing asked without one."""
    document = desk.value(questions.POLICY, programme=programme, at=at)
    return EvaluationRules.load(document) if document else NO_RULES


def of_programme(desk: Reader, programme: str, at: str | None = None) -> Json:
    """Whose report it is, and the stage it was at: nobody takes a pilot for more (ASME-01)."""
    return {"programme": programme, "stage": rules_in(desk, programme, at).programme.stage}


def stage_of_cohort(desk: Reader, cohort: Json) -> Json:
    """What was frozen during a pilot stays a pilot's."""
    return of_programme(desk, cohort["programme"], cohort["frozen_at"])


def stages_of(desk: Reader, cohort_ids: Sequence[str]) -> list[str]:
    """The stages of several cohorts, each once."""
    found = [desk.row(questions.COHORT, cohort_id=one) for one in cohort_ids]
    stages = [stage_of_cohort(desk, one)["stage"] for one in found if one]
    return sorted({one for one in stages if one})
