"""How a proposal decides: every side that must agrees, or it comes to nothing."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID, uuid5

from shared.deciding import Decider, obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import AgreeMatch, DeclineMatch, ExpireProposal, OpenProposal, WithdrawProposal
from ..events import (
    MatchAgreed,
    MatchDeclined,
    MatchMade,
    MatchProposalExpired,
    MatchProposalWithdrawn,
    ProposalOpened,
)
from ..policies.agreeing import Terms, answering_rules


@dataclass(frozen=True)
class Unopened:
    """Nothing was proposed under this id."""


@dataclass(frozen=True)
class Open:
    """Before those who must agree; `agreed` have."""

    terms: Terms
    agreed: frozenset[str] = frozenset()


@dataclass(frozen=True)
class Settled:
    """Decided, one way or the other: `outcome` says which."""

    outcome: str
    agreed: frozenset[str] = frozenset()


Proposal = Unopened | Open | Settled
NOTHING = frozenset({"declined", "expired", "withdrawn"})


def relationship_of(proposal_id: UUID) -> UUID:
    """The relationship a proposal leads to: always the same, so that retries agree."""
    return uuid5(proposal_id, "relationship")


def put(ask: OpenProposal, proposal: Proposal) -> list[Event]:
    return [ProposalOpened.following(ask)] if isinstance(proposal, Unopened) else []


def agree(ask: AgreeMatch, proposal: Proposal) -> list[Event]:
    if isinstance(proposal, Settled) and ask.by_role in proposal.agreed:
        return []
    terms, agreed = standing(proposal)
    allowed = obey(answering_rules, ask, terms)
    if ask.by_role in agreed:
        return []
    yes = MatchAgreed.following(ask, allowed_by=allowed)
    everybody = agreed | {ask.by_role} >= set(terms.agreement_of)
    return [yes, made(ask, terms, allowed)] if everybody else [yes]


def standing(proposal: Proposal) -> tuple[Terms, frozenset[str]]:
    """The terms and who has agreed; refused where there is nothing to agree to."""
    match proposal:
        case Open(terms, agreed):
            return terms, agreed
        case Settled(outcome):
            raise Refused("proposal-open", f"The proposal is {outcome} already.", "proposal_open")
        case _:
            raise Refused("proposal-known", "There is no such proposal.", "proposal_known")


def made(ask: AgreeMatch, terms: Terms, allowed: tuple[str, ...]) -> MatchMade:
    return MatchMade.following(
        ask,
        relationship_id=relationship_of(ask.proposal_id),
        mode=terms.mode,
        mentor_id=terms.mentor_id,
        mentor_person_id=terms.mentor_person_id,
        mentee_id=terms.mentee_id,
        mentee_person_id=terms.mentee_person_id,
        institution_id=terms.institution_id,
        age_band=terms.age_band,
        made_at=ask.asked.at,
        pool_id=terms.pool_id,
        allowed_by=allowed,
    )


def decline(ask: DeclineMatch, proposal: Proposal) -> list[Event]:
    if isinstance(proposal, Settled) and proposal.outcome in NOTHING:
        return []
    terms, _ = standing(proposal)
    allowed = obey(answering_rules, ask, terms)
    return [MatchDeclined.following(ask, pool_id=terms.pool_id, allowed_by=allowed)]


def expire(ask: ExpireProposal, proposal: Proposal) -> list[Event]:
    if isinstance(proposal, Open) and ask.asked.at >= proposal.terms.expires_at:
        return [MatchProposalExpired.following(ask, pool_id=proposal.terms.pool_id)]
    return []


def withdraw(ask: WithdrawProposal, proposal: Proposal) -> list[Event]:
    if isinstance(proposal, Open):
        return [MatchProposalWithdrawn.following(ask, pool_id=proposal.terms.pool_id)]
    return []


ANSWERS: Mapping[type[Command], Callable[[Any, Proposal], list[Event]]] = {
    OpenProposal: put,
    AgreeMatch: agree,
    DeclineMatch: decline,
    ExpireProposal: expire,
    WithdrawProposal: withdraw,
}


def decide(command: Command, proposal: Proposal) -> list[Event]:
    return ANSWERS[type(command)](command, proposal)


OUTCOMES = {
    MatchMade: "agreed",
    MatchDeclined: "declined",
    MatchProposalExpired: "expired",
    MatchProposalWithdrawn: "withdrawn",
}


def evolve(proposal: Proposal, event: Event) -> Proposal:
    match event, proposal:
        case ProposalOpened(), _:
            return Open(event)
        case MatchAgreed(by_role=role), Open() as still:
            return replace(still, agreed=still.agreed | {role})
        case _, Open(agreed=agreed) if type(event) in OUTCOMES:
            return Settled(OUTCOMES[type(event)], agreed)
        case _:
            return proposal


proposal: Decider[Proposal] = Decider(
    "proposal-{proposal_id}",
    Unopened(),
    decide,
    evolve,
    accepts=tuple(ANSWERS),
    keeps_programme=True,
)
