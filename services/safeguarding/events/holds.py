"""Holds: a relationship rests, and from outside every rest looks the same."""

from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event


class HoldRequested(Event):
    """The office wants a relationship to rest, for some everyday reason."""

    relationship_id: UUID
    reference: UUID
    reason_code: str


class HoldReleaseRequested(Event):
    """The office's reason is gone."""

    relationship_id: UUID
    reference: UUID


class HoldPlaced(Event, published=True, exchange="administration"):
    """A relationship rests from now on. The same words whatever the cause (SG-12, SG-13)."""

    relationship_id: UUID
    reference: Annotated[UUID, Indoors()]


class HoldReasonAdded(Event):
    """One more reason for a rest that is already in force."""

    relationship_id: UUID
    reference: UUID


class HoldReasonRemoved(Event):
    """One reason less; another remains."""

    relationship_id: UUID
    reference: UUID


class HoldLifted(Event, published=True, exchange="administration"):
    """No reason to rest remains. The same words whatever the cause (SG-12, SG-13)."""

    relationship_id: UUID
    reference: Annotated[UUID, Indoors()]
