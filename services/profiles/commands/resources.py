"""What can be asked about what there is to read and to watch."""

from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length, Regexp

from shared.messages import Command, Consequence

Role = Literal["mentor", "mentee"]
Topic = Annotated[str, Regexp(r"^[a-z0-9][a-z0-9_-]{0,59}\Z", error="Not a code.")]
Title = Annotated[str, Length(min=1, max=200)]
Url = Annotated[str, Length(min=1, max=2000)]


class PublishResource(Command):
    """Offer something to read or to watch (1MM-087, ASME-31); published again it is replaced.

    `topic` is a word of the policy where it lists any; what the fit check's advice names is one
    too. Refused with `resources-offered` or `topic-known`.
    """

    resource_id: UUID
    topic: Topic
    title: Title
    url: Url
    audience: Annotated[tuple[Role, ...], Length(min=1)] = ("mentor", "mentee")


class RetireResource(Command):
    """Offer it no longer."""

    resource_id: UUID


class AccessResource(Command):
    """Open it. Refused with `for-this-role` where it is for others."""

    resource_id: UUID
    participant_id: UUID
    role: Role


class ShelveResource(Consequence):
    """Asked by a reaction: the programme offers something on this topic."""

    programme: str
    resource_id: UUID
    topic: str


class UnshelveResource(Consequence):
    """Asked by a reaction: it is offered no longer."""

    programme: str
    resource_id: UUID


class AskLibrary(Consequence):
    """Asked by a reaction: is everything there that a new mentee needs (1MM-074)?"""

    programme: str
    mentee_id: UUID


class NoteResources(Consequence):
    """Asked by a reaction: everything that has to be there for the mentee is there."""

    mentee_id: UUID
