"""What can be asked where mentees choose for themselves: directly, or in order and by review."""

from datetime import datetime
from typing import Annotated, Literal
from uuid import UUID

from marshmallow.validate import Length

from shared.messages import Command, Consequence

LONGEST = Length(max=4000)
Words = Annotated[str, LONGEST]
Verdict = Literal["forward", "return"]


class RequestMentoring(Command):
    """Ask one mentor, for one of the kinds of help that the programme knows (JOH-12, JOH-33).

    `questions` and `why`: what the programme would have one think about first; advice, no gate
    (JOH-13). Refused: mode-is-offered, begun-by-the-right-side, mentee-known,
    membership-is-current, one-to-one, adults-only, kind-is-offered, one-open-request-a-pair,
    follows-an-ended-one, every rule about the mentor that ProposeMatch has, and kind-is-willing
    (JOH-14). `follows`: which earlier request this one takes up again.
    """

    pool_id: UUID
    request_id: UUID
    kind: str
    mentee_id: UUID
    mentor_id: UUID
    questions: Words = ""
    why: Words = ""
    follows: UUID | None = None


class SubmitMentoringRequest(Command):
    """Name the mentors one would like, best first, and say who one is and what it is for (ASME-35).

    Refused: mode-is-offered, asked-by-the-mentee, mentee-known, membership-is-current (ASME-13),
    one-to-one, adults-only, one-open-request, follows-an-ended-one, may-choose-again,
    choices-in-number, choices-distinct, texts-present, and for every choice mentor-known,
    mentor-listed, mentor-trained, not-oneself, no-conflict, same-region.
    """

    pool_id: UUID
    request_id: UUID
    mentee_id: UUID
    choices: tuple[UUID, ...]
    biography: Words = ""
    purpose: Words = ""
    follows: UUID | None = None


class ReviewRequest(Command):
    """Let a request go forward, or return it for one of the programme's reasons (ASME-36).

    `verdict` None: as the programme has it. Refused: request-known, under-review,
    reviewed-by-the-role, reviewer-not-concerned, reviewer-holds-the-role (ASME-04),
    reason-to-return.
    """

    pool_id: UUID
    request_id: UUID
    verdict: Verdict | None = None
    reason_code: str | None = None


class AcknowledgeRequest(Command):
    """Say that a request was seen; reminders stop (JOH-18).

    Refused: request-known, request-open, answered-by-the-one-asked, answered-in-time.
    """

    pool_id: UUID
    request_id: UUID


class AcceptRequest(Command):
    """Say yes; whether a seat is left is decided now, and here (ASME-23, JOH-16).

    Refused: request-known, request-open, answered-by-the-one-asked, answered-in-time,
    mentor-available, mentor-has-a-seat, no-conflict.
    """

    pool_id: UUID
    request_id: UUID


class DeclineRequest(Command):
    """Say no, which one always may; a reason and a message are welcome (ASME-38, JOH-16, JOH-17).

    Refused: request-known, request-open, answered-by-the-one-asked, answered-in-time,
    message-where-required.
    """

    pool_id: UUID
    request_id: UUID
    reason_code: str | None = None
    message: Words | None = None


class WithdrawRequest(Command):
    """Take one's own request back, at any time before a match. Refused: request-known,
    request-open, withdrawn-by-whose-it-is.
    """

    pool_id: UUID
    request_id: UUID


class IntroducePair(Command):
    """Introduce to each other a mentee and the mentor who said yes (ASME-39).

    Refused: request-known, request-accepted, introduced-by-the-right-role,
    introducer-holds-the-role, no-conflict.
    """

    pool_id: UUID
    request_id: UUID


class RemindOfRequest(Consequence):
    """Remind whoever has not answered yet; asked by a timer (JOH-18)."""

    pool_id: UUID
    request_id: UUID
    ordinal: int


class ExpireRequest(Consequence):
    """Let a request lapse whose time is up; asked by a timer (JOH-18)."""

    pool_id: UUID
    request_id: UUID


class PassRequestOn(Consequence):
    """Turn to the next choice where this one did not answer in time; asked by a timer (ASME-37)."""

    pool_id: UUID
    request_id: UUID
    mentor_id: UUID
    respond_by: datetime
