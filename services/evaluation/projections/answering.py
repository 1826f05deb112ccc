"""Questions answered: rows from the read models, tables from pure functions."""

from shared.messages import Json

from ..events import FrozenPair
from ..policies import tables
from ..policies.datasets import digest
from . import questions
from .standing import Reader, of_programme, rules_in, stage_of_cohort, stages_of


def programme_reach(desk: Reader, programme: str) -> Json:
    found = desk.row(questions.REACH, programme=programme) or {}
    target = rules_in(desk, programme).programme.reach_target
    return {**of_programme(desk, programme), **found, "target": target}


def impact(desk: Reader, programme: str, role: str) -> Json:
    """The paired table as of now, before anything is frozen."""
    of = {"programme": programme, "role": role}
    rows = tables.impact_rows(desk.rows(questions.LIVE_ITEMS, **of))
    unpaired = tables.unpaired_table(desk.rows(questions.LIVE_UNPAIRED, **of))
    pairs = sum(one["pairs"] for one in desk.rows(questions.PAIRS_BY_SESSIONS, **of))
    never = desk.value(questions.NEVER_MATCHED, **of)
    return {
        **of,
        **of_programme(desk, programme),
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
        **stage_of_cohort(desk, cohort),
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
        "programme": table["programme"],
        "stage": table["stage"],
        "role": table["role"],
        "items": tables.printable_rows(table["items"], report["min_cell"]),
        "unpaired": tables.printable_causes(table["unpaired"], report["min_cell"]),
        "verified": verified(desk, report),
    }


def verified(desk: Reader, report: Json) -> bool:
    members = desk.rows(questions.COHORT_PAIRS, cohort_id=report["cohort_id"])
    return digest(map(FrozenPair.revive, members)) == str(report["dataset_sha256"])


def averages_of(desk: Reader, cohort_ids: list[str]) -> Json:
    items = tables.average_tables(
        desk.rows(questions.COHORT_ITEMS, cohort_id=cohort) for cohort in cohort_ids
    )
    return {"stages": stages_of(desk, cohort_ids), "items": items}


def dosage(desk: Reader, programme: str, role: str) -> Json:
    of = {"programme": programme, "role": role}
    bands = tables.dosage_table(
        desk.rows(questions.PAIRS_BY_SESSIONS, **of),
        desk.rows(questions.LIVE_DOSAGE, **of),
        rules_in(desk, programme).evaluation,
    )
    return {**of, **of_programme(desk, programme), "bands": bands}


def lead_time(desk: Reader, programme: str, role: str) -> Json:
    people = desk.rows(questions.LEAD_TIMES, programme=programme, role=role)
    table = tables.lead_time_table(people, rules_in(desk, programme).lead_time)
    return {**of_programme(desk, programme), **table}


def nps(desk: Reader, programme: str, role: str) -> Json:
    rows = desk.rows(questions.SCORES, programme=programme, role=role)
    return {**of_programme(desk, programme), **tables.nps_table([row["score"] for row in rows])}


def workshop_ratings(desk: Reader, programme: str, role: str, workshop_id: str | None) -> Json:
    rows = desk.rows(questions.RATINGS, programme=programme, role=role, workshop_id=workshop_id)
    table = tables.workshop_table(rows, rules_in(desk, programme).evaluation.workshop.top)
    return {**of_programme(desk, programme), **table}


def needs_insight(desk: Reader, programme: str, since: str | None, until: str | None) -> Json:
    rules = rules_in(desk, programme)
    days = {"since": since, "until": until, "zone": rules.policy.time_zone}
    rows = desk.rows(questions.NEEDS, programme=programme, **days)
    least = rules.evaluation.insight_min_cell
    return {**of_programme(desk, programme), "items": tables.insight_table(rows, least)}


def end_answers(desk: Reader, programme: str, role: str) -> Json:
    """What people said at the end, also where nobody was asked before (ASME-24)."""
    of = {"programme": programme, "role": role}
    counted = desk.rows(questions.AT_THE_END, **of)
    least = rules_in(desk, programme).evaluation.min_cell
    people = desk.row(questions.ASKED_AT_THE_END, **of) or {}
    items = tables.end_table(counted, least)
    return {**of, **of_programme(desk, programme), **people, "min_cell": least, "items": items}


def needs_assessed(desk: Reader, programme: str) -> Json:
    found = desk.row(questions.ASSESSED, programme=programme) or {"mentees": 0, "assessed": 0}
    missing = found["mentees"] - found["assessed"]
    return {**of_programme(desk, programme), **found, "missing": missing}


def pulse(desk: Reader, programme: str, role: str) -> Json:
    rows = desk.rows(questions.PULSES, programme=programme, role=role)
    table = tables.pulse_table(rows, rules_in(desk, programme).evaluation.insight_min_cell)
    return {**of_programme(desk, programme), **table}


def onboarding_time(desk: Reader, programme: str, role: str) -> Json:
    rows = desk.rows(questions.ONBOARDING, programme=programme, role=role)
    table = tables.times_table([row["minutes"] for row in rows])
    return {**of_programme(desk, programme), **table}


def open_evaluations(desk: Reader, participant_id: str) -> list[Json]:
    found = desk.rows(questions.OPEN, participant_id=participant_id)
    return [
        {**one, "questions": desk.rows(questions.QUESTIONS, instrument=one["instrument"])}
        for one in found
    ]


def response_rates(desk: Reader, programme: str) -> Json:
    rows = desk.rows(questions.RATES, programme=programme)
    return {**of_programme(desk, programme), "responses": rows}
