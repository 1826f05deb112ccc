"""Answers before and after, paired."""

from collections import Counter
from collections.abc import Iterator

from deploy.year.evidence import Year
from deploy.year.policy import Policy

from .asking import only_where


def asked_twice(policy: Policy) -> bool:
    """Whether there are answers before and at the end, of which pairs are made."""
    return all(policy.lists("evaluation.phases", one) for one in ("pre", "end"))


@only_where(asked_twice, "nobody is asked both before and at the end")
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


@only_where(asked_twice, "nobody is asked both before and at the end")
def nobody_is_paired_twice(year: Year) -> Iterator[str]:
    """One pair a person and relationship, and no answers used twice."""
    pairs = Counter(
        (one.data.participant_id, one.data.relationship_id) for one in year.of("ResponsePaired")
    )
    yield from (f"{pair} was paired {count} times" for pair, count in pairs.items() if count > 1)
