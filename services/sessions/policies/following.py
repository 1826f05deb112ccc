"""When this was recorded here, then that is asked of another aggregate."""

from collections.abc import Iterable
from uuid import UUID

from shared.asked import Actor
from shared.envelope import Envelope
from shared.messages import Command
from shared.reacting import Reactions
from shared.refusing import CommandRefused

from .. import commands as ask
from ..events import (
    DeniedVenueNoted,
    InstitutionChanged,
    MenteeBandChanged,
    MenteeConsentLapsed,
    MentorApplied,
    MentorStoodDown,
    PlanFollowed,
    PlanHosted,
    PlanOpened,
    PlanTakenOn,
    PreSessionCheckCompleted,
    ReadinessLevelChanged,
    SessionHeld,
    Standing,
)
from .excepting import READINESS
from .scheduling import no_homes


def when_plan_opened_then_enrol(told: Envelope[PlanOpened]) -> list[Command]:
    pair = told.data
    this = pair.relationship_id
    enrolled: list[Command] = [
        ask.TakeOnPlan(mentor_id=pair.mentor_id, relationship_id=this),
        ask.FollowPlan(mentee_id=pair.mentee_id, relationship_id=this, age_band=pair.age_band),
    ]
    if pair.institution_id:
        enrolled.append(ask.HostPlan(institution_id=pair.institution_id, relationship_id=this))
    return enrolled


def when_mentor_applied_then_start_lead_time(told: Envelope[MentorApplied]) -> list[Command]:
    if told.data.relationship_id is None:
        return []
    return [
        ask.NoteApplicationDate(
            relationship_id=told.data.relationship_id, applied_at=told.data.applied_at
        )
    ]


def when_plan_taken_on_then_start_lead_time(told: Envelope[PlanTakenOn]) -> list[Command]:
    if told.data.applied_at is None:
        return []
    return [
        ask.NoteApplicationDate(
            relationship_id=told.data.relationship_id, applied_at=told.data.applied_at
        )
    ]


def when_mentor_stood_down_then_cancel(told: Envelope[MentorStoodDown]) -> list[Command]:
    return [ask.CancelUpcoming(relationship_id=one) for one in told.data.plans]


def when_mentee_band_changed_then_tell(told: Envelope[MenteeBandChanged]) -> list[Command]:
    band, day = told.data.band, told.data.effective_on
    return [
        ask.ChangeBand(relationship_id=one, band=band, effective_on=day) for one in told.data.plans
    ]


def when_plan_followed_then_tell(told: Envelope[PlanFollowed]) -> list[Command]:
    this, band, day = told.data.relationship_id, told.data.band, told.data.effective_on
    if band is None or day is None:
        return []
    return [ask.ChangeBand(relationship_id=this, band=band, effective_on=day)]


def when_consent_lapsed_then_close(told: Envelope[MenteeConsentLapsed]) -> list[Command]:
    return [ask.LapseChannels(relationship_id=one) for one in told.data.plans]


def noted(plans: Iterable[UUID], standing: Standing) -> list[Command]:
    return [ask.NoteInstitution(relationship_id=one, standing=standing) for one in plans]


def when_plan_hosted_then_tell(told: Envelope[PlanHosted]) -> list[Command]:
    return noted((told.data.relationship_id,), told.data.standing)


def when_institution_changed_then_tell(told: Envelope[InstitutionChanged]) -> list[Command]:
    return noted(told.data.plans, told.data.standing)


def when_minor_met_then_count(told: Envelope[SessionHeld]) -> list[Command]:
    met = told.data
    if met.age_band != "minor":
        return []
    return [
        ask.CountMinorSession(
            mentor_id=met.mentor_id, session_id=met.session_id, held_at=met.held_at
        )
    ]


def when_home_refused_then_note(told: Envelope[CommandRefused]) -> list[Command]:
    category, _, id_ = told.data.target.partition("-")
    mentor = Actor.parse(told.data.actor).role == "mentor"
    if told.data.rule_id != no_homes.__name__ or category != "plan" or not mentor:
        return []
    return [ask.NoteDeniedVenue(relationship_id=UUID(id_), rule=no_homes.__name__)]


def when_denied_venue_noted_then_count(told: Envelope[DeniedVenueNoted]) -> list[Command]:
    this, rule = told.data.relationship_id, told.data.rule
    mentor = told.data.mentor_id
    return [ask.CountDeniedVenue(mentor_id=mentor, relationship_id=this, rule=rule)]


def when_level_looked_up_then_watch(told: Envelope[PreSessionCheckCompleted]) -> list[Command]:
    this, source = told.data.relationship_id, told.data.source
    if told.data.kind != READINESS or source is None:
        return []
    return [ask.WatchLevel(source=source, relationship_id=this)]


def when_level_changed_then_tell(told: Envelope[ReadinessLevelChanged]) -> list[Command]:
    said = told.data
    return [
        ask.NoteLevel(relationship_id=one, source=said.source, level=said.level, since=said.since)
        for one in said.plans
    ]


own = Reactions(
    when_plan_opened_then_enrol,
    when_mentor_applied_then_start_lead_time,
    when_plan_taken_on_then_start_lead_time,
    when_mentor_stood_down_then_cancel,
    when_mentee_band_changed_then_tell,
    when_plan_followed_then_tell,
    when_consent_lapsed_then_close,
    when_plan_hosted_then_tell,
    when_institution_changed_then_tell,
    when_minor_met_then_count,
    when_home_refused_then_note,
    when_denied_venue_noted_then_count,
    when_level_looked_up_then_watch,
    when_level_changed_then_tell,
)
