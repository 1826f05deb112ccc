"""The part of a programme's policy that sessions reads. Every default is the strictest reading."""

from datetime import date, datetime, timedelta
from typing import Literal

from shared.asked import Rules
from shared.durations import LONDON, Iso, later, parse
from shared.messages import Command, Value

from ..events.codes import Role
from .meeting_terms import Sessions


class Head(Value):
    """Of the section `policy`."""

    time_zone: str = LONDON


class Roles(Value):
    """Of the section `roles`: what the office is called, and who is of an institution."""

    leaders: tuple[str, ...] = ("programme_manager",)
    office: tuple[str, ...] = ("regional_coordinator",)
    institution: tuple[str, ...] = ("mentoring_coordinator",)
    staff: tuple[str, ...] = ("institution_staff",)


class Relationship(Value):
    """Of the section `relationship`."""

    max: Iso | None = None
    max_sessions: int | None = None
    overrun: str = "flag"
    term_notice: Iso = "P30D"
    start_checklist: tuple[str, ...] = ()
    shapes: tuple[str, ...] = ()


class AdultChannels(Value):
    """How adults may be in touch, and who has to agree.

    `mentee_consent`: the mentee; `pair_agreement`: both; None: nobody.
    """

    allow: tuple[str, ...] = ()
    requires: str | None = "mentee_consent"


class MinorChannels(Value):
    """How minors may be in touch."""

    allow: tuple[str, ...] = ("via_coordinator",)


class Channels(Value):
    """Of the section `channels`."""

    adult: AdultChannels = AdultChannels()
    minor: MinorChannels = MinorChannels()


class FitCheck(Value):
    """Of the section `fit_check`; `resource` is what somebody unsure is given to read."""

    resource: str = "good-mentoring-relationships"
    after_held_session: int | None = 3
    ask: tuple[str, ...] = ("mentor", "mentee")


class CheckIn(Value):
    """When mentors are asked how it goes, and who hears if they do not answer."""

    every: Iso = "P1M"
    missed_after: Iso = "P14D"
    tell: str = "mentoring_coordinator"


class Support(Value):
    """Of the section `support`; a programme without check-ins says so."""

    check_in: CheckIn | None = CheckIn()


class RegulatedActivity(Value):
    """So many days within so many make it regulated activity."""

    days: int = 4
    within_days: int = 30


class LeadTime(Value):
    """Weeks from signing up to the first session: the shortest and the longest promised."""

    weeks: tuple[int, ...] = ()


class Agenda(Value):
    """Who is expected to propose what to talk about, and how long before they are prompted."""

    proposer: Literal["mentor", "mentee", "either"] = "mentor"
    prompt: Iso | None = None

    @property
    def proposers(self) -> tuple[Role, ...]:
        return ("mentor", "mentee") if self.proposer == "either" else (self.proposer,)


class Thanks(Value):
    """Who is prompted to say thank you, if anybody: `prompt: after_session`."""

    prompt: str | None = None
    by: Role = "mentee"


class Goals(Value):
    """Of the section `goals`: whether a goal needs a first step when it is set."""

    steps: Literal["required", "optional"] = "required"


class Ending(Value):
    """Of the section `ending`: how long a silence makes a pair dormant."""

    dormancy_after: Iso | None = None


class Terms(Value):
    """All of them."""

    roles: Roles = Roles()
    policy: Head = Head()
    holidays: tuple[date, ...] = ()
    sessions: Sessions = Sessions()
    relationship: Relationship = Relationship()
    channels: Channels = Channels()
    fit_check: FitCheck = FitCheck()
    support: Support = Support()
    regulated_activity: RegulatedActivity = RegulatedActivity()
    lead_time: LeadTime = LeadTime()
    agenda: Agenda = Agenda()
    thanks: Thanks = Thanks()
    goals: Goals = Goals()
    ending: Ending = Ending()


STRICTEST = Terms()


def read(rules: Rules | None) -> Terms:
    return rules.read(Terms) if rules else STRICTEST


def terms(command: Command) -> Terms:
    """What the plan began under."""
    return read(command.asked.rules)


def protection(command: Command) -> Terms:
    """What is in force now: protective rules do not wait for the next relationship."""
    return read(command.asked.rules_now or command.asked.rules)


def zone_of(command: Command) -> str:
    return terms(command).policy.time_zone


def after(command: Command, at: datetime, duration: str) -> datetime:
    """So much later, in the programme's time zone."""
    return later(at, duration, zone_of(command), terms(command).holidays)


def nth(command: Command, at: datetime, every: str, times: int) -> datetime:
    """The nth repetition, counted from the start so that the 31st does not drift to the 28th."""
    once = parse(every)
    days = f"{once.days * times}D{once.working_days * times}WD"
    return after(command, at, f"P{once.months * times}M{days}T{once.seconds * times}S")


def before(at: datetime, duration: str) -> datetime:
    """So much earlier, in elapsed time."""
    length = parse(duration)
    return at - timedelta(days=length.days, seconds=length.seconds)
