"""The relay's publisher over pika: whole batches under way at once, each message confirmed."""

import time
from collections.abc import Iterable

import pika
import pika.exceptions

from .outgoing import NotPublished, Outgoing
from .pipeline import Pipeline

FIRST_PAUSE = 0.1
LONGEST_PAUSE = 2.0


class PikaPublisher:
    """Connects when needed; after a failure the next use waits 0.1 s, doubling up to 2 s.

    All times are in seconds. `mandatory` makes a message that no queue wants a failure too.
    """

    def __init__(
        self,
        uri: str,
        *,
        window: int = 500,
        patience: float = 30.0,
        blocked_timeout: float = 10.0,
        heartbeat: int = 20,
        mandatory: bool = False,
    ) -> None:
        self._parameters = pika.URLParameters(uri)
        self._parameters.virtual_host = self._parameters.virtual_host or "/"
        self._parameters.heartbeat = heartbeat
        self._parameters.blocked_connection_timeout = blocked_timeout
        self._parameters.socket_timeout = self._parameters.stack_timeout = 5
        self._window, self._patience, self._mandatory = window, patience, mandatory
        self._pipeline: Pipeline | None = None
        self._pause = 0.0

    def publish_batch(self, messages: Iterable[Outgoing]) -> None:
        """Return when every message is confirmed; raises NotPublished: resend the whole batch."""
        try:
            self._connected().publish(messages)
        except pika.exceptions.AMQPError as error:
            self._give_up()
            raise NotPublished(type(error).__name__) from error
        except BaseException:  # also what the iterable raised: half a batch is under way
            self._give_up()
            raise
        self._pause = 0.0

    def idle(self, seconds: float) -> None:
        """Keep the connection alive for so long; a lost one is noticed and made anew later."""
        if self._pipeline is None:
            time.sleep(seconds)
            return
        try:
            self._pipeline.idle(seconds)
        except NotPublished:
            self._give_up()

    def close(self) -> None:
        """Drop the connection; publishing again makes a new one."""
        pipeline, self._pipeline = self._pipeline, None
        if pipeline is not None:
            pipeline.close()

    def _connected(self) -> Pipeline:
        if self._pipeline is None:
            time.sleep(self._pause)
            self._pipeline = Pipeline(
                self._parameters,
                window=self._window,
                patience=self._patience,
                mandatory=self._mandatory,
            )
        return self._pipeline

    def _give_up(self) -> None:
        self.close()
        self._pause = min(max(FIRST_PAUSE, self._pause * 2), LONGEST_PAUSE)
