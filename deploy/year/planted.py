"""What must never be seen on the bus: names, birth dates, contacts, and all that somebody wrote."""

import csv
from collections.abc import Iterator
from typing import Any

from deploy.year.scenario import Scenario

PERSONAL = ("name", "email", "date_of_birth", "goal", "occupation")
FILES = ("staff", "mentors", "mentees")
TEXTS = {
    "narrative",
    "verbatim",
    "words",
    "rationale",
    "text",
    "note",
    "questions",
    "steps",
    "name",
}
# What a programme asks and by which rules is no secret; what people answer is.
PUBLIC = {"PublishInstrument", "PublishPolicy"}
SHORTEST = 8


def planted(scenario: Scenario) -> set[str]:
    """Every such text of a year, in small letters; short ones are left out: anything has them."""
    found = {*imported(scenario), *written(scenario)}
    return {text.lower() for text in found if len(text) >= SHORTEST}


def imported(scenario: Scenario) -> Iterator[str]:
    files = (batch.file for batch in scenario.batches())
    for file in files:
        if file is None or file.stem not in FILES:
            continue
        with file.open(newline="", encoding="utf-8-sig") as text:
            for row in csv.DictReader(text):
                yield from (row[name] for name in PERSONAL if row.get(name))


def written(scenario: Scenario) -> Iterator[str]:
    for batch in scenario.batches():
        for ask in batch.asks:
            if ask.command not in PUBLIC:
                yield from texts_in(ask.data)


def texts_in(value: Any, name: str = "") -> Iterator[str]:
    match value:
        case dict():
            for key, inner in value.items():
                yield from texts_in(inner, key)
        case list():
            for inner in value:
                yield from texts_in(inner, name)
        case str() if name in TEXTS:
            yield value
