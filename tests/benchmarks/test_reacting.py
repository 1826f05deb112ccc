"""A command to one service, and how long until another has recorded what follows from it."""

import time
from contextlib import closing, contextmanager
from pathlib import Path
from statistics import quantiles
from uuid import uuid4

import psycopg2
import pytest

from deploy.year.language import loaded
from shared.calling import Caller
from shared.refusals import Refused

from .fleets import standing

SERVICES = ("profiles", "sessions")
RATE, WARM, SECONDS = 100, 5, 20
PATIENCE = 60
PROGRAMME = Path("deploy/programmes/1mm-ncs.yaml")

CAUSES = "SELECT event_id::text, recorded_us FROM es.event WHERE type = 'MentorApplicationStarted'"
EFFECTS = "SELECT meta->>'causationid', recorded_us FROM es.event WHERE type = 'MentorApplied'"


@pytest.fixture
def fleet(tmp_path, postgres, rabbitmq):
    """Two of the services: four processes."""
    with standing(tmp_path, postgres, rabbitmq, SERVICES) as fleet:
        yield fleet


@contextmanager
def asking(fleet):
    caller = Caller(fleet.home.rabbitmq.uri())
    try:
        yield caller
    finally:
        caller.close()


def submission(type_, data):
    return {
        "type": type_,
        "data": data,
        "id": str(uuid4()),
        "actor": "programme_manager:1",
        "programme": "1mm-ncs",
    }


def application():
    data = {"mentor_id": str(uuid4()), "person_id": str(uuid4()), "source": "independent"}
    return submission("StartMentorApplication", data)


def wait_for_policy(caller):
    """A published policy is adopted a moment later; until then every application is refused."""
    until = time.monotonic() + PATIENCE
    while True:
        try:
            return caller.call("profiles", "submit", application())
        except Refused:
            if time.monotonic() > until:
                raise


def ask_steadily(caller, seconds):
    """As many commands a second as said, whether or not the answers keep up; then all answers."""
    asked, began = [], time.monotonic()
    while (due := len(asked) / RATE) < seconds:
        if (early := began + due - time.monotonic()) > 0:
            listen(caller, early)
        else:
            asked.append(caller.ask("profiles", "submit", application()))
    for answer in asked:
        caller.answer(answer)
    return asked


def listen(caller, seconds):
    try:
        caller.connection.drain_events(timeout=seconds)
    except TimeoutError:
        return


def rows(postgres, database, query):
    connection = psycopg2.connect(postgres.dsn(database))
    with closing(connection), connection.cursor() as cursor:
        cursor.execute(query)
        return dict(cursor.fetchall())


def latencies(postgres):
    """In milliseconds and in order; returns when every application had its effect.

    Both databases have one clock.
    """
    causes, until = rows(postgres, "profiles", CAUSES), time.monotonic() + PATIENCE
    while missing := causes.keys() - (found := rows(postgres, "sessions", EFFECTS)).keys():
        assert time.monotonic() < until, f"{len(missing)} events of {len(causes)} had no effect"
        time.sleep(0.2)
    in_order = sorted(causes.items(), key=lambda row: row[1])
    return [(found[id_] - at) / 1000 for id_, at in in_order]


def test_reaction(board, fleet, postgres):
    document = loaded(PROGRAMME)
    with asking(fleet) as caller:
        published = submission("PublishPolicy", {"programme": "1mm-ncs", "document": document})
        caller.call("profiles", "submit", published)
        wait_for_policy(caller)
        latencies(postgres)
        ask_steadily(caller, WARM)
        asked = len(ask_steadily(caller, SECONDS))
    after = latencies(postgres)[-asked:]
    cuts = quantiles(after, n=100)
    board.below(f"command to reaction elsewhere, {RATE}/s, p50", cuts[49])
    board.below(f"command to reaction elsewhere, {RATE}/s, p99", cuts[98], aim=50)
