"""What can be asked about a participation as a mentor. Nothing here is about money (1MM-010)."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length, Range

from shared.messages import Command, Consequence

from .telling import Facet

Years = Annotated[float, Range(min=0, max=80)]
Text = Annotated[str, Length(min=1, max=4000)]


class StartMentorApplication(Command):
    """Begin an application. Whose application lapsed begins a new one, under another `mentor_id`.

    Refused with `recruitment-open` (ASME-41), `source-known` (1MM-008) or `mentor-age` (1MM-014).
    """

    mentor_id: UUID
    person_id: UUID
    source: str = "independent"
    region: str | None = None
    date_of_birth: date | None = None


class DeclareEmployerAffiliation(Command):
    """The applicant comes through an employer's scheme (1MM-008).

    `partnership` says whether the employer is a partner of the programme, None that nobody knows
    anything new; it is welcome and not asked for (1MM-009). Refused with `partnership-held` where
    a programme asks for it.
    """

    mentor_id: UUID
    employer_id: UUID
    scheme: str | None = None
    partnership: Literal["partner", "none"] | None = None


class DeclareEligibility(Command):
    """Declare work so far, in years (1MM-012, 1MM-013).

    The answer is a record either way: confirmed by a branch of the policy's expression, or not. No
    experience with young people is asked for (1MM-016).
    """

    mentor_id: UUID
    status: str
    general_years: Years = 0.0
    postgraduate_years: Years = 0.0
    youth_experience_years: Years | None = None


class SetMentorGoal(Command):
    """What the applicant wants to achieve (1MM-015)."""

    mentor_id: UUID
    text: Text
    tags: tuple[str, ...] = ()


class UpdateMentorProfile(Command):
    """Replace what the profile says; a region left out stays as it was.

    A facet is `name=value` (JOH-11). The biography is for members to read, and no way to contact
    anybody (ASME-34). Refused with `facets-known`, `biography-short`, `no-contacts`, or
    `profile-kept` where nothing would be left of a profile that the programme asks for (JOH-02).
    """

    mentor_id: UUID
    region: str | None = None
    topics: tuple[str, ...] = ()
    background_tags: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    occupation: str | None = None
    biography: str | None = None


class RequestScreening(Command):
    """Ask for a check; criminal record checks (`dbs_…`) need what makes the role eligible.

    Refused with `eligibility-basis`.
    """

    mentor_id: UUID
    kind: str
    eligibility_basis: str | None = None


class RecordScreening(Command):
    """Record the outcome of a check; for a criminal record check only after a lawful request.

    Refused with `eligibility-basis`.
    """

    mentor_id: UUID
    kind: str
    outcome: Literal["clear", "not_clear"]
    issued_on: date | None = None
    reference_no: str | None = None


class SubmitMentorApplication(Command):
    """Hand the application in.

    Refused with `membership` (ASME-13), `eligibility-confirmed` or `goal-set` (1MM-015).
    """

    mentor_id: UUID


class AcceptMentor(Command):
    """Take the mentor (1MM-024).

    Refused with `decided-by`, `pre-evaluation`, `screening-clear` or `membership` (ASME-13).
    """

    mentor_id: UUID
    decided_by: UUID | None = None


class DeclineMentor(Command):
    """Take the applicant not, for a listed reason or at discretion (1MM-017 to 1MM-022).

    An unlisted reason other than `discretion` needs a rationale. Refused with `decided-by`,
    `reason-known` or `case-linked`.
    """

    mentor_id: UUID
    reason_code: str
    rationale: str | None = None
    decided_by: UUID | None = None
    case_ref: str | None = None


class ListMentor(Command):
    """Put the mentor where matches are made; capacity None takes the policy's.

    Refused with `mentor-trained`, `documents-acknowledged` (1MM-073), `membership` (ASME-13),
    and where the programme asks for it `profile-made` (JOH-02: topics or a biography),
    `willingness-declared` (JOH-14) or `boundaries-stated` (JOH-39).
    """

    mentor_id: UUID
    capacity: Annotated[int, Range(min=0)] | None = None


class SetMentorCapacity(Command):
    """How many mentees at a time (ASME-23). None takes the number back: the programme's holds.

    Refused with `capacity-setter` when it is not theirs to set.
    """

    mentor_id: UUID
    capacity: Annotated[int, Range(min=0)] | None


class PauseMentor(Command):
    """No new mentee for now."""

    mentor_id: UUID


class ResumeMentor(Command):
    """Available again. Refused with `membership` where the programme is for members (ASME-13)."""

    mentor_id: UUID


class EndMentorRole(Command):
    """End the mentor's role (1MM-017 to 1MM-022); refused as `DeclineMentor` is.

    `effective_on` is today where left out.
    """

    mentor_id: UUID
    reason_code: str
    rationale: str | None = None
    case_ref: str | None = None
    decided_by: UUID | None = None
    effective_on: date | None = None


class WithdrawMentor(Command):
    """The mentor stops; no reason is needed (1MM-020)."""

    mentor_id: UUID
    reason_code: str = "own_wish"


class RequestWorkshopPlace(Command):
    """Ask for a place in a workshop whose places are given by rank (ASME-25 to ASME-28).

    The rank is that of the policy the mentor began under. Refused with `membership`. Asking again
    changes nothing while one waits or has a place.
    """

    mentor_id: UUID
    workshop_id: UUID


class NotePreEvaluation(Consequence):
    """Asked by a reaction: the applicant's pre-evaluation came in (1MM-024)."""

    mentor_id: UUID


class NoteMentorTrained(Consequence):
    """Asked by a reaction: training is complete."""

    mentor_id: UUID


class NoteMembership(Consequence):
    """Asked by a reaction: the person became a member, in these ways, or is one no longer."""

    mentor_id: UUID
    organisation: str
    basis: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    member: bool = True


class NoteAcknowledgement(Consequence):
    """Asked by a reaction: this version of a document was acknowledged."""

    mentor_id: UUID
    kind: str
    document_version: int
