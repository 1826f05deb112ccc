"""What is recorded about what there is to read and to watch, and about a programme's library."""

from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event


class ResourcePublished(Event, published=True):
    """Something to read or to watch is there for these roles (1MM-087, ASME-31, JOH-35, JOH-42).

    `before_first_session`: it is shown before a pair's first session only (1MM-112).
    """

    programme: str
    resource_id: UUID
    topic: str
    title: Annotated[str, Indoors()]
    url: Annotated[str, Indoors()]
    audience: tuple[str, ...]
    before_first_session: bool = False


class ResourceRetired(Event, published=True):
    """It is there no longer."""

    programme: str
    resource_id: UUID


class ResourceAccessed(Event):
    """Somebody opened it; counted, to know what is of use (1MM-087)."""

    resource_id: UUID
    participant_id: UUID
    role: str


class ResourceShelved(Event):
    """The programme's library has something on this topic."""

    programme: str
    resource_id: UUID
    topic: str


class ResourceUnshelved(Event):
    """The programme's library has it no longer."""

    programme: str
    resource_id: UUID


class MenteeAwaitsResources(Event):
    """The library lacks something that has to be there before mentees are taken in (1MM-074)."""

    programme: str
    mentee_id: UUID
    topics: tuple[str, ...]


class LibraryServesMentee(Event):
    """Whatever has to be there before this mentee is taken in is there (1MM-074)."""

    programme: str
    mentee_id: UUID


class MenteeResourcesNoted(Event):
    """The mentee's own file knows that the required resources are there (1MM-074)."""

    mentee_id: UUID
