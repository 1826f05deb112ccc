"""What is asked of the rosters and pairs: who holds which role, is to be told, may look."""

from uuid import UUID

from shared.messages import Command, Consequence

from ..events import Errand, Register, Skipped


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


class ReadRegister(Command):
    """Ask to be shown what is open, or which gifts there were, in one programme (SG-06, SG-07).

    Asked of the operator's roster, which knows whose people its holders are. The actor's id is the
    person who asks. Refused: is-a-person, programme-is-named, serves-the-programme.
    """

    roster_id: UUID
    register: Register


class ReadQueue(Command):
    """Ask to be shown what waits for oneself, in whichever programme or none (SG-06, SG-07).

    The actor's id is the person, and nobody reads another's. Refused: may-ask, is-a-person.
    """

    person_id: UUID
