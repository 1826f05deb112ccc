"""From settings to working parts: the one place where a service's pieces are put together."""

from importlib import import_module
from pathlib import Path
from typing import Any

from shared.clocks import Clock, MachineClock, RehearsalClock
from shared.commanding import Commands
from shared.connecting import Pool, connect
from shared.desk import Desk
from shared.keyring import Keyring
from shared.lending import Pinned
from shared.privacy import SealingVault, master_key
from shared.recording import Recorder
from shared.room import Room
from shared.settings import Settings
from shared.store import Store
from shared.tailing import Reactor, Relay, Tail, Timekeeper, Views
from shared.tailing.relay import Publisher


def room_of(service: str) -> Room:
    """A service's room, loaded by name: nothing in shared/ imports a service."""
    return import_module(f"services.{service}.room").room  # type: ignore[no-any-return]


def service_class(service: str) -> type:
    """A service's class, loaded by name; importing it imports nameko."""
    found = vars(import_module(f"services.{service}.service")).values()
    return next(
        one for one in found if isinstance(one, type) and getattr(one, "name", None) == service
    )


def desk_of(room: Room, settings: Settings) -> Desk:
    """What the service process works with."""
    pool = Pool(settings.service_dsn, size=settings.workers + 2)
    return Desk(commands_of(room, Store(pool), settings), pool)


def tail_of(room: Room, settings: Settings, publisher: Publisher, lent: Any = None) -> Tail:
    """The tail with all its hands, on one connection."""
    store = Store(Pinned(lent or connect(settings.tail_dsn)))
    commands = commands_of(room, store, settings)
    # What speaks to the broker comes last: while the broker is away, everything else goes on.
    return Tail(
        store,
        [
            Reactor(commands, room.reacts),
            Timekeeper(commands, room.timers, commands.clock),
            Views(store, commands.recorder, room.shows),
            Relay(store, commands.recorder, publisher, room.records),
        ],
        room.name,
    )


def commands_of(room: Room, store: Store, settings: Settings) -> Commands:
    rehearsal = store.is_rehearsal()
    keyring = Keyring(Pool(settings.keys_dsn, size=4), master_key(Path(settings.master_key_file)))
    recorder = Recorder(room.name, room.records, SealingVault(keyring), rehearsal)
    clock: Clock = RehearsalClock(store) if rehearsal else MachineClock()
    return Commands(room, store, recorder, clock)
