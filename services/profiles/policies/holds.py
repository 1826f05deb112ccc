"""How long a place is held for somebody who has not confirmed it."""

from shared.envelope import Envelope
from shared.reacting import Due, Off

from ..commands.training import ReleaseHeldPlace
from ..events.training import WorkshopPlaceAllocated, WorkshopPlaceConfirmed, WorkshopPlaceReleased


def when_allocated_then_await_a_word(seen: Envelope[WorkshopPlaceAllocated]) -> list[Due]:
    one = seen.data
    if one.held_until is None:
        return []
    ask = ReleaseHeldPlace(
        workshop_id=one.workshop_id, participant_id=one.participant_id, held_until=one.held_until
    )
    return [Due(key(one), one.held_until, ask)]


def when_confirmed_then_wait_no_longer(seen: Envelope[WorkshopPlaceConfirmed]) -> list[Off]:
    return [Off(key(seen.data))]


def when_released_then_wait_no_longer(seen: Envelope[WorkshopPlaceReleased]) -> list[Off]:
    return [Off(key(seen.data))]


def key(one: WorkshopPlaceAllocated | WorkshopPlaceConfirmed | WorkshopPlaceReleased) -> str:
    return f"hold:{one.workshop_id}:{one.participant_id}"


hold_timers = (
    when_allocated_then_await_a_word,
    when_confirmed_then_wait_no_longer,
    when_released_then_wait_no_longer,
)
