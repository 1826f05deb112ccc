"""What the pages tell somebody to type or to open is there."""

import re
import shlex
import subprocess
import sys
from itertools import chain
from pathlib import Path

import pytest
import typer.main

from deploy.cli import audit, ops

ROOT = Path(__file__).parents[2]
PAGES = sorted(
    chain(ROOT.glob("*.md"), ROOT.glob("docs/**/*.md"), ROOT.glob("deploy/*.md")),
)
BLOCK = re.compile(r"(<!-- run -->\n)?```console\n(.*?)```", re.DOTALL)
LINK = re.compile(r"\[[^\]]*\]\(([^)#\s]+)")
CONSOLES = {"deploy/ops": ops.app, "deploy/audit": audit.app}


def commands(page, *, marked):
    """The lines to type: all of a page's, or those in blocks below `<!-- run -->`."""
    text = page.read_text(encoding="utf-8")
    blocks = [block for mark, block in BLOCK.findall(text) if mark or not marked]
    lines = [line for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [shlex.split(line.removeprefix("$ "), comments=True) for line in lines]


EVERY = [(page, words) for page in PAGES for words in commands(page, marked=False)]
MARKED = [(page, words) for page in PAGES for words in commands(page, marked=True)]


def named(rows):
    return [f"{page.name}: {' '.join(words)}" for page, words in rows]


def targets():
    return set(re.findall(r"^([a-z]+):", (ROOT / "Makefile").read_text(), re.MULTILINE))


def understood(command, words):
    """Follow the words down to a verb; whatever options are left have to be its own."""
    while hasattr(command, "commands"):
        assert words, "a verb is missing"
        assert words[0] in command.commands, words[0]
        command, words = command.commands[words[0]], words[1:]
    options = {name for one in command.params for name in getattr(one, "opts", ())}
    return {word for word in words if word.startswith("--")} <= options | {"--help"}


@pytest.mark.parametrize(("page", "words"), EVERY, ids=named(EVERY))
def test_every_command_on_a_page_exists(page, words):
    words = [word for word in words if not re.fullmatch(r"[A-Z_]+=.*", word)]
    if words[0] == "make":
        assert set(words[1:]) <= targets()
    elif words[0] in CONSOLES:
        assert understood(typer.main.get_command(CONSOLES[words[0]]), words[1:])
    elif words[0] == "python" and words[1] != "-m":
        assert (page.parent / words[1]).exists()
    else:
        assert words[0] in {"docker", "python"}, (
            f"{words[0]} on {page.name} is not known to this test"
        )


@pytest.mark.parametrize(("page", "words"), MARKED, ids=named(MARKED))
def test_a_command_marked_to_be_run_runs(page, words):
    program = [sys.executable, *words[1:]] if words[0] == "python" else words
    done = subprocess.run(program, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("page", PAGES, ids=[str(page.relative_to(ROOT)) for page in PAGES])
def test_every_link_on_a_page_leads_somewhere(page):
    links = LINK.findall(
        re.sub(r"```.*?```", "", page.read_text(encoding="utf-8"), flags=re.DOTALL)
    )
    lost = [one for one in links if "://" not in one and not (page.parent / one).exists()]
    assert lost == []


@pytest.mark.parametrize("target", ["run", "test"])
def test_the_two_commands_of_the_readme_are_targets_that_need_nothing_done_before(target):
    assert f"$ make {target} " in (ROOT / "README.md").read_text(encoding="utf-8")
    planned = subprocess.run(
        ["make", "--dry-run", "--always-make", target],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert planned.returncode == 0, planned.stderr
    assert "deploy.local.environment" in planned.stdout


def test_the_readme_fits_on_a_screen_or_so():
    lines = (ROOT / "README.md").read_text(encoding="utf-8").splitlines()
    assert len(lines) < 70


def test_every_decision_has_the_five_headings():
    for page in (ROOT / "docs/decisions").glob("0*.md"):
        headings = re.findall(r"^#+ (.*)", page.read_text(encoding="utf-8"), re.MULTILINE)
        assert headings[1:] == ["Status", "Context", "Decision", "Consequences"], page.name


def test_every_decision_is_on_the_list():
    listed = (ROOT / "docs/decisions/README.md").read_text(encoding="utf-8")
    assert [one.name for one in ROOT.glob("docs/decisions/0*.md") if one.name not in listed] == []
