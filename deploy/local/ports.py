"""Free TCP ports on loopback, outside the range from which the kernel lends ports to clients."""

import random
import socket
from collections.abc import Iterable
from contextlib import closing

from deploy.local.alive import until

LOOPBACK = "127.0.0.1"
# Linux lends 32768-60999 to clients and macOS 49152-65535. A port from there may be free now
# and be some client's end of a connection when a stopped server wants it back.
_LOWEST, _HIGHEST = 20_000, 32_000


def is_free(port: int) -> bool:
    """Whether a server could listen on this loopback port at this moment."""
    with closing(socket.socket()) as probe:
        # As servers do: a port whose last connections are still in TIME_WAIT counts as free.
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((LOOPBACK, port))
        except OSError:
            return False
    return True


def become_free(wanted: Iterable[int], within: float = 5.0) -> bool:
    """Whether all these ports are free, now or in a moment: the dying let go of theirs slowly."""
    try:
        until(lambda: all(map(is_free, wanted)), within)
    except TimeoutError:
        return False
    return True


def is_listening(port: int, patience: float = 1.0) -> bool:
    """Whether something accepts connections on this loopback port."""
    try:
        socket.create_connection((LOOPBACK, port), timeout=patience).close()
    except OSError:
        return False
    return True


def free_ports(count: int, taken: Iterable[int] = ()) -> list[int]:
    """As many free ports, in a row so that one server's ports are seen to belong together."""
    avoided = set(taken)
    for _ in range(500):
        first = random.randrange(_LOWEST, _HIGHEST - count)  # noqa: S311  no secret hangs on it
        ports = list(range(first, first + count))
        if avoided.isdisjoint(ports) and all(map(is_free, ports)):
            return ports
    raise OSError(f"no {count} free ports in a row between {_LOWEST} and {_HIGHEST}")


def free_port() -> int:
    """One free port."""
    return free_ports(1)[0]
