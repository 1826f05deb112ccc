"""Mentors at hand, so that the best of very many are found at once: a bit a mentor for every thing
that they tell, kept up with the read model and added up by weight.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from heapq import nsmallest
from typing import Any
from uuid import UUID

from ..policies.candidates import Facets
from ..policies.scoring import TIES, Fit, fit
from ..policies.views import MatchingRules, Weights
from .bitplanes import any_of, carried, descending, places_in
from .entries import Entry, Trait, entry_of, flip

# Fewer than these are counted one by one, more by their bits.
FEW = 1000


@dataclass
class Catalogue:
    """One pool's mentors. A number in `bits` has bit n set where mentor n has that trait."""

    places: dict[UUID, int] = field(default_factory=dict)
    entries: list[Entry] = field(default_factory=list)
    bits: dict[Trait, int] = field(default_factory=dict)
    upto: int = -1

    def take(self, rows: Sequence[Mapping[str, Any]]) -> None:
        """Rows that are new or changed, in any order and as often as one likes."""
        length = (len(self.entries) + len(rows)) // 8 + 1
        flips: dict[Trait, bytearray] = defaultdict(lambda: bytearray(length))
        for entry in map(entry_of, rows):
            place = self.places.setdefault(entry.id, len(self.entries))
            if place == len(self.entries):
                self.entries.append(entry)
            elif entry.changed >= self.entries[place].changed:
                flip(flips, self.entries[place], place)
                self.entries[place] = entry
            else:
                continue
            flip(flips, entry, place)
            self.upto = max(self.upto, entry.changed)
        for trait, turned in flips.items():
            self.bits[trait] = self.bits.get(trait, 0) ^ int.from_bytes(turned, "little")

    def having(self, traits: Iterable[Trait]) -> int:
        """Whoever has all of these, shown or not."""
        all_of = -1
        for trait in traits:
            all_of &= self.bits.get(trait, 0)
        return all_of

    def best(
        self, seeker: Facets, rules: MatchingRules, limit: int, barred: Iterable[UUID] = ()
    ) -> list[tuple[Fit, Entry]]:
        """The best of those who can be asked and have something in common with the seeker: the
        same, in the same order, as `ranked` would give of them all.
        """
        regions = rules.same_region != "ignore"
        allowed = self.allowed(seeker, rules, barred)
        planes = self.added(seeker, rules.weights, allowed, regions=regions)
        keys = [TIES[name] for name in (*rules.tie_break, "id")]
        found: list[Entry] = []
        for group in descending(allowed & any_of(planes), planes):
            tied = (self.entries[place] for place in places_in(group))
            wanted = limit - len(found)
            found += nsmallest(wanted, tied, key=lambda one: [key(one) for key in keys])
            if len(found) == limit:
                break
        return [(fit(one.facets, seeker, rules.weights, regions=regions), one) for one in found]

    def numbers(self, sought: Sequence[Trait], few: int = FEW) -> tuple[int, dict[Trait, int]]:
        """How many have all of these, and of them how many have each topic and facet."""
        found = self.having(sought)
        total, told = found.bit_count(), ("topics", "facets")
        if total < few:
            traits = (one for place in places_in(found) for one in self.entries[place].traits)
            return total, Counter(one for one in traits if one[0] in told)
        each = ((one, (bits & found).bit_count()) for one, bits in self.bits.items())
        return total, {one: number for one, number in each if number and one[0] in told}

    def allowed(self, seeker: Facets, rules: MatchingRules, barred: Iterable[UUID]) -> int:
        """Who can be asked at all by this seeker."""
        needed: list[Trait] = [("shown", None), ("free", None)]
        if "mentor_trained" in rules.requires:
            needed.append(("trained", None))
        if rules.same_region == "require":
            needed.append(("region", seeker.region))
        allowed = self.having(needed)
        for id_ in barred:
            if id_ in self.places:
                allowed &= ~(1 << self.places[id_])
        return allowed

    def added(self, seeker: Facets, weights: Weights, allowed: int, *, regions: bool) -> list[int]:
        """The scores of all at once, written in binary across the planes, the lowest first."""
        planes: list[int] = []
        for weight, trait in wishes(seeker, weights, regions=regions):
            having = self.bits.get(trait, 0) & allowed
            for power in range(weight.bit_length() if having else 0):
                if weight >> power & 1:
                    carried(planes, power, having)
        return planes


def wishes(seeker: Facets, weights: Weights, *, regions: bool) -> Iterator[tuple[int, Trait]]:
    """What each thing in common would be worth; what is worth nothing is left out."""
    worth: Sequence[tuple[int, str, Iterable[str]]] = (
        (weights.topics, "topics", seeker.topics),
        (weights.goal_tags, "goal_tags", seeker.goal_tags),
        (weights.shared_background, "background_tags", seeker.background_tags),
        (weights.facets, "facets", seeker.named),
        (weights.region, "region", [seeker.region] if regions and seeker.region else []),
    )
    for weight, kind, tags in worth:
        if weight > 0:
            yield from ((weight, (kind, tag)) for tag in tags)
