"""What follows from a match for a mentor's file: who may see how the mentor is reached."""

from shared.envelope import Envelope
from shared.messages import Command

from ..commands.telling import NoteMentorMatch, NoteMentorMatchEnded
from ..heard import MatchMade, RelationshipEnded


def when_match_made_then_tell_the_mentor(heard: Envelope[MatchMade]) -> list[Command]:
    one = heard.data
    return [
        NoteMentorMatch(
            mentor_id=one.mentor_id,
            mentee_id=one.mentee_id,
            mentee_person_id=one.mentee_person_id,
        )
    ]


def when_relationship_ended_then_tell_the_mentor(
    heard: Envelope[RelationshipEnded],
) -> list[Command]:
    return [NoteMentorMatchEnded(mentor_id=heard.data.mentor_id, mentee_id=heard.data.mentee_id)]


of_matches = (when_match_made_then_tell_the_mentor, when_relationship_ended_then_tell_the_mentor)
