"""A mentor as a catalogue keeps them: what they tell, each thing a trait."""

import sys
from collections import defaultdict
from collections.abc import Mapping
from datetime import datetime
from typing import Any, NamedTuple
from uuid import UUID

from ..policies.candidates import Facets

Trait = tuple[str, str | None]
KINDS = ("topics", "goal_tags", "background_tags", "facets")
STANDINGS = ("shown", "free", "trained")


class Entry(NamedTuple):
    """A row of the read model, no larger than needed."""

    id: UUID
    since: datetime | None
    traits: tuple[Trait, ...]
    willingness: tuple[str, ...]
    cannot_help: tuple[str, ...]
    changed: int

    @property
    def facets(self) -> Facets:
        by_kind: dict[str, set[str | None]] = defaultdict(set)
        for kind, tag in self.traits:
            by_kind[kind].add(tag)
        (region,) = by_kind["region"]
        tags = [frozenset(one for one in by_kind[kind] if one) for kind in KINDS]
        return Facets(region, *tags)


def entry_of(row: Mapping[str, Any]) -> Entry:
    """Equal words are kept once however many mentors say them."""
    named = [(kind, sys.intern(tag)) for kind in KINDS for tag in dict.fromkeys(row[kind])]
    stands = [(name, None) for name in STANDINGS if row[name]]
    return Entry(
        id=UUID(row["mentor_id"]),
        since=row["since"],
        traits=(*named, *stands, ("region", row["region"])),
        willingness=tuple(row["willingness"]),
        cannot_help=tuple(row["cannot_help"]),
        changed=row["changed"],
    )


def flip(flips: Mapping[Trait, bytearray], entry: Entry, place: int) -> None:
    """Its bits set, or if they were set before, taken away again."""
    byte, bit = place >> 3, 1 << (place & 7)
    for trait in entry.traits:
        flips[trait][byte] ^= bit
