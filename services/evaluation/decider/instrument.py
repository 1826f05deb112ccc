"""A questionnaire: published once, and then as it is."""

from dataclasses import dataclass

from shared.deciding import Decider, obey
from shared.messages import Event
from shared.refusals import Refused

from ..commands import PublishInstrument
from ..events import InstrumentPublished
from ..policies.rules import publishing_rules


@dataclass(frozen=True)
class Unpublished: ...


@dataclass(frozen=True)
class Published:
    as_it_is: InstrumentPublished


Instrument = Unpublished | Published


def decide(command: PublishInstrument, instrument: Instrument) -> list[Event]:
    published = InstrumentPublished.following(command)
    match instrument:
        case Published(as_it_is=same) if same == published:
            return []
        case Published():
            why = "An instrument in use does not change; publish another under a new name."
            raise Refused("instrument-is-immutable", why, "instrument_is_immutable")
    allowed = obey(publishing_rules, command, instrument)
    return [InstrumentPublished.following(command, allowed_by=allowed)]


def evolve(_: Instrument, event: InstrumentPublished) -> Instrument:
    return Published(event)


instrument: Decider[Instrument] = Decider(
    "instrument-{instrument_id}", Unpublished(), decide, evolve, accepts=(PublishInstrument,)
)
