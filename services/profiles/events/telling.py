"""What is recorded of what people tell about themselves, and of who was shown it."""

from typing import Annotated
from uuid import UUID

from shared.fields import Personal
from shared.messages import Event

Tags = tuple[str, ...]


class WillingnessDeclared(Event):
    """For which kinds of request the mentor may be approached (JOH-14)."""

    mentor_id: UUID
    ways: Tags


class HelpBoundariesStated(Event):
    """What the mentor cannot help with, in codes of topics and in words (JOH-39)."""

    mentor_id: UUID
    person_id: UUID
    cannot_help: Tags = ()
    text: Annotated[str | None, Personal(of="person_id")] = None


class AvailabilityStated(Event):
    """How and when the mentor is best reached; for a matched mentee's eyes (JOH-41)."""

    mentor_id: UUID
    person_id: UUID
    best_channel: str
    text: Annotated[str | None, Personal(of="person_id")] = None
    answers_within: str | None = None


class AvailabilityRead(Event):
    """Somebody was shown how the mentor is reached (JOH-41)."""

    mentor_id: UUID
    reader_person_id: UUID


class MentorMatched(Event):
    """The mentor's own file knows a mentee, who may now see how the mentor is reached (JOH-41)."""

    mentor_id: UUID
    mentee_id: UUID
    mentee_person_id: UUID


class MentorUnmatched(Event):
    """That mentee may see it no longer."""

    mentor_id: UUID
    mentee_id: UUID


class MentorDetailsChanged(Event, published=True):
    """What a listed mentor can be found and compared by has changed: all of it as it is now.

    A facet is `name=value` (JOH-11); `willingness` the kinds of request (JOH-14), `cannot_help`
    topics (JOH-39).
    """

    mentor_id: UUID
    person_id: UUID
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    facets: Tags = ()
    willingness: Tags = ()
    cannot_help: Tags = ()


class MenteeDetailsChanged(Event, published=True):
    """What a mentee who is ready can be compared by has changed: all of it as it is now."""

    mentee_id: UUID
    person_id: UUID
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    facets: Tags = ()


class ProfileNudged(Event):
    """So many percent of what the policy names are told, less than it hopes for (JOH-15).

    Said once; `missing` names what would make a better match.
    """

    mentor_id: UUID
    percent: int
    missing: Tags
