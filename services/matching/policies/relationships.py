"""The rules of a relationship: who may ask, what comes before a session, how it ends."""

from datetime import datetime, timedelta
from typing import Protocol

from shared.asked import Asked
from shared.durations import midnight
from shared.messages import Command

from ..commands import (
    CompleteStartChecklist,
    EndRelationship,
    ExtendRelationship,
    RecordClosureStep,
    ReportFitConcern,
    ReverseEnd,
)
from .pairs import Ended, Live
from .roles import (
    institution,
    is_party,
    run_by_office_or_institution,
    run_by_the_office,
    side_of,
    staff,
)
from .views import Programme, begun_under


class SaysOneself(Protocol):
    """Whatever one of the two says for themselves."""

    @property
    def asked(self) -> Asked: ...
    @property
    def by_role(self) -> str: ...


def asked_by_one_concerned(ask: Command, state: Live | Ended) -> str | None:
    live = state.was if isinstance(state, Ended) else state
    actor = ask.asked.by
    if actor.role in staff(ask) | institution(ask) or is_party(actor, live):
        return None
    return "Only those concerned and the office can ask for this."


def signs_for_oneself(ask: SaysOneself, _live: Live | Ended) -> str | None:
    """The office may enter what a side signed or said; a side cannot do so for the other."""
    role = ask.asked.by.role
    if role in staff(ask) | institution(ask) or role == ask.by_role:
        return None
    return f"A {role} cannot do this for the {ask.by_role}."


def agreement_signed(ask: CompleteStartChecklist, live: Live) -> str | None:
    """QS-03: both have signed before the first session."""
    missing = [side for side in ("mentor", "mentee") if side not in live.signed]
    if begun_under(ask).relationship.agreement == "required" and missing:
        return f"The agreement is not signed by: {', '.join(missing)}."
    return None


def checklist_complete(ask: CompleteStartChecklist, live: Live) -> str | None:
    """1MM-079: what is missing is named."""
    missing = [item for item in items_needed(begun_under(ask), live) if item not in ask.items]
    return f"Missing: {', '.join(missing)}." if missing else None


def chaperone_named(ask: CompleteStartChecklist, live: Live) -> str | None:
    needed = "chaperone_named" in items_needed(begun_under(ask), live)
    return "Name the chaperone." if needed and ask.chaperone_id is None else None


def items_needed(programme: Programme, live: Live) -> tuple[str, ...]:
    """The programme's checklist; an adult needs no chaperone."""
    items = programme.relationship.start_checklist
    return tuple(item for item in items if item != "chaperone_named" or live.age_band == "minor")


def started(_ask: Command, live: Live) -> str | None:
    return None if live.started_at else "They have not met yet."


def later_than_before(ask: ExtendRelationship, live: Live) -> str | None:
    beyond = live.term_ends_at is not None and extended_to(ask) > live.term_ends_at
    return None if beyond else "That is no later than the term ends now."


def within_the_term(ask: ExtendRelationship, _live: Live) -> str | None:
    """1MM-058: twelve months are a cap where the programme refuses an overrun, a mark where it
    flags one.
    """
    strict = begun_under(ask).relationship.overrun == "refuse"
    return "This programme does not go beyond its term." if strict else None


def extended_to(ask: ExtendRelationship) -> datetime:
    """The midnight after the last day."""
    return midnight(ask.until + timedelta(1), begun_under(ask).policy.time_zone)


def safety_goes_the_other_way(ask: ReportFitConcern, _live: Live) -> str | None:
    """1MM-082: a worry about safety bypasses advice and waits for no third session."""
    if ask.reason_code == "safety":
        return "Tell the institution's safeguarding lead at once: raise a disclosure instead."
    return None


def ending_right(ask: EndRelationship, _live: Live) -> str | None:
    """Mentor and mentee may always; who else may is the programme's to say."""
    side = side_of(ask)
    may = {"mentor", "mentee", *begun_under(ask).ending.right}
    return None if side in may else f"The {side} cannot end a relationship in this programme."


def closure_step_known(ask: RecordClosureStep, ended: Ended) -> str | None:
    return None if ask.step in ended.steps else f"The steps are: {', '.join(ended.steps)}."


def both_want_to_go_on(ask: ReverseEnd, _ended: Ended) -> str | None:
    missing = [side for side in ("mentor", "mentee") if side not in ask.agreed_by]
    return f"Not agreed by: {', '.join(missing)}." if missing else None


signing_rules = (asked_by_one_concerned, signs_for_oneself)
checklist_rules = (
    run_by_office_or_institution,
    agreement_signed,
    checklist_complete,
    chaperone_named,
)
extending_rules = (asked_by_one_concerned, started, later_than_before, within_the_term)
concern_rules = (asked_by_one_concerned, signs_for_oneself, safety_goes_the_other_way)
ending_rules = (asked_by_one_concerned, ending_right)
closing_rules = (asked_by_one_concerned, closure_step_known)
reversing_rules = (run_by_the_office, both_want_to_go_on)
