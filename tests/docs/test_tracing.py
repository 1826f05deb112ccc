"""The trace names every row and its tests, and no test may lean on a row that does not exist."""

import csv
import json
import re
from pathlib import Path

import pytest

from deploy.tracing import __main__ as tracing
from deploy.tracing.claims import claims, proofs
from deploy.tracing.rows import REFERENCES, rows

ROOT = Path(__file__).parents[2]
SERVICES = {"profiles", "matching", "sessions", "safeguarding", "evaluation", "all"}


@pytest.fixture
def small(tmp_path, monkeypatch):
    """A repository with two rows and one test."""
    monkeypatch.chdir(tmp_path)
    for table, row in {"requirements": "A-1,First", "duties": "B-1,Second"}.items():
        file = tmp_path / "docs/references" / f"{table}.csv"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(f"id,rule\n{row}\n")
    write_test(tmp_path, "A-1")
    return tmp_path


def write_test(root, row):
    file = root / "tests/test_it.py"
    file.parent.mkdir(exist_ok=True)
    file.write_text(f'@pytest.mark.requirement("{row}")\ndef test_it_works():\n    pass\n')


def test_a_row_is_open_then_claimed_then_proved(small, capsys):
    assert tracing.main([]) == 0
    shown = capsys.readouterr().out.splitlines()
    assert shown[0].split() == ["A-1", "claimed", "test_it_works"]
    assert shown[1].split() == ["B-1", "open", "Second"]
    assert shown[-2] == "requirements: 1 rows, 0 proved, 1 claimed, 0 open"

    note = small / "var/test/trace/most.json"
    note.parent.mkdir(parents=True)
    note.write_text(json.dumps({"A-1": ["tests/test_it.py::test_it_works[x]"]}))

    tracing.main([])
    assert capsys.readouterr().out.splitlines()[0].split() == ["A-1", "proved", "test_it_works"]
    assert proofs() == {"A-1": {"tests/test_it.py::test_it_works"}}


def test_a_test_that_names_no_row_fails_the_check_and_only_the_check(small, capsys):
    assert tracing.main(["--check"]) == 0
    write_test(small, "A-9")

    assert tracing.main([]) == 0
    assert tracing.main(["--check"]) == 1
    assert "A-9 is no row" in capsys.readouterr().out


def test_every_mark_in_this_repository_names_a_row():
    known = {row.id for row in rows(ROOT / REFERENCES)}
    assert {row: tests for row, tests in claims(ROOT / "tests").items() if row not in known} == {}


def test_there_are_203_requirements_each_told_once():
    ids = [row.id for row in rows(ROOT / REFERENCES) if row.table == "requirements"]
    wanted = {"1MM": (114, 3), "ASME": (43, 2), "JOH": (46, 2)}
    assert ids == [f"{n}-{i:0{w}}" for n, (last, w) in wanted.items() for i in range(1, last + 1)]


@pytest.mark.parametrize("table", ["requirements", "duties"])
def test_every_row_says_what_whence_where_and_how_it_is_shown(table):
    with (ROOT / REFERENCES / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        lines = list(csv.DictReader(file))
    assert list(lines[0]) == ["id", "rule", "sources", "services", "proof"]
    assert all(all(line.values()) for line in lines)
    assert {name for line in lines for name in re.split("; ", line["services"])} <= SERVICES
