"""The sections about relationships: sessions, contact, support, gifts, safety and endings."""

from collections.abc import Set as AbstractSet
from typing import Any, ClassVar

from shared.durations import Iso
from shared.messages import Value


class Closure(Value):
    steps: tuple[str, ...] = ()
    within: Iso | None = None


class Relationship(Value):
    ratio: str = "1:1"
    max: Iso | None = None
    max_sessions: int | None = None
    overrun: str = "flag"
    term_notice: Iso | None = None
    agreement: str = "optional"
    start_checklist: tuple[str, ...] = ()
    closure: Closure = Closure()


class Cadence(Value):
    per: Iso | None = None
    target: int = 1
    overdue_after: Iso | None = None


class AdultSessions(Value):
    first_online: int = 0
    in_person: str = "mutual_choice"
    venues: tuple[str, ...] = ()


class Chaperone(Value):
    required: bool = False
    role: str | None = None


class MinorSessions(Value):
    venues: tuple[str, ...] = ()
    chaperone: Chaperone = Chaperone()


class Correction(Value):
    recorder_within: Iso | None = None
    roles: tuple[str, ...] = ()


class Sessions(Value):
    cadence: Cadence = Cadence()
    nominal_minutes: int = 60
    late_recording_after: Iso | None = None
    modes: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    adult: AdultSessions = AdultSessions()
    minor: MinorSessions = MinorSessions()
    deny_venues: tuple[str, ...] = ()
    exceptions: tuple[Any, ...] = ()
    note_max_length: int = 500
    denied_venue_attempts: int = 2
    development_areas: tuple[str, ...] = ()
    correction: Correction = Correction()


class ChannelRules(Value):
    allow: tuple[str, ...] = ()
    requires: str | None = None


class Channels(Value):
    adult: ChannelRules = ChannelRules()
    minor: ChannelRules = ChannelRules()


class FitCheck(Value):
    after_held_session: int | None = None
    ask: tuple[str, ...] = ()
    early_report: str | None = None
    resource: str | None = None


class CheckIn(Value):
    also: ClassVar[AbstractSet[str]] = {"with"}  # Python's own word; profiles does not read it
    every: Iso | None = None
    missed_after: Iso | None = None
    tell: str | None = None


class Support(Value):
    check_in: CheckIn | None = None
    bulletin: bool = False
    skill_builders: bool = False
    resources: bool = False
    community: str | None = None


class Ending(Value):
    right: tuple[str, ...] = ()
    reason: str = "optional"


class Gifts(Value):
    declare: str = "always"
    kinds: tuple[str, ...] = ()
    assess: tuple[str, ...] = ()
    approve_over_minor_units: int | None = None
    cash: str = "deny"
    per_year: int | None = None
    late_after: Iso | None = None


class Route(Value):
    institution: tuple[str, ...] = ()
    no_institution: tuple[str, ...] = ()
    about_mentor: tuple[str, ...] = ()


class AckWithin(Value):
    immediate: Iso | None = None
    high: Iso | None = None
    standard: Iso | None = None


class Safeguarding(Value):
    triggers: tuple[str, ...] = ()
    route: Route = Route()
    ack_within: AckWithin = AckWithin()
    ladder: tuple[str, ...] = ()
    draft_idle: Iso | None = None
    referral_reply_within: Iso | None = None
    pattern_after: int | None = None
    dbs_reasons: tuple[str, ...] = ()
