"""The sections about what a pair does: sessions, their rhythm, agenda, tasks and thanks."""

from dataclasses import field
from typing import Annotated, Any, Literal

from marshmallow.validate import Range

from shared.durations import Iso
from shared.messages import Value

from .joining import Count, Names


class Cadence(Value):
    """One rhythm, in whichever words fit: `target` sessions `per` period; or a first one, a second
    `after` so long, then `per_year` [at least, at most]. What a pair agrees comes before it where
    it is `agreed_by` the pair, and is overdue a `grace` later.
    """

    per: Iso | None = None
    target: Count = 1
    first: bool = False
    after: Iso | None = None
    per_year: tuple[int, ...] = ()
    agreed_by: Literal["programme", "pair"] = "programme"
    overdue_after: Iso | None = None
    grace: Iso = "P14D"


class AdultSessions(Value):
    first_online: int = 0
    in_person: str = "mutual_choice"
    venues: Names = ()


class Chaperone(Value):
    required: bool = False
    role: str = ""


class MinorSessions(Value):
    venues: Names = ()
    chaperone: Chaperone = Chaperone()


class Correction(Value):
    recorder_within: Iso = "P14D"
    roles: Names = ()


class Chemistry(Value):
    """A first talk to see whether it suits both; `mode` is one of the modes sessions have."""

    recommended: bool = False
    mode: str | None = None
    decision: Literal["mutual"] = "mutual"


class PreCheck(Value):
    """What is looked up at least `lead` before the start, at `source` where one is named."""

    kind: str
    source: str | None = None
    lead: Iso = "PT24H"


class Exemption(Value):
    """Sessions in person where the programme offers none: at most `max` a pair, after what it
    `requires` of everybody in `required_of`.

    `venue_by_level` narrows `venues` by the level the readiness check found; a level it does not
    name allows none.
    """

    name: str
    max: Count = 1
    requires: Names = ()
    required_of: tuple[Literal["mentor", "mentee"], ...] = ("mentor", "mentee")
    venues: Names = ()
    pre_checks: tuple[PreCheck, ...] = ()
    venue_by_level: dict[str, Any] = field(default_factory=dict)


class Reschedule(Value):
    """How often a session may be moved; None for as often as they need."""

    max: Annotated[int, Range(min=0)] | None = None


class Sessions(Value):
    """`soft_max_minutes` refuses nothing, longer ones are counted. `notes` says who reads them:
    the two alone, the office as well (`kept`), or nobody, as none are taken.
    """

    cadence: Cadence = Cadence()
    nominal_minutes: int = 60
    soft_max_minutes: Count | None = None
    late_recording_after: Iso = "P7D"
    modes: Names = ()
    topics: Names = ()
    adult: AdultSessions = AdultSessions()
    minor: MinorSessions = MinorSessions()
    deny_venues: Names = ()
    exceptions: tuple[Exemption, ...] = ()
    chemistry: Chemistry | None = None
    notes: Literal["kept", "pair_only", "none"] = "pair_only"
    reschedule: Reschedule = Reschedule()
    note_max_length: int = 500
    denied_venue_attempts: int = 2
    development_areas: Names = ()
    correction: Correction = Correction()


class Agenda(Value):
    """Who is asked, `prompt` before a session, what to talk about; the other may propose too."""

    proposer: Literal["mentor", "mentee", "either"] = "either"
    prompt: Iso | None = None


class Tasks(Value):
    enabled: bool = True


class Goals(Value):
    """Whether a goal needs a first step when it is set, or may leave the way open (`optional`)."""

    enabled: bool = True
    steps: Literal["required", "optional"] = "required"


class Achievements(Value):
    enabled: bool = True


class Thanks(Value):
    """When a word of thanks is suggested, and to whom; None leaves it to the pair."""

    prompt: Literal["after_session"] | None = None
    by: Literal["mentor", "mentee"] = "mentee"
