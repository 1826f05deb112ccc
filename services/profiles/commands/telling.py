"""What a mentor tells beyond the profile: for what they may be asked, and how they are reached."""

from typing import Annotated
from uuid import UUID

from marshmallow.validate import Length, Regexp

from shared.durations import Iso
from shared.messages import Command, Consequence

CODE = Regexp(r"^[a-z0-9_]{1,60}\Z", error="Not a code: a-z, 0-9 and _.")
FACET = Regexp(
    r"^[a-z][a-z0-9_]{0,59}=[a-z0-9][a-z0-9_.-]{0,59}\Z", error="Not a facet such as industry=law."
)
Code = Annotated[str, CODE]
Facet = Annotated[str, FACET]
Words = Annotated[str, Length(min=1, max=1000)]


class DeclareWillingness(Command):
    """For which kinds of request the mentor may be approached (JOH-14); replaces what was said.

    Refused with `ways-known`, or with `willingness-declared` where the programme wants one.
    """

    mentor_id: UUID
    ways: tuple[Code, ...]


class StateHelpBoundaries(Command):
    """What the mentor cannot help with (JOH-39); replaces what was said, and may be nothing.

    Codes of topics, and words for whoever asks. Refused with `topics-known` or `no-contacts`.
    """

    mentor_id: UUID
    cannot_help: tuple[Code, ...] = ()
    text: Words | None = None


class StateAvailability(Command):
    """How and when the mentor is best reached (JOH-41); shown when the policy says.

    `answers_within` is a duration such as P3D. Refused with `channel-open`.
    """

    mentor_id: UUID
    best_channel: Code
    text: Words | None = None
    answers_within: Iso | None = None


class ReadAvailability(Command):
    """Somebody wants to know how a mentor is reached (JOH-41). Refused with `matched-mentee`."""

    mentor_id: UUID
    reader_person_id: UUID


class NoteMentorMatch(Consequence):
    """Asked by a reaction: this mentee was matched with the mentor."""

    mentor_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID


class NoteMentorMatchEnded(Consequence):
    """Asked by a reaction: they no longer meet."""

    mentor_id: UUID
    mentee_id: UUID
