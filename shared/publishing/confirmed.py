"""One message at a time over kombu: when `put` returns, the broker answers for it."""

# mypy: disable-error-code="no-untyped-call, attr-defined"

from contextlib import suppress
from typing import Any

from amqp.exceptions import AMQPError
from kombu import Connection, Exchange, Producer
from kombu.exceptions import KombuError

from .outgoing import NotPublished

BROKER_ERRORS = (OSError, AMQPError, KombuError)
PERSISTENT = 2


class Confirmed:
    """A connection that is made when first needed and again after every failure.

    Not for two threads at once. `patience` is in seconds, for connecting and for each confirm.
    """

    def __init__(self, uri: str, *, patience: float = 10.0, ssl: Any = False) -> None:
        self._uri, self._ssl, self._patience = uri, ssl, patience
        self._producer: Producer | None = None
        self._declared: set[str] = set()

    def put(self, exchange: str, routing_key: str, body: bytes | str, **properties: Any) -> None:
        """Publish persistently; raises NotPublished unless the broker confirmed it.

        Properties are kombu's (`headers`, `content_type`, `message_id`, `mandatory` ...).
        """
        try:
            self._connected().publish(
                body,
                exchange=exchange,
                routing_key=routing_key,
                delivery_mode=PERSISTENT,
                retry=False,  # a retry inside would hide a blocked broker for ever
                timeout=self._patience,
                confirm_timeout=self._patience,
                **properties,
            )
        except BROKER_ERRORS as error:
            self.close()
            raise NotPublished(type(error).__name__) from error

    def declare_topic(self, exchange: str) -> None:
        """Make sure once a connection that the durable topic exchange is there."""
        try:
            channel = self._connected().channel
            if exchange not in self._declared:
                Exchange(exchange, "topic", durable=True)(channel).declare()
                self._declared.add(exchange)
        except BROKER_ERRORS as error:
            self.close()
            raise NotPublished(type(error).__name__) from error

    def close(self) -> None:
        """Drop the connection without asking the broker; the next `put` makes a new one."""
        producer, self._producer = self._producer, None
        self._declared.clear()
        if producer is not None:
            with suppress(Exception):
                producer.connection.collect(socket_timeout=1)

    def _connected(self) -> Producer:
        if self._producer is None:
            connection = Connection(
                self._uri,
                ssl=self._ssl,
                connect_timeout=self._patience,
                transport_options={"confirm_publish": True},
            )
            connection.ensure_connection(max_retries=0)
            self._producer = Producer(connection)
        return self._producer
