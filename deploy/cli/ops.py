"""`deploy/ops`: start, stop, look after and, in an emergency, speak to an installation."""

from deploy.cli import ops_bus, ops_data, ops_fleet, ops_import, ops_letters, ops_policy
from deploy.cli.console import console

app = console("Run an installation of the five services: start it, look at it, mend it.")
for part in (ops_fleet, ops_data, ops_bus, ops_import, ops_letters, ops_policy):
    part.add_to(app)


def main() -> int:
    """Run one verb."""
    app()
    return 0
