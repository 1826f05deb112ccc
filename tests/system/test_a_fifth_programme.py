"""A programme that nobody here has thought of: its rules, people and year are files, and no code.

It is played as an owner plays it, by the real services; what it has to show is in its `year.yaml`.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "a_fifth_programme"

pytestmark = [pytest.mark.system, pytest.mark.timeout(600)]


@pytest.fixture(scope="module")
def played(tmp_path_factory):
    """`python -m deploy.year FOLDER`, from a directory of its own."""
    return subprocess.run(
        [sys.executable, "-m", "deploy.year", str(FOLDER)],
        cwd=tmp_path_factory.mktemp("fifth"),
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )


def test_its_year_shows_what_it_has_to_and_breaks_no_rule(played):
    assert played.returncode == 0, played.stdout[-3000:] + played.stderr[-2000:]
    assert "  NO  " not in played.stdout


def test_no_check_is_left_out_of_it(played):
    assert "not asked by this programme" not in played.stdout
