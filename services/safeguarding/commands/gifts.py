"""What can be asked about gifts."""

from datetime import date
from typing import Literal
from uuid import UUID

from shared.messages import Command

from ..events import Currency, Direction, Kind, Minor, OccasionText


class DeclareGift(Command):
    """Say that something was given or offered (1MM-080). Money counts in the currency's minor unit.

    Cash and its like are answered with GiftRefused: not allowed, and not forgotten.
    """

    relationship_id: UUID
    gift_id: UUID
    direction: Direction
    kind: Kind
    value_minor: Minor
    currency: Currency = "GBP"
    giver_person_id: UUID
    receiver_person_id: UUID
    given_on: date
    occasion: OccasionText = ""


class AssessGift(Command):
    """Look through one lens or both (1MM-081). What lies within the limit is approved thereby.

    Refused: gift-is-declared, gift-is-undecided, is-not-the-declarer, is-no-party-to-the-gift.
    """

    relationship_id: UUID
    gift_id: UUID
    bribery_ok: bool | None = None
    safeguarding_ok: bool | None = None


class ApproveGift(Command):
    """Allow a gift over the limit (1MM-081).

    Refused: gift-is-declared, gift-is-undecided, is-not-the-declarer, is-no-party-to-the-gift,
    every-lens-is-answered, every-lens-is-content.
    """

    relationship_id: UUID
    gift_id: UUID


class DeclineGift(Command):
    """Say no to a gift. Refused: gift-is-declared, gift-is-undecided, is-not-the-declarer."""

    relationship_id: UUID
    gift_id: UUID
    reason_code: str


class DisposeGift(Command):
    """Record what became of a declined gift. Refused: gift-was-declined."""

    relationship_id: UUID
    gift_id: UUID
    how: Literal["returned", "donated", "shared"]
