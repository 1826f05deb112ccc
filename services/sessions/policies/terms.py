"""The part of a programme's policy that sessions reads. Every default is the strictest reading."""

from datetime import datetime

from shared.asked import Rules
from shared.durations import LONDON, Iso, later, parse
from shared.messages import Command, Value


class Head(Value):
    """Of the section `policy`."""

    time_zone: str = LONDON


class Cadence(Value):
    """How long without a session is too long."""

    overdue_after: Iso = "P45D"


class Chaperone(Value):
    """Whether minors are met with a third person present, and who may be that."""

    required: bool = True
    role: str = "institution_staff"


class Adults(Value):
    """How and where adults are met."""

    first_online: int = 1
    in_person: str = "mutual_choice"
    venues: tuple[str, ...] = ()


class Minors(Value):
    """How and where minors are met."""

    venues: tuple[str, ...] = ("partner_premises",)
    chaperone: Chaperone = Chaperone()


class Correction(Value):
    """Who may put a record right: its recorder for so long, these roles at any time."""

    recorder_within: Iso = "P14D"
    roles: tuple[str, ...] = ("operator", "programme_manager", "institution")


class Sessions(Value):
    """Of the section `sessions`."""

    cadence: Cadence = Cadence()
    nominal_minutes: int = 60
    late_recording_after: Iso = "P7D"
    modes: tuple[str, ...] = ("online",)
    topics: tuple[str, ...] = ("other",)
    adult: Adults = Adults()
    minor: Minors = Minors()
    deny_venues: tuple[str, ...] = ("home",)
    denied_venue_attempts: int = 2
    note_max_length: int = 500
    development_areas: tuple[str, ...] = (
        "confidence",
        "self_presentation",
        "responding_to_feedback",
        "other",
    )
    correction: Correction = Correction()


class Relationship(Value):
    """Of the section `relationship`."""

    max: Iso | None = None
    max_sessions: int | None = None
    overrun: str = "flag"
    term_notice: Iso = "P30D"
    start_checklist: tuple[str, ...] = ()


class AdultChannels(Value):
    """How adults may be in touch, and whether the mentee has to agree."""

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
    """Of the section `fit_check`."""

    after_held_session: int = 3
    ask: tuple[str, ...] = ("mentor", "mentee")


class CheckIn(Value):
    """When mentors are asked how it goes, and who hears if they do not answer."""

    every: Iso = "P1M"
    missed_after: Iso = "P14D"
    tell: str = "mentoring_coordinator"


class Support(Value):
    """Of the section `support`."""

    check_in: CheckIn = CheckIn()


class RegulatedActivity(Value):
    """So many days within so many make it regulated activity."""

    days: int = 4
    within_days: int = 30


class LeadTime(Value):
    """Weeks from signing up to the first session: the shortest and the longest promised."""

    weeks: tuple[int, ...] = ()


class Terms(Value):
    """All of them."""

    policy: Head = Head()
    sessions: Sessions = Sessions()
    relationship: Relationship = Relationship()
    channels: Channels = Channels()
    fit_check: FitCheck = FitCheck()
    support: Support = Support()
    regulated_activity: RegulatedActivity = RegulatedActivity()
    lead_time: LeadTime = LeadTime()


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
    return later(at, duration, zone_of(command))


def nth(command: Command, at: datetime, every: str, times: int) -> datetime:
    """The nth repetition, counted from the start so that the 31st does not drift to the 28th."""
    once = parse(every)
    whole = f"P{once.months * times}M{once.days * times}DT{once.seconds * times}S"
    return after(command, at, whole)
