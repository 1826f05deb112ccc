"""Who may ask for what: every command that people send has its entry, or it is for nobody.

Most say themselves whom they are for, and refuse others under their own name: the mentee for whom
it is asked, the mentor who was asked, the office, the holder of a role. What none of them knows is
that an institution speaks for its own pairs only: of a pair without one no institution says a word.
Which of an institution's people is asking is not known here, but whether it has one is.
"""

from collections.abc import Iterable

from shared.messages import Command
from shared.rights import Ground, Rights

from .. import commands as ask
from .roles import ITSELF, institution


def is_no_institution(command: Command, _: object) -> bool:
    return command.asked.by.role not in institution(command)


def is_the_pairs_own(command: Command, state: object) -> bool:
    """Where no pair is known nothing is theirs or another's; its own rules refuse then."""
    pair = next((part for part in parts(state) if hasattr(part, "institution_id")), None)
    by = command.asked.by
    speaks = by.role in institution(command)
    if not speaks or pair is None:
        return speaks
    named = by.role != ITSELF or by.id == str(pair.institution_id)
    return pair.institution_id is not None and named


def parts(state: object) -> Iterable[object]:
    """The state, what it was before it ended, and the terms that are proposed."""
    return state, getattr(state, "was", None), getattr(state, "terms", None)


whom_its_own_rules_let = Ground("whoever its own rules let", lambda *_: True)
whoever_is_concerned = Ground("those concerned, by its own rules", is_no_institution)
their_institution = Ground("the pair's own institution", is_the_pairs_own)

OF_A_POOL = dict.fromkeys(
    (
        ask.ProposeMatch,
        ask.SweepPool,
        ask.DeclareConflict,
        ask.ReturnToPool,
        ask.RequestMentoring,
        ask.SubmitMentoringRequest,
        ask.ReviewRequest,
        ask.AcknowledgeRequest,
        ask.AcceptRequest,
        ask.DeclineRequest,
        ask.WithdrawRequest,
        ask.IntroducePair,
        ask.ReadRequestTexts,
        ask.ReportBack,
    ),
    (whom_its_own_rules_let,),
)
OF_A_PAIR = dict.fromkeys(
    (
        ask.AgreeMatch,
        ask.DeclineMatch,
        ask.SignAgreement,
        ask.CompleteStartChecklist,
        ask.PauseRelationship,
        ask.ResumeRelationship,
        ask.ExtendRelationship,
        ask.ReportFitConcern,
        ask.EndRelationship,
        ask.RecordClosureStep,
        ask.ReverseEnd,
        ask.AgreeShape,
        ask.OfferAgreement,
        ask.AnswerContinuation,
        ask.SendClosingMessage,
    ),
    (whoever_is_concerned, their_institution),
)

rights = Rights({**OF_A_POOL, **OF_A_PAIR})


def may_ask(command: Command, state: object) -> str | None:
    others = rights.others(command, state)
    return f"This is asked by {others}." if others else None


asking_rules = (may_ask,)
