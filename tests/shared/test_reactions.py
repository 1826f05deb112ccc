"""What follows from an event is found by what the function says it listens to."""

from shared.envelope import Envelope
from shared.messages import Event
from shared.reacting import Reactions


class Rained(Event):
    """Water came down."""


class Snowed(Event):
    """So it did, and slower."""


class Shone(Event):
    """None came down."""


def when_rained_then_stay(told: Envelope[Rained]) -> list[str]:
    return ["stay"]


def when_wet_then_sweep(told: Envelope[Rained | Snowed]) -> list[str]:
    return [f"sweep after {type(told.data).__name__}"]


def test_the_same_may_follow_from_several_events_in_the_order_listed():
    weather = Reactions(when_rained_then_stay, when_wet_then_sweep)

    assert weather.types == ("Rained", "Snowed")
    assert weather.events == {"Rained": Rained, "Snowed": Snowed}
    assert weather.to(Envelope.about(Rained())) == ["stay", "sweep after Rained"]
    assert weather.to(Envelope.about(Snowed())) == ["sweep after Snowed"]
    assert weather.to(Envelope.about(Shone())) == []
