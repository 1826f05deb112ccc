"""What is recorded about a person's participation as a mentor."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors, Personal
from shared.messages import Event

Reason = Annotated[str, Indoors()]
Rationale = Annotated[str | None, Personal(of="person_id"), Indoors()]
Decider = Annotated[UUID, Indoors()]
CaseRef = Annotated[str | None, Indoors()]


class MentorApplicationStarted(Event, published=True):
    """Somebody wants to be a mentor; the lead time counts from here.

    `membership` is the organisation whose members alone may take part, if any (ASME-13). Where
    the policy says so it lapses at `lapses_at` unless somebody goes on with it (a complaint, U15).
    """

    mentor_id: UUID
    person_id: UUID
    source: str
    region: Annotated[str | None, Indoors()] = None
    membership: Annotated[str | None, Indoors()] = None
    remind_at: Annotated[tuple[datetime, ...], Indoors()] = ()
    lapses_at: Annotated[datetime | None, Indoors()] = None
    date_of_birth: Annotated[date | None, Personal(of="person_id")] = None


class EmployerAffiliationDeclared(Event):
    """The mentor comes through an employer's volunteering scheme (1MM-008).

    `partnership` is the employer's with the programme: partner, none, or None for not known.
    """

    mentor_id: UUID
    employer_id: UUID
    scheme: str | None = None
    partnership: str | None = None


class MentorEligibilityDeclared(Event):
    """What the applicant says about work so far; years may be fractions (1MM-012, 1MM-013)."""

    mentor_id: UUID
    status: str
    general_years: float
    postgraduate_years: float
    youth_experience_years: float | None = None


class MentorEligibilityConfirmed(Event):
    """The declaration meets the policy; `satisfied_by` names the branch (1MM-013)."""

    mentor_id: UUID
    satisfied_by: tuple[str, ...]


class MentorEligibilityRefused(Event):
    """The declaration does not meet the policy; `rule_id` says which part."""

    mentor_id: UUID
    rule_id: str


class MentorGoalSet(Event):
    """What the mentor wants to achieve; the tags help to match (1MM-015)."""

    mentor_id: UUID
    person_id: UUID
    text: Annotated[str, Personal(of="person_id")]
    tags: tuple[str, ...] = ()


class MentorProfileUpdated(Event):
    """What the mentor tells about themselves."""

    mentor_id: UUID
    person_id: UUID
    region: str | None = None
    topics: tuple[str, ...] = ()
    background_tags: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    occupation: Annotated[str | None, Personal(of="person_id")] = None
    biography: Annotated[str | None, Personal(of="person_id")] = None


class ScreeningRequested(Event):
    """A check may be asked for, because this role is eligible for it."""

    mentor_id: UUID
    kind: str
    eligibility_basis: str | None = None


class ScreeningCheckRecorded(Event):
    """The outcome of a check; never the certificate itself."""

    mentor_id: UUID
    person_id: UUID
    kind: str
    outcome: str
    issued_on: date | None = None
    reference_no: Annotated[str | None, Personal(of="person_id")] = None


class MentorPreEvaluationNoted(Event):
    """The applicant's pre-evaluation came in (1MM-024)."""

    mentor_id: UUID


class MentorApplicationSubmitted(Event):
    """The application is complete and waits for a decision."""

    mentor_id: UUID


class MentorApplicationAccepted(Event, published=True):
    """The operator takes this mentor (1MM-017)."""

    mentor_id: UUID
    person_id: UUID
    decided_by: Decider


class MentorApplicationDeclined(Event, published=True):
    """The operator does not take this mentor (1MM-017 to 1MM-022)."""

    mentor_id: UUID
    person_id: Annotated[UUID, Indoors()]
    reason_code: Reason
    rationale: Rationale = None
    decided_by: Decider
    case_ref: CaseRef = None


class MentorTrainingNoted(Event):
    """The mentor's own file knows that training is complete."""

    mentor_id: UUID


class MentorMembershipNoted(Event):
    """The mentor's own file knows whether the person is a member, and in which ways (ASME-13)."""

    mentor_id: UUID
    organisation: str
    basis: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    member: bool = True


class WorkshopPlaceRequested(Event):
    """The mentor wants a place; the rank is by the policy of that version (ASME-26 to ASME-28)."""

    mentor_id: UUID
    workshop_id: UUID
    tier: int
    basis: tuple[str, ...] = ()
    policy_version: int
    submitted_at: datetime


class AcknowledgementNoted(Event):
    """The mentor's own file knows which document version was acknowledged."""

    mentor_id: UUID
    kind: str
    document_version: int


class MentorListed(Event, published=True):
    """Accepted, trained and current: the mentor can be matched.

    A facet is `name=value` (JOH-11); `willingness` the kinds of request (JOH-14), `cannot_help`
    topics (JOH-39). Whether there is a biography is said, and never what it says. The capacity is
    the mentor's own where `capacity_stated`, else what the programme has.
    """

    mentor_id: UUID
    person_id: UUID
    capacity: int | None
    region: str | None
    topics: tuple[str, ...]
    goal_tags: tuple[str, ...]
    background_tags: tuple[str, ...]
    listed_at: datetime
    facets: tuple[str, ...] = ()
    willingness: tuple[str, ...] = ()
    cannot_help: tuple[str, ...] = ()
    biography_given: bool = False
    capacity_stated: bool = False


class MentorCapacitySet(Event, published=True):
    """How many mentees at a time (ASME-23); None: no number of one's own, the programme's holds."""

    mentor_id: UUID
    capacity: int | None


class MentorPaused(Event, published=True):
    """No new mentee for the time being."""

    mentor_id: UUID
    person_id: UUID


class MentorResumed(Event, published=True):
    """Available again."""

    mentor_id: UUID
    person_id: UUID


class MentorRoleEnded(Event, published=True):
    """The operator ends the mentor's role; why stays indoors (1MM-017 to 1MM-022)."""

    mentor_id: UUID
    person_id: UUID
    reason_code: Reason
    rationale: Rationale = None
    case_ref: CaseRef = None
    decided_by: Decider
    effective_on: date


class MentorWithdrawn(Event, published=True):
    """The mentor stops of their own accord (1MM-020)."""

    mentor_id: UUID
    person_id: UUID
    reason_code: Reason
