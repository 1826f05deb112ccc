"""What follows from what profiles hears, and from what it records itself."""

from shared.envelope import Envelope
from shared.messages import Command
from shared.reacting import Reactions
from shared.rulebook import when_policy_published_then_adopt

from .. import events as told
from ..commands.institution import VouchForMentee
from ..commands.mentee import (
    NoteInstitution,
    NoteMatch,
    NoteMatchEnded,
    NoteMenteePreEvaluation,
    NoteMenteeTrained,
)
from ..commands.mentor import NoteAcknowledgement, NoteMentorTrained, NotePreEvaluation
from ..commands.person import CertifyPerson, IssueCertificate
from ..commands.training import (
    ChangeTrainingPath,
    NoteInduction,
    NoteWorkshopMinutes,
    OpenTraining,
)
from ..heard import EvaluationSubmitted, MatchMade, RelationshipEnded
from .belonging import of_members
from .matched import of_matches
from .staffing import of_staff
from .supporting import of_support


def when_pre_evaluation_submitted_then_note(heard: Envelope[EvaluationSubmitted]) -> list[Command]:
    if heard.data.phase != "pre":
        return []
    if heard.data.role == "mentor":
        return [NotePreEvaluation(mentor_id=heard.data.participant_id)]
    return [NoteMenteePreEvaluation(mentee_id=heard.data.participant_id)]


def when_match_made_then_note(heard: Envelope[MatchMade]) -> list[Command]:
    return [NoteMatch(mentee_id=heard.data.mentee_id, mentor_id=heard.data.mentor_id)]


def when_relationship_ended_then_note(heard: Envelope[RelationshipEnded]) -> list[Command]:
    return [NoteMatchEnded(mentee_id=heard.data.mentee_id, mentor_id=heard.data.mentor_id)]


def when_referred_then_ask_the_institution(seen: Envelope[told.MenteeReferred]) -> list[Command]:
    one = seen.data
    if one.institution_id is None:
        return []
    return [VouchForMentee(institution_id=one.institution_id, mentee_id=one.mentee_id)]


def when_vouched_for_then_note(seen: Envelope[told.MenteeVouchedFor]) -> list[Command]:
    one = seen.data
    return [
        NoteInstitution(
            mentee_id=one.mentee_id,
            institution_id=one.institution_id,
            type=one.type,
            region=one.region,
        )
    ]


def when_assignment_approved_then_open(
    seen: Envelope[told.TrainingAssignmentApproved],
) -> list[Command]:
    one = seen.data
    return [
        OpenTraining(
            participant_id=one.participant_id,
            person_id=one.person_id,
            role="mentor" if one.role == "mentor" else "mentee",
            age_band=one.age_band,
            assigned_by=one.assigned_by,
        )
    ]


def when_mentee_accepted_then_open_training(
    seen: Envelope[told.MenteeApplicationAccepted],
) -> list[Command]:
    one = seen.data
    return [
        OpenTraining(
            participant_id=one.mentee_id,
            person_id=one.person_id,
            role="mentee",
            age_band=one.age_band,
        )
    ]


def when_inducted_then_note(seen: Envelope[told.MenteeInducted]) -> list[Command]:
    return [NoteInduction(participant_id=seen.data.mentee_id, held_on=seen.data.held_on)]


def when_attended_then_note(seen: Envelope[told.WorkshopAttendanceRecorded]) -> list[Command]:
    one = seen.data
    return [
        NoteWorkshopMinutes(
            participant_id=one.participant_id,
            workshop_id=one.workshop_id,
            item=one.item,
            minutes=one.minutes,
            attended_on=one.attended_on,
        )
    ]


def when_of_age_then_change_path(seen: Envelope[told.AgeBandChanged]) -> list[Command]:
    return [ChangeTrainingPath(participant_id=seen.data.mentee_id, age_band=seen.data.to_band)]


def when_mentor_trained_then_note_and_certify(seen: Envelope[told.MentorTrained]) -> list[Command]:
    one = seen.data
    return [
        NoteMentorTrained(mentor_id=one.mentor_id),
        CertifyPerson(
            person_id=one.person_id,
            mentor_id=one.mentor_id,
            parts=one.satisfied_by,
            completed_on=one.completed_on,
        ),
    ]


def when_mentee_trained_then_note(seen: Envelope[told.TrainingCompleted]) -> list[Command]:
    return [NoteMenteeTrained(mentee_id=seen.data.participant_id)]


def when_certified_then_issue(seen: Envelope[told.PersonCertified]) -> list[Command]:
    one = seen.data
    return [
        IssueCertificate(
            mentor_id=one.mentor_id,
            person_id=one.person_id,
            name=one.name,
            parts=one.parts,
            completed_on=one.completed_on,
            renewed=one.renewed,
        )
    ]


def when_acknowledged_then_note(seen: Envelope[told.PolicyDocumentAcknowledged]) -> list[Command]:
    one = seen.data
    return [
        NoteAcknowledgement(
            mentor_id=one.participant_id, kind=one.kind, document_version=one.document_version
        )
    ]


from_evaluation = Reactions(when_pre_evaluation_submitted_then_note)
from_matching = Reactions(when_match_made_then_note, when_relationship_ended_then_note, *of_matches)
own = Reactions(
    when_policy_published_then_adopt,
    when_referred_then_ask_the_institution,
    when_vouched_for_then_note,
    when_assignment_approved_then_open,
    when_mentee_accepted_then_open_training,
    when_inducted_then_note,
    when_attended_then_note,
    when_of_age_then_change_path,
    when_mentor_trained_then_note_and_certify,
    when_mentee_trained_then_note,
    when_certified_then_issue,
    when_acknowledged_then_note,
    *of_members,
    *of_staff,
    *of_support,
)
