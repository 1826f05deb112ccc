"""What matching is asked so that people find each other: facts to note, readings, suggestions."""

from uuid import UUID

from shared.messages import Command, Consequence

Tags = tuple[str, ...]


class NoteMentorDetails(Consequence):
    """What a mentor tells of themselves changed; may be heard before the listing."""

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


class NoteMenteeDetails(Consequence):
    """What a mentee tells of themselves changed."""

    pool_id: UUID
    mentee_id: UUID
    person_id: UUID
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    facets: Tags


class NotePriorityTier(Consequence):
    """A mentee's rank was found, or found anew (ASME-29)."""

    pool_id: UUID
    mentee_id: UUID
    tier: int


class NoteMembership(Consequence):
    """A person became a member, or is one no longer (ASME-33)."""

    reader_id: UUID
    programme: str
    organisation: str
    member: bool


class SeekMentors(Consequence):
    """Somebody wants to leaf through the directory, or search it; asked before they are shown it.

    `participates`: whether they are a mentor or mentee of the programme. Nothing is recorded but a
    refusal: directory-is-open, facets-known, topics-known (ASME-33, JOH-11).
    """

    reader_id: UUID
    participates: bool = False
    facets: Tags = ()
    topics: Tags = ()


class NoteSuggestions(Consequence):
    """These mentors are about to be suggested to a mentee (JOH-10). Refused: mentors-suggested."""

    mentee_id: UUID
    mentors: tuple[UUID, ...]
    matched_on: tuple[Tags, ...]
    scores: tuple[int, ...]
    algorithm_version: str


class ReadRequestTexts(Command):
    """Read what a mentee wrote: the one who was asked, and the reviewer (JOH-13, JOH-34).

    Refused: request-known, read-by-whom-it-is-for.
    """

    pool_id: UUID
    request_id: UUID


class ReportBack(Command):
    """Say that a mentor who had been silent can be asked again. Refused: mentor-known,
    reported-by-themselves.
    """

    pool_id: UUID
    mentor_id: UUID
