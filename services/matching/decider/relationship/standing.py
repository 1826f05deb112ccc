"""How a relationship stands when something is asked of it."""

from shared.messages import Command, Event
from shared.refusals import Refused

from ...events import RelationshipContinued
from ...policies.pairs import Ended, Live, Relationship


def going_on(command: Command, state: Relationship) -> Live:
    """The relationship as it stands; refused where it has not begun or is over."""
    if isinstance(state, Live):
        return state
    raise Refused.impossible(command, state)


def over(command: Command, state: Relationship) -> Ended:
    if isinstance(state, Ended):
        return state
    raise Refused.impossible(command, state)


def continued(command: Command, live: Live, by_role: str) -> list[Event]:
    """It goes on, if that was asked."""
    if live.question is None:
        return []
    cause = live.question.cause
    return [RelationshipContinued.following(command, cause=cause, by_role=by_role)]
