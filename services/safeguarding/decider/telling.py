"""How a case decides until somebody has it: nothing told is refused, no alarm stops."""

import base64
import hashlib
from uuid import UUID

from shared.deciding import allow, obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import (
    AcknowledgeDisclosure,
    ChaseAcknowledgement,
    NoteRouting,
    RaiseDisclosure,
    SaveDraft,
    TellOfDraft,
)
from ..events import (
    AcknowledgementOverdue,
    CaseReopened,
    DisclosureAcknowledged,
    DisclosureEscalated,
    DisclosureRaised,
    DisclosureRecorded,
    DisclosureRouted,
    DraftLeftIdle,
    DraftSaved,
    FurtherWordsRecorded,
    LeadStoodDown,
    LeadToldOfDraft,
)
from ..policies.access import ACKNOWLEDGING
from ..policies.errands import (
    first_errand,
    next_errand,
    raisers,
    remarks_on,
    renewed_errand,
)
from ..policies.rules import deadline, policy_of, somebody
from ..policies.standing import Case, Closed, Draft, InHand, Report, Unheard, Waiting, more

Telling = (
    AcknowledgeDisclosure
    | ChaseAcknowledgement
    | NoteRouting
    | RaiseDisclosure
    | SaveDraft
    | TellOfDraft
)


def telling(ask: Command, case: Case) -> list[Event]:
    match ask:
        case SaveDraft() | TellOfDraft():
            return drafting(ask, case)
        case RaiseDisclosure():
            return raising(ask, case)
        case NoteRouting():
            return note(ask, case)
        case ChaseAcknowledgement() if isinstance(case, Waiting):
            return chase(ask, case)
        case AcknowledgeDisclosure():
            return acknowledge(ask, case)
        case _:
            return []  # a timer come late


def drafting(ask: SaveDraft | TellOfDraft, case: Case) -> list[Event]:
    match ask, case:
        case SaveDraft(), Unheard() | Draft():
            return [save(ask)]
        case SaveDraft(), _:
            raise Refused("already-raised", "It was raised; raise it again to add to it.")
        case TellOfDraft(), Draft(idle=False, told=False) if ask.asked.at >= case.idle_at:
            return [DraftLeftIdle(case_id=ask.case_id, errand=case.errand)]
        case _:
            return []


def raising(ask: RaiseDisclosure, case: Case) -> list[Event]:
    match case:
        case Unheard() | Draft():
            return [record(ask)]
        case Waiting():
            return add(ask, case.report)
        case InHand():
            added = add(ask, case.report)
            return [*added, *stand_down(ask, case)] if added else []
        case Closed(was=was):
            added = add(ask, was.report)
            again = CaseReopened(case_id=ask.case_id, cause="told_again")
            return [*added, again, *stand_down(ask, was)] if added else []


def save(ask: SaveDraft) -> Event:
    idle_at = deadline(ask, policy_of(ask).safeguarding.draft_idle)
    return DraftSaved.following(
        ask, raisers=raisers(ask), idle_at=idle_at, errand=first_errand(ask)
    )


def record(ask: RaiseDisclosure) -> Event:
    within = policy_of(ask).safeguarding.ack_within
    return DisclosureRecorded.following(
        ask,
        case_ref=case_ref(ask.case_id),
        raisers=raisers(ask),
        remarks=remarks_on(ask.verbatim),
        raised_at=ask.asked.at,
        acknowledge_by=deadline(ask, getattr(within, ask.band)),
        errand=first_errand(ask),
    )


def add(ask: RaiseDisclosure, report: Report) -> list[Event]:
    told = (ask.narrative, ask.verbatim)
    if told in report.words and report.accused.issuperset(ask.accused):
        return []
    return [FurtherWordsRecorded.following(ask, raisers=raisers(ask))]


def stand_down(ask: RaiseDisclosure, case: InHand) -> list[Event]:
    """Whom the new words accuse, or who told them, cannot go on having the case."""
    report = more(case.report, ask, raisers(ask))
    if case.lead not in report.conflicted:
        return []
    errand = renewed_errand(ask, report, case.attempt + 1)
    within = policy_of(ask).safeguarding.ack_within
    return [
        LeadStoodDown(
            case_id=ask.case_id,
            attempt=errand.attempt,
            acknowledge_by=deadline(ask, getattr(within, case.report.band)),
            errand=errand,
        )
    ]


def note(ask: NoteRouting, case: Case) -> list[Event]:
    match case:
        case Draft(told=False) if ask.why == "draft":
            return [LeadToldOfDraft.following(ask)]
        case Waiting(noted=noted, report=report) if ask.why != "draft" and ask.attempt > noted:
            if case.told or case.before:
                cause = "not_acknowledged" if ask.why == "unanswered" else "lead_conflicted"
                return [DisclosureEscalated.following(ask, cause=cause)]
            role = ask.to[0].role
            said = DisclosureRaised(case_ref=report.case_ref, band=report.band, role=role)
            return [DisclosureRouted.following(ask), said]
        case _:
            return []


def chase(ask: ChaseAcknowledgement, case: Waiting) -> list[Event]:
    if ask.attempt != case.attempt or ask.asked.at < case.acknowledge_by:
        return []
    rung, errand = next_errand(ask, ask.case_id, case)
    within = policy_of(ask).safeguarding.ack_within
    return [
        AcknowledgementOverdue(
            case_id=ask.case_id,
            attempt=errand.attempt,
            rung=rung,
            was_due=case.acknowledge_by,
            acknowledge_by=deadline(ask, getattr(within, case.report.band)),
            errand=errand,
        )
    ]


def acknowledge(ask: AcknowledgeDisclosure, case: Case) -> list[Event]:
    """One acknowledgement is enough; a second one changes nothing."""
    if isinstance(case, Unheard | Draft):
        raise Refused.impossible(ask, case)
    if not isinstance(case, Waiting):
        return []
    allowed, by = obey(ACKNOWLEDGING, ask, case), somebody(ask)
    in_time = case.attempt == 0 and ask.asked.at <= case.acknowledge_by
    done = DisclosureAcknowledged(case_id=ask.case_id, acknowledged_by=by, in_time=in_time)
    return allow([done], allowed)


def case_ref(case_id: UUID) -> str:
    """A name for a case that people can read out over the telephone, and that tells nothing."""
    digest = hashlib.blake2b(case_id.bytes, digest_size=5).digest()
    return f"C-{base64.b32encode(digest).decode()}"
