"""What is recorded about what keeps mentors together: bulletins and the community."""

from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event


class ReaderNoted(Event):
    """The programme's bulletins are offered to this mentor from now on."""

    programme: str
    mentor_id: UUID


class ReaderGone(Event):
    """They are offered to this mentor no longer."""

    programme: str
    mentor_id: UUID


class BulletinPublished(Event, published=True):
    """A bulletin goes out to every mentor there is; each one's own record decides (1MM-085)."""

    programme: str
    bulletin_id: UUID
    title: Annotated[str, Indoors()]
    url: Annotated[str, Indoors()]
    recipients: Annotated[tuple[UUID, ...], Indoors()]


class BulletinDelivered(Event, published=True):
    """An active mentor who takes bulletins gets this one, once (1MM-085)."""

    bulletin_id: UUID
    mentor_id: UUID


class MentorOptedOut(Event):
    """The mentor does not want this: `bulletin` (1MM-085)."""

    mentor_id: UUID
    person_id: UUID
    purpose: str


class MentorOptedIn(Event):
    """The mentor wants it again."""

    mentor_id: UUID
    person_id: UUID
    purpose: str


class CommunityJoined(Event):
    """The mentor wants to be known to the others who joined (1MM-041, 1MM-088, ASME-30)."""

    mentor_id: UUID
    person_id: UUID


class CommunityLeft(Event):
    """The mentor is hidden again, and the others from them."""

    mentor_id: UUID
    person_id: UUID
