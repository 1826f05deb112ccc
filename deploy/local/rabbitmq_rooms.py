"""The directory of a RabbitMQ node: its secrets, its ports, its settings, its environment."""

import os
import secrets
import subprocess
from pathlib import Path

from deploy.local import installing, ports
from deploy.local.notes import Notes

ADMINISTRATOR = "mentoring"
_NODE = "mentoring@localhost"
# amqp, distribution, epmd, and ten for the command line tools: without ports of their own these
# take the node's while it boots, and the node dies of it.
_PORTS = 13
_SETTINGS = """\
default_user = {user}
default_pass = {password}
listeners.tcp.1 = 127.0.0.1:{amqp}
disk_free_limit.absolute = 500MB
vm_memory_high_watermark.absolute = 1GB
cluster_partition_handling = ignore
log.file.level = info
collect_statistics_interval = 10000
"""


class Rooms:
    """All below `home`, on loopback only; programs from `binaries` where they are given."""

    def __init__(self, home: Path, binaries: Path | None = None) -> None:
        self.home = home.resolve()
        self._notes = Notes(self.home)
        self._binaries = binaries

    @property
    def port(self) -> int:
        """The loopback port for AMQP; kept from start to start while nobody else takes it."""
        return int(self._notes["port"])

    @property
    def _password(self) -> str:
        return self._notes["password"]

    def _choose_ports(self) -> None:
        # A name server may have outlived a killed node, so its port counts only at first choice.
        if "port" in self._notes:
            if ports.become_free([self.port, self.port + 1]):
                return
            self._stop_name_server()
        self._notes["port"] = str(ports.free_ports(_PORTS)[0])

    def _write_settings(self) -> None:
        if "password" not in self._notes:
            self._notes["password"] = secrets.token_urlsafe(24)
            self._notes["cookie"] = secrets.token_hex(20)
        for room in ("mnesia", "log", "user"):
            (self.home / room).mkdir(parents=True, exist_ok=True)
        cookie = self.home / "user" / ".erlang.cookie"
        cookie.unlink(missing_ok=True)
        cookie.write_text(self._notes["cookie"])
        cookie.chmod(0o400)  # Erlang refuses any other mode
        self._notes["enabled_plugins"] = "[]."
        self._notes["rabbitmq.conf"] = _SETTINGS.format(
            user=ADMINISTRATOR, password=self._password, amqp=self.port
        )

    def _environment(self) -> dict[str, str]:
        home, first = self.home, self.port
        one_address = "inet_dist_use_interface {127,0,0,1}"
        return {
            "PATH": os.environ["PATH"],
            "LC_ALL": "C.UTF-8",
            "HOME": str(home / "user"),
            "RABBITMQ_CONF_ENV_FILE": "/dev/null",
            "RABBITMQ_NODENAME": _NODE,
            "RABBITMQ_DIST_PORT": str(first + 1),
            "RABBITMQ_CTL_DIST_PORT_MIN": str(first + 3),
            "RABBITMQ_CTL_DIST_PORT_MAX": str(first + _PORTS - 1),
            "RABBITMQ_MNESIA_BASE": str(home / "mnesia"),
            "RABBITMQ_LOG_BASE": str(home / "log"),
            "RABBITMQ_PID_FILE": str(home / "node.pid"),
            "RABBITMQ_CONFIG_FILE": str(home / "rabbitmq.conf"),
            "RABBITMQ_ADVANCED_CONFIG_FILE": str(home / "advanced.config"),
            "RABBITMQ_ENABLED_PLUGINS_FILE": str(home / "enabled_plugins"),
            "RABBITMQ_FEATURE_FLAGS_FILE": str(home / "feature_flags"),
            # No spinning while idle: ten services share the processors with this node.
            "RABBITMQ_SERVER_ADDITIONAL_ERL_ARGS": (
                f"-kernel {one_address} +sbwt none +sbwtdcpu none +sbwtdio none"
            ),
            "ERL_EPMD_PORT": str(first + 2),
            "ERL_EPMD_ADDRESS": ports.LOOPBACK,
            "ERL_CRASH_DUMP_SECONDS": "0",
        }

    def _stop_name_server(self) -> None:
        if "port" in self._notes and (epmd := installing.epmd()):
            ask = [str(epmd), "-port", str(self.port + 2), "-kill"]
            subprocess.run(ask, env=self._environment(), capture_output=True, check=False)
