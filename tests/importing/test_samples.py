"""The sample files of every programme can be read, and their bad rows say why they are bad."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

import deploy
from deploy.importing import run
from deploy.importing.kinds import KINDS
from deploy.importing.running import Import

SAMPLES = Path(deploy.__file__).parent / "samples"
FILES = sorted(SAMPLES.glob("*/*.csv"))
NOW = datetime(2021, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_sample_has_rows_to_import_and_reasons_for_the_others(file: Path) -> None:
    outcome = run(file, Import(file.stem, "p", "importer:office", NOW), None)
    assert outcome.accepted
    assert all(line.problem and all(line.problem) for line in outcome.rejected)


@pytest.mark.parametrize("file", FILES, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_a_sample_has_only_columns_that_are_known(file: Path) -> None:
    columns = file.read_text(encoding="utf-8-sig").splitlines()[0].split(",")
    assert set(columns) <= set(KINDS[file.stem].row.__annotations__)
