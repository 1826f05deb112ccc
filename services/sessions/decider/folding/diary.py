"""What is planned, held, moved and called off."""

from dataclasses import replace
from typing import Any

from ...events import (
    SessionAttested,
    SessionCancelled,
    SessionCorrected,
    SessionHeld,
    SessionNotHeld,
    SessionRescheduled,
    SessionScheduled,
)
from ...policies.plan import Plan
from .changing import Changes, alive, without


def planned(plan: Plan, told: SessionScheduled) -> dict[str, Any]:
    slots = {**plan.slots, told.session_id: told}
    return {"slots": slots, **alive(plan, told.starts_at, told.dormant_at)}


def moved(plan: Plan, told: SessionRescheduled) -> dict[str, Any]:
    slot = plan.slots[told.session_id]
    at = replace(slot, starts_at=told.starts_at, ends_at=told.ends_at)
    moved_to = {**plan.slots, told.session_id: at}
    moves = {**plan.moves, told.session_id: plan.moves.get(told.session_id, 0) + 1}
    return {"slots": moved_to, "moves": moves, **alive(plan, told.starts_at, told.dormant_at)}


def called_off(plan: Plan, told: SessionCancelled | SessionNotHeld) -> dict[str, Any]:
    why = told.cause if isinstance(told, SessionNotHeld) else "cancelled"
    slots = without(plan.slots, told.session_id)
    return {"slots": slots, "off": {**plan.off, told.session_id: why}}


def met(plan: Plan, told: SessionHeld) -> dict[str, Any]:
    last = max(plan.last_held_at or told.held_at, told.held_at)
    return {
        "slots": without(plan.slots, told.session_id),
        "held": {**plan.held, told.session_id: told},
        "last_held_at": last,
        "overdue": plan.overdue and last == plan.last_held_at,
        **alive(plan, told.held_at, told.dormant_at),
    }


def corrected(plan: Plan, told: SessionCorrected) -> dict[str, Any]:
    now = {**plan.corrected.get(told.session_id, {}), **told.now}
    return {"corrected": {**plan.corrected, told.session_id: now}}


DIARY: Changes = {
    SessionScheduled: planned,
    SessionRescheduled: moved,
    SessionCancelled: called_off,
    SessionNotHeld: called_off,
    SessionHeld: met,
    SessionAttested: lambda plan, told: {"attested": plan.attested | {told.session_id}},
    SessionCorrected: corrected,
}
