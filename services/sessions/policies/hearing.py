"""When other services say this, then that is asked here."""

from shared.envelope import Envelope
from shared.messages import Command
from shared.reacting import Reactions
from shared.rulebook import when_policy_published_then_adopt

from .. import commands as ask
from ..heard import (
    AgeBandChanged,
    ConsentWithdrawn,
    EndReversed,
    InstitutionActivated,
    InstitutionReinstated,
    InstitutionRoleVacant,
    InstitutionSuspended,
    InstitutionWithdrew,
    MatchMade,
    MentorApplicationStarted,
    MentorRoleEnded,
    PremisesRegistered,
    RelationshipContinued,
    RelationshipEnded,
    RelationshipPaused,
    RelationshipResumed,
    RelationshipShapeAgreed,
    RelationshipSuspended,
    SafeguardingLeadAppointed,
    SafeguardingLeadRelieved,
    StaffRoleEnded,
    StaffRoleGranted,
    StartChecklistCompleted,
    SuspensionLifted,
)


def when_staff_role_granted_then_note(heard: Envelope[StaffRoleGranted]) -> list[Command]:
    told = heard.data
    if told.institution_id is None:
        return []
    return [
        ask.NoteStaff(institution_id=told.institution_id, person_id=told.person_id, role=told.role)
    ]


def when_staff_role_ended_then_note(heard: Envelope[StaffRoleEnded]) -> list[Command]:
    """Who has left accompanies nobody."""
    told = heard.data
    if told.institution_id is None:
        return []
    return [
        ask.NoteStaff(
            institution_id=told.institution_id,
            person_id=told.person_id,
            role=told.role,
            holds=False,
        )
    ]


def active(institution: InstitutionActivated | InstitutionReinstated) -> list[Command]:
    return [ask.NoteActivity(institution_id=institution.institution_id, active=True)]


def inactive(institution: InstitutionSuspended | InstitutionWithdrew) -> list[Command]:
    return [ask.NoteActivity(institution_id=institution.institution_id, active=False)]


def when_institution_activated_then_note(heard: Envelope[InstitutionActivated]) -> list[Command]:
    return active(heard.data)


def when_institution_reinstated_then_note(heard: Envelope[InstitutionReinstated]) -> list[Command]:
    return active(heard.data)


def when_institution_suspended_then_note(heard: Envelope[InstitutionSuspended]) -> list[Command]:
    return inactive(heard.data)


def when_institution_withdrew_then_note(heard: Envelope[InstitutionWithdrew]) -> list[Command]:
    return inactive(heard.data)


def when_role_vacant_then_note(heard: Envelope[InstitutionRoleVacant]) -> list[Command]:
    told = heard.data
    return [ask.NoteLead(institution_id=told.institution_id, role=told.role, vacant=True)]


def when_lead_appointed_then_note(heard: Envelope[SafeguardingLeadAppointed]) -> list[Command]:
    """The role is filled, and who fills it speaks for the institution."""
    told = heard.data
    return [
        ask.NoteLead(institution_id=told.institution_id, role=told.role, vacant=False),
        ask.NoteStaff(institution_id=told.institution_id, person_id=told.person_id, role=told.role),
    ]


def when_lead_relieved_then_note(heard: Envelope[SafeguardingLeadRelieved]) -> list[Command]:
    told = heard.data
    return [
        ask.NoteStaff(
            institution_id=told.institution_id,
            person_id=told.person_id,
            role=told.role,
            holds=False,
        )
    ]


def when_premises_registered_then_note(heard: Envelope[PremisesRegistered]) -> list[Command]:
    told = heard.data
    return [ask.NotePremises(institution_id=told.institution_id, premises_id=told.premises_id)]


def when_mentor_applied_then_note(heard: Envelope[MentorApplicationStarted]) -> list[Command]:
    return [ask.NoteApplication(mentor_id=heard.data.mentor_id, applied_at=heard.occurred_at)]


