"""What every service class inherits: a desk, its repair, and the questions asked of all."""

from contextlib import closing
from typing import TYPE_CHECKING, Any, ClassVar

import eventlet
import structlog
from nameko.extensions import DependencyProvider

from shared.assembling import desk_of
from shared.calling import Caller
from shared.catching_up import Repair
from shared.desk import Desk
from shared.messages import Json
from shared.refusals import Invalid, Refused
from shared.room import Room

from .asking import asked
from .health import Health

PATIENCE = 10.0  # seconds to wait for another service's answer

log = structlog.get_logger(__name__)


class DeskProvider(DependencyProvider):  # type: ignore[misc]
    """One desk a container, over its own pool: connections are taken when needed, never here."""

    desk: Desk
    repairing: Any = None

    def setup(self) -> None:
        config = self.container.config
        self.desk = desk_of(self.container.service_cls.room, config["SETTINGS"])
        self.desk.wake = config.get("WAKE", {}).get(self.container.service_name, self.desk.wake)

    def start(self) -> None:
        """A broker of its own may lose what a listener never got; the embedded one is read anew."""
        if not self.container.config["SETTINGS"].amqp_uri.startswith("embedded:"):
            keep = self.keep_repairing
            self.repairing = self.container.spawn_managed_thread(keep, identifier="repairing")

    def stop(self) -> None:
        if self.repairing is not None:
            self.repairing.kill()
        self.desk.pool.close()

    def keep_repairing(self) -> None:
        settings = self.container.config["SETTINGS"]
        looking = Looking(self.desk, settings.amqp_uri)
        while True:
            looking.once(self.container.service_name)
            eventlet.sleep(settings.repair_every)

    def get_dependency(self, worker_ctx: Any) -> Desk:  # noqa: ARG002 -- nameko's signature
        return self.desk

    if TYPE_CHECKING:  # on a service instance the attribute is what get_dependency gave

        def __get__(self, instance: Any, owner: Any) -> Desk: ...


class Looking:
    """Asks other services, over the bus, for what they said and this one never heard."""

    def __init__(self, desk: Desk, amqp_uri: str) -> None:
        self.amqp_uri = amqp_uri
        self.caller: Caller
        self.repair = Repair(desk, self.said, self.events_after)

    def once(self, service: str) -> None:
        """Look and repair. Whatever goes wrong is logged: the next time may go better."""
        try:
            with closing(Caller(self.amqp_uri, PATIENCE)) as self.caller:
                repaired = self.repair.look()
        except Exception as fault:  # noqa: BLE001 -- the service itself must not end of it
            log.info("no repair now", service=service, fault=type(fault).__name__)
            return
        if repaired:
            log.warning("repaired", service=service, events=repaired)

    def said(self, source: str) -> dict[str, int]:
        said: dict[str, int] = self.caller.call(source, "progress")["said"]
        return said

    def events_after(self, source: str, *asked: Any) -> list[Json]:
        found: list[Json] = self.caller.call(source, "events_after", *asked)
        return found


class Service:
    """The base of the five: answers commands and says how far it has come."""

    name: ClassVar[str]
    room: ClassVar[Room]

    desk = DeskProvider()
    health = Health()

    @asked(expected_exceptions=(Invalid, Refused))
    def submit(self, message: Json) -> Json:
        """Answer a command as `shared.answering` declares it."""
        return self.desk.submit(message)

    @asked(expected_exceptions=Invalid)
    def submit_many(self, turns: list[list[Json]], *, whole: bool = False) -> list[Json]:
        """Answer many commands at once, as `shared.turns` declares it; if `whole`, turns are."""
        return self.desk.submit_many(turns, whole=whole)

    @asked
    def events_after(self, kind: str, ordinal: int, limit: int = 100) -> list[Json]:
        """Published events of one type from that ordinal on: how a listener repairs a gap."""
        return self.desk.events_after(kind, ordinal, limit)

    @asked
    def progress(self) -> Json:
        """How far log, tail and ears have come."""
        return self.desk.progress()

    @asked
    def set_clock(self, at: str) -> str:
        """Move a rehearsal's clock forward."""
        return self.desk.set_clock(at)
