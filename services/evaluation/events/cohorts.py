"""What a report is computed from: who counted, who did not and why, fixed once for all."""

from datetime import date
from typing import Annotated, Literal
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event, Value

from .instruments import Role
from .pairing import Standing

Basis = Literal["relationship_start", "relationship_end"]


class FrozenPair(Value):
    """The ids under which immutable answers lie."""

    pair_id: UUID
    pre_response: UUID
    end_response: UUID


class Unpaired(Value):
    """How many people were left out for one cause."""

    cause: Standing
    people: int


class StandingEntered(Event):
    """The programme's register of who is paired and who is not, one entry per person and
    relationship.
    """

    register_id: UUID
    participant_id: UUID
    relationship_id: UUID
    role: Role
    standing: Standing
    started_on: date | None
    ended_on: date | None
    pair_id: UUID | None
    pre_response: UUID | None
    end_response: UUID | None


class CohortAsked(Event):
    """Somebody wants a cohort: these people, relationships in this window, by their start or by
    their end (1MM-107).
    """

    cohort_id: UUID
    role: Role
    window_from: date | None
    window_to: date | None
    basis: Basis


class CohortDrawn(Event):
    """What the register held at this point of its stream.

    What is entered later changes nothing here.
    """

    register_id: UUID
    cohort_id: UUID
    pairs: tuple[FrozenPair, ...]
    causes: tuple[Unpaired, ...]


class CohortFrozen(Event, published=True):
    """A fixed data set (1MM-106): so many pairs, so many people left out.

    The hash is over the ids, under which answers cannot change; it gives nothing away about them.
    """

    cohort_id: UUID
    pairs: int
    unpaired: int
    members: Annotated[tuple[FrozenPair, ...], Indoors()]
    causes: Annotated[tuple[Unpaired, ...], Indoors()]
    dataset_sha256: Annotated[str, Indoors()]


class ReportWanted(Event):
    """A report was asked for before its cohort was frozen; it follows then."""

    report_id: UUID
    cohort_id: UUID


class ReportPublished(Event, published=True):
    """A report over a frozen cohort. Cells below `min_cell` are withheld in it."""

    report_id: UUID
    cohort_id: UUID
    dataset_sha256: str
    min_cell: Annotated[int, Indoors()]
