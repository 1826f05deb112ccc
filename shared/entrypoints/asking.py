"""`@asked`: a service method that any nameko client may call and be answered by."""

# mypy: disable-error-code="no-untyped-call"

from collections.abc import Callable
from typing import Any, TypeVar, overload

import structlog
from kombu.serialization import prepare_accept_content, registry
from nameko.amqp.publish import UndeliverableMessage
from nameko.constants import DEFAULT_SERIALIZER, SERIALIZER_CONFIG_KEY
from nameko.exceptions import ContainerBeingKilled, MalformedRequest
from nameko.rpc import Responder, Rpc, RpcConsumer, get_rpc_exchange

from .consuming import BROKER_ERRORS, Consuming, Delivery
from .working import run_worker

Method = TypeVar("Method", bound=Callable[..., Any])
Expected = type[Exception] | tuple[type[Exception], ...]

log = structlog.get_logger(__name__)


class Answering(RpcConsumer):  # type: ignore[misc]
    """The service's one request queue, nameko's own `rpc-<service>`, with a stop that drains it."""

    queue_consumer = Consuming()

    @property
    def prefetch(self) -> int:
        return int(self.container.max_workers)

    def declare(self, channel: Any) -> None:
        self.queue(channel).declare()

    def deliver(self, delivery: Delivery) -> None:
        """Have the method called that the routing key names; what is no request is told so."""
        message = delivery.message
        try:
            asked = self.get_provider_for_method(message.delivery_info["routing_key"])
            args, kwargs = _request(message, self.container.accept)
            asked.check_signature(args, kwargs)
        except Exception as error:  # noqa: BLE001
            self.answer(delivery, None, error)
        else:
            asked.deliver(delivery, args, kwargs)

    def answer(self, delivery: Delivery, result: Any, error: BaseException | None) -> None:
        """Reply and settle. A reply that cannot be sent is logged: the asker asks again."""
        delivery.started = True
        if isinstance(error, ContainerBeingKilled):
            return  # given back with the connection, see `run_worker`
        try:
            self._reply(delivery.message, result, error)
        except (*BROKER_ERRORS, UndeliverableMessage, KeyError) as lost:
            log.warning(
                "reply not sent",
                service=self.container.service_name,
                method=delivery.message.delivery_info["routing_key"],
                error=type(lost).__name__,
            )
        self.queue_consumer.settle(delivery, "ack")

    def _reply(self, message: Any, result: Any, error: BaseException | None) -> None:
        # nameko's Responder serialises the error itself, but by its exc_info only.
        config = self.container.config
        _name_content_type(message, config.get(SERIALIZER_CONFIG_KEY, DEFAULT_SERIALIZER))
        Responder(
            config["AMQP_URI"],
            get_rpc_exchange(config),
            None,
            message,
            ssl=config.get("AMQP_SSL"),
        ).send_response(result, error and (type(error), error, error.__traceback__))


class Asked(Rpc):  # type: ignore[misc]
    """Answers `RpcProxy(service).method(...)`; see `asked`."""

    rpc_consumer = Answering()

    def deliver(self, delivery: Delivery, args: Any, kwargs: Any) -> None:
        def handle_result(_: Any, result: Any, exc_info: Any) -> tuple[Any, Any]:
            self.rpc_consumer.answer(delivery, result, exc_info and exc_info[1])
            return result, exc_info

        run_worker(
            self,
            delivery,
            args,
            lambda error: self.rpc_consumer.answer(delivery, None, error),
            kwargs=kwargs,
            context_data=self.unpack_message_headers(delivery.message),
            handle_result=handle_result,
        )


def _request(message: Any, accept: Any) -> tuple[Any, Any]:
    try:
        message.accept = prepare_accept_content(accept)
        body = message.decode()
        return body["args"], body["kwargs"]
    except Exception:  # noqa: BLE001
        raise MalformedRequest("Message missing `args` or `kwargs`") from None


def _name_content_type(message: Any, serializer: str) -> None:
    known = message.properties.get("content_type") in registry.type_to_name
    if not known:
        message.properties["content_type"] = registry.name_to_type[serializer]


@overload
def asked(method: Method) -> Method: ...
@overload
def asked(*, expected_exceptions: Expected = ()) -> Callable[[Method], Method]: ...
def asked(method: Any = None, *, expected_exceptions: Expected = ()) -> Any:
    """Let any nameko client call a service method; also usable without brackets.

    Exceptions reach the asker as nameko's RemoteError with the type's name and arguments; the
    expected ones are the asker's own doing and are logged as warnings only. An answer that cannot
    be sent is logged, and the asker asks again.
    """
    decorate = Asked.decorator(expected_exceptions=expected_exceptions)
    return decorate if method is None else decorate(method)
