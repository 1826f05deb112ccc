"""What a pilot may do before it was decided on, and who is asked what they need to learn."""

from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from shared.messages import Json

from ..commands.consultation import RecordTrainingNeeds
from ..commands.programme import DecidePilotOutcome, PublishPolicy
from ..commands.training import ScheduleWorkshop
from .asking import policy_now
from .document import Document
from .programmes import Programme

GOING_ON = ("continue", "revise")


def window_of(rules: Document) -> str | None:
    """The month of a pilot's first workshops; None where there is no pilot to decide on."""
    open_ = rules.programme.stage == "pilot" and rules.pilot.decision
    return rules.training.first_window if open_ else None


def window_in(document: Json) -> str | None:
    return window_of(Document.load(document))


def month_of(at: datetime, rules: Document) -> str:
    """The month at home, such as 2021-02; months compare as they follow each other."""
    return f"{at.astimezone(ZoneInfo(rules.policy.time_zone)):%Y-%m}"


def pilot_decided(command: PublishPolicy, programme: Programme) -> str | None:
    """A pilot ends, or gets another window once its own is over, by a decision to go on."""
    if programme.window is None or programme.outcome in GOING_ON:
        return None
    rules = Document.load(command.document)
    window = window_of(rules)
    over = month_of(command.asked.at, rules) > programme.window
    as_before = window == programme.window or (window is not None and not over)
    return None if as_before else "The pilot was not decided to go on."


def pilot_runs(_: DecidePilotOutcome, programme: Programme) -> str | None:
    runs = programme.window is not None
    return None if runs else "There is no pilot to decide on."


def outcome_known(command: DecidePilotOutcome, _: Programme) -> str | None:
    known = policy_now(command).pilot.decision
    return None if command.outcome in known else f"It may be decided to: {', '.join(known)}."


def within_the_pilot(command: ScheduleWorkshop, _: Any) -> str | None:
    rules = policy_now(command)
    window = window_of(rules)
    later = window is not None and month_of(command.starts_at, rules) > window
    return "More workshops are planned once the pilot is decided on." if later else None


def consultation_held(command: RecordTrainingNeeds, _: object) -> str | None:
    held = policy_now(command).training.consultation
    return None if held else "This programme asks nobody what training should be like."


deciding_rules = (pilot_runs, outcome_known)
consulting_rules = (consultation_held,)
