"""Mentors, mentees, institutions, training and places at workshops."""

from datetime import date, timedelta
from uuid import UUID

from services.profiles.commands import drafts as of_drafts
from services.profiles.commands import institution as of_institutions
from services.profiles.commands import mentee as of_mentees
from services.profiles.commands import mentor as of_mentors
from services.profiles.commands import training as of_training
from services.profiles.decider.institution import institution
from services.profiles.decider.mentee import mentee
from services.profiles.decider.mentor import mentor
from services.profiles.decider.training import training
from services.profiles.decider.workshop import workshop
from tests.contracts.generated import RULES
from tests.contracts.walking import BEGIN, NEW, Table

ONE, PERSON, STAFF, CASE = (UUID(int=n) for n in (1, 2, 3, 4))
OFFICE = ("operator:1", "timer:", "service:1")

# ---- mentors ---------------------------------------------------------------------------------

LEAVES = {"MentorRoleEnded": "gone", "MentorWithdrawn": "gone"}
M = {"mentor_id": ONE}
WHY = {"reason_code": "discretion", "rationale": "-", "decided_by": STAFF, "case_ref": "c-1"}
MENTOR = Table(
    name="mentor",
    decider=mentor,
    moves={
        NEW: {"MentorApplicationStarted": "draft"},
        "draft": {
            "MentorEligibilityDeclared": "draft",
            "MentorEligibilityConfirmed": "draft",
            "MentorEligibilityRefused": "draft",
            "MentorApplicationSubmitted": "submitted",
            "MentorApplicationDeclined": "declined",
            "MentorWithdrawn": "gone",
            "MentorApplicationContinued": "draft",
            "MentorApplicationReminderSent": "draft",
            "MentorApplicationLapsed": "lapsed",
        },
        "submitted": {
            "MentorApplicationAccepted": "accepted",
            "MentorApplicationDeclined": "declined",
            "MentorWithdrawn": "gone",
        },
        "accepted": {"MentorListed": "listed", "MentorCapacitySet": "accepted", **LEAVES},
        "listed": {"MentorPaused": "paused", "MentorCapacitySet": "listed", **LEAVES},
        "paused": {"MentorResumed": "listed", "MentorCapacitySet": "paused", **LEAVES},
    },
    over=frozenset({"declined", "gone", "lapsed"}),
    asks=(
        of_mentors.StartMentorApplication(**M, person_id=PERSON),
        of_mentors.DeclareEligibility(**M, status="working", general_years=9.0),
        of_mentors.DeclareEligibility(**M, status="working", general_years=1.0),
        of_mentors.SetMentorGoal(**M, text="Help."),
        of_mentors.NotePreEvaluation(**M),
        *(
            of_mentors.RecordScreening(**M, kind=kind, outcome="clear")
            for kind in ("identity", "reference", "dbs_enhanced")
        ),
        of_mentors.RequestScreening(
            **M, kind="dbs_enhanced", eligibility_basis="regulated_activity"
        ),
        of_mentors.SubmitMentorApplication(**M),
        of_mentors.AcceptMentor(**M, decided_by=STAFF),
        of_mentors.NoteMentorTrained(**M),
        *(
            of_mentors.NoteAcknowledgement(**M, kind=f"safeguarding_{who}", document_version=1)
            for who in ("children", "adults")
        ),
        of_mentors.ListMentor(**M),
        of_mentors.SetMentorCapacity(**M, capacity=2),
        of_mentors.SetMentorCapacity(**M, capacity=1),
        of_mentors.PauseMentor(**M),
        of_mentors.ResumeMentor(**M),
        *(of_drafts.RemindOfApplication(**M, ordinal=ordinal) for ordinal in (1, 2, 3)),
        of_drafts.LapseApplication(**M),
    ),
    seldom=(
        of_mentors.DeclineMentor(**M, **WHY),
        of_mentors.EndMentorRole(**M, **WHY),
        of_mentors.WithdrawMentor(**M),
    ),
    actors=OFFICE,
    rules=RULES,
)

# ---- mentees ---------------------------------------------------------------------------------

Y = {"mentee_id": ONE}
HERE = {"ConsentGranted", "ConsentWithdrawn", "AgeBandChanged"}


def here(stage, **moves):
    return {**dict.fromkeys(HERE, stage), **moves, "MenteeLeft": "left"}


MENTEE = Table(
    name="mentee",
    decider=mentee,
    moves={
        NEW: {"MenteeReferred": "referred"},
        "referred": here(
            "referred",
            MenteeApplicationAccepted="accepted",
            MenteeApplicationDeclined="turned away",
        ),
        "accepted": here("accepted", MenteeReadyForMatching="ready"),
        "ready": here("ready"),
        # Nobody who has gone is held to a consent: taking it back is always open.
        "left": {"ConsentWithdrawn": "left"},
        "turned away": {"ConsentWithdrawn": "turned away"},
    },
    asks=(
        of_mentees.ReferMentee(
            **Y, person_id=PERSON, date_of_birth=date(2008, 8, 1), institution_id=STAFF
        ),
        of_mentees.RecordConsent(**Y, purpose="participation", given_by="parent"),
        of_mentees.RecordConsent(**Y, purpose="participation", given_by="self"),
        of_mentees.NoteInstitution(**Y, institution_id=STAFF, type="college", region="Leeds"),
        of_mentees.NoteMenteePreEvaluation(**Y),
        of_mentees.AcceptMentee(**Y),
        of_mentees.NoteMenteeTrained(**Y),
        of_mentees.ChangeAgeBand(**Y),
    ),
    seldom=(
        of_mentees.WithdrawConsent(**Y, purpose="participation"),
        of_mentees.DeclineMentee(**Y, reason_code="no_place"),
        of_mentees.LeaveProgramme(**Y),
    ),
    actors=("operator:1", "institution:3"),
    rules=RULES,
)

