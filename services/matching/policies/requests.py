"""A mentee's own request as decisions see it: whom it names, how far it has come."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

DIRECT, RANKED = "direct", "ranked"

Phase = Literal[
    # one mentor is asked, and has said that they saw it
    "asked",
    "acknowledged",
    # a row of mentors: read by the reviewer, between two choices, before one of them
    "submitted",
    "approved",
    "forwarded",
    # said yes to, introduced, a match
    "accepted",
    "introduced",
    "matched",
    # or nothing
    "declined",
    "expired",
    "withdrawn",
    "returned",
    "exhausted",
]
OVER: frozenset[Phase] = frozenset(
    {"matched", "declined", "expired", "withdrawn", "returned", "exhausted"}
)
AWAITING: frozenset[Phase] = frozenset({"asked", "acknowledged", "forwarded"})


@dataclass(frozen=True, kw_only=True)
class Request:
    """`turn` counts the choices that came to nothing; a direct request has one choice.

    `answer_by` and `remind_at` are as the rules had them when the mentor was asked, and
    `respond_within` as they had it when the request was made.
    """

    id: UUID
    mode: str
    mentee_id: UUID
    choices: tuple[UUID, ...]
    phase: Phase
    turn: int = 0
    kind: str | None = None
    begun_by: str = "mentee"
    answer_by: datetime | None = None
    remind_at: tuple[datetime, ...] = ()
    reminded: frozenset[int] = frozenset()
    respond_within: str = "P14D"

    @property
    def mentor_id(self) -> UUID:
        """The mentor whose turn it is; the last one where none is left."""
        return self.choices[min(self.turn, len(self.choices) - 1)]

    @property
    def left(self) -> bool:
        """Whether somebody is left to ask."""
        return self.turn < len(self.choices)

    @property
    def before(self) -> tuple[UUID, ...]:
        """Those who were asked, or passed over, before."""
        return self.choices[: self.turn]

    @property
    def answering(self) -> str:
        """Which side it is to answer."""
        return "mentor" if self.begun_by == "mentee" else "mentee"
