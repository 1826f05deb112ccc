"""nameko logs what exceptions say, and that may be what a person wrote: only their kind remains."""

import logging
import traceback
from types import TracebackType


class Discretion(logging.Filter):
    """Replaces exceptions in log records by their type and the line that raised them."""

    def filter(self, record: logging.LogRecord) -> bool:
        if isinstance(record.args, tuple):
            record.args = tuple(_kind(one) for one in record.args)
        if record.exc_info:
            record.args = (record.getMessage(), _place(record.exc_info[2]))
            record.msg, record.exc_info = "%s at %s", None
        return True


def _kind(value: object) -> object:
    return type(value).__name__ if isinstance(value, BaseException) else value


def _place(trace: TracebackType | None) -> str:
    frames = traceback.extract_tb(trace)
    return f"{frames[-1].filename}:{frames[-1].lineno}" if frames else "an unknown place"


def be_discreet() -> None:
    """Put the filter on nameko's loggers that speak of exceptions."""
    for name in ("nameko.containers", "nameko.runners", "nameko.rpc"):
        logger = logging.getLogger(name)
        if not any(isinstance(one, Discretion) for one in logger.filters):
            logger.addFilter(Discretion())