# ---- institutions ----------------------------------------------------------------------------

AT = {"institution_id": ONE}
AGREES = {"InstitutionAgreementSigned", "PremisesRegistered", "SafeguardingLeadAppointed"}


def partner(stage, **moves):
    return {**dict.fromkeys(AGREES, stage), **moves, "InstitutionWithdrew": "withdrawn"}


INSTITUTION = Table(
    name="institution",
    decider=institution,
    moves={
        NEW: {"InstitutionProposed": "proposed"},
        "proposed": partner(
            "proposed", InstitutionReviewed="proposed", InstitutionActivated="active"
        ),
        "active": partner("active", InstitutionSuspended="suspended"),
        "suspended": partner("suspended", InstitutionReinstated="active"),
    },
    over=frozenset({"withdrawn"}),
    asks=(
        of_institutions.ProposeInstitution(**AT, name="Aire", type="college", region="Leeds"),
        of_institutions.ReviewInstitution(**AT, outcome="approved"),
        of_institutions.SignInstitutionAgreement(**AT),
        *(
            of_institutions.RegisterPremises(**AT, premises_id=UUID(int=number))
            for number in range(20, 26)
        ),
        *(
            of_institutions.AppointSafeguardingLead(**AT, role=role, person_id=person)
            for role in ("dsl", "mentoring_coordinator")
            for person in (PERSON, STAFF)
        ),
        of_institutions.RelieveSafeguardingLead(**AT, role="dsl", person_id=PERSON),
        of_institutions.ActivateInstitution(**AT),
        of_institutions.SuspendInstitution(**AT, reason_code="inspection"),
        of_institutions.ReinstateInstitution(**AT),
        of_institutions.VouchForMentee(**AT, mentee_id=PERSON),
    ),
    seldom=(of_institutions.WithdrawInstitution(**AT),),
    actors=OFFICE,
    rules=RULES,
)

# ---- training --------------------------------------------------------------------------------

T = {"participant_id": ONE}
MODULES = ("profile", "goals", "safeguarding")
LEARNS = {
    "TrainingProgressSaved",
    "TrainingModuleCompleted",
    "TrainingPartCompleted",
    "WorkshopMinutesNoted",
}
TRAINING = Table(
    name="training",
    decider=training,
    moves={
        NEW: {"WorkshopMinutesNoted": NEW, "TrainingAssigned": "assigned"},
        "assigned": {
            **dict.fromkeys(LEARNS, "assigned"),
            "TrainingDueSoon": "assigned",
            "TrainingOverdue": "assigned",
            "MentorTrained": "complete",
        },
        # Whoever is trained may learn on, and is neither reminded nor trained a second time.
        "complete": {"WorkshopMinutesNoted": "complete"},
    },
    asks=(
        of_training.OpenTraining(**T, person_id=PERSON, role="mentor"),
        *(of_training.SaveTrainingProgress(**T, module=one, percent=50) for one in MODULES),
        *(of_training.CompleteModule(**T, module=one) for one in MODULES),
        *(
            of_training.NoteWorkshopMinutes(
                **T,
                workshop_id=UUID(int=number),
                item="workshop_core",
                minutes=minutes,
                attended_on=BEGIN.date(),
            )
            for number in (31, 32)
            for minutes in (30, 120)
        ),
        of_training.RemindOfTraining(**T),
        of_training.MarkTrainingOverdue(**T),
    ),
    actors=OFFICE,
    rules=RULES,
)

# ---- a place at a workshop -------------------------------------------------------------------

W = {"workshop_id": ONE}
PEOPLE = tuple(UUID(int=number) for number in (41, 42, 43))
PLACE = Table(
    name="workshop place",
    decider=workshop,
    moves={
        NEW: {"WorkshopPlaceAllocated": "has a place", "WorkshopPlaceWaitlisted": "waits"},
        "waits": {"WorkshopPlaceAllocated": "has a place", "WorkshopPlaceReleased": NEW},
        "has a place": {"WorkshopPlaceReleased": NEW},
    },
    asks=(
        of_training.ScheduleWorkshop(
            **W,
            item="workshop_core",
            starts_at=BEGIN + timedelta(days=3),
            minutes=120,
            capacity=1,
        ),
        *(of_training.BookWorkshopPlace(**W, participant_id=one) for one in PEOPLE),
        *(
            of_training.QueueForWorkshopPlace(
                **W, participant_id=one, tier=tier, submitted_at=BEGIN
            )
            for tier, one in enumerate(PEOPLE, 1)
        ),
        *(of_training.ReleaseWorkshopPlace(**W, participant_id=one) for one in PEOPLE),
        of_training.RecordAttendance(**W, participant_id=PEOPLE[0], minutes=120),
    ),
    seldom=(of_training.AllocateWorkshopPlaces(**W), of_training.GiveOutWorkshopPlaces(**W)),
    actors=OFFICE,
    rules=RULES,
    subject=lambda event: getattr(event, "participant_id", None),
    stays=False,
)

PROFILES = (MENTOR, MENTEE, INSTITUTION, TRAINING, PLACE)
