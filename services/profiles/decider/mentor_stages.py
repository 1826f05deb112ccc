"""The stages a mentor goes through, and what each event adds to the file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.messages import Event

from ..events import mentor as told
from ..events.drafts import MentorApplicationLapsed
from ..events.returning import MentorReinstated
from ..policies.drafts import clock_of, kept_going
from ..policies.files import Mentor
from ..policies.memberships import belonging
from ..policies.together import kept_together
from .mentor_folding import beyond, ended


@dataclass(frozen=True)
class Unknown: ...


@dataclass(frozen=True)
class Draft:
    file: Mentor


@dataclass(frozen=True)
class Submitted:
    file: Mentor


@dataclass(frozen=True)
class Accepted:
    file: Mentor


@dataclass(frozen=True)
class Listed:
    file: Mentor


@dataclass(frozen=True)
class Paused:
    file: Mentor


@dataclass(frozen=True)
class Declined:
    file: Mentor


@dataclass(frozen=True)
class Lapsed:
    """Nobody went on with the application; whoever comes back begins another."""

    file: Mentor


@dataclass(frozen=True)
class Gone:
    """The role was ended or the mentor withdrew."""

    file: Mentor


Known = Draft | Submitted | Accepted | Listed | Paused | Declined | Lapsed | Gone
Mentoring = Unknown | Known
APPLICANTS = (Draft, Submitted)
MENTORS = (Accepted, Listed, Paused)

STAGES: Mapping[type[Event], type[Known]] = {
    told.MentorApplicationSubmitted: Submitted,
    told.MentorApplicationAccepted: Accepted,
    told.MentorApplicationDeclined: Declined,
    MentorApplicationLapsed: Lapsed,
    told.MentorListed: Listed,
    told.MentorPaused: Paused,
    told.MentorResumed: Listed,
    told.MentorRoleEnded: Gone,
    MentorReinstated: Accepted,
    told.MentorWithdrawn: Gone,
}


def evolve(now: Mentoring, event: Event) -> Mentoring:
    match event, now:
        case told.MentorApplicationStarted() as start, _:
            file = Mentor(start.mentor_id, start.person_id, region=start.region)
            return Draft(replace(file, clock=clock_of(start)))
        case _, Unknown():
            return now
        case _:
            stage = STAGES.get(type(event), type(now))
            return stage(
                replace(
                    now.file,
                    **{
                        **told_of(event),
                        **beyond(event, now.file),
                        **found(event, now.file),
                        **ended(event),
                        **belonging(event, now.file),
                        **kept_together(event, now.file),
                        **kept_going(event, now.file),
                    },
                )
            )


def told_of(event: Event) -> dict[str, Any]:
    """What the mentor told about themselves."""
    match event:
        case told.MentorEligibilityConfirmed():
            return {"eligible": True}
        case told.MentorEligibilityRefused():
            return {"eligible": False}
        case told.MentorGoalSet(tags=tags):
            return {"has_goal": True, "goal_tags": tags}
        case told.MentorProfileUpdated() as one:
            profile = {
                "topics": one.topics,
                "background_tags": one.background_tags,
                "facets": one.facets,
                "has_biography": one.biography is not None,
                "has_occupation": one.occupation is not None,
            }
            return {**profile, "region": one.region} if one.region else profile
        case told.MentorListed() | told.MentorCapacitySet() as one:
            return {"capacity": one.capacity, "capacity_stated": is_stated(one)}
        case _:
            return {}


def is_stated(one: told.MentorListed | told.MentorCapacitySet) -> bool:
    """Whether this capacity is the mentor's own, and not what the programme has."""
    if isinstance(one, told.MentorListed):
        return one.capacity_stated
    return one.capacity is not None


def found(event: Event, file: Mentor) -> dict[str, Any]:
    """What others found out about the mentor."""
    match event:
        case told.ScreeningRequested(kind=kind):
            return {"requested": file.requested | {kind}}
        case told.ScreeningCheckRecorded(kind=kind, outcome=outcome):
            return {"screening": {**file.screening, kind: outcome}}
        case told.MentorPreEvaluationNoted():
            return {"evaluated": True}
        case told.MentorTrainingNoted():
            return {"trained": True}
        case told.AcknowledgementNoted(kind=kind, document_version=version):
            newest = max(version, file.acknowledged.get(kind, 0))
            return {"acknowledged": {**file.acknowledged, kind: newest}}
        case _:
            return {}
