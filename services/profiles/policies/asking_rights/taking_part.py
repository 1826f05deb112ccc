"""Who may ask for what about taking part as a mentor or as a mentee."""

from ...commands import mentee, mentor, returning, telling, together
from ..roles import own_word, the_office, their_institution, themself
from .grounds import FOR_A_MENTEE, MENTEE, MENTOR, OFFICE

OF_MENTORS = {
    mentor.StartMentorApplication: MENTOR,
    mentor.DeclareEmployerAffiliation: MENTOR,
    mentor.DeclareEligibility: MENTOR,
    mentor.SetMentorGoal: MENTOR,
    mentor.UpdateMentorProfile: MENTOR,
    mentor.SubmitMentorApplication: MENTOR,
    mentor.RequestScreening: OFFICE,
    mentor.RecordScreening: OFFICE,
    mentor.AcceptMentor: OFFICE,
    mentor.DeclineMentor: OFFICE,
    mentor.ListMentor: OFFICE,
    mentor.SetMentorCapacity: MENTOR,
    mentor.PauseMentor: MENTOR,
    mentor.ResumeMentor: MENTOR,
    mentor.EndMentorRole: OFFICE,
    mentor.WithdrawMentor: MENTOR,
    mentor.RequestWorkshopPlace: MENTOR,
    returning.ReinstateMentor: OFFICE,
    telling.DeclareWillingness: MENTOR,
    telling.StateHelpBoundaries: MENTOR,
    telling.StateAvailability: MENTOR,
    telling.ReadAvailability: (themself("reader_person_id"), the_office),
    together.OptIn: MENTOR,
    together.OptOut: MENTOR,
    together.JoinCommunity: MENTOR,
    together.LeaveCommunity: MENTOR,
}

OF_MENTEES = {
    mentee.ReferMentee: FOR_A_MENTEE,
    mentee.RecordConsent: (own_word("mentee_id", "person_id"), the_office, their_institution),
    mentee.WithdrawConsent: FOR_A_MENTEE,
    mentee.UpdateMenteeProfile: FOR_A_MENTEE,
    mentee.SetMenteeGoal: FOR_A_MENTEE,
    mentee.AcceptMentee: OFFICE,
    mentee.DeclineMentee: OFFICE,
    mentee.RecordInduction: (the_office, their_institution),
    mentee.ReadMenteeBrief: (themself("mentor_id"), the_office),
    mentee.RequestMenteePlace: MENTEE,
    mentee.LeaveProgramme: FOR_A_MENTEE,
}
