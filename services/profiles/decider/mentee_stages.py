"""The stages a mentee goes through, and what each event adds to the file."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from shared.messages import Event

from ..events import mentee as told
from ..events.resources import MenteeResourcesNoted
from ..events.stories import MenteeIdentifiedForStory
from ..policies.memberships import belonging
from ..policies.mentees import Mentee


@dataclass(frozen=True)
class Unknown: ...


@dataclass(frozen=True)
class Referred:
    file: Mentee


@dataclass(frozen=True)
class Accepted:
    file: Mentee


@dataclass(frozen=True)
class Ready:
    file: Mentee


@dataclass(frozen=True)
class Turned:
    """Turned away: there was no place."""

    file: Mentee


@dataclass(frozen=True)
class Left:
    file: Mentee


Here = Referred | Accepted | Ready
Known = Here | Turned | Left
Menteeship = Unknown | Known
HERE = (Referred, Accepted, Ready)

STAGES: Mapping[type[Event], type[Known]] = {
    told.MenteeApplicationAccepted: Accepted,
    told.MenteeReadyForMatching: Ready,
    told.MenteeApplicationDeclined: Turned,
    told.MenteeLeft: Left,
}


def evolve(now: Menteeship, event: Event) -> Menteeship:
    match event, now:
        case told.MenteeReferred() as start, _:
            return Referred(referred(start))
        case _, Unknown():
            return now
        case _:
            stage = STAGES.get(type(event), type(now))
            file = now.file
            return stage(
                replace(
                    file,
                    **{
                        **told_of(event, file),
                        **found(event, file),
                        **belonging(event, file),
                        **supported(event, file),
                    },
                )
            )


def referred(start: told.MenteeReferred) -> Mentee:
    return Mentee(
        start.mentee_id,
        start.person_id,
        start.institution_id,
        start.date_of_birth,
        start.age_band,
        school_year=start.school_year,
        region=start.region,
    )


def told_of(event: Event, file: Mentee) -> dict[str, Any]:
    """What the mentee told, and allowed."""
    match event:
        case told.MenteeProfileUpdated() as one:
            return {
                "school_year": one.school_year or file.school_year,
                "region": one.region or file.region,
                "topics": one.topics,
                "background_tags": one.background_tags,
                "facets": one.facets,
                "has_biography": one.introduction is not None,
            }
        case told.MenteeGoalSet(tags=tags):
            return {"goal_tags": tags}
        case told.ConsentGranted(purpose=purpose):
            return {"consents": file.consents | {purpose}}
        case told.ConsentWithdrawn(purpose=purpose):
            return {"consents": file.consents - {purpose}}
        case _:
            return {}


def found(event: Event, file: Mentee) -> dict[str, Any]:
    """What others did or found out."""
    match event:
        case told.MenteePreEvaluationNoted():
            return {"evaluated": True}
        case told.MenteeInstitutionConfirmed(type=kind, region=region):
            vouched = {"vouched": True, "institution_type": kind}
            return {**vouched, "region": file.region or region}
        case told.MenteeTrainingNoted():
            return {"trained": True}
        case told.AgeBandChanged(to_band=band):
            return {"band": band}
        case _:
            return {"mentors": mentors(event, file)}


def supported(event: Event, file: Mentee) -> dict[str, Any]:
    """What the programme has for the mentee, and where they are told of."""
    match event:
        case MenteeResourcesNoted():
            return {"resources": True}
        case MenteeIdentifiedForStory(story_id=story):
            return {"stories": (*file.stories, story)}
        case _:
            return {}


def mentors(event: Event, file: Mentee) -> frozenset[UUID]:
    match event:
        case told.MenteeMatched(mentor_id=mentor):
            return file.mentors | {mentor}
        case told.MenteeUnmatched(mentor_id=mentor):
            return file.mentors - {mentor}
        case _:
            return file.mentors
