"""What is recorded about a person's participation as a mentee."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors, Personal
from shared.messages import Event


class MenteeReferred(Event, published=True):
    """A young person wants a mentor; `age_band` is that of the day (1MM-026, 1MM-027, 1MM-054).

    `adult_from` is the local midnight of the birthday that makes them an adult; None for adults.
    `membership` is the organisation whose members alone may take part, if any (ASME-13).
    """

    mentee_id: UUID
    person_id: UUID
    institution_id: UUID | None
    age_band: str
    date_of_birth: Annotated[date | None, Personal(of="person_id")] = None
    adult_from: Annotated[datetime | None, Personal(of="person_id")] = None
    school_year: Annotated[str | None, Indoors()] = None
    region: Annotated[str | None, Indoors()] = None
    membership: Annotated[str | None, Indoors()] = None


class MenteeInstitutionConfirmed(Event):
    """An active institution stands behind the referral (1MM-054)."""

    mentee_id: UUID
    institution_id: UUID
    type: str
    region: str


class MenteeMembershipNoted(Event):
    """The mentee's own file knows whether the person is a member, and in which ways (ASME-13)."""

    mentee_id: UUID
    organisation: str
    basis: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    member: bool = True


class ConsentGranted(Event, published=True):
    """Consent for one purpose; for minors by whom the policy says."""

    mentee_id: UUID
    person_id: UUID
    purpose: str
    given_by: str
    evidence_ref: Annotated[str | None, Indoors()] = None


class ConsentWithdrawn(Event, published=True):
    """Consent for that purpose ends."""

    mentee_id: UUID
    person_id: UUID
    purpose: str


class MenteeProfileUpdated(Event):
    """What the mentee tells about themselves (1MM-029, 1MM-030)."""

    mentee_id: UUID
    person_id: UUID
    school_year: str | None = None
    region: str | None = None
    topics: tuple[str, ...] = ()
    background_tags: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    introduction: Annotated[str | None, Personal(of="person_id")] = None


class MenteeGoalSet(Event):
    """What the mentee hopes for; the tags help to match."""

    mentee_id: UUID
    person_id: UUID
    text: Annotated[str, Personal(of="person_id")]
    tags: tuple[str, ...] = ()


class MenteePreEvaluationNoted(Event):
    """The mentee's pre-evaluation came in (1MM-024)."""

    mentee_id: UUID


class MenteeApplicationAccepted(Event, published=True):
    """The mentee has a place in the programme."""

    mentee_id: UUID
    person_id: UUID
    age_band: Annotated[str, Indoors()]
    region: Annotated[str | None, Indoors()] = None


class MenteeApplicationDeclined(Event):
    """The mentee has no place in the programme."""

    mentee_id: UUID
    person_id: UUID
    reason_code: Annotated[str, Indoors()]


class MenteeInducted(Event):
    """The mentee attended an induction (1MM-031)."""

    mentee_id: UUID
    minutes: int
    held_on: date
    workshop_id: UUID | None = None


class MenteeTrainingNoted(Event):
    """The mentee's own file knows that the training asked of them is complete."""

    mentee_id: UUID


class MenteeReadyForMatching(Event, published=True):
    """Everything asked of the mentee is done; said exactly once (1MM-031)."""

    mentee_id: UUID
    person_id: UUID
    institution_id: UUID | None
    age_band: str
    region: str | None
    topics: tuple[str, ...]
    goal_tags: tuple[str, ...]
    background_tags: tuple[str, ...]
    ready_at: datetime
    facets: tuple[str, ...] = ()


class AgeBandChanged(Event, published=True):
    """From this local midnight on the mentee is an adult (1MM-077)."""

    person_id: UUID
    mentee_id: UUID
    from_band: str
    to_band: str
    effective_on: date


class MenteeMatched(Event):
    """The mentee's own file knows its mentor, who may now read the profile (1MM-029)."""

    mentee_id: UUID
    mentor_id: UUID


class MenteeUnmatched(Event):
    """That mentor may read the profile no longer."""

    mentee_id: UUID
    mentor_id: UUID


class MenteeBriefRead(Event):
    """The matched mentor read the profile to prepare (1MM-029)."""

    mentee_id: UUID
    mentor_id: UUID


class MenteePlaceRequested(Event):
    """The mentee wants a place; the rank is by the policy of that version (ASME-29)."""

    mentee_id: UUID
    workshop_id: UUID
    tier: int
    basis: tuple[str, ...] = ()
    policy_version: int
    submitted_at: datetime


class MenteeLeft(Event, published=True):
    """The mentee leaves the programme."""

    mentee_id: UUID
    person_id: UUID
    reason_code: Annotated[str, Indoors()]
