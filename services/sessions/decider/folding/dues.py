"""What was due, and whether the two suit each other."""

from collections.abc import Callable
from typing import Any

from ...events import (
    AdviceGiven,
    AdviceNeeded,
    AgendaPrompted,
    CheckInCompleted,
    CheckInDue,
    CheckInMissed,
    FitCheckCompleted,
    FitCheckDue,
    FitConfirmed,
    FitDecisionRecorded,
    FitDenied,
    FollowUpDue,
    LeadTimeBreached,
    LeadTimeStarted,
    PairDormant,
    PairTermsAgreed,
    SeriesCompleted,
    SeriesPlanned,
    SessionOverdue,
    TermBegan,
    TermEnding,
    TermsProposed,
    YearCounted,
)
from ...policies.plan import Plan
from .changing import Changes


def check_in(status: str) -> Callable[[Plan, Any], dict[str, Any]]:
    return lambda plan, told: {"check_ins": {**plan.check_ins, told.ordinal: status}}


def terms_agreed(plan: Plan, told: PairTermsAgreed) -> dict[str, Any]:
    every = told.meet_every or plan.meet_every
    return {"agreed": plan.agreed | {told.terms_id}, "meet_every": every}


DUES: Changes = {
    TermBegan: lambda _, told: {"term": told},
    TermEnding: lambda *_: {"term_told": True},
    SessionOverdue: lambda *_: {"overdue": True},
    FitCheckDue: lambda *_: {"fit_due": True},
    FitCheckCompleted: lambda plan, told: {"fit": {**plan.fit, told.by_role: told.verdict}},
    AdviceNeeded: lambda plan, told: {"advice": plan.advice | {told.by_role}},
    AdviceGiven: lambda plan, told: {"advice": plan.advice - {told.by_role}},
    CheckInDue: check_in("due"),
    CheckInCompleted: check_in("completed"),
    CheckInMissed: check_in("missed"),
    LeadTimeStarted: lambda _, told: {"applied_at": told.applied_at},
    LeadTimeBreached: lambda *_: {"lead_time_told": True},
    FollowUpDue: lambda *_: {"follow_up_told": True},
    YearCounted: lambda plan, told: {"years": plan.years | {told.ordinal}},
    PairDormant: lambda *_: {"dormant": True},
    AgendaPrompted: lambda plan, told: {"prompted": plan.prompted | {told.session_id}},
}

FITTING: Changes = {
    FitDecisionRecorded: lambda plan, told: {
        "fit_decisions": {**plan.fit_decisions, told.by_role: told.verdict}
    },
    FitConfirmed: lambda *_: {"fit_settled": True},
    FitDenied: lambda *_: {"fit_settled": True, "fit_denied": True},
    TermsProposed: lambda plan, told: {"proposals": {**plan.proposals, told.terms_id: told}},
    PairTermsAgreed: terms_agreed,
    SeriesPlanned: lambda _, told: {"series": told.count, "series_told": False},
    SeriesCompleted: lambda *_: {"series_told": True},
}
