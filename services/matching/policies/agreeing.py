"""The rules of agreeing to a proposal: every side for itself, in time."""

from uuid import UUID

from ..commands import AgreeMatch, DeclineMatch
from ..events import ProposalOpened
from .roles import institution, is_party, staff

Answer = AgreeMatch | DeclineMatch
Terms = ProposalOpened


def before_expiry(ask: Answer, terms: Terms) -> str | None:
    return "The proposal has expired." if ask.asked.at >= terms.expires_at else None


def a_side_of_it(ask: Answer, terms: Terms) -> str | None:
    needed = terms.agreement_of
    return None if ask.by_role in needed else f"This proposal does not need the {ask.by_role}."


def speaks_for_oneself(ask: Answer, terms: Terms) -> str | None:
    """QS-07: the office may pass an answer on; nobody else may answer for another."""
    actor = ask.asked.by
    if actor.role in staff(ask):
        return None
    if ask.by_role == "institution" and actor.role in institution(ask):
        return None
    if ask.by_role == actor.role and is_party(actor, terms):
        return None
    return f"A {actor.role} cannot answer for this {ask.by_role}."


answering_rules = (before_expiry, a_side_of_it, speaks_for_oneself)


def sides_needed(
    agreement_of: tuple[str, ...], age_band: str, institution: UUID | None
) -> tuple[str, ...]:
    """Both always (QS-07); the institution only where it answers for an under-18."""
    heard = age_band == "minor" and institution is not None
    asked = tuple(side for side in agreement_of if side != "institution" or heard)
    return tuple(dict.fromkeys(("mentor", "mentee", *asked)))
