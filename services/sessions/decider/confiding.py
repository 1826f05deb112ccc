"""How what stays between the two is read, and how work beside sessions is recorded."""

from shared.deciding import obey
from shared.messages import Event
from shared.refusals import Refused

from ..commands import CompleteAdvice, ReadSessionNotes, RecordEffort
from ..events import AdviceGiven, EffortRecorded, SessionNotesRead
from ..policies.confiding import notes_are_the_pairs
from ..policies.plan import Plan
from ..policies.working import relationship_is_known, speaks_for_themself
from .family import Family


def read(ask: ReadSessionNotes, plan: Plan) -> list[Event]:
    allowed = obey((notes_are_the_pairs,), ask, plan)
    return [SessionNotesRead.following(ask, reader=str(ask.asked.by), allowed_by=allowed)]


def record_effort(ask: RecordEffort, plan: Plan) -> list[Event]:
    if ask.effort_id in plan.efforts:
        return []
    allowed = obey((relationship_is_known, speaks_for_themself), ask, plan)
    return [EffortRecorded.following(ask, allowed_by=allowed)]


def complete_advice(ask: CompleteAdvice, plan: Plan) -> list[Event]:
    if ask.by_role in plan.advice:
        return [AdviceGiven.following(ask)]
    raise Refused("advice-is-needed", "There is no such advice to give.", "advice_is_needed")


CONFIDING: Family = {
    ReadSessionNotes: read,
    RecordEffort: record_effort,
    CompleteAdvice: complete_advice,
}
