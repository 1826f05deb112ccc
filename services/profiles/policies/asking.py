"""What every decision begins with: the policy in force, and whether now is the time."""

from datetime import date
from typing import Any

from shared.durations import day_of
from shared.messages import Command
from shared.refusals import Refused

from .document import Document


def policy_of(command: Command) -> Document:
    """The document that the thing in hand began under; Refused outside any programme."""
    if command.asked.rules is None:
        raise Refused("no-policy", "This needs a programme whose policy is published.", "policy")
    return command.asked.rules.read(Document)


def policy_now(command: Command) -> Document:
    """The programme's document in force at the time of asking."""
    rules = command.asked.rules_now
    return rules.read(Document) if rules else policy_of(command)


def programme_of(command: Command) -> str:
    """The programme this is asked in; Refused outside any."""
    policy_of(command)
    assert command.asked.rules, "without rules there is no policy"
    return command.asked.rules.programme


def today(command: Command) -> date:
    """The day of asking, where the programme is at home."""
    return day_of(command.asked.at, zone_of(command))


def zone_of(command: Command) -> str:
    """The time zone of the programme, or ours outside any."""
    rules = command.asked.rules
    return (rules.read(Document) if rules else Document()).policy.time_zone


def only(command: Command, state: object, *kinds: type) -> Any:
    """The state, if it is one of these; else the request is impossible now."""
    if isinstance(state, kinds):
        return state
    raise Refused.impossible(command, state)
