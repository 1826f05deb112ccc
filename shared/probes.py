"""What an operator's machinery asks a process over HTTP: alive? ready? how much of what?"""

import json
import threading
from collections.abc import Callable, Iterable, Mapping
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, make_server

from prometheus_client import CONTENT_TYPE_LATEST, generate_latest

Check = Callable[[], bool]
Wsgi = Callable[[dict[str, Any], Callable[..., Any]], Iterable[bytes]]
Answer = tuple[str, str, bytes]


def probes(checks: Mapping[str, Check]) -> Wsgi:
    """Return a WSGI application with `/healthz`, `/readyz` and `/metrics`.

    Ready means that every check answers true; a check that raises counts as false.
    """

    def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> list[bytes]:
        status, content_type, body = answer(environ.get("PATH_INFO", "/"), checks)
        length = str(len(body))
        start_response(status, [("Content-Type", content_type), ("Content-Length", length)])
        return [body]

    return application


def answer(path: str, checks: Mapping[str, Check]) -> Answer:
    """Return status line, content type and body for one path."""
    if path == "/healthz":
        return _json("200 OK", {"status": "alive"})
    if path == "/metrics":
        return "200 OK", CONTENT_TYPE_LATEST, generate_latest()
    if path == "/readyz":
        failed = sorted(name for name, check in checks.items() if not _holds(check))
        if failed:
            return _json("503 Service Unavailable", {"status": "not ready", "failed": failed})
        return _json("200 OK", {"status": "ready", "failed": []})
    return _json("404 Not Found", {"status": "no such probe"})


def _holds(check: Check) -> bool:
    try:
        return bool(check())
    except Exception:  # noqa: BLE001
        return False


def _json(status: str, body: Mapping[str, Any]) -> Answer:
    return status, "application/json", json.dumps(body).encode()


def expose(host: str, port: int, checks: Mapping[str, Check]) -> None:
    """Answer probes from a thread of a plain process; port 0 means not at all."""
    if not port:
        return
    server = make_server(host, port, probes(checks), handler_class=Silent)
    threading.Thread(target=server.serve_forever, name="probes", daemon=True).start()


class Silent(WSGIRequestHandler):
    """Probes come every few seconds; nobody wants to read of each."""

    def log_message(self, *_: Any) -> None:
        return
