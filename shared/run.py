"""`python -m shared.run <service> [tail]`: one process of one service.

Exit codes: 0 stopped when told to, 1 a part died (the supervisor starts it again), 2 wrong
settings.
"""

import gc
import os
import signal
import sys
from collections.abc import Callable
from threading import Event
from typing import Any

from shared import logs
from shared.refusals import Invalid
from shared.settings import Settings

FAULT, MISUSE = 1, 2
# Looking for cycles every 700 objects, as is the default, costs more than some thousands kept a
# little longer.
COLLECT = 20_000, 20, 20


def main(arguments: list[str]) -> int:
    """Run the process that the arguments name."""
    match arguments:
        case [service]:
            return started(service, serve)
        case [service, "tail"]:
            return started(service, trail)
        case _:
            sys.stderr.write(f"{__doc__}\n")
            return MISUSE


def started(service: str, run: Callable[[str, Settings], int]) -> int:
    try:
        settings = Settings.read(os.environ)
    except Invalid as wrong:
        sys.stderr.write(f"{service}: {wrong}\n")
        return MISUSE
    logs.set_up(settings.log_level, service=service)
    gc.set_threshold(*COLLECT)
    try:
        return run(service, settings)
    except Exception as fault:  # noqa: BLE001 -- its text may be what a person wrote
        logs.log.error("died", fault=type(fault).__name__, where=logs.places(fault))
        return FAULT


def trail(service: str, settings: Settings) -> int:
    """The tail: plain Python, no green threads."""
    from shared import metrics  # noqa: PLC0415
    from shared.assembling import room_of, tail_of  # noqa: PLC0415 -- the other role patches first
    from shared.leading import Lead  # noqa: PLC0415
    from shared.probes import expose  # noqa: PLC0415
    from shared.publishing import PikaPublisher  # noqa: PLC0415

    room, publisher, stop = room_of(service), PikaPublisher(settings.amqp_uri), Event()
    logs.set_up(settings.log_level, room.personal, service=service)
    metrics.LEADING.labels(service).set(0)
    on_signal(stop.set)
    lead = Lead(
        service,
        settings.tail_dsn,
        lambda kept: tail_of(room, settings, publisher, kept),
        publisher,
        stop,
    )
    expose(settings.http_host, settings.tail_port, {"log": lambda: lead.standing})
    try:
        lead.run()
    finally:
        publisher.close()
    return 0


def serve(service: str, settings: Settings) -> int:
    """The service class under nameko; eventlet patches before anything else is imported."""
    import warnings  # noqa: PLC0415

    warnings.filterwarnings("ignore", message=r"\s*Eventlet is deprecated")
    import eventlet  # noqa: PLC0415

    eventlet.monkey_patch()
    from nameko.containers import ServiceContainer  # noqa: PLC0415

    from shared.assembling import service_class  # noqa: PLC0415

    kind: Any = service_class(service)
    logs.set_up(settings.log_level, kind.room.personal, service=service)
    container = ServiceContainer(kind, configuration(settings))
    on_signal(lambda: eventlet.spawn_n(container.stop))
    container.start()
    return waited(container)


def configuration(settings: Settings) -> dict[str, Any]:
    """What nameko calls the same settings."""
    return {
        "AMQP_URI": settings.amqp_uri,
        "SETTINGS": settings,
        "HTTP_HOST": settings.http_host,
        "HTTP_PORT": settings.http_port,
        "max_workers": settings.workers,
    }


def waited(container: Any) -> int:
    """0 when it stopped as asked, 1 when it died: somebody outside starts it again."""
    try:
        container.wait()
    except Exception as fault:  # noqa: BLE001 -- whatever killed it, the process ends and says so
        logs.log.error("service died", fault=type(fault).__name__)
        return FAULT
    return 0


def on_signal(stop: Callable[[], Any]) -> None:
    """SIGTERM and SIGINT mean: finish what is in hand, then leave."""
    for one in (signal.SIGTERM, signal.SIGINT):
        signal.signal(one, lambda *_: stop())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
