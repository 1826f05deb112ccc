"""What began under an earlier version keeps, and which parts of a new one do not wait for it."""

from collections.abc import Mapping
from typing import Any

from shared.asked import Rules


def without_waiting(begun: Rules, now: Rules) -> Rules:
    """The version something began under, with every part that `now` marks as not waiting.

    A document marks them by their paths, such as `section.key`, under `policy.immediately`.
    """
    policy = now.document.get("policy") or {}
    marked = policy.get("immediately") or ()
    if begun.version == now.version or not marked:
        return begun
    document = dict(begun.document)
    for path in marked:
        document = taken_over(document, now.document, str(path).split("."))
    return Rules(begun.programme, begun.version, document)


def taken_over(old: Mapping[str, Any], new: Any, way: list[str]) -> dict[str, Any]:
    """A part of a document with the value that stands at the end of the way in another one."""
    name, *rest = way
    there = new if isinstance(new, Mapping) else {}
    if name not in there:
        return {key: value for key, value in old.items() if rest or key != name}
    if not rest:
        return {**old, name: there[name]}
    inner = old.get(name)
    return {**old, name: taken_over(inner if isinstance(inner, Mapping) else {}, there[name], rest)}
