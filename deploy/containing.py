"""First thing in a fleet of containers: databases, roles, every service's folder of secrets."""

import os
import sys
from pathlib import Path
from urllib.parse import quote

from deploy.installation import SERVICES, Installation
from deploy.local.private import keep_private
from shared.settings import Settings

HANDED_OUT = ("service_dsn", "tail_dsn", "keys_dsn", "amqp_uri")


def main() -> int:
    """Create what is missing; the environment says where everything is. Safe to repeat."""
    server = f"postgresql://mentoring:{_secret('DATABASE')}@{os.environ['DATABASE_HOST']}/postgres"
    broker = f"amqp://mentoring:{_secret('BROKER')}@{os.environ['BROKER_HOST']}/%2F"
    rooms = Path(os.environ["SECRETS_FOLDER"])
    installation = Installation(rooms / "installation")
    installation.create(server, broker, rehearsal=os.environ.get("REHEARSAL") == "yes")
    for service in SERVICES:
        settings = installation.settings(service)
        hand_out(settings, rooms / service, installation.home / "secrets" / "master_key")
    return 0


def hand_out(settings: Settings, room: Path, master_key: Path) -> None:
    """Lay one service's secrets in its own folder, one file each, the way `_FILE` settings want."""
    for name in HANDED_OUT:
        keep_private(room / name, getattr(settings, name))
    keep_private(room / "master_key", master_key.read_text())


def _secret(name: str) -> str:
    return quote(Path(os.environ[f"{name}_PASSWORD_FILE"]).read_text().strip(), safe="")


if __name__ == "__main__":
    sys.exit(main())
