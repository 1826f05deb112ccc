"""The table of `status`: every service's row, and everything that is late or dead."""

import time
from collections.abc import Sequence
from typing import Any

from deploy.cli import looking
from deploy.cli.homes import Home
from deploy.cli.lateness import lag, late, problems_of, projection_lag, unheard
from deploy.cli.reporting import Report
from deploy.installation import SERVICES

PATIENCE = 1.0  # seconds that work may lie before it counts as late
COLUMNS = (
    "service",
    "process",
    "tail",
    "restarts",
    "head",
    "pending",
    "relay lag",
    "view lag",
    "unheard",
    "missing",
    "dead",
)


def standing(home: Home, services: Sequence[str] = SERVICES, patience: float = PATIENCE) -> Report:
    """Look, and look again where anything was behind."""
    looks = look(home, services)
    rows = table(home, looks)
    problems = [problem for row in rows for problem in problems_of(row)]
    if late(looks, looks):
        time.sleep(patience)
        why = late(looks, look(home, services))
        problems += [{"problem": one, "advice": "deploy/ops logs"} for one in why]
    return Report.found({"home": str(home.path), "services": rows}, problems)


def look(home: Home, services: Sequence[str]) -> list[looking.Progress]:
    installation = home.installation
    return [looking.progress(installation, service) for service in services]


def table(home: Home, looks: Sequence[looking.Progress]) -> list[dict[str, Any]]:
    """One row a service."""
    installation = home.installation
    has_ports = (installation.home / "ports.json").exists()
    port_of = installation.noted("ports") if has_ports else {}
    said = {kind: count for one in looks for kind, count in one["said"].items()}
    queues = [queue for one in looks for queue in looking.dead_queues(one["service"])]
    dead = looking.depths(installation.noted("installation")["amqp_uri"], queues)
    return [
        {
            "service": one["service"],
            "process": looking.process(home, one["service"], port_of),
            "tail": looking.process(home, f"{one['service']}-tail", port_of),
            "head": one["head"],
            "pending": one["pending"],
            "relay_lag": lag(one, "relay"),
            "projection_lag": projection_lag(one),
            "unheard": unheard(one, said),
            "missing": one["missing"],
            "dead": sum(dead[queue] for queue in looking.dead_queues(one["service"])),
            "clock": one["clock"],
        }
        for one in looks
    ]


def cells(row: dict[str, Any]) -> tuple[Any, ...]:
    """A row as the screen shows it."""
    return (
        row["service"],
        state(row["process"]),
        state(row["tail"]),
        row["process"]["restarts"] + row["tail"]["restarts"],
        row["head"],
        row["pending"],
        row["relay_lag"],
        row["projection_lag"],
        row["unheard"],
        row["missing"],
        row["dead"],
    )


def state(process: dict[str, Any]) -> str:
    """One word for a process."""
    if not process["alive"]:
        return "down"
    return "ready" if process["ready"] else "not ready"
