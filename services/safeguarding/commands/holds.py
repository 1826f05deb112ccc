"""What can be asked about holds: the office's two commands, and the two that reactions send."""

from uuid import UUID

from shared.messages import Command, Consequence


class HoldRelationship(Command):
    """The office lets a relationship rest; `reason_code` stays indoors. Repeating is harmless.

    Refused: programme-is-named.
    """

    relationship_id: UUID
    reason_code: str


class ReleaseRelationship(Command):
    """The office's reason is gone. Other reasons, if any, keep the hold in force."""

    relationship_id: UUID


class PlaceHold(Consequence):
    """A reaction's: one more reason, known by its reference, for a relationship to rest."""

    relationship_id: UUID
    reference: UUID


class LiftHold(Consequence):
    """A reaction's: that reason is gone."""

    relationship_id: UUID
    reference: UUID
