"""What matching shows, in a real database."""

from collections.abc import Iterator

import psycopg2
import pytest
from psycopg2.extras import RealDictCursor

from services.matching import commands, heard
from services.matching.decider.proposal import relationship_of
from services.matching.room import room
from shared.desk import plain

from .house import House
from .vocabulary import (
    ANN,
    BEN,
    BOSS,
    CAT,
    DAY,
    HERE,
    NOW,
    PROPOSAL,
    SESSION,
    active,
    agree,
    listed,
    propose,
    ready,
    trained,
)

THIS = {"relationship_id": relationship_of(PROPOSAL)}


class Shown:
    """Read models kept from a house's log."""

    def __init__(self, connection):
        self.connection = connection
        for shown in room.shows:
            for table in shown.tables:
                self.sql(f"CREATE TABLE {table}")
            for index in shown.indexes:
                self.sql(f"CREATE INDEX ON {index}")

    def sql(self, statement, **params):
        with self.connection.cursor() as cursor:
            cursor.execute(statement, params)

    def of(self, house):
        for table in (table for shown in room.shows for table in shown.table_names):
            self.sql(f"DELETE FROM {table}")
        for envelope in house.log:
            for shown in room.shows:
                shown.project(envelope, self.sql)
        return self

    def rows(self, statement):
        with self.connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(statement)
            return [plain(row) for row in cursor.fetchall()]

    def asked(self, statement, **params):
        """The rows of a question, as the service's own connection has them."""
        with self.connection.cursor(cursor_factory=RealDictCursor) as cursor:
            cursor.execute(statement, params)
            return cursor.fetchall()


@pytest.fixture
def shown(postgres, fresh_database) -> Iterator[Shown]:
    connection = psycopg2.connect(postgres.dsn(fresh_database))
    yield Shown(connection)
    connection.close()


def waiting_house():
    house = House()
    for one in (active, listed(), trained(), ready(), listed(BEN, topics=()), trained(BEN)):
        house.hear("profiles", one)
    return house


@pytest.mark.requirement("1MM-049")
def test_the_unselected_stand_in_the_waiting_pool_with_their_own_date(shown):
    house = waiting_house().ask(propose()).at(NOW + 40 * DAY)
    house.ask(commands.SweepPool(**HERE, cycle="february"))
    query = "SELECT candidate_id, role, waiting_since, updates, last_cycle FROM waiting"
    rows = {row.pop("candidate_id"): row for row in shown.of(house).rows(query)}
    assert set(rows) == {str(ANN), str(BEN), str(CAT)}
    since = "2026-01-05T12:00:00Z"
    place = {"role": "mentor", "waiting_since": since, "updates": 1, "last_cycle": "february"}
    assert rows[str(BEN)] == place


def test_a_proposal_shows_its_reasons_and_what_came_of_it(shown):
    house = waiting_house().ask(propose())
    query = (
        "SELECT mentor_id, score, matched_on, alternatives_considered, state, agreed FROM proposal"
    )
    (row,) = shown.of(house).rows(query)
    assert (row["mentor_id"], row["alternatives_considered"]) == (str(ANN), 1)
    assert row["matched_on"][0] == "topics in common: careers, law"
    for side in ("mentor", "mentee", "institution"):
        house.ask(agree(side))
    (row,) = shown.of(house).rows(query)
    assert (row["state"], row["agreed"]) == ("made", ["mentor", "mentee", "institution"])
    assert [one["candidate_id"] for one in shown.rows("SELECT * FROM waiting")] == [str(BEN)]


def test_a_relationship_shows_how_it_stands(shown):
    house = waiting_house().ask(propose())
    for side in ("mentor", "mentee", "institution"):
        house.ask(agree(side))
    house.hear("sessions", heard.SessionHeld(**THIS, session_id=SESSION, held_at=NOW))
    house.hear("administration", heard.HoldPlaced(**THIS))
    query = "SELECT phase, suspended, ended_as, complete, missing FROM relationship"
    (row,) = shown.of(house).rows(query)
    assert (row["phase"], row["suspended"]) == ("active", True)
    house.hear("administration", heard.HoldLifted(**THIS))
    house.ask(commands.EndRelationship(**THIS, kind="completed")).at(NOW + 31 * DAY)
    (row,) = shown.of(house).rows(query)
    assert (row["phase"], row["suspended"], row["ended_as"]) == ("closed", False, "completed")
    assert row["complete"] is False
    assert "debrief" in row["missing"]
    back = {"reason_code": "mistake", "approved_by": BOSS, "agreed_by": ("mentor", "mentee")}
    house.ask(commands.ReverseEnd(**THIS, **back))
    (row,) = shown.of(house).rows(query)
    assert row == dict.fromkeys(row) | {"phase": "active", "suspended": False}
