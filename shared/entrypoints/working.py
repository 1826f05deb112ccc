"""Running one worker for one delivery, and never losing sight of how it ended."""

from collections.abc import Callable
from typing import Any, Protocol

import eventlet
from nameko.exceptions import ContainerBeingKilled

Ended = Callable[[BaseException | None], None]


class InHand(Protocol):
    """What a worker works on: `started` once it does, `answered` once the broker was told."""

    started: bool

    @property
    def answered(self) -> bool: ...


def run_worker(
    entrypoint: Any, delivery: InHand, args: tuple[Any, ...], ended: Ended, **spawn: Any
) -> None:
    """Have the entrypoint's method called in a worker, and return when the worker is gone.

    `ended` is called for what nameko does not report to `handle_result`: an eventlet.Timeout that
    escapes, and, as ContainerBeingKilled, whatever else ends the worker before the method did. Then
    the connection ends with the container and gives the delivery back; to give it back at once
    would bring it here again and again while the container dies, up to its delivery limit.
    """
    container = entrypoint.container
    try:
        context = container.spawn_worker(entrypoint, args, spawn.pop("kwargs", {}), **spawn)
        delivery.started = True
        # nameko keeps no public handle on a worker; without it such an end would go unseen.
        worker = container._worker_threads.get(context)  # noqa: SLF001
        if worker is not None:
            worker.wait()
    except eventlet.Timeout as error:
        ended(error)
    except Exception:  # noqa: BLE001
        # A dependency failed and the container dies of it: not this message's fault.
        if not delivery.answered:
            ended(ContainerBeingKilled())
