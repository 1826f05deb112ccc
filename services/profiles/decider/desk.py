"""How a request for help is raised, commented on, resolved, and opened again."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands import desk as ask
from ..events import desk as told
from ..policies.asking import only, policy_now
from ..policies.desk import answer_by, raising_rules, sees_to


@dataclass(frozen=True)
class Unasked: ...


@dataclass(frozen=True)
class Open:
    """This person waits; `late` once the promised time is over."""

    person_id: UUID
    late: bool = False


@dataclass(frozen=True)
class Resolved:
    person_id: UUID


Help = Unasked | Open | Resolved


def raise_(command: ask.RaiseSupportRequest, now: Help) -> list[Event]:
    if not isinstance(now, Unasked):
        return []
    allowed = obey(raising_rules, command, now)
    raised = told.SupportRequestRaised.following(
        command,
        routed_to=sees_to(command),
        ways=policy_now(command).support.contact,
        answer_by=answer_by(command),
        allowed_by=allowed,
    )
    return [raised]


def comment(command: ask.CommentOnSupportRequest, now: Help) -> list[Event]:
    only(command, now, Open, Resolved)
    return [told.SupportRequestCommented.following(command)]


def resolve(command: ask.ResolveSupportRequest, now: Help) -> list[Event]:
    if isinstance(now, Resolved):
        return []
    only(command, now, Open)
    return [told.SupportRequestResolved.following(command)]


def reopen(command: ask.ReopenSupportRequest, now: Help) -> list[Event]:
    if isinstance(now, Open):
        return []
    only(command, now, Resolved)
    return [told.SupportRequestReopened.following(command, answer_by=answer_by(command))]


def mark_overdue(command: ask.MarkSupportRequestOverdue, now: Help) -> list[Event]:
    waits = isinstance(now, Open) and not now.late
    return [told.SupportRequestOverdue.following(command)] if waits else []


ANSWERS: Mapping[type[Command], Callable[[Any, Help], list[Event]]] = {
    ask.RaiseSupportRequest: raise_,
    ask.CommentOnSupportRequest: comment,
    ask.ResolveSupportRequest: resolve,
    ask.ReopenSupportRequest: reopen,
    ask.MarkSupportRequestOverdue: mark_overdue,
}


def decide(command: Command, now: Help) -> list[Event]:
    return ANSWERS[type(command)](command, now)


def evolve(now: Help, event: Event) -> Help:
    match event, now:
        case told.SupportRequestRaised(person_id=person), _:
            return Open(person)
        case _, Unasked():
            return now
        case told.SupportRequestReopened(), _:
            return Open(now.person_id)
        case told.SupportRequestOverdue(), _:
            return Open(now.person_id, late=True)
        case told.SupportRequestResolved(), _:
            return Resolved(now.person_id)
        case _:
            return now


desk: Decider[Help] = Decider(
    "support-{request_id}", Unasked(), decide, evolve, accepts=tuple(ANSWERS), keeps_programme=True
)
