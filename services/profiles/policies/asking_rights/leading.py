"""Who may ask for what about programmes, staff, institutions, people and memberships."""

from shared.rights import Ground

from ...commands import institution, membership, person, programme, staff
from ..roles import an_institution, the_leaders, themself
from .grounds import OFFICE, PARTICIPATION, PERSON

OF_PROGRAMMES = {
    programme.PublishPolicy: (the_leaders,),
    programme.DecidePilotOutcome: OFFICE,
    programme.GrantStaffRole: (the_leaders,),
    programme.EndStaffRole: (the_leaders,),
    programme.AssignTraining: (themself("assigned_by"),),
    staff.DelegateStaffRole: (Ground("anybody, whom its own rule lets", lambda *_: True),),
    staff.EndStaffDelegation: PERSON,
    institution.ProposeInstitution: OFFICE,
    institution.ReviewInstitution: OFFICE,
    institution.SignInstitutionAgreement: OFFICE,
    institution.RegisterPremises: OFFICE,
    institution.AppointSafeguardingLead: OFFICE,
    institution.RelieveSafeguardingLead: OFFICE,
    institution.ActivateInstitution: OFFICE,
    institution.SuspendInstitution: OFFICE,
    institution.ReinstateInstitution: OFFICE,
    institution.WithdrawInstitution: OFFICE,
}

OF_PEOPLE = {
    person.RegisterPerson: (*PERSON, an_institution),
    person.CorrectPersonName: PERSON,
    person.ChangePersonContacts: PERSON,
    person.AcknowledgePolicyDocument: PARTICIPATION,
    person.RevokeCertificate: OFFICE,
    membership.GrantMembership: OFFICE,
    membership.EndMembership: OFFICE,
    membership.ConsultDirectory: PERSON,
}
