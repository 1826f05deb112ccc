"""`deploy/ops policy check`: what is wrong with a document, by line, without any installation."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from deploy.cli.ops import app
from deploy.cli.policies import problems, written

PROGRAMMES = sorted((Path(__file__).parents[2] / "deploy/programmes").glob("*.yaml"))
DOCUMENT = """\
# A programme in which nearly everything is left to its defaults.
programme: {id: sample}
policy: {version: 1, effective_from: 2026-01-01}
mentee:
  age:
    min: 18
    max: 16
training:
  items:
    book: {kind: handbook}
matching:
  mode: direct
  direct:
    kinds: [help]
    remind_after:
      - P5D
    expire_after: P3D
"""


@pytest.fixture
def check(console, tmp_path):
    """Check a text as the only document there is."""

    def run(text):
        file = tmp_path / "programme.yaml"
        file.write_text(text, encoding="utf-8")
        return file, console(app, tmp_path, "policy", "check", str(file))

    return run


@pytest.mark.parametrize("path", PROGRAMMES, ids=lambda path: path.stem)
def test_a_programme_we_ship_is_found_in_order(path, console, tmp_path):
    told = console(app, tmp_path, "policy", "check", str(path))

    assert (told.code, told.status, told.problems) == (0, "ok", [])


def test_every_problem_is_told_with_file_and_line(check):
    file, told = check(DOCUMENT)

    assert (told.code, told.status) == (1, "found")
    assert [(one["line"], one["code"]) for one in told.problems] == [
        (5, "min-over-max"),
        (10, "handbook-without-acknowledgement"),
        (15, "reminder-after-expiry"),
    ]
    assert told.problems[0]["problem"].startswith(f"{file}:5: ")
    assert told.data == [{"file": str(file), "problems": 3}]


def test_a_missing_key_is_told_where_its_section_begins(check):
    _, told = check(DOCUMENT.replace("    expire_after: P3D\n", "").replace("max: 16", "max: 26"))

    assert {"code": "direct-without-expiry", "line": 13}.items() <= told.problems[1].items()


def test_a_missing_section_is_told_on_the_first_line(check):
    _, told = check("adult_age: 18\n")

    assert (told.problems[0]["line"], told.problems[0]["where"]) == (
        1,
        "institution.required_roles",
    )


def test_a_line_in_a_list_is_that_of_its_entry(check):
    tiers = "training:\n  priority:\n    - {tier: 1, basis: [board]}\n    - tier: 2\n      hue: 7\n"
    _, told = check(tiers)

    (one,) = (one for one in told.problems if one["code"] == "unknown-key")
    assert (one["line"], one["where"]) == (5, "training.priority.1.hue")


def test_a_key_written_twice_is_told(check):
    _, told = check(DOCUMENT.replace("    max: 16\n", "    max: 26\n    max: 27\n"))

    assert {"code": "key-twice", "line": 8, "where": "mentee.age.max"}.items() <= (
        told.problems[0].items()
    )


@pytest.mark.parametrize(
    ("text", "line"), [("a: [1\nb: 2\n", 2), ("- 1\n", 1), ("", 1), ("a: &a [*a]\n", 1)]
)
def test_what_is_no_document_cannot_be_checked(text, line, check):
    file, told = check(text)

    assert (told.code, told.status) == (2, "unusable")
    assert told.problems[0]["problem"].startswith(f"{file}:{line}: ")


def test_a_file_that_is_not_there_is_told(console, tmp_path):
    told = console(app, tmp_path, "policy", "check", str(tmp_path / "none.yaml"))

    assert told.code == 2
    assert "No such file" in told.problems[0]["problem"]


def test_people_read_it_line_by_line(tmp_path):
    file = tmp_path / "programme.yaml"
    file.write_text(DOCUMENT, encoding="utf-8")
    told = CliRunner().invoke(app, ["policy", "check", str(file), "--home", str(tmp_path)])

    assert told.exit_code == 1
    assert told.stdout == f"{file}: 3 problems\n"
    assert f"✗ {file}:10: " in told.stderr


def test_dates_travel_as_text(tmp_path):
    file = tmp_path / "programme.yaml"
    file.write_text(DOCUMENT, encoding="utf-8")

    assert written(file).document["policy"]["effective_from"] == "2026-01-01"


@pytest.mark.parametrize(
    ("says", "wrong"),
    [
        ("licensed: true", True),
        ("licensed: true\nlicence_ref: null", True),
        ("licensed: true\nlicence_ref: L-17", False),
        ("licensed: false", False),
        (None, False),
    ],
)
def test_a_licensed_instrument_names_its_licence(says, wrong, tmp_path):
    file = tmp_path / "programme.yaml"
    sound = DOCUMENT.replace("    max: 16\n", "").replace(
        "remind_after:\n      - P5D", "prompts: []"
    )
    sound = sound.replace("handbook}", "handbook, acknowledge: true}")
    file.write_text(f"{sound}evaluation:\n  instruments:\n    mentee: scale-v1\n", encoding="utf-8")
    if says:
        (tmp_path / "scale-v1.yaml").write_text(says, encoding="utf-8")

    found = [(one["code"], one["where"], one["line"]) for one in problems(file, tmp_path)]
    told = ("licence-without-reference", "evaluation.instruments.mentee", 18)
    assert found == ([told] if wrong else [])
