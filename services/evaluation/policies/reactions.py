"""When that is heard, this follows."""

from typing import Literal
from uuid import UUID

from shared.envelope import Envelope
from shared.messages import Command
from shared.reacting import Reactions
from shared.rulebook import when_policy_published_then_adopt

from ..commands import (
    AssignEvaluation,
    BindRelationship,
    CountSession,
    EnrolParticipant,
    ExpireEvaluation,
    NoteBeginning,
    NoteEnding,
)
from ..heard import (
    MatchMade,
    MenteeLeft,
    MenteeReferred,
    MentorApplicationDeclined,
    MentorApplicationLapsed,
    MentorApplicationStarted,
    MentorWithdrawn,
    RelationshipEnded,
    RelationshipStarted,
    SessionHeld,
)
from .asked_for import end_response, pre_response

Side = tuple[Literal["mentor", "mentee"], UUID, UUID]


def when_mentor_applies_then_ask(heard: Envelope[MentorApplicationStarted]) -> list[Command]:
    return welcome(heard, ("mentor", heard.data.mentor_id, heard.data.person_id))


def when_mentee_referred_then_ask(heard: Envelope[MenteeReferred]) -> list[Command]:
    return welcome(heard, ("mentee", heard.data.mentee_id, heard.data.person_id))


def welcome(
    heard: Envelope[MentorApplicationStarted] | Envelope[MenteeReferred], side: Side
) -> list[Command]:
    role, participant, person = side
    return [
        EnrolParticipant(
            participant_id=participant,
            person_id=person,
            role=role,
            applied_at=heard.occurred_at,
        ),
        AssignEvaluation(
            response_id=pre_response(participant),
            participant_id=participant,
            person_id=person,
            role=role,
            phase="pre",
        ),
    ]


def when_mentor_declined_then_stop_asking(
    heard: Envelope[MentorApplicationDeclined],
) -> list[Command]:
    return stop_asking(heard.data.mentor_id)


def when_application_lapses_then_stop_asking(
    heard: Envelope[MentorApplicationLapsed],
) -> list[Command]:
    return stop_asking(heard.data.mentor_id)


def when_mentor_withdraws_then_stop_asking(heard: Envelope[MentorWithdrawn]) -> list[Command]:
    return stop_asking(heard.data.mentor_id)


def when_mentee_leaves_then_stop_asking(heard: Envelope[MenteeLeft]) -> list[Command]:
    return stop_asking(heard.data.mentee_id)


def stop_asking(participant: UUID) -> list[Command]:
    return [ExpireEvaluation(response_id=pre_response(participant), cause="left")]


def sides(of: MatchMade | RelationshipEnded) -> tuple[Side, Side]:
    return (
        ("mentor", of.mentor_id, of.mentor_person_id),
        ("mentee", of.mentee_id, of.mentee_person_id),
    )


def when_match_made_then_bind(heard: Envelope[MatchMade]) -> list[Command]:
    return [
        BindRelationship(
            participant_id=participant,
            person_id=person,
            role=role,
            relationship_id=heard.data.relationship_id,
            made_at=heard.data.made_at,
        )
        for role, participant, person in sides(heard.data)
    ]


def when_relationship_starts_then_note(heard: Envelope[RelationshipStarted]) -> list[Command]:
    told = heard.data
    return [
        NoteBeginning(
            participant_id=participant,
            relationship_id=told.relationship_id,
            started_at=told.started_at,
        )
        for participant in (told.mentor_id, told.mentee_id)
    ]


def when_relationship_ends_then_ask_both(heard: Envelope[RelationshipEnded]) -> list[Command]:
    told = heard.data
    asks: list[Command] = []
    for role, participant, person in sides(told):
        asks += [
            NoteEnding(
                participant_id=participant,
                relationship_id=told.relationship_id,
                ended_on=told.effective_on,
            ),
            AssignEvaluation(
                response_id=end_response(participant, told.relationship_id),
                participant_id=participant,
                person_id=person,
                role=role,
                phase="end",
                relationship_id=told.relationship_id,
            ),
        ]
    return asks


def when_session_held_then_count(heard: Envelope[SessionHeld]) -> list[Command]:
    told = heard.data
    return [
        CountSession(
            participant_id=participant,
            relationship_id=told.relationship_id,
            session_id=told.session_id,
            held_at=told.held_at,
            minutes=told.minutes,
        )
        for participant in (told.mentor_id, told.mentee_id)
    ]


from_profiles = Reactions(
    when_mentor_applies_then_ask,
    when_mentee_referred_then_ask,
    when_mentor_declined_then_stop_asking,
    when_application_lapses_then_stop_asking,
    when_mentor_withdraws_then_stop_asking,
    when_mentee_leaves_then_stop_asking,
    when_policy_published_then_adopt,
)
from_matching = Reactions(
    when_match_made_then_bind,
    when_relationship_starts_then_note,
    when_relationship_ends_then_ask_both,
)
from_sessions = Reactions(when_session_held_then_count)
