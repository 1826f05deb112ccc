"""When nothing is under way: all sequenced, followed, published and heard, and due timers fired."""

from collections.abc import Iterable, Mapping
from typing import Any

Progress = Mapping[str, Any]


def unsettled(progresses: Iterable[Progress]) -> list[str]:
    """What is still under way, in words; empty when all is quiet."""
    all_of_them = list(progresses)
    said = {kind: count for one in all_of_them for kind, count in one["said"].items()}
    return [why for one in all_of_them for why in (*own_work(one), *hearing(one, said))]


def own_work(one: Progress) -> Iterable[str]:
    name = one["service"]
    if one["pending"]:
        yield f"{name}: {one['pending']} appends to sequence"
    for hand, position in one["hands"].items():
        if position < one["head"]:
            yield f"{name}: {hand} at {position} of {one['head']}"
    if not one["hands"] and one["head"] >= 0:
        yield f"{name}: nobody follows the log"
    if one["next_due"] and one["clock"] and one["next_due"] <= one["clock"]:
        yield f"{name}: a timer due at {one['next_due']}"


def hearing(one: Progress, said: Mapping[str, int]) -> Iterable[str]:
    for handler, types in one["listens"].items():
        for kind in types:
            heard = one["heard"].get(f"{handler} {kind}", 0)
            if heard < said.get(kind, 0):
                yield f"{one['service']}: {kind} heard {heard} of {said[kind]}"
    if one["missing"]:
        yield f"{one['service']}: {one['missing']} events missing"
