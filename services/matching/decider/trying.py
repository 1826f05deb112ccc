"""How relationships and those who wait would stand under other rules."""

from shared.asked import Asked
from shared.messages import Command
from shared.verdicts import Subject, Verdicts

from ..policies.candidates import Pool
from ..policies.pairs import Live
from ..policies.relationships import items_needed
from ..policies.views import begun_under, in_force

OPEN, WITHIN, EXCEEDED, YES, NO = "open", "within", "exceeded", "yes", "no"


def stands(relationship: Subject, pool: Subject, asked: Asked) -> Verdicts:
    """How one of the two stands; the other never began under that id."""
    return relationship_stands(relationship, asked) or pool_stands(pool.state, asked)


def relationship_stands(relationship: Subject, asked: Asked) -> Verdicts:
    """The day its term ends; before the first session, what has to be done first."""
    live = relationship.state
    if not isinstance(live, Live):
        return {}
    rules = begun_under(Command().by(asked))
    if live.started_at is None:
        needed = () if live.checked else items_needed(rules, live)
        return {("relationship", relationship.id, "start_checklist"): " ".join(needed) or "none"}
    longest = rules.relationship.max
    ends = rules.later(live.started_at, longest).date().isoformat() if longest else OPEN
    return {("relationship", relationship.id, "term"): ends}


def pool_stands(pool: Pool, asked: Asked) -> Verdicts:
    """Who would be among those who wait, and who has more mentees than they said, or where they
    did not, than the programme foresees.
    """
    rules = in_force(Command().by(asked))
    needs, foreseen = frozenset(rules.matching.requires), rules.mentor.capacity.default
    found = {}
    for id_, mentor in pool.mentors.items():
        most = mentor.capacity if mentor.capacity_stated else foreseen
        exceeded = most is not None and len(mentor.relationships) > most
        found["mentor", str(id_), "capacity"] = EXCEEDED if exceeded else WITHIN
        found["mentor", str(id_), "waiting"] = YES if mentor.seeks(needs) else NO
    for id_, mentee in pool.mentees.items():
        found["mentee", str(id_), "waiting"] = YES if mentee.seeks(needs) else NO
    return found
