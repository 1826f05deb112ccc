"""Two versions of a document beside each other: what changed, rule by rule."""

from collections.abc import Iterator, Mapping
from typing import Any

NOTHING = object()
# They differ in every version, and say nothing about the rules.
OF_THE_VERSION = frozenset({"policy.version", "policy.effective_from"})


def compared(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[dict[str, Any]]:
    """Every key whose value differs: where, what it was and what it is, absent where there is none.

    Lists are one value: the order in them may matter.
    """
    return [one for one in differences(old, new) if one["where"] not in OF_THE_VERSION]


def differences(old: Any, new: Any, where: str = "") -> Iterator[dict[str, Any]]:
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        for name in [*old, *(name for name in new if name not in old)]:
            way = f"{where}.{name}" if where else str(name)
            yield from differences(old.get(name, NOTHING), new.get(name, NOTHING), way)
    elif not same(old, new):
        yield {"where": where, **present("was", old), **present("is", new)}


def same(old: Any, new: Any) -> bool:
    # 1 is no yes, whatever Python says.
    return type(old) is type(new) and bool(old == new)


def present(name: str, value: Any) -> dict[str, Any]:
    return {} if value is NOTHING else {name: value}
