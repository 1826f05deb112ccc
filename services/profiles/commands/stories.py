"""What can be asked about people's stories."""

from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command, Consequence

from .telling import Code

Named = Literal["mentor", "mentee", "institution", "year", "health"]
Text = Annotated[str, Length(min=1, max=20000)]


class ProposeStory(Command):
    """Keep what somebody (`person_id`) told, to publish it perhaps (1MM-100, JOH-32, JOH-45).

    `mentor_person_id` and `mentee_id` say who else is in it, or that the teller is one of them;
    `names` what the text gives away. Proposed again it is replaced, until it is published. Refused
    with `stories-collected`.
    """

    story_id: UUID
    person_id: UUID
    mentor_person_id: UUID | None = None
    mentee_id: UUID | None = None
    text: Text
    names: tuple[Named, ...] = ()


class GiveStoryConsent(Command):
    """Somebody in the story consents, or a parent or institution does for a minor.

    Refused with `in-the-story` or `speaks-for-the-minor`.
    """

    story_id: UUID
    person_id: UUID
    given_by: Code = "self"
    evidence_ref: str | None = None


class WithdrawStoryConsent(Command):
    """Take the consent back; always possible, and a published story is taken down."""

    story_id: UUID
    person_id: UUID


class PublishStory(Command):
    """Tell the story in public, in these words, which still name what `names` says.

    Refused with `stories-collected`, `mentee-identified`, `story-consent` (everybody whose consent
    the policy asks for, the teller, and whoever is named; for a minor somebody else too),
    `minors-institution-unnamed` or `redacted` (1MM-100, JOH-32).
    """

    story_id: UUID
    text: Text
    names: tuple[Named, ...] = ()


class TakeStoryDown(Command):
    """Tell it no longer."""

    story_id: UUID


class IdentifyForStory(Consequence):
    """Asked by a reaction: who is this mentee, and a minor?"""

    mentee_id: UUID
    story_id: UUID


class NoteStoryMentee(Consequence):
    """Asked by a reaction: this is the mentee the story is about."""

    story_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID
    age_band: str
