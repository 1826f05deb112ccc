"""Which people are looked for: the first time, and each time nobody answers."""

from collections.abc import Iterable
from uuid import UUID

from shared.messages import Command

from ..commands import RaiseDisclosure, SaveDraft
from ..events import Errand, Why
from .rules import person, policy_of
from .standing import Report, Waiting

CONSIDERED_OPINION = ("i think", "i believe", "in my opinion", "it seems")


def first_errand(ask: SaveDraft | RaiseDisclosure) -> Errand:
    """By the policy's route. What concerns a mentor goes past the institution to the operator."""
    safety = policy_of(ask).safeguarding
    about_mentor = isinstance(ask, RaiseDisclosure) and ask.concerning == "mentor"
    home = safety.route.about_mentor if about_mentor else safety.route.no_institution
    why: Why = "draft" if isinstance(ask, SaveDraft) else "raised"
    return Errand(
        case_id=ask.case_id,
        attempt=0,
        why="about_mentor" if about_mentor else why,
        roles=() if about_mentor else safety.route.institution,
        fallback=once((*home, *safety.ladder)),
        institution_id=None if about_mentor else ask.institution_id,
        relationship_id=None if about_mentor else ask.relationship_id,
        conflicted=tuple(sorted({*raisers(ask), *ask.accused})),
        programme=programme_of(ask),
        operator=policy_of(ask).programme.operator,
    )


def next_errand(ask: Command, case_id: UUID, case: Waiting) -> tuple[int, Errand]:
    """The next rung, after the last one the last again; then whoever of the ladder is there."""
    safety = policy_of(ask).safeguarding
    ladder, home = safety.ladder, safety.route.no_institution
    rung = min(case.rung + 1, len(ladder) - 1)
    return rung, Errand(
        case_id=case_id,
        attempt=case.attempt + 1,
        why="unanswered",
        roles=ladder[rung : rung + 1],
        fallback=once((*ladder[rung:], *reversed(ladder[:rung]), *home)),
        institution_id=case.report.institution_id,
        relationship_id=case.report.relationship_id,
        conflicted=case.report.conflicted,
        programme=case.report.programme,
        operator=policy_of(ask).programme.operator,
    )


def renewed_errand(ask: RaiseDisclosure, report: Report, attempt: int) -> Errand:
    """As at first, for a case whose lead turned out to be part of it."""
    safety = policy_of(ask).safeguarding
    return Errand(
        case_id=ask.case_id,
        attempt=attempt,
        why="raised",
        roles=safety.route.institution,
        fallback=once((*safety.route.no_institution, *safety.ladder)),
        institution_id=report.institution_id,
        relationship_id=report.relationship_id,
        conflicted=report.conflicted,
        programme=report.programme,
        operator=policy_of(ask).programme.operator,
    )


def once(roles: Iterable[str]) -> tuple[str, ...]:
    """Each role once, in order of first mention."""
    return tuple(dict.fromkeys(roles))


def raisers(ask: SaveDraft | RaiseDisclosure) -> tuple[UUID, ...]:
    """Who tells, and who takes it down for them."""
    return tuple(sorted({one for one in (ask.raised_by, person(ask)) if one}))


def programme_of(ask: Command) -> str | None:
    return ask.asked.rules.programme if ask.asked.rules else None


def remarks_on(verbatim: str) -> tuple[str, ...]:
    """A hint where the child's words read like the recorder's opinion (SG-04). Never a refusal."""
    said = verbatim.casefold()
    return ("opinion-in-verbatim",) if any(one in said for one in CONSIDERED_OPINION) else ()
