"""Who may ask for what: every command that people send, and in whose name.

What somebody thinks is theirs to say, and the office's, which types in what came on paper; whoever
says it in another's name is refused with `may-ask`, and that is on record. What is asked of people,
and what is made of their answers, is the office's.
"""

from shared.messages import Command
from shared.rights import Ground, Rights, being, holding, is_one_of

from .. import commands as ask
from .asked_for import rules_of

# The installation's own, whatever a programme calls its people.
OPERATOR = "operator"
HOUSE = frozenset({"service", "timer", "importer"})
VOICES = frozenset({"mentor", "mentee"})


def was_asked(command: Command, state: object) -> bool:
    """Whether it is their own questionnaire, by the id of the person or of the participation."""
    asking = getattr(state, "asking", state)
    ids = (getattr(asking, name, None) for name in ("participant_id", "person_id"))
    return is_one_of(command.asked.by, ids)


def is_the_office(command: Command, _: object) -> bool:
    """Whether the office asks, by the names it has in this programme now."""
    roles = rules_of(command.asked.rules_now).roles
    return command.asked.by.role in {OPERATOR, *roles.leaders, *roles.office} | HOUSE


the_office = Ground("the office", is_the_office)
whoever_was_asked = Ground("whoever was asked", was_asked)
a_voice = holding("a mentor or a mentee, each for themselves", VOICES)
themself = being("the participant themself", "participant_id")

rights = Rights(
    {
        ask.PublishInstrument: (the_office,),
        ask.AssignEvaluation: (the_office,),
        ask.OpenEvaluation: (whoever_was_asked, the_office),
        # That nobody answers for another is said by the rule of their own.
        ask.SubmitEvaluation: (a_voice, whoever_was_asked, the_office),
        ask.DeclineEvaluation: (a_voice, whoever_was_asked, the_office),
        ask.InvalidateResponse: (the_office,),
        ask.RecordNps: (themself, the_office),
        ask.RecordPulse: (themself, the_office),
        ask.RateWorkshop: (themself, the_office),
        ask.FreezeCohort: (the_office,),
        ask.PublishReport: (the_office,),
    }
)


def may_ask(command: Command, state: object) -> str | None:
    others = rights.others(command, state)
    return f"This is asked by {others}." if others else None


asking_rules = (may_ask,)
