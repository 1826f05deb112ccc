"""What is known about a mentee, and the rules of joining."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any
from uuid import UUID

from ..commands.mentee import AcceptMentee, ReadMenteeBrief, RecordConsent, ReferMentee
from .ages import MINOR, age_band, age_on, outside
from .asking import policy_of, today
from .files import merged
from .memberships import membership
from .recruiting import recruitment_open
from .resources import resources_there
from .telling import profile_made


@dataclass(frozen=True)
class Mentee:
    """What a mentee's stream adds up to, whatever stage the mentee is in."""

    mentee_id: UUID
    person_id: UUID
    institution_id: UUID | None
    born: date | None
    band: str
    school_year: str | None = None
    region: str | None = None
    topics: tuple[str, ...] = ()
    goal_tags: tuple[str, ...] = ()
    background_tags: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    verified: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    has_biography: bool = False
    consents: frozenset[str] = frozenset()
    evaluated: bool = False
    vouched: bool = False
    institution_type: str | None = None
    trained: bool = False
    mentors: frozenset[UUID] = frozenset()
    memberships: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    tier: int | None = None
    resources: bool = False
    stories: tuple[UUID, ...] = ()

    @property
    def details(self) -> dict[str, Any]:
        """What the mentee can be compared by: codes, never a text."""
        return {
            "region": self.region,
            "topics": self.topics,
            "goal_tags": self.goal_tags,
            "background_tags": self.background_tags,
            "facets": merged(self.facets, self.verified),
        }


def mentee_age(command: ReferMentee, _: object) -> str | None:
    age = policy_of(command).mentee.age
    years = age_on(today(command), command.date_of_birth)
    return "The age is outside the programme's." if outside(years, age.min, age.max) else None


def via_institution(command: ReferMentee, _: object) -> str | None:
    required = policy_of(command).mentee.via_institution == "required"
    missing = required and command.institution_id is None
    return "Mentees of this programme come through an institution." if missing else None


def consent_giver(command: RecordConsent, mentee: Mentee) -> str | None:
    givers = policy_of(command).consents.minor_given_by
    minor = band_today(command, mentee) == MINOR
    wrong = command.given_by not in givers if minor else command.given_by != "self"
    return f"For a minor: {', '.join(givers)}; an adult decides alone." if wrong else None


def band_today(command: RecordConsent, mentee: Mentee) -> str:
    """The age band on the day of asking; the last one recorded where the birth date is gone."""
    if mentee.born is None:
        return mentee.band
    return age_band(today(command), mentee.born, policy_of(command))


def pre_evaluation(command: AcceptMentee, mentee: Mentee) -> str | None:
    missing = "mentee" in policy_of(command).application.pre_evaluation and not mentee.evaluated
    return "The pre-evaluation is not answered." if missing else None


def consents_given(command: AcceptMentee, mentee: Mentee) -> str | None:
    missing = [one for one in policy_of(command).consents.required if one not in mentee.consents]
    return f"Consent is missing for: {', '.join(missing)}." if missing else None


def institution_active(_: AcceptMentee, mentee: Mentee) -> str | None:
    waits = mentee.institution_id is not None and not mentee.vouched
    return "The institution is not active." if waits else None


def school_year(command: AcceptMentee, mentee: Mentee) -> str | None:
    types = policy_of(command).mentee.school_year.required_for
    asked = mentee.band == MINOR and mentee.institution_type in types
    return "The school year is not known." if asked and not mentee.school_year else None


def matched_mentor(command: ReadMenteeBrief, mentee: Mentee) -> str | None:
    own = command.mentor_id in mentee.mentors
    return None if own else "Only the mentor matched with this mentee reads the profile."


referring_rules = (recruitment_open, mentee_age, via_institution)
consent_rules = (consent_giver,)
accepting_rules = (
    pre_evaluation,
    consents_given,
    institution_active,
    school_year,
    membership,
    profile_made,
    resources_there,
)
reading_rules = (matched_mentor,)
