"""The section `sessions` of a programme's policy: rhythm, places, company, exceptions."""

from dataclasses import field
from typing import Literal

from shared.durations import Iso
from shared.messages import Json, Value

STRICTEST_WAIT = "P45D"


class Cadence(Value):
    """How often they meet: by the programme's rhythm, or as the pair agrees (`agreed_by: pair`).

    `overdue_after` is how long without a session is too long. Where it is not said, a rhythm of a
    second session `after` the first and so many `per_year` is watched by these alone; any other
    by the strictest wait. What a pair agrees is overdue after a `grace`.
    """

    overdue_after: Iso | None = None
    after: Iso | None = None
    per_year: tuple[int, ...] = ()
    agreed_by: str | None = None
    grace: Iso = "P14D"

    @property
    def is_the_pairs(self) -> bool:
        return self.agreed_by == "pair"

    @property
    def wait(self) -> str | None:
        loose = self.after or self.per_year or self.is_the_pairs
        return self.overdue_after or (None if loose else STRICTEST_WAIT)


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


class PreCheck(Value):
    """What has to be looked up at least `lead` before the start; `source` where one is named."""

    kind: str
    source: str | None = None
    lead: Iso = "PT24H"


class Exemption(Value):
    """Meeting in person by exception: how often, after what, and where at which level.

    `requires` is asked of everybody in `required_of`. Without a readiness check `venue_by_level`
    says nothing; with one, a level that it does not name allows no place at all.
    """

    name: str
    max: int = 1
    requires: tuple[str, ...] = ()
    required_of: tuple[str, ...] = ("mentor", "mentee")
    venues: tuple[str, ...] = ()
    pre_checks: tuple[PreCheck, ...] = ()
    venue_by_level: Json = field(default_factory=dict)


class Reschedule(Value):
    """How often a session may be moved; None for as often as they need."""

    max: int | None = None


class Chemistry(Value):
    """A first call to see whether the two suit each other; `decision: mutual` asks both after."""

    recommended: bool = False
    mode: str | None = None
    decision: str = "mutual"


class Sessions(Value):
    """Of the section `sessions`."""

    cadence: Cadence = Cadence()
    chemistry: Chemistry | None = None
    reschedule: Reschedule = Reschedule()
    notes: Literal["kept", "pair_only", "none"] = "pair_only"
    nominal_minutes: int = 60
    soft_max_minutes: int | None = None
    late_recording_after: Iso = "P7D"
    modes: tuple[str, ...] = ("online",)
    topics: tuple[str, ...] = ("other",)
    adult: Adults = Adults()
    minor: Minors = Minors()
    deny_venues: tuple[str, ...] = ("home",)
    exceptions: tuple[Exemption, ...] = ()
    denied_venue_attempts: int = 2
    note_max_length: int = 500
    development_areas: tuple[str, ...] = (
        "confidence",
        "self_presentation",
        "responding_to_feedback",
        "other",
    )
    correction: Correction = Correction()
