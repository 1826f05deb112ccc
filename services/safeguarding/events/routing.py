"""Who has to be told: role holders as heard, and the errand of finding one."""

from typing import Literal
from uuid import UUID

from shared.messages import Event, Value

Register = Literal["cases", "reviews", "gifts"]
Why = Literal["draft", "raised", "about_mentor", "unanswered"]


class Errand(Value):
    """Find people for a case. Travels unchanged from stream to stream, so each step decides alone.

    `roles` are asked for at the institution, all of them; `fallback` at the operator, the first
    that somebody holds. Nobody in `conflicted` is ever chosen, and nobody of another organisation
    than `operator`.
    """

    case_id: UUID
    attempt: int
    why: Why
    roles: tuple[str, ...]
    fallback: tuple[str, ...]
    institution_id: UUID | None = None
    relationship_id: UUID | None = None
    conflicted: tuple[UUID, ...] = ()
    programme: str | None = None
    operator: str | None = None


class Told(Value):
    """A person who is told, in the role that makes it their duty."""

    role: str
    person_id: UUID


class Skipped(Value):
    """A role that was passed over: nobody holds it, or its holder is part of the matter."""

    role: str
    cause: Literal["vacant", "conflicted"]
    person_id: UUID | None = None


class RoleHolderNoted(Event):
    """Somebody holds a role at an institution, or at the operator named here (1MM-007)."""

    roster_id: UUID
    role: str
    person_id: UUID
    programme: str | None = None
    operator: str | None = None
    region: str | None = None


class RoleLeft(Event):
    """A person no longer holds a role; with a programme, in that programme and region."""

    roster_id: UUID
    role: str
    person_id: UUID
    programme: str | None = None
    region: str | None = None


class CaseRouted(Event):
    """These people are to be told; `basis` says on what ground (SG-01)."""

    roster_id: UUID
    case_id: UUID
    attempt: int
    why: Why
    basis: str
    to: tuple[Told, ...]
    skipped: tuple[Skipped, ...] = ()


class CasePassedOn(Event):
    """Nobody at the institution can be told: the operator's people are asked for (1MM-071)."""

    roster_id: UUID
    case_id: UUID
    errand: Errand
    skipped: tuple[Skipped, ...] = ()


class CaseUnplaced(Event):
    """Nobody at all can be told. The first suitable person who gets a role will be."""

    roster_id: UUID
    case_id: UUID
    errand: Errand
    skipped: tuple[Skipped, ...] = ()


class RegisterRead(Event):
    """Somebody is shown what is open, or which gifts there were, in one programme. Recorded before,
    never after (SG-07).
    """

    roster_id: UUID
    register: Register
    reader: UUID
    programme: str


class QueueRead(Event):
    """Somebody is shown what waits for them, with the cases' references and how urgent they are.
    Recorded before, never after (SG-07).
    """

    person_id: UUID
