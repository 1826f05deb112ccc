"""Asking a process over HTTP whether it is ready."""

from http import HTTPStatus
from http.client import HTTPConnection, HTTPException

from deploy.local.ports import LOOPBACK

PATIENCE = 2.0


def ready(port: int) -> bool:
    """Whether the process behind this loopback port says that it can do its work."""
    line = HTTPConnection(LOOPBACK, port, timeout=PATIENCE)
    try:
        line.request("GET", "/readyz")
        return line.getresponse().status == HTTPStatus.OK
    except (OSError, HTTPException):
        return False
    finally:
        line.close()
