"""What is recorded about people's stories: who is in one, who consents, and what is told.

The text belongs to whoever tells it, and is sealed: on the bus there is only that there is a story.
"""

from typing import Annotated
from uuid import UUID

from shared.fields import Indoors, Personal
from shared.messages import Event


class StoryProposed(Event):
    """Somebody told how it was (1MM-100, JOH-32, JOH-45); `names` is what the text gives away."""

    story_id: UUID
    person_id: UUID
    mentor_person_id: UUID | None = None
    mentee_id: UUID | None = None
    text: Annotated[str, Personal(of="person_id")]
    names: tuple[str, ...] = ()


class MenteeIdentifiedForStory(Event):
    """The mentee's own file says who a story is about, and whether it is about a minor."""

    mentee_id: UUID
    person_id: UUID
    story_id: UUID
    age_band: str


class MenteeLeftStories(Event):
    """The mentee took back the consent to be in stories: it holds for each of them."""

    mentee_id: UUID
    person_id: UUID
    story_ids: tuple[UUID, ...]


class StoryMenteeNoted(Event):
    """The story knows which mentee it is about."""

    story_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    age_band: str


class StoryConsentGiven(Event):
    """Somebody in the story consents, or somebody does for a minor."""

    story_id: UUID
    person_id: UUID
    given_by: str
    evidence_ref: Annotated[str | None, Indoors()] = None


class StoryConsentWithdrawn(Event):
    """Nobody consents for this person any more."""

    story_id: UUID
    person_id: UUID


class SuccessStoryShared(Event, published=True):
    """The story is told in public; `fields_redacted` is what it no longer names (1MM-100)."""

    story_id: UUID
    fields_redacted: tuple[str, ...]
    person_id: Annotated[UUID, Indoors()]
    text: Annotated[str, Personal(of="person_id")]
    names: Annotated[tuple[str, ...], Indoors()] = ()


class StoryTakenDown(Event, published=True):
    """It is told no longer: somebody in it took their consent back, or the office decided so."""

    story_id: UUID
