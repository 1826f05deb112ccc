"""What can be asked about a person's participation as a mentee."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length, Range

from shared.messages import Command, Consequence

from .telling import Code, Facet

Purpose = Literal["participation", "contact_sharing", "evaluation", "story", "photo"]
Text = Annotated[str, Length(min=1, max=4000)]


class ReferMentee(Command):
    """Bring a young person in (1MM-026 to 1MM-028, 1MM-054). The birth date is sealed.

    Refused with `recruitment-open` (ASME-41), `mentee-age` or `via-institution`.
    """

    mentee_id: UUID
    person_id: UUID
    date_of_birth: date
    institution_id: UUID | None = None
    school_year: str | None = None
    region: str | None = None


class RecordConsent(Command):
    """Consent for one purpose. Refused with `consent-giver`, which depends on the age that day."""

    mentee_id: UUID
    purpose: Purpose
    given_by: Code
    evidence_ref: str | None = None


class WithdrawConsent(Command):
    """Take a consent back; always possible."""

    mentee_id: UUID
    purpose: Purpose


class UpdateMenteeProfile(Command):
    """Replace what the profile says (1MM-029, 1MM-030); a year or region left out stays.

    Refused with `facets-known`, or `profile-kept` where nothing would be left of a profile that
    the programme asks for (JOH-02).
    """

    mentee_id: UUID
    school_year: str | None = None
    region: str | None = None
    topics: tuple[str, ...] = ()
    background_tags: tuple[str, ...] = ()
    facets: tuple[Facet, ...] = ()
    introduction: str | None = None


class SetMenteeGoal(Command):
    """What the mentee hopes for."""

    mentee_id: UUID
    text: Text
    tags: tuple[str, ...] = ()


class AcceptMentee(Command):
    """Give the mentee a place.

    Refused with `pre-evaluation` (1MM-024), `consents-given`, `institution-active` (1MM-054),
    `school-year` (1MM-030), `membership` (ASME-13), `resources-there` (1MM-074) or, where the
    programme asks for a profile, `profile-made` (JOH-02: topics or an introduction).
    """

    mentee_id: UUID


class DeclineMentee(Command):
    """Give the mentee no place."""

    mentee_id: UUID
    reason_code: str


class RecordInduction(Command):
    """The mentee attended an induction (1MM-031); by default today."""

    mentee_id: UUID
    minutes: Annotated[int, Range(min=1)]
    held_on: date | None = None
    workshop_id: UUID | None = None


class ReadMenteeBrief(Command):
    """The mentor wants to read the profile. Refused with `matched-mentor` (1MM-029)."""

    mentee_id: UUID
    mentor_id: UUID


class RequestMenteePlace(Command):
    """Ask for a place in a workshop whose places are given by rank (ASME-29).

    As `RequestWorkshopPlace` is for mentors, and in the same line. Refused with `membership`.
    """

    mentee_id: UUID
    workshop_id: UUID


class LeaveProgramme(Command):
    """The mentee leaves; no reason is needed."""

    mentee_id: UUID
    reason_code: str = "own_wish"


class NoteMenteePreEvaluation(Consequence):
    """Asked by a reaction: the mentee's pre-evaluation came in."""

    mentee_id: UUID


class NoteMenteeMembership(Consequence):
    """Asked by a reaction: the person became a member, in these ways, or is one no longer."""

    mentee_id: UUID
    organisation: str
    basis: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    member: bool = True


class NoteInstitution(Consequence):
    """Asked by a reaction: the active institution vouches for the mentee."""

    mentee_id: UUID
    institution_id: UUID
    type: str
    region: str


class NoteMenteeTrained(Consequence):
    """Asked by a reaction: the training asked of the mentee is complete."""

    mentee_id: UUID


class NoteMatch(Consequence):
    """Asked by a reaction: this mentor was matched with the mentee."""

    mentee_id: UUID
    mentor_id: UUID


class NoteMatchEnded(Consequence):
    """Asked by a reaction: they no longer meet."""

    mentee_id: UUID
    mentor_id: UUID


class ChangeAgeBand(Consequence):
    """Asked by a timer at the local midnight of the birthday (1MM-077)."""

    mentee_id: UUID
