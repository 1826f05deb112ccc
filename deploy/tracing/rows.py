"""The rows that a test may name: the requirements of the source texts, and duties beyond them."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

REFERENCES = Path("docs/references")
TABLES = ("requirements", "duties")


@dataclass(frozen=True)
class Row:
    """One rule that somebody may ask to see kept; `table` is the file it stands in."""

    table: str
    id: str
    rule: str


def rows(references: Path = REFERENCES) -> list[Row]:
    """Every row of every table, in the order of the files."""
    return [row for table in TABLES for row in read(references / f"{table}.csv")]


def read(table: Path) -> Iterator[Row]:
    with table.open(encoding="utf-8", newline="") as file:
        for line in csv.DictReader(file):
            yield Row(table.stem, line["id"], line["rule"])
