"""The ten processes of a fleet: five services and their tails, and where each answers probes."""

import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from deploy.containing import HANDED_OUT, hand_out
from deploy.installation import Installation
from deploy.local import ports
from deploy.local.processes import Process

Ports = Mapping[str, int]

# Reports are worth no delay of a meeting or of a disclosure: where processors are scarce, they
# wait.
NICE = {"evaluation": 10}


def process_names(services: Sequence[str]) -> list[str]:
    """A service and its tail, for each."""
    return [name for service in services for name in (service, f"{service}-tail")]


def probe_ports(installation: Installation, services: Sequence[str]) -> dict[str, int]:
    """A port for each process's probes, kept from start to start while nobody else takes one."""
    names = process_names(services)
    if (installation.home / "ports.json").exists():
        known: dict[str, int] = installation.noted("ports")
        if set(known) == set(names) and ports.become_free(known.values()):
            return known
    fresh: dict[str, Any] = dict(zip(names, ports.free_ports(len(names)), strict=True))
    installation.note("ports", fresh)
    return fresh


def lay_out(installation: Installation, service: str, amqp_uri: str) -> Path:
    """Put one service's secrets into its own folder, one file each."""
    room = installation.home / "services" / service
    settings = replace(installation.settings(service), amqp_uri=amqp_uri)
    hand_out(settings, room, installation.home / "secrets" / "master_key")
    return room


def processes(room: Path, service: str, port_of: Ports) -> Iterator[Process]:
    """The two processes of one service; their environment names files and holds no secret."""
    environment = {
        **{f"MENTORING_{name.upper()}_FILE": str(room / name) for name in HANDED_OUT},
        "MENTORING_MASTER_KEY_FILE": str(room / "master_key"),
        "MENTORING_HTTP_PORT": str(port_of[service]),
        "MENTORING_TAIL_PORT": str(port_of[f"{service}-tail"]),
        "PYTHONUNBUFFERED": "1",
    }
    run, nice = (sys.executable, "-m", "shared.run", service), NICE.get(service, 0)
    yield Process(service, run, environment, nice)
    yield Process(f"{service}-tail", (*run, "tail"), environment, nice)
