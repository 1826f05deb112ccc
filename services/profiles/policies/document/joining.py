"""The sections about who may join: mentors, mentees, checks, consents and documents."""

from dataclasses import field
from typing import Any, Literal

from shared.messages import Value


class Ages(Value):
    """Years of age, both inclusive: `max` 17 lasts until the day before the 18th birthday."""

    min: int | None = None
    max: int | None = None


class Capacity(Value):
    set_by: Literal["operator", "mentor"] = "operator"
    default: int | None = 1


class Decline(Value):
    discretion: bool = True
    reasons: tuple[str, ...] = ()
    needs_case: tuple[str, ...] = ()


class End(Value):
    discretion: bool = True
    reasons: tuple[str, ...] = ()
    needs_case: tuple[str, ...] = ()
    effect: str = "end_relationships"


class Mentor(Value):
    """`experience` is an expression over what is declared, such as `{general_years: 5}`."""

    statuses: tuple[str, ...] = ()
    experience: Any = None
    age: Ages = Ages()
    goal: Literal["required", "optional"] = "optional"
    capacity: Capacity = Capacity()
    affiliations: tuple[str, ...] = ("independent",)
    decline: Decline = Decline()
    end: End = End()


class SchoolYear(Value):
    """The types of institution whose under-age mentees must have told their school year."""

    required_for: tuple[str, ...] = ()


class Mentee(Value):
    age: Ages = Ages()
    via_institution: Literal["required", "optional", "none"] = "optional"
    school_year: SchoolYear = SchoolYear()
    age_out: str = "complete_current"


class Screening(Value):
    """`eligibility_basis` lists what makes a role eligible for a criminal record check."""

    required: tuple[str, ...] = ()
    eligibility_basis: tuple[str, ...] = ()


class Application(Value):
    """The roles that must answer a pre-evaluation before they are accepted."""

    pre_evaluation: tuple[Literal["mentor", "mentee"], ...] = ()


class Consents(Value):
    """Purposes that need consent, and who may give it for a minor."""

    required: tuple[str, ...] = ()
    minor_given_by: tuple[str, ...] = ("parent", "institution")


class Documents(Value):
    """Documents every mentor acknowledges; `versions` are the current ones, by default 1."""

    acknowledge: tuple[str, ...] = ()
    versions: dict[str, int] = field(default_factory=dict)
