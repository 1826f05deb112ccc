"""Bringing a whole installation up and down on one machine, as plain private processes."""

import secrets
import time
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any

from deploy.cli import accounts, table
from deploy.cli.homes import Home
from deploy.cli.probing import ready
from deploy.cli.reporting import Trouble
from deploy.installation import SERVICES, Installation
from shared.assembling import room_of

Say = Callable[[str], None]
LOOK = 0.2


@dataclass
class Fleet:
    """One home's servers and processes. `say` hears of every step."""

    home: Home
    say: Say
    services: Sequence[str] = field(default=SERVICES)

    def up(self, *, rehearsal: bool, patience: float) -> dict[str, Any]:
        """Start what does not run; returns when every process is ready, and says what it did."""
        self.same_kind(rehearsal=rehearsal)
        if self.is_up():
            return {"started": [], "ready": table.process_names(self.services)}
        self.start_servers()
        installation = self.installed(rehearsal=rehearsal)
        self.start_processes(installation)
        self.wait_until_ready(patience)
        names = table.process_names(self.services)
        return {"started": ["postgres", "rabbitmq", *names], "ready": names}

    def down(self) -> dict[str, Any]:
        """Let every process finish what it has begun, then stop the servers."""
        self.say("stopping services and tails")
        self.home.processes.stop()
        self.say("stopping RabbitMQ and PostgreSQL")
        with ThreadPoolExecutor() as both:
            for stopped in (
                both.submit(self.home.rabbitmq.stop),
                both.submit(self.home.postgres.stop),
            ):
                stopped.result()
        return {"stopped": True}

    def is_up(self) -> bool:
        servers = self.home.postgres.is_running() and self.home.rabbitmq.is_running()
        return servers and self.home.processes.is_running() and not self.unready()

    def same_kind(self, *, rehearsal: bool) -> None:
        if self.home.exists() and rehearsal and not self.home.is_rehearsal:
            why = f"{self.home.path} is a real installation; its clock can never be set"
            raise Trouble(why, "choose another directory with --home", "refused")

    def start_servers(self) -> None:
        self.say("starting PostgreSQL and RabbitMQ")
        self.home.path.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor() as both:
            for started in (
                both.submit(self.home.postgres.start),
                both.submit(self.home.rabbitmq.start),
            ):
                started.result()

    def installed(self, *, rehearsal: bool) -> Installation:
        """Databases, roles and secrets: what is missing is made."""
        self.say("bringing databases up to date")
        known = self.home.exists()
        installation = (
            self.home.installation if known else Installation(self.home.path / "installation")
        )
        kind = self.home.is_rehearsal if known else rehearsal
        server, bus = self.home.postgres.dsn(), self.home.rabbitmq.uri()
        return installation.create(server, bus, rehearsal=kind)

    def start_processes(self, installation: Installation) -> None:
        self.home.processes.stop()  # any that still run know the servers' old addresses
        self.say("opening broker accounts")
        rooms = [room_of(service) for service in self.services]
        users = accounts.open_accounts(
            self.home.rabbitmq,
            rooms,
            lambda name: installation.secret(name, secrets.token_urlsafe(24)),
        )
        port_of = table.probe_ports(installation, self.services)
        rows = [
            process
            for service in self.services
            for process in table.processes(
                table.lay_out(installation, service, self.home.rabbitmq.uri(user=users[service])),
                service,
                port_of,
            )
        ]
        self.say(f"starting {len(rows)} processes")
        self.home.processes.start(rows)

    def wait_until_ready(self, patience: float) -> None:
        """Return when all answer their readiness probe; raises Trouble naming those that do not."""
        until = time.monotonic() + patience
        waiting = self.unready()
        while waiting:
            self.give_up_on(self.hopeless(), "it ends as soon as it starts")
            if time.monotonic() > until:
                self.give_up_on(waiting, f"not ready after {patience:g} s")
            time.sleep(LOOK)
            if len(fewer := self.unready()) < len(waiting):
                self.say(f"ready: {len(self.services) * 2 - len(fewer)}")
            waiting = fewer

    def give_up_on(self, names: Sequence[str], why: str) -> None:
        if names:
            which = ", ".join(names)
            raise Trouble(f"{which}: {why}", f"deploy/ops logs {names[0]}", "partly")

    def hopeless(self) -> list[str]:
        found = self.home.processes.status()
        return [name for name, row in found.items() if row["state"] == "misconfigured"]

    def unready(self) -> list[str]:
        """Processes that do not say that they are ready."""
        if not (self.home.note.parent / "ports.json").exists():
            return table.process_names(self.services)
        port_of = self.home.installation.noted("ports")
        return [name for name, port in port_of.items() if not ready(port)]
