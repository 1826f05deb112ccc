"""Judging what two looks have seen: behind is no fault, still behind a moment later is."""

from collections.abc import Mapping, Sequence
from typing import Any

from deploy.year.quiet import unsettled

Look = Mapping[str, Any]


def late(before: Sequence[Look], now: Sequence[Look]) -> list[str]:
    """What was to be done at the first look and is not done at the second, in words."""
    return unsettled(aged(one, other) for one, other in zip(before, now, strict=True))


def aged(before: Look, now: Look) -> Look:
    """The later look, held against the work that the earlier one saw."""
    moved = now["head"] > before["head"] or now["pending"] < before["pending"]
    return {
        **now,
        "pending": 0 if moved else min(before["pending"], now["pending"]),
        "head": before["head"],
        "said": before["said"],
        "missing": min(before["missing"], now["missing"]),
        "clock": before["clock"],
    }


def lag(look: Look, hand: str) -> int:
    """How many events a hand has still to take."""
    return int(look["head"] - look["hands"].get(hand, -1))


def projection_lag(look: Look) -> int:
    """That of the slowest read model."""
    return max((lag(look, hand) for hand in look["hands"] if hand.startswith("view:")), default=0)


def unheard(look: Look, said: Mapping[str, int]) -> int:
    """How many events others have said and this service has not heard."""
    return sum(
        max(0, said.get(kind, 0) - look["heard"].get(f"{handler} {kind}", 0))
        for handler, kinds in look["listens"].items()
        for kind in kinds
    )


def problems_of(row: Mapping[str, Any]) -> list[dict[str, Any]]:
    """What is wrong with one row of the table, and what to do about it."""
    service, found = row["service"], []
    for name in ("process", "tail"):
        state, which = row[name], service if name == "process" else f"{service}-tail"
        if not state["alive"]:
            found.append({"problem": f"{which} does not run", "advice": "deploy/ops up"})
        elif not state["ready"]:
            found.append({"problem": f"{which} is not ready", "advice": f"deploy/ops logs {which}"})
    if row["dead"]:
        advice = f"deploy/ops dlq list --service {service}"
        found.append({"problem": f"{service}: {row['dead']} dead letters", "advice": advice})
    return found
