"""What a mentee's own file is told by others: each thing once, whenever it arrives."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.messages import Command, Event

from ..commands import mentee as ask
from ..events import mentee as told
from .belonging import ranked, unchanged
from .mentee_stages import Here, Known, Menteeship


def note_pre_evaluation(command: ask.NoteMenteePreEvaluation, now: Menteeship) -> list[Event]:
    news = isinstance(now, Known) and not now.file.evaluated
    return [told.MenteePreEvaluationNoted.following(command)] if news else []


def note_membership(command: ask.NoteMenteeMembership, now: Menteeship) -> list[Event]:
    if not isinstance(now, Here) or unchanged(command, now.file):
        return []
    noted = told.MenteeMembershipNoted.following(command)
    return [noted, *ranked(command, now.file, now.file.mentee_id, "mentee")]


def note_institution(command: ask.NoteInstitution, now: Menteeship) -> list[Event]:
    if not isinstance(now, Known) or now.file.vouched:
        return []
    own = now.file.institution_id == command.institution_id
    return [told.MenteeInstitutionConfirmed.following(command)] if own else []


def note_match(command: ask.NoteMatch, now: Menteeship) -> list[Event]:
    news = isinstance(now, Known) and command.mentor_id not in now.file.mentors
    return [told.MenteeMatched.following(command)] if news else []


def note_match_ended(command: ask.NoteMatchEnded, now: Menteeship) -> list[Event]:
    news = isinstance(now, Known) and command.mentor_id in now.file.mentors
    return [told.MenteeUnmatched.following(command)] if news else []


NOTES: Mapping[type[Command], Callable[[Any, Menteeship], list[Event]]] = {
    ask.NoteMenteePreEvaluation: note_pre_evaluation,
    ask.NoteMenteeMembership: note_membership,
    ask.NoteInstitution: note_institution,
    ask.NoteMatch: note_match,
    ask.NoteMatchEnded: note_match_ended,
}
