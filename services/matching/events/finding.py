"""What is recorded so that people find each other: details, members, ranks, what was suggested."""

from datetime import datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event

Tags = tuple[str, ...]


class MentorDetailsNoted(Event):
    """What a mentor tells of themselves changed after the listing; facets are `name=value`."""

    pool_id: UUID
    mentor_id: UUID
    person_id: UUID
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    facets: Tags
    willingness: Tags
    cannot_help: Tags
    as_of: datetime


class MenteeDetailsNoted(Event):
    """What a mentee tells of themselves changed after they were ready."""

    pool_id: UUID
    mentee_id: UUID
    person_id: UUID
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    facets: Tags
    as_of: datetime


class PriorityTierNoted(Event):
    """Which rank a mentee's requests have in the queue for review, 1 first (ASME-29)."""

    pool_id: UUID
    mentee_id: UUID
    tier: int


class MembershipNoted(Event):
    """Whether a person is a member, who may leaf through the directory (ASME-33)."""

    reader_id: UUID
    programme: str
    organisation: str
    member: bool
    as_of: datetime


class SuggestionsGenerated(Event):
    """These mentors were suggested to a mentee, best first, each for these reasons (JOH-10).

    Recorded before anybody sees them, and only where they differ from the last ones. `scores` are
    for an inspector; whether a mentee is shown them is the programme's affair.
    """

    mentee_id: UUID
    mentors: tuple[UUID, ...]
    matched_on: tuple[Tags, ...]
    scores: tuple[int, ...]
    algorithm_version: str
    policy_version: int | None


class RequestTextsRead(Event):
    """Somebody who may read what a request says did so; before they were shown it (JOH-34)."""

    pool_id: UUID
    request_id: UUID
    side: str


class MentorFoundSilent(Event, published=True):
    """So many requests in a row stayed without a word: nobody is sent to this mentor for now.

    It ends when they say anything, are back from a break, or report back.
    """

    mentor_id: UUID
    requests: int
    pool_id: Annotated[UUID, Indoors()]


class MentorReportedBack(Event, published=True):
    """A mentor who had been silent can be asked again."""

    mentor_id: UUID
    pool_id: Annotated[UUID, Indoors()]
