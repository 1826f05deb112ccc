"""Who may ask for what: every command that people send, and in whose name.

Anybody tells: of harm, of a small worry, of a gift, of something to be looked at. Whoever they are,
they are heard, for a word too many costs a look and a word too few may cost a child. About a case
the case itself knows who was told and who is on its team, and its own rules say the rest; that
somebody asked to read it and may not is kept with the case. What remains is done by those whose
office it is; whoever else asks is refused with `may-ask`, and that is on record.
"""

from typing import Any

from shared.messages import Command
from shared.rights import Ground, Rights, being, is_one_of

from .. import commands as ask
from .giving import Pairing
from .rules import MACHINES, leads_of, office_of


def is_a_lead(command: Command, _: object) -> bool:
    return command.asked.by.role in leads_of(command)


def is_the_office(command: Command, _: object) -> bool:
    return command.asked.by.role in office_of(command) | MACHINES


def takes_part(command: Command, state: object) -> bool:
    """Of the gift that is spoken of, where the pair knows of it: giver, receiver or declarer."""
    gift_id: Any = getattr(command, "gift_id", None)
    if not isinstance(state, Pairing) or gift_id not in state.gifts:
        return False
    told = state.gifts[gift_id].declared
    own = (told.giver_person_id, told.receiver_person_id, told.declared_by or None)
    return is_one_of(command.asked.by, own)


anybody = Ground("anybody", lambda *_: True)
the_cases_own = Ground("whoever the case was given to, by its own rules", lambda *_: True)
whom_the_roster_knows = Ground("whoever serves the programme, by the roster", lambda *_: True)
themself = being("the person themself", "person_id")
the_leads = Ground("the operator's safeguarding leads", is_a_lead)
the_office = Ground("the office", is_the_office)
the_two = Ground("whoever gives or receives it", takes_part)

TELLING = {
    ask.SaveDraft: (anybody,),
    ask.RaiseDisclosure: (anybody,),
    ask.RecordLowLevelConcern: (anybody,),
    ask.OpenReview: (anybody,),
    ask.DeclareGift: (anybody,),
}
OF_A_CASE = dict.fromkeys(
    (
        ask.AcknowledgeDisclosure,
        ask.TriageDisclosure,
        ask.OpenCase,
        ask.GrantCaseAccess,
        ask.RevokeCaseAccess,
        ask.ReadCase,
        ask.AddCaseNote,
        ask.MakeReferral,
        ask.RecordReferralReply,
        ask.DecideNotToRefer,
        ask.SecondReadDecision,
        ask.ApplyInterimMeasure,
        ask.LiftInterimMeasure,
        ask.CloseCase,
        ask.ApproveClosure,
        ask.ReopenCase,
    ),
    (the_cases_own,),
)
OF_THE_OFFICE = {
    ask.ReadRegister: (whom_the_roster_knows,),
    ask.ReadQueue: (themself,),
    ask.DecideDbsDuty: (the_leads,),
    ask.CompleteReview: (the_leads,),
    # That nobody judges their own gift is said by its own rules; to decline one is the two's too.
    ask.AssessGift: (the_two, the_leads, the_office),
    ask.ApproveGift: (the_two, the_leads, the_office),
    ask.DeclineGift: (the_two, the_leads, the_office),
    ask.DisposeGift: (the_two, the_leads, the_office),
    ask.HoldRelationship: (the_leads, the_office),
    ask.ReleaseRelationship: (the_leads, the_office),
}

rights = Rights({**TELLING, **OF_A_CASE, **OF_THE_OFFICE})


def may_ask(command: Command, state: object) -> str | None:
    others = rights.others(command, state)
    return f"This is asked by {others}." if others else None


asking_rules = (may_ask,)
