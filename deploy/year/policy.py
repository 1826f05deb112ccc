"""A programme's policy document, as the checks read it: what it asks for, found by its place."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from deploy.year.language import plain

Tree = Any


@dataclass(frozen=True)
class Policy:
    """The document as it was published. `get("support.check_in")` is what stands there, or None."""

    document: Mapping[str, Any] = field(default_factory=dict)

    def get(self, place: str, default: Any = None) -> Any:
        found: Any = self.document
        for name in place.split("."):
            if not isinstance(found, Mapping) or found.get(name) is None:
                return default
            found = found[name]
        return found

    def lists(self, place: str, one: str) -> bool:
        """Whether that is among what stands there, or is all that stands there."""
        found = self.get(place)
        return one in found if isinstance(found, list) else one == found

    @property
    def zone(self) -> str:
        return str(self.get("policy.time_zone", "Europe/London"))

    @property
    def holidays(self) -> frozenset[date]:
        return frozenset(date.fromisoformat(plain(one)) for one in self.get("holidays", ()))

    @property
    def under_age(self) -> bool:
        """Whether minors may take part: they may where no age is said."""
        return int(self.get("mentee.age.min", 0)) < int(self.get("adult_age", 18))


def satisfied(tree: Tree, done: set[str]) -> bool:
    """Whether what was done is enough for `{all_of: […]}`, `{any_of: […]}` or a name."""
    match tree:
        case None:
            return True
        case {"all_of": parts}:
            return all(satisfied(one, done) for one in parts)
        case {"any_of": parts}:
            return any(satisfied(one, done) for one in parts)
        case leaf:
            return leaf in done


def texts(value: Any) -> Iterator[str]:
    """Every text anywhere in a value, whatever it stands under."""
    match value:
        case Mapping():
            for inner in value.values():
                yield from texts(inner)
        case list() | tuple():
            for inner in value:
                yield from texts(inner)
        case str():
            yield value
