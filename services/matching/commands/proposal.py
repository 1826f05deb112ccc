"""What a proposal can be asked."""

from datetime import datetime
from typing import Literal
from uuid import UUID

from shared.messages import Command, Consequence

Side = Literal["mentor", "mentee", "institution"]


class OpenProposal(Consequence):
    """Put a proposal before those who must agree; asked by the house when the pool proposed."""

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


class AgreeMatch(Command):
    """One side agrees; the last one makes the match (QS-07). The office may pass on what a side
    said.

    Refused: proposal-known, proposal-open, before-expiry, a-side-of-it, speaks-for-oneself.
    """

    proposal_id: UUID
    by_role: Side


class DeclineMatch(Command):
    """One side would rather not; a reason is welcome, never required. Refused as AgreeMatch."""

    proposal_id: UUID
    by_role: Side
    reason_code: str | None = None


class ExpireProposal(Consequence):
    """Let a proposal lapse whose time is up; asked by a timer."""

    proposal_id: UUID


class WithdrawProposal(Consequence):
    """Take an open proposal back because its ground fell away; asked by the house."""

    proposal_id: UUID
