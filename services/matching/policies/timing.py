"""What is asked when a time has come: updates, lapses, terms, closures."""

from datetime import datetime
from uuid import UUID

from shared.envelope import Envelope
from shared.reacting import Due, Off, Reactions

from ..commands import (
    AnnounceTermEnd,
    CloseRelationship,
    ExpireProposal,
    ReachTerm,
    SendWaitingUpdate,
)
from ..events import (
    EndReversed,
    MatchDeclined,
    MatchingPoolEntered,
    MatchingPoolLeft,
    MatchMade,
    MatchProposalWithdrawn,
    ProposalOpened,
    RelationshipClosed,
    RelationshipEnded,
    RelationshipExtended,
    RelationshipStarted,
    WaitingUpdateSent,
)
from .lasting import waits
from .patience import patience

Times = list[Due | Off]


def update_key(mentor_id: UUID) -> str:
    return f"waiting-update:{mentor_id}"


def expiry_key(proposal_id: UUID) -> str:
    return f"proposal-expiry:{proposal_id}"


def term_keys(relationship_id: UUID) -> tuple[str, str]:
    return f"term-notice:{relationship_id}", f"term:{relationship_id}"


def closure_key(relationship_id: UUID) -> str:
    return f"closure:{relationship_id}"


def when_mentor_waits_then_update_in_time(heard: Envelope[MatchingPoolEntered]) -> Times:
    """1MM-050: only those for whom the pool has set an instant."""
    told = heard.data
    if told.update_due_at is None:
        return []
    return [update(told.pool_id, told.candidate_id, told.update_due_at)]


def when_update_sent_then_plan_the_next(heard: Envelope[WaitingUpdateSent]) -> Times:
    told = heard.data
    return [update(told.pool_id, told.mentor_id, told.next_due_at)]


def update(pool_id: UUID, mentor_id: UUID, at: datetime) -> Due:
    ask = SendWaitingUpdate(pool_id=pool_id, mentor_id=mentor_id, due_at=at)
    return Due(update_key(mentor_id), at, ask)


def when_nobody_waits_then_no_update(heard: Envelope[MatchingPoolLeft]) -> Times:
    return [Off(update_key(heard.data.candidate_id))]


def when_proposal_opened_then_expire_in_time(heard: Envelope[ProposalOpened]) -> Times:
    told = heard.data
    ask = ExpireProposal(proposal_id=told.proposal_id)
    return [Due(expiry_key(told.proposal_id), told.expires_at, ask)]


def when_match_made_then_no_expiry(heard: Envelope[MatchMade]) -> Times:
    return [Off(expiry_key(heard.data.proposal_id))]


def when_match_declined_then_no_expiry(heard: Envelope[MatchDeclined]) -> Times:
    return [Off(expiry_key(heard.data.proposal_id))]


def when_proposal_withdrawn_then_no_expiry(heard: Envelope[MatchProposalWithdrawn]) -> Times:
    return [Off(expiry_key(heard.data.proposal_id))]


def when_started_then_mind_the_term(heard: Envelope[RelationshipStarted]) -> Times:
    told = heard.data
    return term(told.relationship_id, told.notice_at, told.term_ends_at)


def when_extended_then_mind_the_new_term(heard: Envelope[RelationshipExtended]) -> Times:
    told = heard.data
    return term(told.relationship_id, told.notice_at, told.term_ends_at)


def term(relationship_id: UUID, notice_at: datetime | None, ends_at: datetime | None) -> Times:
    """1MM-058: a word before the end and one at it; nothing where there is no end."""
    if notice_at is None or ends_at is None:
        return []
    notice, end = term_keys(relationship_id)
    return [
        Due(notice, notice_at, AnnounceTermEnd(relationship_id=relationship_id)),
        Due(end, ends_at, ReachTerm(relationship_id=relationship_id)),
    ]


def when_ended_then_close_in_time(heard: Envelope[RelationshipEnded]) -> Times:
    told = heard.data
    ask = CloseRelationship(relationship_id=told.relationship_id)
    close = Due(closure_key(told.relationship_id), told.closure_due_at, ask)
    return [*(Off(key) for key in term_keys(told.relationship_id)), close]


def when_closed_then_nothing_is_due(heard: Envelope[RelationshipClosed]) -> Times:
    return [Off(closure_key(heard.data.relationship_id))]


def when_end_reversed_then_mind_the_term_again(heard: Envelope[EndReversed]) -> Times:
    told = heard.data
    closure = Off(closure_key(told.relationship_id))
    return [closure, *term(told.relationship_id, told.notice_at, told.term_ends_at)]


timers = Reactions(
    when_mentor_waits_then_update_in_time,
    when_update_sent_then_plan_the_next,
    when_nobody_waits_then_no_update,
    when_proposal_opened_then_expire_in_time,
    when_match_made_then_no_expiry,
    when_match_declined_then_no_expiry,
    when_proposal_withdrawn_then_no_expiry,
    when_started_then_mind_the_term,
    when_extended_then_mind_the_new_term,
    when_ended_then_close_in_time,
    when_closed_then_nothing_is_due,
    when_end_reversed_then_mind_the_term_again,
    *patience,
    *waits,
)
