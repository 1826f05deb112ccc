"""What can be asked about what keeps mentors together: bulletins and the community."""

from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command, Consequence

Purpose = Literal["bulletin"]


class PublishBulletin(Command):
    """Send a bulletin to the mentors of the programme (1MM-085).

    Each mentor who is listed and has not opted out gets it once, however often this is repeated.
    Refused with `own-programme` or `bulletins-offered`.
    """

    programme: str
    bulletin_id: UUID
    title: Annotated[str, Length(min=1, max=200)]
    url: Annotated[str, Length(min=1, max=2000)]


class NoteReader(Consequence):
    """Asked by a reaction: somebody became a mentor of the programme, or is one no longer."""

    programme: str
    mentor_id: UUID
    reads: bool = True


class DeliverBulletin(Consequence):
    """Asked by a reaction: this bulletin is for this mentor, if they are active and want it."""

    bulletin_id: UUID
    mentor_id: UUID


class OptOut(Command):
    """The mentor wants none of these any more. Repeating it changes nothing."""

    mentor_id: UUID
    purpose: Purpose


class OptIn(Command):
    """The mentor wants them again."""

    mentor_id: UUID
    purpose: Purpose


class JoinCommunity(Command):
    """Be known to the other mentors who joined, with contacts (1MM-088, ASME-30).

    Refused with `community-offered`, or with `own-wish` where the office asks.
    """

    mentor_id: UUID


class LeaveCommunity(Command):
    """Be hidden again; possible at any time."""

    mentor_id: UUID
