"""How a mentee's own file hears of resources, and says who is in a story."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.messages import Command, Event

from ..commands.mentee import WithdrawConsent
from ..commands.resources import NoteResources
from ..commands.stories import IdentifyForStory
from ..events.resources import MenteeResourcesNoted
from ..events.stories import MenteeIdentifiedForStory, MenteeLeftStories
from ..policies.mentees import Mentee
from .mentee_stages import Known, Menteeship

STORY = "story"


def note_resources(command: NoteResources, now: Menteeship) -> list[Event]:
    news = isinstance(now, Known) and not now.file.resources
    return [MenteeResourcesNoted.following(command)] if news else []


def identify_for_story(command: IdentifyForStory, now: Menteeship) -> list[Event]:
    if not isinstance(now, Known) or command.story_id in now.file.stories:
        return []
    file = now.file
    return [
        MenteeIdentifiedForStory.following(command, person_id=file.person_id, age_band=file.band)
    ]


def leave_stories(command: WithdrawConsent, file: Mentee) -> list[Event]:
    """Who is to be in no story any more is taken out of each."""
    if command.purpose != STORY or not file.stories:
        return []
    return [MenteeLeftStories.following(command, person_id=file.person_id, story_ids=file.stories)]


SUPPORTED: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    NoteResources: note_resources,
    IdentifyForStory: identify_for_story,
}
