"""How an accepted mentor is listed, paused and let go."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ..commands import mentor as ask
from ..events import mentor as told
from ..policies.asking import only, policy_of
from ..policies.files import Mentor
from ..policies.mentors import (
    capacity_setter,
    first_day,
    listing_rules,
    parting_rules,
    resuming_rules,
)
from .mentor_stages import (
    APPLICANTS,
    MENTORS,
    Accepted,
    Draft,
    Gone,
    Known,
    Listed,
    Mentoring,
    Paused,
    Submitted,
)

Serving = Accepted | Listed | Paused
Here = Draft | Submitted | Accepted | Listed | Paused


def list_(command: ask.ListMentor, now: Mentoring) -> list[Event]:
    if isinstance(now, Listed | Paused):
        return []
    file = only(command, now, Accepted).file
    allowed = obey(listing_rules, command, file)
    known = file.capacity if file.capacity_stated else None
    own = known if command.capacity is None else command.capacity
    listed = told.MentorListed(
        mentor_id=file.mentor_id,
        person_id=file.person_id,
        capacity=policy_of(command).mentor.capacity.default if own is None else own,
        capacity_stated=own is not None,
        listed_at=command.asked.at,
        biography_given=file.has_biography,
        **file.details,
        allowed_by=allowed,
    )
    return [listed, *back_from_a_pause(file)]


def back_from_a_pause(file: Mentor) -> list[Event]:
    """Others still believe in the pause of a mentor who left during one and has come back."""
    resumed = told.MentorResumed(mentor_id=file.mentor_id, person_id=file.person_id)
    return [resumed] if file.paused else []


def set_capacity(command: ask.SetMentorCapacity, now: Mentoring) -> list[Event]:
    serving: Serving = only(command, now, *MENTORS)
    file = serving.file
    # What the programme has is another matter than the same number of one's own.
    known, asked = (file.capacity, file.capacity_stated), command.capacity
    if isinstance(now, Listed | Paused) and known == (asked, asked is not None):
        return []
    allowed = obey((capacity_setter,), command, file)
    return [told.MentorCapacitySet.following(command, allowed_by=allowed)]


def pause(command: ask.PauseMentor, now: Mentoring) -> list[Event]:
    if isinstance(now, Paused):
        return []
    file = only(command, now, Listed).file
    return [told.MentorPaused.following(command, person_id=file.person_id)]


def resume(command: ask.ResumeMentor, now: Mentoring) -> list[Event]:
    if isinstance(now, Listed):
        return []
    file = only(command, now, Paused).file
    allowed = obey(resuming_rules, command, file)
    return [told.MentorResumed.following(command, person_id=file.person_id, allowed_by=allowed)]


def end(command: ask.EndMentorRole, now: Mentoring) -> list[Event]:
    if isinstance(now, Gone):
        return []
    serving: Serving = only(command, now, *MENTORS)
    allowed = obey(parting_rules, command, serving.file)
    ended = told.MentorRoleEnded.following(
        command,
        person_id=serving.file.person_id,
        effective_on=first_day(command),
        allowed_by=allowed,
    )
    return [ended]


def withdraw(command: ask.WithdrawMentor, now: Mentoring) -> list[Event]:
    if isinstance(now, Gone):
        return []
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    return [told.MentorWithdrawn.following(command, person_id=here.file.person_id)]


def note_trained(command: ask.NoteMentorTrained, now: Mentoring) -> list[Event]:
    news = isinstance(now, Known) and not now.file.trained
    return [told.MentorTrainingNoted.following(command)] if news else []


def note_acknowledgement(command: ask.NoteAcknowledgement, now: Mentoring) -> list[Event]:
    # Mentees acknowledge documents too, and have no stream of this kind.
    if not isinstance(now, Known):
        return []
    older = now.file.acknowledged.get(command.kind, 0) < command.document_version
    return [told.AcknowledgementNoted.following(command)] if older else []


SERVING: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    ask.ListMentor: list_,
    ask.SetMentorCapacity: set_capacity,
    ask.PauseMentor: pause,
    ask.ResumeMentor: resume,
    ask.EndMentorRole: end,
    ask.WithdrawMentor: withdraw,
    ask.NoteMentorTrained: note_trained,
    ask.NoteAcknowledgement: note_acknowledgement,
}
