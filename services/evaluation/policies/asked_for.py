"""What a programme's policy says about evaluation, and what follows for one request."""

from dataclasses import field
from datetime import date, datetime
from typing import Annotated
from uuid import UUID, uuid5

from marshmallow.validate import Length

from shared.asked import Asked, Rules
from shared.durations import LONDON, Iso, day_of, later
from shared.messages import Value

NAMES = UUID("5404d628-97bb-512f-a215-a0bfc30683ff")
"""The name space of ids that follow from a name: instruments and registers, never people."""

Band = Annotated[tuple[int, ...], Length(equal=2)]


class Applications(Value):
    """The roles that answer before they can be accepted."""

    pre_evaluation: tuple[str, ...] = ()


class Workshops(Value):
    """The ratings that count as good."""

    top: tuple[str, ...] = ("good", "very_good", "excellent")


class Evaluations(Value):
    """Phases, instruments by role, times and thresholds.

    A role without an instrument is not asked.
    """

    phases: tuple[str, ...] = ()
    instruments: dict[str, str] = field(default_factory=dict)
    themes: tuple[str, ...] = ()
    pre_due: Iso = "P14D"
    end_due: Iso = "P30D"
    reminders: tuple[Iso, ...] = ()
    expires_after: Iso = "P90D"
    nps: bool = False
    workshop: Workshops = Workshops()
    dosage_bands: tuple[Band, ...] = ((1, 3), (4, 6), (7, 9), (10, 12))
    min_cell: int = 10
    insight_min_cell: int = 10


class LeadTime(Value):
    """The band of weeks expected between applying and the first session."""

    weeks: Band


class Home(Value):
    """Where the programme is at home."""

    time_zone: str = LONDON


class Roles(Value):
    """What those who run the programme are called."""

    leaders: tuple[str, ...] = ("programme_manager",)
    office: tuple[str, ...] = ("regional_coordinator",)


class Named(Value):
    """What the programme says of itself: whether it is a pilot, or runs."""

    stage: str | None = None
    reach_target: int | None = None


class EvaluationRules(Value):
    """The sections of the policy document that this service reads."""

    programme: Named = Named()
    roles: Roles = Roles()
    policy: Home = Home()
    holidays: tuple[date, ...] = ()
    application: Applications = Applications()
    evaluation: Evaluations = Evaluations()
    lead_time: LeadTime | None = None


NO_RULES = EvaluationRules()


def rules_of(rules: Rules | None) -> EvaluationRules:
    """The rules as this service reads them; outside a programme nothing is asked of anybody."""
    return rules.read(EvaluationRules) if rules else NO_RULES


def instrument_asked(asked: Asked, role: str, phase: str) -> str | None:
    """The instrument a programme wants answered by this role in this phase, or None."""
    rules = rules_of(asked.rules)
    if phase not in rules.evaluation.phases:
        return None
    if phase == "pre" and role not in rules.application.pre_evaluation:
        return None
    return rules.evaluation.instruments.get(role)


def due(asked: Asked, phase: str) -> datetime:
    """When answers of this phase are expected, counted from the request."""
    evaluation = rules_of(asked.rules).evaluation
    length = evaluation.pre_due if phase == "pre" else evaluation.end_due
    return so_much_later(asked, asked.at, length)


def so_much_later(asked: Asked, at: datetime, length: str) -> datetime:
    """By the programme's calendar: its clocks, its working days."""
    rules = rules_of(asked.rules)
    return later(at, length, rules.policy.time_zone, rules.holidays)


def day_there(asked: Asked, at: datetime) -> date:
    """Which day it was where the programme is at home."""
    return day_of(at, rules_of(asked.rules).policy.time_zone)


def instrument_id(name: str) -> UUID:
    """The id of the instrument with this name: one name, one instrument."""
    return uuid5(NAMES, name)


def register_id(programme: str) -> UUID:
    """The id of the programme's register."""
    return uuid5(NAMES, f"register:{programme}")


def pre_response(participant_id: UUID, relationship_id: UUID | None = None) -> UUID:
    """The id under which somebody answers before mentoring; with a relationship, before a further
    one.
    """
    return uuid5(participant_id, f"pre:{relationship_id}" if relationship_id else "pre")


def end_response(participant_id: UUID, relationship_id: UUID) -> UUID:
    """The id under which somebody answers at the end of a relationship."""
    return uuid5(participant_id, f"end:{relationship_id}")
