"""The sections about who may join: mentors, mentees, checks, consents and documents."""

from dataclasses import field
from datetime import date
from typing import Annotated, Any, Literal

from marshmallow.validate import Range

from shared.durations import Iso
from shared.messages import Value

Names = tuple[str, ...]
Asked = Literal["required", "optional"]
Count = Annotated[int, Range(min=1)]


class Ages(Value):
    """Years of age, both inclusive: `max` 17 lasts until the day before the 18th birthday."""

    min: int | None = None
    max: int | None = None


class Capacity(Value):
    """How many mentees at once, None for no limit; a mentor gives so many sessions a month."""

    set_by: Literal["operator", "mentor"] = "operator"
    default: int | None = 1
    sessions_per_month: Count | None = None


class Decline(Value):
    discretion: bool = True
    reasons: Names = ()
    needs_case: Names = ()


class End(Value):
    discretion: bool = True
    reasons: Names = ()
    needs_case: Names = ()
    effect: str = "end_relationships"


class Availability(Value):
    """When those concerned are shown how and when a mentor can be reached."""

    visible: Literal["always", "after_acceptance"] = "after_acceptance"


class Nudge(Value):
    """What a full profile tells, and below which percentage of it a mentor is nudged, once."""

    fields: Names = ()
    below: Annotated[int, Range(min=0, max=100)] = 0


class Mentor(Value):
    """`experience` is an expression over what is declared, such as `{general_years: 5}`.

    `facets` are what a profile tells of a mentor, to count, to search and to compare by;
    `willingness` asks for which kinds of request a mentor may be approached.
    """

    statuses: Names = ()
    experience: Any = None
    age: Ages = Ages()
    near_peer: Literal["allowed", "excluded"] = "allowed"
    goal: Asked = "optional"
    capacity: Capacity = Capacity()
    affiliations: Names = ("independent",)
    facets: Names = ()
    profile: Asked = "optional"
    willingness: Asked = "optional"
    cannot_help: Asked = "optional"
    availability: Availability = Availability()
    completeness_nudge: Nudge = Nudge()
    decline: Decline = Decline()
    end: End = End()


class Employer(Value):
    """Whether an employer has to be a partner for its staff to come through it (1MM-009)."""

    partnership_required: bool = False


class SchoolYear(Value):
    """The types of institution whose under-age mentees must have told their school year."""

    required_for: Names = ()


class Mentee(Value):
    age: Ages = Ages()
    via_institution: Literal["required", "optional", "none"] = "optional"
    school_year: SchoolYear = SchoolYear()
    profile: Asked = "optional"
    age_out: str = "complete_current"


class Window(Value):
    """`closes` is the last day for applying, up to its last second; None leaves it open.

    `advertise_by` is the last day for looking for people, and keeps nobody from applying.
    """

    advertise_by: date | None = None
    closes: date | None = None


class Recruitment(Value):
    """When people of either role are looked for, and until when they may apply."""

    mentor: Window = Window()
    mentee: Window = Window()


class Screening(Value):
    """`eligibility_basis` lists what makes a role eligible for a criminal record check."""

    required: Names = ()
    eligibility_basis: Names = ()


class Application(Value):
    """The roles that must answer a pre-evaluation before they are accepted.

    A mentor's application that was begun and not handed in lapses `draft_expires` after the last
    step taken in it, None never; `reminders` are sent so long after that step, before it lapses.
    """

    pre_evaluation: tuple[Literal["mentor", "mentee"], ...] = ()
    draft_expires: Iso | None = None
    reminders: tuple[Iso, ...] = ()


class Consents(Value):
    """Purposes that need consent, and who may give it for a minor."""

    required: Names = ()
    minor_given_by: Names = ("parent", "institution")


class Documents(Value):
    """Documents every mentor acknowledges; `versions` are the current ones, by default 1."""

    acknowledge: Names = ()
    versions: dict[str, int] = field(default_factory=dict)