def when_mentor_role_ended_then_stand_down(heard: Envelope[MentorRoleEnded]) -> list[Command]:
    return [ask.StandDown(mentor_id=heard.data.mentor_id)]


def when_age_band_changed_then_change(heard: Envelope[AgeBandChanged]) -> list[Command]:
    told = heard.data
    return [
        ask.ChangeMenteeBand(
            mentee_id=told.mentee_id, band=told.to_band, effective_on=told.effective_on
        )
    ]


def when_consent_withdrawn_then_lapse(heard: Envelope[ConsentWithdrawn]) -> list[Command]:
    return [ask.LapseConsent(mentee_id=heard.data.mentee_id, purpose=heard.data.purpose)]


def when_match_made_then_open_plan(heard: Envelope[MatchMade]) -> list[Command]:
    return [ask.OpenPlan(**{name: getattr(heard.data, name) for name in ask.OpenPlan.codecs})]


def when_checklist_completed_then_note(heard: Envelope[StartChecklistCompleted]) -> list[Command]:
    told = heard.data
    return [
        ask.NoteChecklist(
            relationship_id=told.relationship_id, items=told.items, chaperone_id=told.chaperone_id
        )
    ]


def when_relationship_paused_then_pause(heard: Envelope[RelationshipPaused]) -> list[Command]:
    return [ask.PausePlan(relationship_id=heard.data.relationship_id)]


def when_relationship_resumed_then_resume(heard: Envelope[RelationshipResumed]) -> list[Command]:
    return [ask.ResumePlan(relationship_id=heard.data.relationship_id)]


def when_relationship_suspended_then_suspend(
    heard: Envelope[RelationshipSuspended],
) -> list[Command]:
    return [ask.SuspendPlan(relationship_id=heard.data.relationship_id)]


def when_suspension_lifted_then_release(heard: Envelope[SuspensionLifted]) -> list[Command]:
    return [ask.ReleasePlan(relationship_id=heard.data.relationship_id)]


def when_relationship_ended_then_end(heard: Envelope[RelationshipEnded]) -> list[Command]:
    told = heard.data
    return [ask.EndPlan(relationship_id=told.relationship_id, effective_on=told.effective_on)]


def when_end_reversed_then_reopen(heard: Envelope[EndReversed]) -> list[Command]:
    return [ask.ReopenPlan(relationship_id=heard.data.relationship_id)]


def when_relationship_continued_then_listen(
    heard: Envelope[RelationshipContinued],
) -> list[Command]:
    return [ask.ContinuePlan(relationship_id=heard.data.relationship_id)]


def when_shape_agreed_then_note(heard: Envelope[RelationshipShapeAgreed]) -> list[Command]:
    told = heard.data
    return [ask.NoteShape(relationship_id=told.relationship_id, shape=told.shape)]


from_profiles = Reactions(
    when_policy_published_then_adopt,
    when_staff_role_granted_then_note,
    when_staff_role_ended_then_note,
    when_institution_activated_then_note,
    when_institution_reinstated_then_note,
    when_institution_suspended_then_note,
    when_institution_withdrew_then_note,
    when_role_vacant_then_note,
    when_lead_appointed_then_note,
    when_lead_relieved_then_note,
    when_premises_registered_then_note,
    when_mentor_applied_then_note,
    when_mentor_role_ended_then_stand_down,
    when_age_band_changed_then_change,
    when_consent_withdrawn_then_lapse,
)

from_matching = Reactions(
    when_match_made_then_open_plan,
    when_checklist_completed_then_note,
    when_relationship_paused_then_pause,
    when_relationship_resumed_then_resume,
    when_relationship_suspended_then_suspend,
    when_suspension_lifted_then_release,
    when_relationship_ended_then_end,
    when_end_reversed_then_reopen,
    when_relationship_continued_then_listen,
    when_shape_agreed_then_note,
)
