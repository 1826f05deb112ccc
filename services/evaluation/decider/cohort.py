"""A cohort and its reports: asked for, frozen once, published over and over from the same data."""

from dataclasses import dataclass, replace
from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import FreezeCohort, PublishReport, SealCohort
from ..events import CohortAsked, CohortFrozen, ReportPublished, ReportWanted
from ..policies.asked_for import rules_of
from ..policies.datasets import digest
from ..policies.rules import cohort_rules


@dataclass(frozen=True)
class Unknown: ...


@dataclass(frozen=True)
class Drawing:
    """Asked for; `wanted` are the reports that wait for it."""

    wanted: tuple[UUID, ...] = ()


@dataclass(frozen=True)
class Frozen:
    dataset_sha256: str
    reports: tuple[UUID, ...] = ()


Cohort = Unknown | Drawing | Frozen


def decide(command: Command, cohort: Cohort) -> list[Event]:
    match command, cohort:
        case FreezeCohort(), Unknown():
            allowed = obey(cohort_rules, command, cohort)
            return [CohortAsked.following(command, allowed_by=allowed)]
        case SealCohort() as ask, Drawing(wanted=wanted):
            frozen = sealed(ask)
            return [frozen, *(published(ask, one, frozen.dataset_sha256) for one in wanted)]
        case PublishReport() as ask, _:
            return report(ask, cohort)
        case _:
            return []  # frozen is frozen


def report(ask: PublishReport, cohort: Cohort) -> list[Event]:
    match cohort:
        case Drawing(wanted=reports) | Frozen(reports=reports) if ask.report_id in reports:
            return []
        case Drawing():
            return [ReportWanted.following(ask)]
        case Frozen(dataset_sha256=dataset):
            return [published(ask, ask.report_id, dataset)]
    why = "Freeze the cohort first: a report is computed from a fixed data set."
    raise Refused("cohort-is-asked-for", why, "cohort_is_asked_for")


def sealed(ask: SealCohort) -> CohortFrozen:
    return CohortFrozen(
        cohort_id=ask.cohort_id,
        pairs=len(ask.pairs),
        unpaired=sum(cause.people for cause in ask.causes),
        members=ask.pairs,
        causes=ask.causes,
        dataset_sha256=digest(ask.pairs),
    )


def published(
    command: SealCohort | PublishReport, report_id: UUID, dataset: str
) -> ReportPublished:
    return ReportPublished(
        report_id=report_id,
        cohort_id=command.cohort_id,
        dataset_sha256=dataset,
        min_cell=rules_of(command.asked.rules_now).evaluation.min_cell,
    )


def evolve(cohort: Cohort, event: Event) -> Cohort:
    match event, cohort:
        case CohortAsked(), _:
            return Drawing()
        case ReportWanted(report_id=wanted), Drawing(wanted=others):
            return Drawing((*others, wanted))
        case CohortFrozen(dataset_sha256=dataset), _:
            return Frozen(dataset)
        case ReportPublished(report_id=done), Frozen(reports=others) as frozen:
            return replace(frozen, reports=(*others, done))
        case _:
            return cohort


cohort: Decider[Cohort] = Decider(
    "cohort-{cohort_id}",
    Unknown(),
    decide,
    evolve,
    accepts=(FreezeCohort, SealCohort, PublishReport),
    keeps_programme=True,
)
