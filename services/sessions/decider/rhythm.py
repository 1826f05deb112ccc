"""How it is told, once each, that they meet too rarely, say nothing, or are soon to meet."""

from shared.messages import Event

from ..commands import CallFollowUp, CountYear, NoteDormancy, PromptAgenda
from ..events import AgendaPrompted, CadenceLow, FollowUpDue, PairDormant, YearCounted
from ..policies.plan import Plan
from ..policies.terms import nth, terms
from .family import Family

YEAR = "P1Y"


def call_follow_up(ask: CallFollowUp, plan: Plan) -> list[Event]:
    if plan.term is None or plan.follow_up_told or len(plan.held) > 1 or not plan.is_active:
        return []
    if own_rhythm(ask, plan):
        return []
    return [FollowUpDue.following(ask, first_held_at=plan.term.began_at)]


def own_rhythm(ask: CallFollowUp | CountYear, plan: Plan) -> bool:
    """Whether what the pair agreed has taken the place of the programme's rhythm."""
    return plan.meet_every is not None and terms(ask).sessions.cadence.is_the_pairs


def count_year(ask: CountYear, plan: Plan) -> list[Event]:
    if plan.term is None or plan.ended_on or ask.ordinal in plan.years:
        return []
    begin, end, following = (
        nth(ask, plan.term.began_at, YEAR, ask.ordinal + step) for step in (-1, 0, 1)
    )
    held = sum(begin <= one.held_at < end for one in plan.held.values())
    counted = YearCounted.following(ask, held=held, next_at=following)
    least = min(terms(ask).sessions.cadence.per_year, default=0)
    if held >= least or not plan.is_active or own_rhythm(ask, plan):
        return [counted]
    return [counted, CadenceLow.following(ask, held=held, year_ended_at=end)]


def note_dormancy(ask: NoteDormancy, plan: Plan) -> list[Event]:
    until, since = plan.dormant_at, plan.alive_at
    if until is None or since is None or ask.asked.at < until:
        return []
    if plan.dormant or not plan.is_active:
        return []
    return [PairDormant.following(ask, since=since)]


def prompt_agenda(ask: PromptAgenda, plan: Plan) -> list[Event]:
    slot = plan.slots.get(ask.session_id)
    if slot is None or slot.starts_at <= ask.asked.at:
        return []
    if ask.session_id in plan.agendas | plan.prompted:
        return []
    return [AgendaPrompted.following(ask, role=one) for one in terms(ask).agenda.proposers]


RHYTHM: Family = {
    CallFollowUp: call_follow_up,
    CountYear: count_year,
    NoteDormancy: note_dormancy,
    PromptAgenda: prompt_agenda,
}
