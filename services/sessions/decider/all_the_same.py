"""What was called off stays called off: meeting all the same is a session of its own."""

from dataclasses import replace
from uuid import UUID, uuid5

from shared.messages import Command

from ..commands import AttestSession, CorrectSession, RecordSession, RecordSessionNote
from ..policies.plan import Plan

ABOUT_MEETING = (RecordSession, AttestSession, CorrectSession, RecordSessionNote)


def held_instead(session_id: UUID) -> UUID:
    """The session that was held although this one was called off: always the same."""
    return uuid5(session_id, "held")


def meant(command: Command, plan: Plan) -> Command:
    """The command about the session that it means: a fact is not refused, nor is a session that
    was called off brought back.
    """
    if not isinstance(command, ABOUT_MEETING):
        return command
    this = command.session_id
    if this not in plan.off or this in plan.held:
        return command
    instead = held_instead(this)
    known = isinstance(command, RecordSession) or instead in plan.held
    return replace(command, session_id=instead) if known else command
