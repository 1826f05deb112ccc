"""One person's answers at one time: asked for, given, declined, given up or taken out."""

from uuid import UUID

from shared.asked import Asked
from shared.deciding import Decider, obey
from shared.messages import Command, Event
from shared.refusals import Refused

from ...commands import (
    AssignEvaluation,
    DeclineEvaluation,
    ExpireEvaluation,
    InvalidateResponse,
    OpenEvaluation,
    RemindRespondent,
    SubmitEvaluation,
)
from ...events import (
    EvaluationAssigned,
    EvaluationDeclined,
    EvaluationExpired,
    EvaluationOpened,
    EvaluationReminderSent,
    EvaluationSubmitted,
    ResponseInvalidated,
)
from ...policies.asked_for import due, instrument_asked, rules_of, so_much_later
from ...policies.rules import answering_rules
from .asking import Asking, Ended, Response, Unasked, evolve


def decide(command: Command, response: Response) -> list[Event]:
    match command:
        case AssignEvaluation() as ask:
            return assigned(ask, ask.asked) if isinstance(response, Unasked) else []
        case SubmitEvaluation() | DeclineEvaluation():
            return answered(command, waiting(response))
        case RemindRespondent() | ExpireEvaluation():
            return by_the_clock(command, response)
    return looked_at(command, response)


def by_the_clock(command: Command, response: Response) -> list[Event]:
    match command, response:
        case RemindRespondent() as ask, Asking() as asking:
            return reminded(ask, asking)
        case ExpireEvaluation(), Asking() as asking:
            return [EvaluationExpired.following(command, **about(asking))]
        case _:
            return []  # they answered in the meantime


def looked_at(command: Command, response: Response) -> list[Event]:
    match command, response:
        case OpenEvaluation(), Asking(opened=False):
            return [EvaluationOpened.following(command)]
        case InvalidateResponse(), Ended(asking=asking, how="submitted"):
            return [ResponseInvalidated.following(command, **about(asking))]
        case (OpenEvaluation(), Asking() | Ended()) | (
            InvalidateResponse(),
            Ended(how="invalidated"),
        ):
            return []
        case _:
            raise Refused.impossible(command, response)


def assigned(ask: AssignEvaluation, asked: Asked) -> list[Event]:
    name = instrument_asked(asked, ask.role, ask.phase)
    if name is None:
        return []
    policy, by_then = rules_of(asked.rules).evaluation, ask.due_on or due(asked, ask.phase)
    return [
        EvaluationAssigned.following(
            ask,
            instrument=name,
            due_on=by_then,
            remind_at=tuple(
                sorted(so_much_later(asked, asked.at, after) for after in policy.reminders)
            ),
            expires_at=so_much_later(asked, by_then, policy.expires_after),
        )
    ]


def reminded(ask: RemindRespondent, asking: Asking) -> list[Event]:
    if ask.ordinal != asking.reminded + 1:
        return []
    further = asking.remind_at[ask.ordinal :]
    return [EvaluationReminderSent.following(ask, next_at=further[0] if further else None)]


def waiting(response: Response) -> Asking:
    match response:
        case Asking() as asking:
            return asking
        case Ended(asking=asking, how="expired"):
            return asking
        case Ended(how=how):
            raise Refused("answered-already", f"This evaluation was {how}.", "answered_already")
    raise Refused("not-asked", "Nobody was asked to answer this evaluation.", "not_asked")


def answered(command: Command, asking: Asking) -> list[Event]:
    allowed = obey(answering_rules, command, asking)
    if isinstance(command, DeclineEvaluation):
        return [
            EvaluationDeclined.following(
                command, role=asking.role, **about(asking), allowed_by=allowed
            )
        ]
    return [
        EvaluationSubmitted.following(
            command,
            person_id=asking.person_id,
            role=asking.role,
            instrument=asking.instrument,
            **about(asking),
            allowed_by=allowed,
        )
    ]


def about(asking: Asking) -> dict[str, UUID | str | None]:
    return {
        "participant_id": asking.participant_id,
        "phase": asking.phase,
        "relationship_id": asking.relationship_id,
    }


response: Decider[Response] = Decider(
    "response-{response_id}",
    Unasked(),
    decide,
    evolve,
    accepts=(
        AssignEvaluation,
        OpenEvaluation,
        SubmitEvaluation,
        DeclineEvaluation,
        RemindRespondent,
        ExpireEvaluation,
        InvalidateResponse,
    ),
    keeps_programme=True,
)

__all__ = ["Response", "response"]
