"""What a proposal records on its way to a match, or to nothing."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event


class ProposalOpened(Event):
    """A proposal lies before those who must agree to it."""

    proposal_id: UUID
    pool_id: UUID
    mode: str
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None
    age_band: str
    agreement_of: tuple[str, ...]
    expires_at: datetime


class MatchAgreed(Event, published=True):
    """One side agrees: mentor, mentee or institution (QS-07)."""

    proposal_id: UUID
    by_role: str


class MatchDeclined(Event, published=True):
    """One side would rather not; both wait on."""

    proposal_id: UUID
    by_role: str
    reason_code: Annotated[str | None, Indoors()] = None
    pool_id: Annotated[UUID, Indoors()]


class MatchProposalExpired(Event, published=True):
    """Not everybody answered in time; both wait on."""

    proposal_id: UUID
    pool_id: Annotated[UUID, Indoors()]


class MatchProposalWithdrawn(Event):
    """The ground fell away under a proposal: somebody left, or the institution cannot answer for
    them.
    """

    proposal_id: UUID
    pool_id: UUID


class MatchMade(Event, published=True):
    """Everybody agreed: these two are a pair (1MM-011, 1MM-054, QS-07).

    `proposal_id` is what led here, a proposal or a request; `kind` what was asked for, where one
    asked (JOH-12).
    """

    relationship_id: UUID
    proposal_id: UUID
    mode: str
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None
    age_band: str
    made_at: datetime
    kind: str | None = None
    pool_id: Annotated[UUID, Indoors()]
