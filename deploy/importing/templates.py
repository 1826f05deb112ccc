"""What a file of each kind looks like: its columns, one row to go by, and what each cell means."""

import csv
import io
from dataclasses import MISSING, fields
from typing import Any

from .kinds import KINDS

SEVERAL = "; several with ; between them"
# By column: an example, and what it means. A column of several kinds means the same in all.
PLAIN = {
    "ref": ("R001", "your own reference: letters, digits, - and _; never anything about a person"),
    "name": ("Ada Example", "as it is written"),
    "email": ("ada@mail.example", "where letters go"),
    "date_of_birth": ("1984-02-11", "year-month-day"),
    "region": ("Midlands", "as the programme calls it"),
    "institution": ("S1", "the ref of an institution that was imported before"),
    "source": ("independent", "how they came: one of the policy's affiliations"),
    "employer": ("acme", "the employer's ref, for those who came through one"),
    "scheme": ("volunteering", "the employer's scheme"),
    "status": ("working", "what they do now: one of the policy's statuses"),
    "general_years": ("12", "years of work"),
    "postgraduate_years": ("0", "years of postgraduate study"),
    "youth_experience_years": ("3", "years of work with young people"),
    "occupation": ("product designer", "in their own words"),
    "goal": ("Pass it on", "in their own words"),
    "goal_tags": ("placement", f"what the goal is about, in code words{SEVERAL}"),
    "topics": ("interests;placement", f"what they can talk about, in code words{SEVERAL}"),
    "background_tags": ("first_generation", f"in code words{SEVERAL}"),
    "school_year": ("12", "as the school counts"),
    "type": ("school", "one of the policy's kinds of institution"),
    "urn": ("100000", "the official number of a school"),
    "person": (
        "other/M01",
        "somebody of another programme of this installation, as programme/ref there",
    ),
    "premises": ("Library;Room 4", f"where sessions may be held{SEVERAL}"),
    "role": ("dsl", "a role the policy names"),
    "biography": ("Builds bridges.", "for a directory: in their own words, without contacts"),
    "introduction": ("Wants to build bridges.", "in their own words, without contacts"),
    "member_of": ("guild", "the organisation they are a member of, where only members take part"),
    "basis": ("board;member", f"in which ways they are a member, in code words{SEVERAL}"),
    "facets": ("industry=law;location=leeds", f"what they can be found by, name=value{SEVERAL}"),
    "willingness": ("help;mentoring", f"what they are willing to be asked for{SEVERAL}"),
}
PARTICULAR = {
    ("institutions", "ref"): ("S1", PLAIN["ref"][1]),
    ("institutions", "name"): ("Example College", PLAIN["name"][1]),
    ("mentees", "date_of_birth"): ("2009-04-01", PLAIN["date_of_birth"][1]),
    ("mentees", "goal"): ("Find an apprenticeship", PLAIN["goal"][1]),
}


def template(kind: str) -> dict[str, Any]:
    """The file as CSV text, and its columns explained."""
    columns = [explained(kind, one) for one in fields(KINDS[kind].row)]
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow([one["column"] for one in columns])
    writer.writerow([one["example"] for one in columns])
    return {"kind": kind, "csv": text.getvalue(), "columns": columns}


def explained(kind: str, of: Any) -> dict[str, Any]:
    """A column: an example, whether it is needed, and its meaning."""
    example, meaning = PARTICULAR.get((kind, of.name)) or PLAIN.get(of.name, ("", of.name))
    needed = of.default is MISSING and of.default_factory is MISSING
    return {"column": of.name, "needed": needed, "example": example, "meaning": meaning}
