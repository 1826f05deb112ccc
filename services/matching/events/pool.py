"""What a programme's pool records: who waits, what is known of them, who was proposed to whom."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from shared.fields import Indoors
from shared.messages import Event

Tags = tuple[str, ...]


class MentorListingNoted(Event):
    """A mentor may be put forward, with the facets that fit is judged by. `capacity` None: no
    limit; it is the mentor's own where `capacity_stated`, else what the programme had.
    """

    pool_id: UUID
    mentor_id: UUID
    person_id: UUID
    capacity: int | None
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    listed_at: datetime
    facets: Tags = ()
    willingness: Tags = ()
    cannot_help: Tags = ()
    capacity_stated: bool = False


class MentorTrainingNoted(Event):
    """A mentor's training is complete, so that a proposal becomes possible (1MM-045)."""

    pool_id: UUID
    mentor_id: UUID
    person_id: UUID
    trained_at: datetime


class MentorCapacityNoted(Event):
    """How many relationships at once a mentor may have; None: no limit."""

    pool_id: UUID
    mentor_id: UUID
    capacity: int | None
    capacity_stated: bool = True


class MentorPauseNoted(Event):
    """A mentor takes a break, or is back from one."""

    pool_id: UUID
    mentor_id: UUID
    paused: bool
    as_of: datetime


class MentorDepartureNoted(Event):
    """A mentor is no longer one; what that ends is named here, to be ended one by one (1MM-023)."""

    pool_id: UUID
    mentor_id: UUID
    kind: str
    effective_on: date
    as_of: datetime
    proposals: tuple[UUID, ...]
    relationships: tuple[UUID, ...]


class MenteeReadinessNoted(Event):
    """A mentee may be proposed, with the facets that fit is judged by."""

    pool_id: UUID
    mentee_id: UUID
    person_id: UUID
    institution_id: UUID | None
    age_band: str
    region: str | None
    topics: Tags
    goal_tags: Tags
    background_tags: Tags
    ready_at: datetime
    facets: Tags = ()


class MenteeReturned(Event):
    """A mentee whose relationship ended waits for another mentor."""

    pool_id: UUID
    mentee_id: UUID


class MenteeBandNoted(Event):
    """A mentee came of age; the relationships it concerns are named here."""

    pool_id: UUID
    mentee_id: UUID
    age_band: str
    as_of: datetime
    relationships: tuple[UUID, ...]


class MenteeDepartureNoted(Event):
    """A mentee left; what that ends is named here."""

    pool_id: UUID
    mentee_id: UUID
    kind: str
    effective_on: date
    as_of: datetime
    proposals: tuple[UUID, ...]
    relationships: tuple[UUID, ...]


class InstitutionNoted(Event):
    """Whether an institution can answer for its mentees; open proposals it no longer can are named
    (1MM-054).
    """

    pool_id: UUID
    institution_id: UUID
    active: bool
    proposals: tuple[UUID, ...]


class ConflictDeclared(Event):
    """Two people stand in a relation, such as manager and managed, that a match must not cross
    (QS-08).
    """

    pool_id: UUID
    mentor_id: UUID
    mentee_id: UUID
    kind: str


class MatchingPoolEntered(Event):
    """Someone waits. `update_due_at`: when to thank and reassure them, if they are (1MM-050)."""

    pool_id: UUID
    candidate_id: UUID
    role: str
    waiting_since: datetime
    update_due_at: datetime | None


class MatchingPoolLeft(Event):
    """Someone no longer waits: matched, on a break, or gone."""

    pool_id: UUID
    candidate_id: UUID
    role: str


class MatchProposed(Event, published=True):
    """The office proposes a pair: how well they fit, why, and out of how many (1MM-048)."""

    proposal_id: UUID
    mentor_id: UUID
    mentee_id: UUID
    institution_id: UUID | None
    score: int
    matched_on: Tags
    alternatives_considered: int
    algorithm_version: str
    expires_at: datetime
    pool_id: Annotated[UUID, Indoors()]
    mode: Annotated[str, Indoors()]
    mentor_person_id: Annotated[UUID, Indoors()]
    mentee_person_id: Annotated[UUID, Indoors()]
    age_band: Annotated[str, Indoors()]
    agreement_of: Annotated[Tags, Indoors()]


class PairReleased(Event):
    """A proposal came to nothing: both wait as before, since when they did (1MM-049)."""

    pool_id: UUID
    proposal_id: UUID
    declined: bool


class PairEngaged(Event):
    """A proposal became a relationship; each has a seat the fewer."""

    pool_id: UUID
    proposal_id: UUID
    relationship_id: UUID
    mentor_id: UUID
    mentee_id: UUID


class PairParted(Event):
    """A relationship ended; the mentor's seat is free again."""

    pool_id: UUID
    relationship_id: UUID


class PairRejoined(Event):
    """A relationship's end was reversed; its seats are taken again."""

    pool_id: UUID
    relationship_id: UUID


class ReversalClashed(Event):
    """An end was reversed, but the mentee is promised to another mentor by now (1MM-011)."""

    pool_id: UUID
    relationship_id: UUID


class WaitingUpdateSent(Event):
    """A waiting mentor was thanked and told that the search goes on (1MM-050)."""

    pool_id: UUID
    mentor_id: UUID
    ordinal: int
    due_at: datetime
    next_due_at: datetime


class CandidateNotSelected(Event):
    """A round of matching passed without this mentor, who waits on as before (1MM-049)."""

    pool_id: UUID
    mentor_id: UUID
    cycle: str
    waiting_since: datetime
