"""A template is a file that can be imported as it is, and its progress can be followed."""

import json
from datetime import UTC, datetime

import pytest
from typer.testing import CliRunner

from deploy.cli.ops import app
from deploy.importing import KINDS, run
from deploy.importing.progress import Progress, lines_in
from deploy.importing.sending import Import
from deploy.importing.templates import template

SEPTEMBER = datetime(2025, 9, 15, 12, tzinfo=UTC)


@pytest.fixture
def console(tmp_path):
    """Run `deploy/ops import` without any installation; answers code, answer and standard error."""

    def run_verb(*words):
        told = CliRunner().invoke(app, ["import", *words, "--home", str(tmp_path), "--json"])
        return told.exit_code, json.loads(told.stdout), told.stderr

    return run_verb


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_passes_its_own_dry_run(kind, tmp_path):
    file = tmp_path / f"{kind}.csv"
    file.write_text(template(kind)["csv"], encoding="utf-8")
    outcome = run(file, Import(kind, "p", "importer:office", SEPTEMBER), None)

    assert (outcome.accepted, outcome.rejected) == (1, [])


@pytest.mark.parametrize("kind", KINDS)
def test_every_column_that_is_needed_is_explained(kind):
    made = template(kind)

    assert made["csv"].startswith(",".join(one["column"] for one in made["columns"]) + "\n")
    assert all(one["example"] and one["meaning"] for one in made["columns"] if one["needed"])


def test_the_console_prints_a_file_to_redirect_and_explains_beside_it(tmp_path):
    told = CliRunner().invoke(app, ["import", "template", "mentees", "--home", str(tmp_path)])

    assert told.exit_code == 0
    assert told.stdout == template("mentees")["csv"]
    assert "date_of_birth (needed): year-month-day" in told.stderr


def test_an_unknown_kind_is_told_which_there_are(console):
    code, told, _ = console("template", "wizards")

    assert code == 2
    assert all(kind in told["problems"][0]["advice"] for kind in KINDS)


def test_a_dry_run_needs_no_installation_and_says_every_row_that_would_not_go_in(console, tmp_path):
    file = tmp_path / "mentees.csv"
    sound = template("mentees")["csv"]
    file.write_text(sound + sound.splitlines()[1].replace("2009-04-01", "spring") + "\n")
    code, told, stderr = console(str(file), "--programme", "p", "--dry-run")

    assert (code, told["data"]) == (1, {"accepted": 1, "rejected": 1})
    assert told["problems"][0]["problem"].startswith("line 3: date_of_birth: ")
    assert not (tmp_path / "rejected.csv").exists()
    assert stderr == ""


def test_what_is_left_out_can_be_had_from_a_dry_run_too(console, tmp_path):
    file, rejected = tmp_path / "mentees.csv", tmp_path / "mend.csv"
    file.write_text(template("mentees")["csv"].replace("2009-04-01", "spring"))
    console(str(file), "--programme", "p", "--dry-run", "--rejected", str(rejected))

    assert rejected.read_text().splitlines()[0].startswith("line,field,reason,ref,")


def test_a_programme_has_to_be_named(console, tmp_path):
    file = tmp_path / "mentees.csv"
    file.write_text(template("mentees")["csv"])

    assert console(str(file), "--dry-run")[0] == 2
    assert console("none.csv", "--programme", "p")[0] == 2


def test_progress_says_how_fast_and_how_long(tmp_path):
    said, times = [], iter([0.0, 1.0, 10.0, 11.0, 40.0])
    progress = Progress(said.append, 4000, lambda: next(times))
    for line in (100, 1000, 1100, 4000):
        progress(line)

    assert said == [
        "1,000 of 4,000 lines, 100 rows/s, 0:30 to go",
        "4,000 of 4,000 lines, 100 rows/s, 0:00 to go",
    ]
    file = tmp_path / "three.csv"
    file.write_text("a\n1\n2\n")
    assert lines_in(file) == 3
