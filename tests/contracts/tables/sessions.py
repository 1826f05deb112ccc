"""Meetings, and the plan around them."""

from datetime import timedelta
from uuid import UUID

from services.sessions import commands
from services.sessions.decider import plan
from tests.contracts.generated import RULES
from tests.contracts.walking import BEGIN, NEW, Table, Walk

MENTOR, MENTEE = UUID(int=2), UUID(int=3)
S = {"relationship_id": UUID(int=1)}
OPEN = commands.OpenPlan(
    **S,
    mentor_id=MENTOR,
    mentor_person_id=UUID(int=12),
    mentee_id=MENTEE,
    mentee_person_id=UUID(int=13),
    institution_id=None,
    age_band="adult",
    made_at=BEGIN,
)
READY = commands.NoteChecklist(
    **S, items=("agreement", "consents", "policy_ack"), chaperone_id=None
)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)
ACTORS = (f"mentor:{MENTOR}", f"mentee:{MENTEE}", "operator:1")
MEETINGS = tuple({**S, "session_id": UUID(int=100 + number)} for number in range(6))


def planned(one, after):
    place = {"mode": "online"}
    return lambda at: commands.ScheduleSession(
        **one, **place, starts_at=at + after, ends_at=at + after + HOUR
    )


def moved(one):
    return lambda at: commands.RescheduleSession(
        **one, starts_at=at + 9 * DAY, ends_at=at + 9 * DAY + HOUR
    )


def met(one):
    return lambda at: commands.RecordSession(
        **one, started_at=at - 2 * HOUR, minutes=60, mode="online", topics=("goals",)
    )


def corrected(one):
    return lambda at: commands.CorrectSession(
        **one, minutes=30 + at.day, reason_code="misremembered"
    )


def halts_hold(stage: str, walk: Walk) -> None:
    """Whatever was planned, nothing more is while the two rest, are held or have parted."""
    if not walk.state.is_active:
        for one in MEETINGS:
            assert walk.answer(planned(one, DAY), ACTORS[0]) == []


MEETING = Table(
    name="meeting",
    decider=plan,
    moves={
        NEW: {"SessionScheduled": "scheduled", "SessionHeld": "held"},
        "scheduled": {
            "SessionRescheduled": "scheduled",
            "AgendaProposed": "scheduled",
            "SessionCancelled": "cancelled",
            "SessionNotHeld": "not held",
            "SessionHeld": "held",
        },
        "held": {
            "SessionAttested": "held",
            "SessionCorrected": "held",
            "SessionNoteRecorded": "held",
        },
    },
    over=frozenset({"cancelled", "not held"}),
    asks=(
        OPEN,
        READY,
        *(planned(one, (3 + number) * DAY) for number, one in enumerate(MEETINGS)),
        *(moved(one) for one in MEETINGS[:3]),
        *(met(one) for one in MEETINGS),
        *(commands.AttestSession(**one) for one in MEETINGS),
        *(corrected(one) for one in MEETINGS[:2]),
        *(commands.RecordSessionNote(**one, topics=("goals",)) for one in MEETINGS[:2]),
        *(commands.ProposeAgenda(**one, topics=("goals",)) for one in MEETINGS[:2]),
        commands.ResumePlan(**S),
        commands.ReleasePlan(**S),
    ),
    seldom=(
        *(commands.CancelSession(**one, reason_code="illness") for one in MEETINGS),
        *(commands.RecordNotHeld(**one, cause="no_show_mentee") for one in MEETINGS),
        commands.PausePlan(**S),
        commands.SuspendPlan(**S),
        lambda at: commands.EndPlan(**S, effective_on=at.date()),
        commands.ReopenPlan(**S),
    ),
    actors=ACTORS,
    rules=RULES,
    subject=lambda event: getattr(event, "session_id", None),
    stays=False,
    sound=halts_hold,
)

# ---- the plan: three things that halt it, each with its own way back -------------------------

LIFE = {"PlanOpened", "PlanEnded", "PlanReopened"}
REST = {"PlanPaused", "PlanResumed"}


def which(event):
    name = type(event).__name__
    return "life" if name in LIFE else "rest" if name in REST else "hold"


PLAN = Table(
    name="plan",
    decider=plan,
    moves={
        # Facts come in whatever order they come: a break or an end may be heard first.
        NEW: {
            "PlanOpened": "open",
            "PlanEnded": "over unopened",
            "PlanPaused": "resting",
            "PlanSuspended": "held back",
        },
        "open": {"PlanEnded": "over"},
        "over": {"PlanReopened": "open"},
        "over unopened": {"PlanOpened": "over", "PlanReopened": NEW},
        "resting": {"PlanResumed": NEW},
        "held back": {"PlanReleased": NEW},
    },
    asks=(
        OPEN,
        READY,
        commands.PausePlan(**S),
        commands.ResumePlan(**S),
        commands.SuspendPlan(**S),
        commands.ReleasePlan(**S),
        lambda at: commands.EndPlan(**S, effective_on=at.date()),
        commands.ReopenPlan(**S),
        commands.ContinuePlan(**S),
    ),
    actors=("service:1",),
    rules=RULES,
    subject=which,
    stays=False,
    sound=halts_hold,
)

SESSIONS = (MEETING, PLAN)
