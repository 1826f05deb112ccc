"""What follows from matching's own events: from the pool to the proposal, to the relationship, and
back.
"""

from datetime import date
from typing import Any
from uuid import UUID

from shared.envelope import Envelope
from shared.messages import Command, Event
from shared.reacting import Reactions

from ..commands import (
    AttachRelationship,
    ConcludeRelationship,
    DetachRelationship,
    EngagePair,
    NoteAgeBand,
    NoteHold,
    NoteInstitution,
    NoteRelease,
    OpenProposal,
    OpenRelationship,
    PartPair,
    RejoinPair,
    ReleasePair,
    WithdrawProposal,
)
from ..events import (
    EndReversed,
    InstitutionConcerned,
    InstitutionNoted,
    InstitutionStandingNoted,
    MatchDeclined,
    MatchMade,
    MatchProposalExpired,
    MatchProposalWithdrawn,
    MatchProposed,
    MenteeBandNoted,
    MenteeDepartureNoted,
    MentorDepartureNoted,
    RelationshipAttached,
    RelationshipEnded,
    ReversalClashed,
)

Asks = list[Command]
INSTITUTION = "institution"


def asking(ask: type[Command], told: Event, /, **more: Any) -> Command:
    """The command with the fields that the event has too, and the rest."""
    same = {name: getattr(told, name) for name in ask.codecs if name in told.codecs}
    return ask(**{**same, **more})


def when_match_proposed_then_ask_all_sides(heard: Envelope[MatchProposed]) -> Asks:
    return [asking(OpenProposal, heard.data)]


def when_match_declined_then_both_wait_on(heard: Envelope[MatchDeclined]) -> Asks:
    return [asking(ReleasePair, heard.data, declined=True)]


def when_proposal_expired_then_both_wait_on(heard: Envelope[MatchProposalExpired]) -> Asks:
    return [asking(ReleasePair, heard.data, declined=False)]


def when_proposal_withdrawn_then_both_wait_on(heard: Envelope[MatchProposalWithdrawn]) -> Asks:
    return [asking(ReleasePair, heard.data, declined=False)]


def when_match_made_then_begin(heard: Envelope[MatchMade]) -> Asks:
    """The relationship first, so that whatever comes next finds it."""
    told = heard.data
    asks = [asking(OpenRelationship, told), asking(EngagePair, told)]
    return [*asks, *([asking(AttachRelationship, told)] if told.institution_id else [])]


def when_relationship_ended_then_free_both(heard: Envelope[RelationshipEnded]) -> Asks:
    told = heard.data
    detached = [asking(DetachRelationship, told)] if told.institution_id else []
    return [asking(PartPair, told), *detached]


def when_end_reversed_then_bind_both(heard: Envelope[EndReversed]) -> Asks:
    told = heard.data
    attached = [asking(AttachRelationship, told)] if told.institution_id else []
    return [asking(RejoinPair, told), *attached]


def when_reversal_clashed_then_end_again(heard: Envelope[ReversalClashed]) -> Asks:
    return [asking(ConcludeRelationship, heard.data, kind="other", reason_code="one_to_one")]


def when_mentor_departed_then_end_theirs(heard: Envelope[MentorDepartureNoted]) -> Asks:
    told = heard.data
    return gone(told.proposals, told.relationships, told.kind, told.effective_on)


def when_mentee_departed_then_end_theirs(heard: Envelope[MenteeDepartureNoted]) -> Asks:
    told = heard.data
    return gone(told.proposals, told.relationships, told.kind, told.effective_on)


def gone(
    proposals: tuple[UUID, ...], relationships: tuple[UUID, ...], kind: str, effective_on: date
) -> Asks:
    ends = [
        ConcludeRelationship(relationship_id=one, kind=kind, effective_on=effective_on)
        for one in relationships
    ]
    return [*(WithdrawProposal(proposal_id=one) for one in proposals), *ends]


def when_age_band_noted_then_tell_relationships(heard: Envelope[MenteeBandNoted]) -> Asks:
    told = heard.data
    return [NoteAgeBand(relationship_id=one, age_band=told.age_band) for one in told.relationships]


def when_institution_concerned_then_tell_pool(heard: Envelope[InstitutionConcerned]) -> Asks:
    return [asking(NoteInstitution, heard.data)]


def when_institution_stands_otherwise_then_tell(heard: Envelope[InstitutionStandingNoted]) -> Asks:
    told = heard.data
    pools = [asking(NoteInstitution, told, pool_id=one) for one in told.pools]
    word = NoteRelease if told.active else NoteHold
    rest = [word(relationship_id=one, ground=INSTITUTION) for one in told.relationships]
    return [*pools, *rest]


def when_attached_to_inactive_then_hold(heard: Envelope[RelationshipAttached]) -> Asks:
    told = heard.data
    return [] if told.active else [asking(NoteHold, told, ground=INSTITUTION)]


def when_institution_cannot_answer_then_withdraw(heard: Envelope[InstitutionNoted]) -> Asks:
    return [WithdrawProposal(proposal_id=one) for one in heard.data.proposals]


own = Reactions(
    when_match_proposed_then_ask_all_sides,
    when_match_declined_then_both_wait_on,
    when_proposal_expired_then_both_wait_on,
    when_proposal_withdrawn_then_both_wait_on,
    when_match_made_then_begin,
    when_relationship_ended_then_free_both,
    when_end_reversed_then_bind_both,
    when_reversal_clashed_then_end_again,
    when_mentor_departed_then_end_theirs,
    when_mentee_departed_then_end_theirs,
    when_age_band_noted_then_tell_relationships,
    when_institution_concerned_then_tell_pool,
    when_institution_stands_otherwise_then_tell,
    when_attached_to_inactive_then_hold,
    when_institution_cannot_answer_then_withdraw,
)
