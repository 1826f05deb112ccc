"""How a case decides once somebody has it."""

from collections.abc import Callable
from typing import Any

from shared.deciding import allow, obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import (
    AddCaseNote,
    ApplyInterimMeasure,
    ApproveClosure,
    ChaseReferral,
    CloseCase,
    DecideNotToRefer,
    GrantCaseAccess,
    LiftInterimMeasure,
    MakeReferral,
    OpenCase,
    ReadCase,
    RecordReferralReply,
    ReopenCase,
    RevokeCaseAccess,
    SecondReadDecision,
    TriageDisclosure,
)
from ..events import (
    AccessRefused,
    CaseAccessGranted,
    CaseAccessRevoked,
    CaseClosed,
    CaseNoteAdded,
    CaseOpened,
    CaseReopened,
    ClosureProposed,
    ConcernTriaged,
    DecisionNotToReferRecorded,
    DecisionSecondRead,
    InterimMeasureApplied,
    InterimMeasureLifted,
    RecordRead,
    ReferralChased,
    ReferralMade,
    ReferralReplied,
)
from ..policies import access
from ..policies.rules import deadline, policy_of, somebody
from ..policies.standing import Case, Closed, InHand, Unheard, Waiting, team_of


def casework(ask: Command, case: Case) -> list[Event]:
    match ask, case:
        case ReadCase(), _:
            return read(ask, case)
        case ChaseReferral(), _:
            return chase(ask, case)
        case LiftInterimMeasure(), InHand() | Closed():
            allowed = obey(access.RESTING, ask, case)
            return allow(lift(ask, case), allowed)
        case ReopenCase(), Closed():
            return allow([CaseReopened.following(ask)], obey(access.WORKING, ask, case))
        case (ReopenCase(), InHand()) | (ApproveClosure(), Closed()):
            return []  # it is so already
        case _, InHand() if type(ask) in DONE:
            rules, do = DONE[type(ask)]
            allowed = obey(rules, ask, case)
            return allow(do(ask, case), allowed)
        case _:
            raise Refused.impossible(ask, case)


def read(ask: ReadCase, case: Case) -> list[Event]:
    """An answer either way: what is not recorded here is never shown."""
    if isinstance(case, Unheard):
        raise Refused("access-refused", "There is nothing to show you.", "is_on_the_team")
    try:
        allowed = obey(access.WORKING, ask, case)
    except Refused as no:
        who, rule = str(ask.asked.by), no.rule or no.code
        return [AccessRefused(case_id=ask.case_id, reader=who, rule=rule)]
    return allow([RecordRead.following(ask, reader=somebody(ask))], allowed)


def chase(ask: ChaseReferral, case: Case) -> list[Event]:
    at_hand = case.before if isinstance(case, Waiting) else case
    if not isinstance(at_hand, InHand) or ask.referral_id not in at_hand.unanswered:
        return []
    within = policy_of(ask).safeguarding.referral_reply_within
    return [ReferralChased.following(ask, reply_by=deadline(ask, within))]


def triage(ask: TriageDisclosure, _: InHand) -> list[Event]:
    return [ConcernTriaged.following(ask, triaged_by=somebody(ask))]


def open_case(ask: OpenCase, case: InHand) -> list[Event]:
    return [] if ask.lead == case.lead else [CaseOpened.following(ask)]


def grant(ask: GrantCaseAccess, _: InHand) -> list[Event]:
    return [CaseAccessGranted.following(ask)]


def revoke(ask: RevokeCaseAccess, case: InHand) -> list[Event]:
    there = ask.person_id in team_of(case, ask.asked.at)
    return [CaseAccessRevoked.following(ask)] if there else []


def add_note(ask: AddCaseNote, _: InHand) -> list[Event]:
    return [CaseNoteAdded.following(ask)]


def refer(ask: MakeReferral, case: InHand) -> list[Event]:
    if ask.referral_id in case.referrals:
        return []
    within = policy_of(ask).safeguarding.referral_reply_within
    return [ReferralMade.following(ask, reply_by=deadline(ask, within))]


def reply(ask: RecordReferralReply, case: InHand) -> list[Event]:
    return [ReferralReplied.following(ask)] if ask.referral_id in case.unanswered else []


def keep(ask: DecideNotToRefer, case: InHand) -> list[Event]:
    grave = case.report.band == "immediate"
    by = somebody(ask)
    return [DecisionNotToReferRecorded.following(ask, decided_by=by, needs_second_reader=grave)]


def second_read(ask: SecondReadDecision, case: InHand) -> list[Event]:
    by = somebody(ask)
    return [DecisionSecondRead.following(ask, read_by=by)] if case.needs_second_reader else []


def apply(ask: ApplyInterimMeasure, case: InHand) -> list[Event]:
    there = any(ask.measure_id == one for one, _ in case.measures)
    return [] if there else [InterimMeasureApplied.following(ask)]


def lift(ask: LiftInterimMeasure, case: InHand | Closed) -> list[Event]:
    held = dict((case.was if isinstance(case, Closed) else case).measures)
    if ask.measure_id not in held:
        return []
    return [InterimMeasureLifted.following(ask, relationship_ids=held[ask.measure_id])]


def propose(ask: CloseCase, case: InHand) -> list[Event]:
    by = somebody(ask)
    return [] if case.proposed else [ClosureProposed.following(ask, proposed_by=by)]


def approve(ask: ApproveClosure, case: InHand) -> list[Event]:
    if case.proposed is None:
        raise Refused("closure-is-proposed", "Nobody has proposed to close this case.")
    proposer, outcome = case.proposed
    by = somebody(ask)
    return [CaseClosed.following(ask, outcome=outcome, closed_by=proposer, second_approver=by)]


Do = Callable[[Any, InHand], list[Event]]

DONE: dict[type[Command], tuple[tuple[Any, ...], Do]] = {
    TriageDisclosure: (access.WORKING, triage),
    OpenCase: (access.OPENING, open_case),
    GrantCaseAccess: (access.GRANTING, grant),
    RevokeCaseAccess: (access.LEADING, revoke),
    AddCaseNote: (access.WORKING, add_note),
    MakeReferral: (access.WORKING, refer),
    RecordReferralReply: (access.WORKING, reply),
    DecideNotToRefer: (access.WORKING, keep),
    SecondReadDecision: (access.SECOND_READING, second_read),
    ApplyInterimMeasure: (access.RESTING, apply),
    CloseCase: (access.CLOSING, propose),
    ApproveClosure: (access.APPROVING, approve),
}
