"""What a change is: for an event, the fields of a plan that it sets anew."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from shared.messages import Event

from ...policies.plan import Plan

Changes = Mapping[type[Event], Callable[[Plan, Any], dict[str, Any]]]


def alive(plan: Plan, at: datetime | None, dormant_at: datetime | None) -> dict[str, Any]:
    """What a sign of life changes; nothing where there was a later one."""
    if dormant_at is None or (plan.dormant_at and dormant_at <= plan.dormant_at):
        return {}
    return {"alive_at": at or plan.alive_at, "dormant_at": dormant_at, "dormant": False}


def without(known: Mapping[Any, Any], one: Any) -> dict[Any, Any]:
    return {id_: value for id_, value in known.items() if id_ != one}
