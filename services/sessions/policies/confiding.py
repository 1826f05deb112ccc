"""The rules of confidence: what is written down at all, and who may read it."""

from ..commands import ReadSessionNotes, RecordSession, RecordSessionNote
from .asking import is_office, own_ids
from .plan import Plan
from .terms import protection, terms


def notes_are_kept(ask: RecordSession | RecordSessionNote, _: Plan) -> str | None:
    """ASME-43: where no notes are kept, none is taken."""
    none = terms(ask).sessions.notes == "none"
    return "This programme keeps no notes of sessions." if none and ask.note else None


def notes_are_the_pairs(ask: ReadSessionNotes, plan: Plan) -> str | None:
    """JOH-26: the two read them; the office only where both the rules they began under and the
    rules now say that notes are kept for it as well.
    """
    if is_of_the_pair(ask, plan):
        return None
    kept = terms(ask).sessions.notes == protection(ask).sessions.notes == "kept"
    office = is_office(ask)
    return None if plan.pair and kept and office else "These notes are between the two."


def is_of_the_pair(ask: ReadSessionNotes, plan: Plan) -> bool:
    """Whether the asker is this very mentor or mentee; whoever comes after them is neither."""
    by = ask.asked.by
    if plan.pair is None or by.role not in ("mentor", "mentee"):
        return False
    return by.id in own_ids(plan, by.role)
