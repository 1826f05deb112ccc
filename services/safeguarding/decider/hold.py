"""How holds decide: a relationship rests while there is any reason to.

The office's wish and a measure in a case take the same two steps from the one who asks to the hold.
So neither the words nor the way nor the time it takes tells one from the other.
"""

from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from shared.deciding import Decider, obey
from shared.messages import Event

from ..commands import HoldRelationship, LiftHold, PlaceHold, ReleaseRelationship
from ..events import (
    HoldLifted,
    HoldPlaced,
    HoldReasonAdded,
    HoldReasonRemoved,
    HoldReleaseRequested,
    HoldRequested,
)
from ..policies.access import programme_is_named


@dataclass(frozen=True)
class Wish:
    """What the office wants for a relationship; each wish has a reference of its own."""

    count: int = 0
    reference: UUID | None = None


def wishing(ask: HoldRelationship | ReleaseRelationship, wish: Wish) -> list[Event]:
    obey((programme_is_named,), ask, wish)
    match ask:
        case HoldRelationship() if wish.reference is None:
            reference = uuid5(ask.relationship_id, f"office:{wish.count}")
            return [HoldRequested.following(ask, reference=reference)]
        case ReleaseRelationship() if wish.reference:
            return [HoldReleaseRequested.following(ask, reference=wish.reference)]
        case _:
            return []


def wished(wish: Wish, event: Event) -> Wish:
    match event:
        case HoldRequested(reference=reference):
            return Wish(wish.count + 1, reference)
        case HoldReleaseRequested():
            return replace(wish, reference=None)
        case _:
            return wish


def decide(ask: PlaceHold | LiftHold, reasons: frozenset[UUID]) -> list[Event]:
    match ask:
        case PlaceHold(reference=reference) if reference not in reasons:
            return [(HoldReasonAdded if reasons else HoldPlaced).following(ask)]
        case LiftHold(reference=reference) if reference in reasons:
            return [(HoldReasonRemoved if len(reasons) > 1 else HoldLifted).following(ask)]
        case _:
            return []


def evolve(reasons: frozenset[UUID], event: Event) -> frozenset[UUID]:
    match event:
        case HoldPlaced(reference=reference) | HoldReasonAdded(reference=reference):
            return reasons | {reference}
        case HoldLifted(reference=reference) | HoldReasonRemoved(reference=reference):
            return reasons - {reference}
        case _:
            return reasons


hold_request: Decider[Wish] = Decider(
    "holdrequest-{relationship_id}",
    Wish(),
    wishing,
    wished,
    accepts=(HoldRelationship, ReleaseRelationship),
    keeps_programme=True,
)
hold: Decider[frozenset[UUID]] = Decider(
    "hold-{relationship_id}",
    frozenset(),
    decide,
    evolve,
    accepts=(PlaceHold, LiftHold),
    keeps_programme=True,
)
