"""People from a file: how long until each is in, over a real broker.

The aim is five minutes for a hundred thousand; MENTORING_BENCH_PEOPLE=100000 takes them all.
Everything runs: five services, five tails, RabbitMQ, PostgreSQL.
"""

import csv
import os
import time
from contextlib import closing
from datetime import UTC, datetime
from pathlib import Path

import psycopg2
import pytest

from deploy.importing import run
from deploy.importing.sending import Import
from deploy.installation import SERVICES
from deploy.year.language import loaded
from shared.calling import Caller

from .fleets import standing

PEOPLE = int(os.environ.get("MENTORING_BENCH_PEOPLE", "5000"))
AIM = 300_000 * PEOPLE / 100_000
PATIENCE = 60
PROGRAMME = Path("deploy/programmes/1mm-ncs.yaml")
ADOPTED = "SELECT count(*) FROM es.event WHERE type = 'PolicyAdopted'"
COLUMNS = (
    *("ref", "name", "email", "date_of_birth", "region", "source", "status", "general_years"),
    *("occupation", "goal", "goal_tags", "topics"),
)


@pytest.fixture
def fleet(tmp_path, postgres, rabbitmq):
    """The whole installation: ten processes."""
    with standing(tmp_path, postgres, rabbitmq, SERVICES) as fleet:
        yield fleet


@pytest.fixture
def mentors(tmp_path):
    """Everybody has a name, a birthday and a wish; nobody is real."""
    file = tmp_path / "mentors.csv"
    with file.open("w", newline="", encoding="utf-8") as text:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows(person(number) for number in range(PEOPLE))
    return file


def person(number):
    born = f"{1960 + number % 40}-{1 + number % 12:02}-{1 + number % 28:02}"
    ref, region = f"B{number:06}", ("Midlands", "North", "London")[number % 3]
    who = (ref, f"Person {number}", f"{ref.lower()}@example.org", born, region, "independent")
    return (*who, "employed", 1 + number % 30, "engineer", "To pass it on", "work", "interests")


def publish(caller, postgres):
    """Publish the programme's policy, and wait until profiles decides by it."""
    data = {"programme": "1mm-ncs", "document": loaded(PROGRAMME)}
    caller.call(
        "profiles",
        "submit",
        {
            "type": "PublishPolicy",
            "data": data,
            "id": "00000000-0000-4000-8000-000000000001",
            "actor": "programme_manager:1",
            "programme": "1mm-ncs",
        },
    )
    until = time.monotonic() + PATIENCE
    while not count(postgres, ADOPTED) and time.monotonic() < until:
        time.sleep(0.2)


def count(postgres, query):
    connection = psycopg2.connect(postgres.dsn("profiles"))
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchone()[0]


def test_importing(board, fleet, postgres, mentors):
    with closing(Caller(fleet.home.rabbitmq.uri())) as caller:
        publish(caller, postgres)
        what = Import("mentors", "1mm-ncs", "importer:office", datetime.now(UTC))
        began = time.monotonic()
        outcome = run(mentors, what, caller)
        took = time.monotonic() - began
    assert outcome.accepted == PEOPLE, outcome.rejected[:3]
    events = count(postgres, "SELECT count(*) FROM es.event")
    board.below(f"import of {PEOPLE:,} people, {events:,} events in profiles", took * 1000, AIM)
