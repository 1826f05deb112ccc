"""Pairs as heard, and the gifts that pass between the two."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length, Range

from shared.messages import Event

from .routing import Errand
from .texts import OccasionText

Direction = Literal["mentor_to_mentee", "mentee_to_mentor"]
Kind = Literal["gift", "food", "drink", "entertainment", "cash", "voucher", "alcohol"]
Minor = Annotated[int, Range(min=0)]
Currency = Annotated[str, Length(equal=3)]
Lens = Literal["bribery", "safeguarding"]


class PairingNoted(Event):
    """A mentor and a mentee were paired: which institution stands behind them."""

    relationship_id: UUID
    institution_id: UUID | None = None
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_person_id: UUID
    age_band: str


class CaseLocated(Event):
    """Which institution, if any, the relationship of a case belongs to."""

    relationship_id: UUID
    case_id: UUID
    errand: Errand


class GiftDeclared(Event):
    """Something was given or is about to be (1MM-080). `value_minor` counts pence, cents …"""

    relationship_id: UUID
    gift_id: UUID
    direction: Direction
    kind: Kind
    value_minor: Minor
    currency: Currency
    giver_person_id: UUID
    receiver_person_id: UUID
    given_on: date
    occasion: OccasionText = ""
    declared_by: str
    declared_late: bool
    needs_approval: bool
    lenses: tuple[str, ...]


class GiftRefused(Event):
    """Nobody may give this, so it is not allowed; that somebody asked is kept (1MM-080)."""

    relationship_id: UUID
    gift_id: UUID
    direction: Direction
    kind: Kind
    value_minor: Minor
    currency: Currency
    given_on: date
    rule: str


class GiftAssessed(Event):
    """Somebody looked through one lens or both: is it bribery, is it safe (1MM-081)?"""

    relationship_id: UUID
    gift_id: UUID
    assessor: str
    bribery_ok: bool | None = None
    safeguarding_ok: bool | None = None


class GiftApproved(Event):
    """It may be kept. `basis` says whether somebody decided or it lay within the limit (SG-30)."""

    relationship_id: UUID
    gift_id: UUID
    approved_by: str
    basis: Literal["within_limit", "decided"]


class GiftDeclined(Event):
    """It may not be kept (SG-30)."""

    relationship_id: UUID
    gift_id: UUID
    declined_by: str
    reason_code: str


class GiftDisposed(Event):
    """What became of a gift that was not kept."""

    relationship_id: UUID
    gift_id: UUID
    how: Literal["returned", "donated", "shared"]


class GiftLimitReached(Event):
    """So many gifts in twelve months: somebody should look at the pair (1MM-080)."""

    relationship_id: UUID
    gift_id: UUID
    since: date
    count: int
    total_minor: Minor
