"""The sections about the programme itself, its partners and its measuring."""

from collections.abc import Set as AbstractSet
from dataclasses import field
from datetime import date
from typing import Annotated, ClassVar, Literal

from marshmallow.validate import Length

from shared.durations import LONDON, Iso
from shared.messages import Value

from .joining import Names

Band = Annotated[tuple[int, ...], Length(equal=2, error="Two numbers: [at least, at most].")]


class Programme(Value):
    id: str = ""
    operator: str = ""
    delivery_partner: str | None = None
    stage: Literal["pilot", "live"] = "live"
    reach_target: int | None = None


class Pilot(Value):
    """How a pilot may be decided on; until then there are no workshops after its first window."""

    decision: tuple[Literal["continue", "revise", "stop"], ...] = ()


class Policy(Value):
    """`in_flight`: what has begun goes on under its version; safety and law never wait.

    `immediately`: paths of this document, such as `relationship.max`, that do not wait either: from
    this version's first day they hold for what began under an earlier one too.
    """

    also: ClassVar[AbstractSet[str]] = {"version"}  # every message has one: its own
    effective_from: date | None = None
    time_zone: str = LONDON
    in_flight: Literal["keep_version"] = "keep_version"
    immediately: Names = ()


class Roles(Value):
    """Who speaks for whom, in the programme's own words; `operator` is the installation's own.

    `leaders` publish rules and grant roles, and are of the office as well as those in `office`;
    `institution` speaks for one, `staff` works there, and `lead` is whom an institution of minors
    has to have for safeguarding; the `provider` gives the training.
    """

    leaders: Names = ("programme_manager",)
    office: Names = ("regional_coordinator",)
    institution: Names = ("mentoring_coordinator",)
    staff: Names = ("institution_staff",)
    lead: str = "dsl"
    provider: str = "training_provider"


class Institutions(Value):
    types: Names = ()
    required_roles: Names = ()


class LeadTime(Value):
    """Expected weeks from one event to another, [at least, at most]."""

    also: ClassVar[AbstractSet[str]] = {"from"}  # Python's own word; profiles does not read it
    to: str | None = None
    weeks: tuple[int, ...] = ()


class RegulatedActivity(Value):
    days: int = 4
    within_days: int = 30


class Workshops(Value):
    top: Names = ()


class Licence(Value):
    """An instrument that is somebody else's, and the licence it is used under."""

    instrument: str
    licence_ref: str | None = None


class Evaluation(Value):
    """`licences` names every instrument in use that needs one."""

    also: ClassVar[AbstractSet[str]] = {"for"}  # Python's own word; profiles does not read it
    phases: Names = ()
    pair_by: Names = ()
    instruments: dict[str, str] = field(default_factory=dict)
    licences: tuple[Licence, ...] = ()
    themes: Names = ()
    pre_due: Iso = "P14D"
    end_due: Iso = "P30D"
    reminders: tuple[Iso, ...] = ()
    expires_after: Iso = "P90D"
    workshop: Workshops = Workshops()
    dosage_bands: tuple[Band, ...] = ()
    nps: bool = False
    min_cell: int = 10
    insight_min_cell: int = 10
