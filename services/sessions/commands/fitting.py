"""Asked when two people find out whether they suit each other, and on what terms."""

from typing import Annotated
from uuid import UUID

from marshmallow.validate import Length, Range

from shared.durations import Iso
from shared.messages import Command

from ..events.codes import Code, Fit, Role


class RecordFitDecision(Command):
    """One of the two says whether to go on; two yeses confirm, one no ends it (JOH-21).

    Refused where the programme does not ask, before they have met, once it is settled, and for
    the other.
    """

    relationship_id: UUID
    by_role: Role
    verdict: Fit


class ProposeTerms(Command):
    """Propose how often to meet, by what means to be in touch, and what for (JOH-22 to 24).

    `meet_every` is a length of time such as `P1M`; refused where the pair may not choose it.
    """

    relationship_id: UUID
    terms_id: UUID
    by_role: Role
    meet_every: Iso | None = None
    channels: tuple[Code, ...] = ()
    aims: Annotated[str, Length(max=2000)] = ""


class AgreeTerms(Command):
    """The other of the two agrees to what was proposed; from then on it holds (JOH-22 to 24)."""

    relationship_id: UUID
    terms_id: UUID
    by_role: Role


class PlanSeries(Command):
    """Choose one talk or a few; a later choice takes the place of an earlier one (JOH-20).

    `count` is how many, the first call not counted; refused where the policy lists no such shape.
    """

    relationship_id: UUID
    count: Annotated[int, Range(min=1, max=100)]
