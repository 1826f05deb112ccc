"""Expression trees as data: `all_of`, `any_of`, leaves, and what satisfies them."""

from collections.abc import Callable, Iterator
from typing import Any

Tree = Any
By = tuple[str, ...]
Holds = Callable[[Any], By | None]
BRANCHES = ("all_of", "any_of")


def satisfied_by(tree: Tree, holds: Holds) -> By | None:
    """The leaves that satisfy the tree, or None; no tree asks for nothing.

    `holds` says of a leaf by what it is satisfied. Of several ways the first one written counts.
    """
    match tree:
        case None:
            return ()
        case {"all_of": parts}:
            found = [satisfied_by(part, holds) for part in parts]
            return None if None in found else tuple(name for by in found if by for name in by)
        case {"any_of": parts}:
            ways = (satisfied_by(part, holds) for part in parts)
            return next((by for by in ways if by is not None), None)
        case leaf:
            return holds(leaf)


def leaves(tree: Tree) -> Iterator[Any]:
    """Every leaf, in the order written; those of `optional` are asked of nobody."""
    match tree:
        case None:
            return
        case {"all_of": [*parts]} | {"any_of": [*parts]}:
            for part in [*parts, *tree.get("optional", ())]:
                yield from leaves(part)
        case leaf:
            yield leaf


def at_least(declared: dict[str, float]) -> Holds:
    """Leaves such as `{general_years: 5}`: satisfied by their name where that much is declared."""

    def holds(leaf: Any) -> By | None:
        enough = all(declared.get(name, 0) >= least for name, least in leaf.items())
        return tuple(leaf) if enough else None

    return holds
