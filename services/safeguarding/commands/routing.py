"""What reactions ask the rosters and pairs: who holds which role, and who is to be told."""

from uuid import UUID

from shared.messages import Consequence

from ..events import Errand, Skipped


class NoteRoleHolder(Consequence):
    """Somebody holds a role at `roster_id`: an institution, or the operator itself (1MM-007)."""

    roster_id: UUID
    role: str
    person_id: UUID
    programme: str | None = None
    region: str | None = None


class NoteRoleLeft(Consequence):
    """A person, or with no person named everybody, no longer holds a role. With a programme, it is
    for that programme and region only.
    """

    roster_id: UUID
    role: str
    person_id: UUID | None = None
    programme: str | None = None
    region: str | None = None


class RouteCase(Consequence):
    """Find the people to tell in one roster (1MM-071, SG-01). Never refused."""

    roster_id: UUID
    errand: Errand
    skipped: tuple[Skipped, ...] = ()


class NotePairing(Consequence):
    """A pair was made; remember which institution stands behind it."""

    relationship_id: UUID
    institution_id: UUID | None = None
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_person_id: UUID
    age_band: str


class LocateCase(Consequence):
    """Find the institution a case belongs to through its relationship. Never refused."""

    relationship_id: UUID
    errand: Errand
