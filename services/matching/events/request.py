"""What is recorded where mentees choose for themselves. Texts are sealed and stay indoors."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors, Personal
from shared.messages import Event

Names = tuple[str, ...]
Pool = Annotated[UUID, Indoors()]
MenteeText = Annotated[str, Personal(of="mentee_person_id")]


class MentoringRequested(Event, published=True):
    """Somebody was asked directly; they have until `expires_at` to answer (JOH-12, JOH-33, JOH-36).

    `unanswered`: what the programme would have had the asker think about first, and they did not
    (JOH-13).
    """

    request_id: UUID
    kind: str
    mentee_id: UUID
    mentor_id: UUID
    expires_at: datetime
    unanswered: Names
    pool_id: Pool
    begun_by: Annotated[str, Indoors()]
    mentee_person_id: Annotated[UUID, Indoors()]
    remind_at: Annotated[tuple[datetime, ...], Indoors()]
    questions: MenteeText
    why: MenteeText
    follows: UUID | None = None


class RequestAcknowledged(Event, published=True):
    """A request was seen; the answer follows (JOH-18)."""

    request_id: UUID
    pool_id: Pool


class RequestReminderSent(Event):
    """Whoever has not answered was reminded (JOH-18)."""

    request_id: UUID
    pool_id: UUID
    mentor_id: UUID
    ordinal: int
    next_at: datetime | None


class RequestExpired(Event, published=True):
    """Nobody answered in time, and the asker may ask elsewhere (JOH-18)."""

    request_id: UUID
    mentee_id: UUID
    mentor_id: UUID
    pool_id: Pool


class RequestAccepted(Event, published=True):
    """The mentor said yes, and a seat is taken for it (ASME-39, JOH-16)."""

    request_id: UUID
    mentee_id: UUID
    mentor_id: UUID
    pool_id: Pool


class RequestDeclined(Event, published=True):
    """The answer is no; nobody need say why (ASME-38, JOH-16, JOH-17). Whoever writes to the mentee
    speaks of a reason only where `reason_given`, and of a word only where `message_sent`.
    """

    request_id: UUID
    mentee_id: UUID
    mentor_id: UUID
    message_sent: bool
    reason_given: bool = False
    pool_id: Pool
    by_person_id: Annotated[UUID, Indoors()]
    reason_code: Annotated[str | None, Indoors()] = None
    # The programme encourages a word and there was none: whoever said no is reminded of the
    # courtesy, and nothing waits for it (JOH-19).
    word_missed: Annotated[bool, Indoors()] = False
    message: Annotated[str | None, Personal(of="by_person_id")] = None


class RequestWithdrawn(Event, published=True):
    """A request was taken back; `by_role` is `house` where its ground fell away (`cause`)."""

    request_id: UUID
    mentee_id: UUID
    by_role: str
    pool_id: Pool
    cause: Annotated[str, Indoors()]


class MentoringRequestSubmitted(Event, published=True):
    """A mentee named the mentors they would like, in order (ASME-35). The order stays indoors."""

    request_id: UUID
    mentee_id: UUID
    pool_id: Pool
    choices: Annotated[tuple[UUID, ...], Indoors()]
    respond_within: Annotated[str, Indoors()]
    mentee_person_id: Annotated[UUID, Indoors()]
    biography: MenteeText
    purpose: MenteeText
    follows: UUID | None = None


class RequestApproved(Event, published=True):
    """Nothing speaks against a request; it goes forward (ASME-36)."""

    request_id: UUID
    mentee_id: UUID
    pool_id: Pool


class RequestReturned(Event, published=True):
    """A request was returned to the mentee, for a reason that the programme knows (ASME-36)."""

    request_id: UUID
    mentee_id: UUID
    pool_id: Pool
    reason_code: Annotated[str, Indoors()]


class RequestForwarded(Event, published=True):
    """A mentor is asked, and never told which choice they are (ASME-37)."""

    request_id: UUID
    mentee_id: UUID
    mentor_id: UUID
    respond_by: datetime
    pool_id: Pool
    ordinal: Annotated[int, Indoors()]


class RequestSkipped(Event):
    """A choice could not be asked: no seat, on a break, gone, or a conflict. No refusal, and never
    shown as one (ASME-37).
    """

    request_id: UUID
    pool_id: UUID
    mentor_id: UUID
    cause: str


class RequestResponseTimedOut(Event):
    """A mentor did not answer in time (ASME-37)."""

    request_id: UUID
    pool_id: UUID
    mentor_id: UUID


class RankedChoicesExhausted(Event, published=True):
    """Nobody is left to ask; the mentee may choose anew where the programme lets them (ASME-40)."""

    request_id: UUID
    mentee_id: UUID
    may_choose_again: bool
    pool_id: Pool


class IntroductionMade(Event, published=True):
    """The office introduced the two; from here they may know how to reach each other (ASME-39)."""

    request_id: UUID
    mentee_id: UUID
    mentor_id: UUID
    pool_id: Pool
    introduced_by: Annotated[str, Indoors()]
