"""Who may ask what about a pair: one table, asked before anything else is decided.

A party is this very mentor or mentee, by the id of the person or of the participation, and the
institution is this pair's own: its staff, its leads, whoever accompanies. Others are strangers.
What a stranger says of a pair is no fact of theirs to tell: it is refused, and that is recorded.
"""

from collections.abc import Mapping

from shared.messages import Command

from .. import commands as ask
from .plan import Plan
from .terms import protection

MENTOR, MENTEE, INSTITUTION, OFFICE = "mentor", "mentee", "institution", "office"
Voices = frozenset[str]

HOUSE_ROLES = frozenset({"service", "timer", "importer"})
# The installation's own, whatever a programme calls its people.
OPERATOR, CHAPERONE = "operator", "chaperone"

OFFICE_ONLY: Voices = frozenset({OFFICE})
MENTORS: Voices = frozenset({MENTOR, OFFICE})
PAIR: Voices = frozenset({MENTOR, MENTEE, OFFICE})
AROUND: Voices = PAIR | {INSTITUTION}
SEES_TO_IT: Voices = frozenset({INSTITUTION, OFFICE})
# Their own rule says who, and is refused under its own name.
ITS_OWN_RULE: Voices = frozenset()

WHO_MAY_ASK: Mapping[type[Command], Voices] = {
    # When and where, and what became of it.
    ask.ScheduleSession: AROUND,
    ask.RescheduleSession: AROUND,
    ask.CancelSession: AROUND,
    ask.RecordSession: AROUND,
    ask.RecordNotHeld: AROUND,
    ask.AttestSession: AROUND,
    ask.CorrectSession: AROUND,
    ask.CompletePreSessionCheck: AROUND,
    ask.MeetRequirement: PAIR,
    ask.RecordReadinessLevel: OFFICE_ONLY,
    # What was said, and is to be said.
    ask.RecordSessionNote: PAIR,
    ask.ReadSessionNotes: ITS_OWN_RULE,
    ask.RecordPreparation: MENTORS,
    ask.ProposeAgenda: PAIR,
    # How the two go on with each other.
    ask.RecordFitDecision: PAIR,
    ask.ProposeTerms: PAIR,
    ask.AgreeTerms: PAIR,
    ask.PlanSeries: PAIR,
    ask.AgreeInPerson: PAIR,
    ask.AgreeContactChannel: PAIR,
    ask.RevokeContactChannel: PAIR,
    ask.LogContact: AROUND,
    # What they work on.
    ask.AssignTask: PAIR,
    ask.AmendTask: PAIR,
    ask.CompleteTask: PAIR,
    ask.DropTask: PAIR,
    ask.SetGoal: PAIR,
    ask.SuggestRoute: PAIR,
    ask.AchieveGoal: PAIR,
    ask.IdentifyDevelopmentArea: PAIR,
    ask.NoteStrength: MENTORS,
    ask.RecordAchievement: PAIR,
    ask.ExpressThanks: PAIR,
    ask.SignpostResource: PAIR,
    ask.RecordEffort: PAIR,
    # How they are looked after.
    ask.CompleteFitCheck: PAIR,
    ask.CompleteCheckIn: MENTORS,
    ask.CompleteAdvice: SEES_TO_IT,
}


def may_ask(command: Command, plan: Plan) -> str | None:
    """1MM-065: a fact is never refused to whose it is; about other people's pair nobody tells."""
    voices = WHO_MAY_ASK.get(type(command), ITS_OWN_RULE)
    if not voices or voice_of(command, plan) in voices:
        return None
    return "Only the two, who looks after them, and the office speak here, each in their own place."


def voice_of(command: Command, plan: Plan) -> str | None:
    """In which voice somebody speaks about this pair; None for a stranger."""
    by = command.asked.by
    if by.role in HOUSE_ROLES or is_office(command):
        return OFFICE
    if by.role in (MENTOR, MENTEE):
        # While no pair is known nothing is theirs or another's; other rules refuse then.
        return by.role if plan.pair is None or by.id in own_ids(plan, by.role) else None
    around = is_institution(command) and by.id in ids_around(plan)
    return INSTITUTION if around else None


def is_office(command: Command) -> bool:
    """Whether the office asks, by the names it has in this programme now."""
    roles = protection(command).roles
    return command.asked.by.role in {OPERATOR, *roles.leaders, *roles.office}


def is_institution(command: Command) -> bool:
    """Whether somebody asks in a role that an institution's people have."""
    roles = protection(command).roles
    return command.asked.by.role in {INSTITUTION, CHAPERONE, *roles.institution, *roles.staff}


def own_ids(plan: Plan, role: str) -> set[str]:
    """The ids that one of the two is known by: the participation's and the person's."""
    return {str(getattr(plan.pair, name)) for name in (f"{role}_id", f"{role}_person_id")}


def ids_around(plan: Plan) -> set[str]:
    """The pair's institution, those who work there, and those who accompany the two."""
    institution = plan.pair and plan.pair.institution_id
    staff = {one.person_id for one in plan.house.staff}
    company = {one.chaperone_id for one in plan.slots.values()}
    return {str(one) for one in {institution, plan.chaperone, *staff, *company} if one}
