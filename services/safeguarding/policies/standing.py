"""Where a case stands, and who stands where in it."""

from dataclasses import dataclass, replace
from datetime import datetime
from uuid import UUID

from ..commands import RaiseDisclosure
from ..events import Band, Errand, FurtherWordsRecorded, Threshold


@dataclass(frozen=True)
class Unheard:
    """Nobody has said anything."""


@dataclass(frozen=True)
class Draft:
    """Somebody is writing."""

    idle_at: datetime
    errand: Errand
    idle: bool = False
    told: bool = False


@dataclass(frozen=True)
class Report:
    """What was told; grows, and never changes."""

    case_ref: str
    band: Band
    raisers: frozenset[UUID]
    accused: frozenset[UUID]
    words: frozenset[tuple[str, str]]
    institution_id: UUID | None = None
    relationship_id: UUID | None = None
    programme: str | None = None

    @property
    def conflicted(self) -> tuple[UUID, ...]:
        """Those who must neither be told nor decide, in a stable order."""
        return tuple(sorted(self.raisers | self.accused))


@dataclass(frozen=True)
class Waiting:
    """Told, and nobody has said that they have it. `attempt` counts askings, `noted` answers.

    `before` is what somebody had in hand who turned out to be part of the matter.
    """

    report: Report
    acknowledge_by: datetime
    attempt: int = 0
    rung: int = -1
    noted: int = -1
    told: frozenset[UUID] = frozenset()
    before: "InHand | None" = None


@dataclass(frozen=True)
class Member:
    """Somebody with access to the case."""

    person_id: UUID
    until: datetime | None = None


@dataclass(frozen=True)
class InHand:
    """Somebody has it."""

    report: Report
    lead: UUID
    team: tuple[Member, ...]
    attempt: int = 0
    threshold: Threshold | None = None
    referrals: frozenset[UUID] = frozenset()
    unanswered: frozenset[UUID] = frozenset()
    kept_by: UUID | None = None
    needs_second_reader: bool = False
    measures: tuple[tuple[UUID, tuple[UUID, ...]], ...] = ()
    proposed: tuple[UUID, str] | None = None


@dataclass(frozen=True)
class Closed:
    """Two people agreed that everything was done."""

    was: InHand


Case = Unheard | Draft | Waiting | InHand | Closed


def report_of(case: Case) -> Report | None:
    """What was told, once it was."""
    match case:
        case Waiting(report=report) | InHand(report=report) | Closed(was=InHand(report=report)):
            return report
        case _:
            return None


def team_of(case: Case, at: datetime) -> frozenset[UUID]:
    """Everybody with access at that moment."""
    match case:
        case InHand(team=team) | Closed(was=InHand(team=team)):
            return frozenset(one.person_id for one in team if one.until is None or at < one.until)
        case _:
            return frozenset()


def more(
    report: Report, told: RaiseDisclosure | FurtherWordsRecorded, by: tuple[UUID, ...]
) -> Report:
    """The report with what was told further."""
    return replace(
        report,
        raisers=report.raisers | set(by),
        accused=report.accused | set(told.accused),
        words=report.words | {(told.narrative, told.verbatim)},
    )
