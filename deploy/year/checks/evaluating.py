"""Answers before and after, paired."""

from collections import Counter
from collections.abc import Iterator

from deploy.year.evidence import Year

from .asking import only_where


@only_where(lambda policy: policy.lists("evaluation.phases", "end"), "nobody is asked at the end")
def everybody_is_paired_or_has_a_cause(year: Year) -> Iterator[str]:
    """1MM-101 to 107: both sides of every relationship that began are accounted for."""
    for role in year.policy.get("evaluation.for", ()):
        table = year.ask("evaluation.impact", year.scenario.programme, role)
        people, began = (
            table["pairs"] + table["unpaired"]["people"],
            len(year.of("RelationshipStarted")),
        )
        if people != began:
            yield f"{began} relationships began, {people} {role}s are accounted for"


@only_where(lambda policy: policy.lists("evaluation.phases", "end"), "nobody is asked at the end")
def nobody_is_paired_twice(year: Year) -> Iterator[str]:
    """One pair a person and relationship, and no answers used twice."""
    pairs = Counter(
        (one.data.participant_id, one.data.relationship_id) for one in year.of("ResponsePaired")
    )
    yield from (f"{pair} was paired {count} times" for pair, count in pairs.items() if count > 1)
