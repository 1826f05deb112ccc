"""Single-node mode: the same service classes and tails in one process, over the embedded transport.

Nothing is lost when the process dies: the logs are in PostgreSQL, and what was said but not yet
heard is found again from the listeners' own marks when it starts.

Importing this module makes the process green, so it has to be the first import.
"""

# ruff: noqa: E402 -- patching comes before everything that it patches
import warnings

warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
import eventlet

eventlet.monkey_patch()

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import structlog
from eventlet.event import Event
from nameko.containers import ServiceContainer

from shared.assembling import room_of, service_class, tail_of
from shared.catching_up import catch_up
from shared.publishing import KombuPublisher
from shared.settings import Settings
from shared.tailing import Tail

REST = 0.25
log = structlog.get_logger(__name__)


class Waker:
    """Sleeps until something may have been recorded, at most `REST` seconds."""

    def __init__(self) -> None:
        self.event = Event()

    def __call__(self) -> None:
        if not self.event.ready():
            self.event.send()

    def rest(self) -> None:
        with eventlet.Timeout(REST, exception=False):
            self.event.wait()
        self.event = Event()


class Node:
    """Five services and their tails. `start` returns when all are ready to be asked."""

    def __init__(self, settings: Mapping[str, Settings]) -> None:
        self.settings = settings
        self.wakers = {service: Waker() for service in settings}
        self.containers = [self.container(service) for service in settings]
        self.threads: list[Any] = []
        self.fault: BaseException | None = None

    def container(self, service: str) -> ServiceContainer:
        settings = self.settings[service]
        config = {
            "AMQP_URI": settings.amqp_uri,
            "SETTINGS": settings,
            "WAKE": dict(self.wakers),
            "max_workers": settings.workers,
        }
        return ServiceContainer(service_class(service), config)

    def start(self) -> "Node":
        in_parallel(container.start for container in self.containers)
        self.threads = [eventlet.spawn(self.trail, service) for service in self.settings]
        self.recover()
        return self

    def recover(self) -> None:
        """What was said before and not heard: the embedded broker forgot it, the logs did not."""
        desks = {one.service_name: desk_in(one) for one in self.containers}
        for desk in desks.values():
            catch_up(desk, lambda source, *asked: desks[source].events_after(*asked))

    def trail(self, service: str) -> None:
        settings, waker = self.settings[service], self.wakers[service]
        publisher = KombuPublisher(settings.amqp_uri)
        tail = tail_of(room_of(service), settings, publisher)
        while True:
            if not self.stepped(service, tail):
                waker.rest()

    def stepped(self, service: str, tail: Tail) -> bool:
        try:
            return tail.step()
        except Exception as fault:  # whatever it was: say so, forget, try again
            why = type(fault).__name__
            log.warning("tail interrupted", service=service, fault=why, exc_info=True)
            tail.forget()
            self.fault = fault
            return False

    def stop(self) -> None:
        in_parallel(container.stop for container in self.containers)
        for thread in self.threads:
            thread.kill()


def in_parallel(calls: Iterable[Callable[[], Any]]) -> None:
    for thread in [eventlet.spawn(call) for call in calls]:
        thread.wait()


def desk_in(container: ServiceContainer) -> Any:
    return next(one.desk for one in container.dependencies if hasattr(one, "desk"))
