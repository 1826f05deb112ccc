"""An installation that stands while a benchmark looks at it."""

from contextlib import contextmanager

from deploy.cli.fleet import Fleet
from deploy.cli.homes import Home
from deploy.installation import SERVICES


@contextmanager
def standing(folder, postgres, rabbitmq, services):
    """These services with their tails, on the servers of all benchmarks."""
    home = Home(folder)
    home.postgres, home.rabbitmq = postgres, rabbitmq
    fleet = Fleet(home, lambda _: None, services)
    try:
        fleet.up(rehearsal=False, patience=60)
        yield fleet
    finally:
        home.processes.stop()
        for service in SERVICES:
            postgres.drop_database(service)
            postgres.drop_database(f"{service}_keys")
