"""Questions answered: rows from the read models, tables from pure functions."""

from typing import Any, Protocol

from shared.messages import Json

from ..events import FrozenPair
from ..policies import tables
from ..policies.asked_for import NO_RULES, EvaluationRules
from ..policies.datasets import digest
from . import questions


class Reader(Protocol):
    """Reads rows as JSON values."""

    def rows(self, statement: str, **params: Any) -> list[Json]: ...
    def row(self, statement: str, **params: Any) -> Json | None: ...
    def value(self, statement: str, **params: Any) -> Any: ...


def rules_in(desk: Reader, programme: str) -> EvaluationRules:
    """The newest policy of the programme; nothing asked where none is known."""
    document = desk.value(questions.POLICY, programme=programme)
    return EvaluationRules.load(document) if document else NO_RULES


def reach_target(desk: Reader, programme: str) -> int | None:
    document = desk.value(questions.POLICY, programme=programme) or {}
    target: int | None = (document.get("programme") or {}).get("reach_target")
    return target


def programme_reach(desk: Reader, programme: str) -> Json:
    found = desk.row(questions.REACH, programme=programme) or {}
    return {"programme": programme, **found, "target": reach_target(desk, programme)}


def impact(desk: Reader, programme: str, role: str) -> Json:
    """The paired table as of now, before anything is frozen."""
    of = {"programme": programme, "role": role}
    rows = tables.impact_rows(desk.rows(questions.LIVE_ITEMS, **of))
    unpaired = tables.unpaired_table(desk.rows(questions.LIVE_UNPAIRED, **of))
    pairs = sum(one["pairs"] for one in desk.rows(questions.PAIRS_BY_SESSIONS, **of))
    never = desk.value(questions.NEVER_MATCHED, **of)
    return {
        **of,
        "pairs": pairs,
        "items": rows,
        "all_measures_direction": tables.direction(rows),
        "unpaired": {**unpaired, "never_matched": never},
    }


def paired_table(desk: Reader, cohort_id: str) -> Json | None:
    """The whole table of a frozen cohort, for those inside: nothing is withheld."""
    cohort = desk.row(questions.COHORT, cohort_id=cohort_id)
    if cohort is None or cohort["dataset_sha256"] is None:
        return None
    rows = tables.impact_rows(desk.rows(questions.COHORT_ITEMS, cohort_id=cohort_id))
    causes = desk.rows(questions.COHORT_UNPAIRED, cohort_id=cohort_id)
    return {
        **cohort,
        "items": rows,
        "all_measures_direction": tables.direction(rows),
        "unpaired": tables.unpaired_table(causes),
    }


def published_table(desk: Reader, report_id: str) -> Json | None:
    """The table as it may leave the house, and whether the data are still those that were
    published.
    """
    report = desk.row(questions.REPORT, report_id=report_id)
    table = paired_table(desk, report["cohort_id"]) if report else None
    if report is None or table is None:
        return None
    return {
        **report,
        "role": table["role"],
        "items": tables.printable_rows(table["items"], report["min_cell"]),
        "unpaired": tables.printable_causes(table["unpaired"], report["min_cell"]),
        "verified": verified(desk, report),
    }


def verified(desk: Reader, report: Json) -> bool:
    members = desk.rows(questions.COHORT_PAIRS, cohort_id=report["cohort_id"])
    return digest(map(FrozenPair.revive, members)) == str(report["dataset_sha256"])


def averages_of(desk: Reader, cohort_ids: list[str]) -> list[Json]:
    return tables.average_tables(
        desk.rows(questions.COHORT_ITEMS, cohort_id=cohort) for cohort in cohort_ids
    )


def dosage(desk: Reader, programme: str, role: str) -> list[Json]:
    of = {"programme": programme, "role": role}
    return tables.dosage_table(
        desk.rows(questions.PAIRS_BY_SESSIONS, **of),
        desk.rows(questions.LIVE_DOSAGE, **of),
        rules_in(desk, programme).evaluation,
    )


def lead_time(desk: Reader, programme: str, role: str) -> Json:
    people = desk.rows(questions.LEAD_TIMES, programme=programme, role=role)
    return tables.lead_time_table(people, rules_in(desk, programme).lead_time)


def nps(desk: Reader, programme: str, role: str) -> Json:
    rows = desk.rows(questions.SCORES, programme=programme, role=role)
    return tables.nps_table([row["score"] for row in rows])


def workshop_ratings(desk: Reader, programme: str, role: str, workshop_id: str | None) -> Json:
    rows = desk.rows(questions.RATINGS, programme=programme, role=role, workshop_id=workshop_id)
    return tables.workshop_table(rows, rules_in(desk, programme).evaluation.workshop.top)


def needs_insight(desk: Reader, programme: str, since: str | None, until: str | None) -> list[Json]:
    rows = desk.rows(questions.NEEDS, programme=programme, since=since, until=until)
    return tables.insight_table(rows, rules_in(desk, programme).evaluation.insight_min_cell)


def needs_assessed(desk: Reader, programme: str) -> Json:
    found = desk.row(questions.ASSESSED, programme=programme) or {"mentees": 0, "assessed": 0}
    return {**found, "missing": found["mentees"] - found["assessed"]}


def pulse(desk: Reader, programme: str, role: str) -> Json:
    rows = desk.rows(questions.PULSES, programme=programme, role=role)
    return tables.pulse_table(rows, rules_in(desk, programme).evaluation.insight_min_cell)


def onboarding_time(desk: Reader, programme: str, role: str) -> Json:
    rows = desk.rows(questions.ONBOARDING, programme=programme, role=role)
    return tables.times_table([row["minutes"] for row in rows])


def open_evaluations(desk: Reader, participant_id: str) -> list[Json]:
    found = desk.rows(questions.OPEN, participant_id=participant_id)
    return [
        {**one, "questions": desk.rows(questions.QUESTIONS, instrument=one["instrument"])}
        for one in found
    ]


def response_rates(desk: Reader, programme: str) -> list[Json]:
    return desk.rows(questions.RATES, programme=programme)
