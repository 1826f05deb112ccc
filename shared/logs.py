"""Structured logs: one line a message, JSON unless a person is watching, personal fields masked."""

import logging
import re
import sys
import traceback
from collections.abc import Iterable
from typing import Any

import structlog

MASK = "[personal]"
QUIET = ("nameko", "kombu", "amqp", "pika")
OPAQUE = re.compile(r"[\w.:-]{1,100}")


class Masker:
    """Replaces what stands under the name of a personal field, however deep."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)

    def __call__(self, _: Any, __: str, entry: Any) -> Any:
        return self.masked(entry)

    def masked(self, value: Any) -> Any:
        match value:
            case dict():
                return {
                    name: MASK if name in self.names else self.masked(inner)
                    for name, inner in value.items()
                }
            case list() | tuple():
                return [self.masked(inner) for inner in value]
            case _:
                return value


def place_of_fault(_: Any, __: str, entry: Any) -> Any:
    """Where it went wrong instead of what the exception says: that may be what a person wrote."""
    fault = entry.pop("exc_info", None)
    if fault:
        error = fault if isinstance(fault, BaseException) else sys.exc_info()[1]
        entry["where"] = places(error)
    return entry


def places(error: BaseException | None) -> list[str]:
    """The innermost lines of a traceback, without any text of the exception."""
    frames = traceback.extract_tb(error.__traceback__) if error else []
    return [f"{one.filename}:{one.lineno} {one.name}" for one in frames[-3:]]


def opaque(value: Any) -> str | None:
    """An id as a log line may show it; None for what could be somebody's words."""
    return value if isinstance(value, str) and OPAQUE.fullmatch(value) else None


class Stamp:
    """Puts the same words on every line, whichever thread or green thread writes it."""

    def __init__(self, words: dict[str, str]) -> None:
        self.words = words

    def __call__(self, _: Any, __: str, entry: Any) -> Any:
        return {**self.words, **entry}


class Rewritten(logging.Handler):
    """Lines of libraries, in the same form as ours; never an exception's text."""

    def emit(self, record: logging.LogRecord) -> None:
        known = {"logger": record.name}
        if record.exc_info and record.exc_info[1] is not None:
            known["fault"] = type(record.exc_info[1]).__name__
        if isinstance(record.args, tuple):
            record.args = tuple(
                type(one).__name__ if isinstance(one, BaseException) else one for one in record.args
            )
        structlog.get_logger().log(record.levelno, record.getMessage(), **known)


def set_up(level: str = "info", personal: Iterable[str] = (), **bound: str) -> None:
    """Configure this process's logs.

    `level` is one of `debug`, `info`, `warning`, `error`; what stands under one of the names in
    `personal` is masked; `bound` stands on every line.
    """
    watched = sys.stderr.isatty()
    last: Any = structlog.dev.ConsoleRenderer() if watched else structlog.processors.JSONRenderer()
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            Stamp(bound),
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            place_of_fault,
            Masker(personal),
            last,
        ],
        wrapper_class=structlog.make_filtering_bound_logger(getattr(logging, level.upper())),
        logger_factory=structlog.PrintLoggerFactory(sys.stderr),
        cache_logger_on_first_use=False,
    )
    libraries = logging.getLogger()
    if not any(isinstance(one, Rewritten) for one in libraries.handlers):
        libraries.addHandler(Rewritten())
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.ERROR)


log = structlog.get_logger()
