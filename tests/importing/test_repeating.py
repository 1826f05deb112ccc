"""An import that is repeated, even after a kill, doubles nothing and loses nothing."""

import csv
import os
import signal
import subprocess
import sys
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pytest

from deploy.importing import run
from deploy.importing.sending import Import
from deploy.installation import Installation
from deploy.year.language import loaded
from shared.assembling import desk_of, room_of
from tests.shared.house import House

ROOT = Path(__file__).parents[2]
DOCUMENT = loaded(ROOT / "deploy/programmes/1mm-ncs.yaml")
PROGRAMME = DOCUMENT["programme"]["id"]
# The day before: nothing that was begun has lapsed.
YESTERDAY = datetime(2025, 12, 31, 12, tzinfo=UTC)
PEOPLE = 130
COLUMNS = ("ref", "name", "email", "region", "status", "general_years", "goal")


class OverTheCounter:
    """A caller without a bus. `dies` names the question it is killed at, before or after it."""

    def __init__(self, desk, dies=(None, None)):
        self.desk, self.dies, self.answers, self.asked = desk, dies, {}, 0

    def ask(self, _, method, *args, **kwargs):
        self.asked += 1
        self.die("before")
        self.answers[str(self.asked)] = getattr(self.desk, method)(*args, **kwargs)
        self.die("after")
        return str(self.asked)

    def answer_or_error(self, id_):
        return self.answers.pop(id_)

    def die(self, when):
        if self.dies == (self.asked, when):
            os.kill(os.getpid(), signal.SIGKILL)


@pytest.fixture
def house(postgres, tmp_path):
    house = House(postgres, tmp_path / "home", room_of("profiles"))
    house.desk.set_clock("2026-01-01T00:00:00Z")
    published = house.message("PublishPolicy", programme=PROGRAMME, document=DOCUMENT)
    house.desk.submit({**published, "actor": "operator:1", "programme": PROGRAMME})
    house.settle()
    return house


@pytest.fixture
def mentors(tmp_path):
    file = tmp_path / "mentors.csv"
    with file.open("w", newline="") as text:
        writer = csv.writer(text)
        writer.writerow(COLUMNS)
        writer.writerows(
            (
                f"M{number}",
                f"Person {number}",
                f"m{number}@mail.example",
                "North",
                "working",
                9,
                "x",
            )
            for number in range(PEOPLE)
        )
    return file


def bring_in(file, caller):
    return run(file, Import("mentors", PROGRAMME, "importer:office", YESTERDAY), caller)


def recorded(house):
    """How many events of each type, and nothing out of place."""
    house.settle()
    rows = [row for row in house.desk.store.log() if row.category in ("mentor", "person")]
    places = [(row.stream, row.version) for row in rows]
    assert len(set(places)) == len(places)
    return Counter(row.type for row in rows)


KINDS = (
    *("MentorApplicationStarted", "PersonRegistered", "MentorProfileUpdated", "MentorGoalSet"),
    *("MentorEligibilityDeclared", "MentorEligibilityConfirmed"),
)
EVERYTHING = dict.fromkeys(KINDS, PEOPLE)


def test_a_file_imported_twice_is_recorded_once(house, mentors):
    outcomes = [bring_in(mentors, OverTheCounter(house.desk)) for _ in range(2)]

    assert [one.accepted for one in outcomes] == [PEOPLE] * 2
    assert recorded(house) == EVERYTHING


def test_rows_added_later_go_in_beside_those_that_are_in(house, mentors):
    text = mentors.read_text()
    mentors.write_text("".join(text.splitlines(keepends=True)[:41]))
    bring_in(mentors, OverTheCounter(house.desk))
    mentors.write_text(text)

    assert bring_in(mentors, OverTheCounter(house.desk)).accepted == PEOPLE
    assert recorded(house) == EVERYTHING


@pytest.mark.parametrize("when", ["before", "after"])
def test_an_import_killed_in_the_middle_and_repeated_is_whole(house, mentors, when):
    words = (str(house.installation.home), house.installation.prefix, str(mentors), when)
    killed = subprocess.run(
        [sys.executable, "-c", f"from {__name__} import die_importing; die_importing()", *words],
        cwd=ROOT,
        check=False,
    )
    assert killed.returncode == -signal.SIGKILL
    half = recorded(house)
    assert 0 < half["PersonRegistered"] < PEOPLE

    assert bring_in(mentors, OverTheCounter(house.desk)).accepted == PEOPLE
    assert recorded(house) == EVERYTHING


def die_importing():
    """Import, and be killed at the second question."""
    home, prefix, file, when = sys.argv[1:]
    settings = Installation(Path(home), prefix=prefix).settings("profiles")
    caller = OverTheCounter(desk_of(room_of("profiles"), settings), dies=(2, when))
    bring_in(Path(file), caller)


def test_what_a_rule_refuses_is_put_aside_recorded_and_refused_again(house, mentors):
    rows = mentors.read_text().splitlines(keepends=True)
    mentors.write_text("".join([rows[0].replace("goal", "source"), *rows[1:]]))
    lines = [bring_in(mentors, OverTheCounter(house.desk)).rejected for _ in range(2)]

    assert [len(one) for one in lines] == [PEOPLE] * 2
    assert lines[0][0].problem[0] == "source_known"
    assert recorded(house) == {}
    refusals = list(house.desk.store.log(types=["CommandRefused"]))
    assert len(refusals) == PEOPLE
