"""When others say something, what matching asks of itself."""

from typing import Any

from shared.envelope import Envelope
from shared.messages import Command
from shared.reacting import Reactions
from shared.rulebook import when_policy_published_then_adopt

from ..commands import (
    ConcernInstitution,
    ConcludeRelationship,
    NoteHold,
    NoteInstitutionStanding,
    NoteMenteeBand,
    NoteMenteeDeparture,
    NoteMenteeReady,
    NoteMentorCapacity,
    NoteMentorDeparture,
    NoteMentorListed,
    NoteMentorPause,
    NoteMentorTrained,
    NoteRelease,
    NoteSessionHeld,
)
from ..heard import (
    AgeBandChanged,
    FitDenied,
    HoldLifted,
    HoldPlaced,
    InstitutionActivated,
    InstitutionReinstated,
    InstitutionSuspended,
    InstitutionWithdrew,
    MenteeLeft,
    MenteeReadyForMatching,
    MentorCapacitySet,
    MentorListed,
    MentorPaused,
    MentorResumed,
    MentorRoleEnded,
    MentorTrained,
    MentorWithdrawn,
    SessionHeld,
)
from .details import details
from .duties import duties
from .lasting import signs
from .pools import noting, pools_of

Asks = list[Command]
ADMINISTRATION = "administration"


def when_mentor_listed_then_note(heard: Envelope[MentorListed]) -> Asks:
    return noting(NoteMentorListed, heard)


def when_mentor_trained_then_note(heard: Envelope[MentorTrained]) -> Asks:
    return noting(NoteMentorTrained, heard)


def when_mentor_capacity_set_then_note(heard: Envelope[MentorCapacitySet]) -> Asks:
    return noting(NoteMentorCapacity, heard)


def when_mentor_paused_then_note(heard: Envelope[MentorPaused]) -> Asks:
    return noting(NoteMentorPause, heard, paused=True)


def when_mentor_resumed_then_note(heard: Envelope[MentorResumed]) -> Asks:
    return noting(NoteMentorPause, heard, paused=False)


def when_mentor_role_ended_then_end_what_it_held(heard: Envelope[MentorRoleEnded]) -> Asks:
    return noting(NoteMentorDeparture, heard, kind="operator_ended")


def when_mentor_withdrew_then_end_what_it_held(heard: Envelope[MentorWithdrawn]) -> Asks:
    return noting(NoteMentorDeparture, heard, kind="party_ended")


def when_mentee_ready_then_note(heard: Envelope[MenteeReadyForMatching]) -> Asks:
    """Where an institution answers for the mentee, ask how it stands first."""
    institution = heard.data.institution_id
    concerns = [
        ConcernInstitution(institution_id=institution, pool_id=pool_id)
        for pool_id in pools_of(heard)
        if institution is not None
    ]
    return [*concerns, *noting(NoteMenteeReady, heard)]


def when_mentee_left_then_end_what_it_held(heard: Envelope[MenteeLeft]) -> Asks:
    return noting(NoteMenteeDeparture, heard, kind="party_ended")


def when_age_band_changed_then_note(heard: Envelope[AgeBandChanged]) -> Asks:
    return noting(NoteMenteeBand, heard, age_band=heard.data.to_band)


def standing(heard: Envelope[Any], *, active: bool) -> Asks:
    return [NoteInstitutionStanding(institution_id=heard.data.institution_id, active=active)]


def when_institution_activated_then_note(heard: Envelope[InstitutionActivated]) -> Asks:
    return standing(heard, active=True)


def when_institution_reinstated_then_note(heard: Envelope[InstitutionReinstated]) -> Asks:
    return standing(heard, active=True)


def when_institution_suspended_then_note(heard: Envelope[InstitutionSuspended]) -> Asks:
    return standing(heard, active=False)


def when_institution_withdrew_then_note(heard: Envelope[InstitutionWithdrew]) -> Asks:
    return standing(heard, active=False)


def when_session_held_then_note(heard: Envelope[SessionHeld]) -> Asks:
    told = heard.data
    return [
        NoteSessionHeld(
            relationship_id=told.relationship_id, session_id=told.session_id, held_at=told.held_at
        )
    ]


def when_fit_denied_then_part_kindly(heard: Envelope[FitDenied]) -> Asks:
    """JOH-21: it ends as no fit, and nobody's name stands beside it."""
    return [ConcludeRelationship(relationship_id=heard.data.relationship_id, kind="no_fit")]


def when_hold_placed_then_suspend(heard: Envelope[HoldPlaced]) -> Asks:
    return [NoteHold(relationship_id=heard.data.relationship_id, ground=ADMINISTRATION)]


def when_hold_lifted_then_go_on(heard: Envelope[HoldLifted]) -> Asks:
    return [NoteRelease(relationship_id=heard.data.relationship_id, ground=ADMINISTRATION)]


from_profiles = Reactions(
    when_policy_published_then_adopt,
    *details,
    *duties,
    when_mentor_listed_then_note,
    when_mentor_trained_then_note,
    when_mentor_capacity_set_then_note,
    when_mentor_paused_then_note,
    when_mentor_resumed_then_note,
    when_mentor_role_ended_then_end_what_it_held,
    when_mentor_withdrew_then_end_what_it_held,
    when_mentee_ready_then_note,
    when_mentee_left_then_end_what_it_held,
    when_age_band_changed_then_note,
    when_institution_activated_then_note,
    when_institution_reinstated_then_note,
    when_institution_suspended_then_note,
    when_institution_withdrew_then_note,
)
from_sessions = Reactions(when_session_held_then_note, when_fit_denied_then_part_kindly, *signs)
from_administration = Reactions(when_hold_placed_then_suspend, when_hold_lifted_then_go_on)
