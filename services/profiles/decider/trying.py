"""How people would stand under other rules: whether what is asked of them holds."""

from uuid import UUID

from shared.asked import Asked
from shared.messages import Command
from shared.verdicts import Subject, Verdicts

from ..commands.mentee import AcceptMentee
from ..commands.mentor import AcceptMentor, DeclareEligibility, ListMentor
from ..events.mentor import MentorEligibilityConfirmed, MentorEligibilityDeclared
from ..policies.asking import policy_of
from ..policies.memberships import membership
from ..policies.mentees import consents_given, school_year
from ..policies.mentors import documents_acknowledged, screening_clear
from ..policies.trainings import Learning, asked_of, satisfied
from .applying import declare
from .mentee_stages import HERE
from .mentor_stages import APPLICANTS, MENTORS, Draft

HOLDS, MISSING = "holds", "missing"
ELIGIBILITY = "eligibility_confirmed"


def stands(mentor: Subject, mentee: Subject, training: Subject, asked: Asked) -> Verdicts:
    """How a participant stands, whichever of the two they are."""
    return mentor_stands(mentor, training, asked) or mentee_stands(mentee, training, asked)


def mentor_stands(mentor: Subject, training: Subject, asked: Asked) -> Verdicts:
    """A mentor's eligibility, checks, documents, membership and training."""
    now = mentor.state
    if not isinstance(now, (*APPLICANTS, *MENTORS)):
        return {}
    mentor_id = now.file.mentor_id
    accept = AcceptMentor(mentor_id=mentor_id).by(asked)
    listing = ListMentor(mentor_id=mentor_id).by(asked)
    reasons = {
        screening_clear.__name__: screening_clear(accept, now.file),
        documents_acknowledged.__name__: documents_acknowledged(listing, now.file),
        membership.__name__: membership(listing, now.file),
    }
    found = {name: MISSING if why else HOLDS for name, why in reasons.items()}
    found |= eligibility(mentor, asked) | trained(training, "mentor", asked)
    return {("mentor", mentor.id, rule): verdict for rule, verdict in found.items()}


def eligibility(mentor: Subject, asked: Asked) -> dict[str, str]:
    """What was declared last, decided once more."""
    declared = [one for one in mentor.events if isinstance(one, MentorEligibilityDeclared)]
    if not declared:
        return {}
    fields = {name: getattr(declared[-1], name) for name in DeclareEligibility.codecs}
    decided = declare(DeclareEligibility(**fields).by(asked), Draft(mentor.state.file))
    confirmed = any(isinstance(one, MentorEligibilityConfirmed) for one in decided)
    return {ELIGIBILITY: HOLDS if confirmed else MISSING}


def trained(training: Subject, role: str, asked: Asked) -> dict[str, str]:
    """Whether what was learnt so far satisfies the expression; nothing where nothing is asked."""
    learning: Learning = training.state
    rules = policy_of(a_command(asked))
    tree = asked_of(role, learning.age_band, rules)
    if tree is None:
        return {}
    return {f"{role}_trained": MISSING if satisfied(tree, learning, rules) is None else HOLDS}


def a_command(asked: Asked) -> Command:
    """Rules read the circumstances off a command; which one does not matter."""
    return Command().by(asked)


def mentee_stands(mentee: Subject, training: Subject, asked: Asked) -> Verdicts:
    """A mentee's consents, school year, membership and training."""
    now = mentee.state
    if not isinstance(now, HERE):
        return {}
    accept = AcceptMentee(mentee_id=UUID(mentee.id)).by(asked)
    reasons = {
        rule.__name__: rule(accept, now.file) for rule in (consents_given, school_year, membership)
    }
    found = {name: MISSING if why else HOLDS for name, why in reasons.items()}
    found |= trained(training, "mentee", asked)
    return {("mentee", mentee.id, rule): verdict for rule, verdict in found.items()}
