"""The rules of applying as a mentor, being listed and being let go."""

from datetime import date

from ..commands.mentor import (
    AcceptMentor,
    DeclareEmployerAffiliation,
    DeclineMentor,
    EndMentorRole,
    ListMentor,
    RecordScreening,
    RequestScreening,
    SetMentorCapacity,
    StartMentorApplication,
    SubmitMentorApplication,
)
from .ages import age_on, outside
from .asking import policy_now, policy_of, today
from .document.joining import Decline, End
from .files import Mentor
from .memberships import membership
from .recruiting import recruitment_open
from .telling import telling_rules

CRIMINAL_RECORD, DISCRETION = "dbs_", "discretion"


def source_known(command: StartMentorApplication, _: object) -> str | None:
    sources = policy_of(command).mentor.affiliations
    return None if command.source in sources else f"Mentors come as: {', '.join(sources)}."


def partnership_held(command: DeclareEmployerAffiliation, _: object) -> str | None:
    required = policy_of(command).employer.partnership_required
    missing = required and command.partnership != "partner"
    return "Employers of this programme are its partners." if missing else None


def mentor_age(command: StartMentorApplication, _: object) -> str | None:
    age = policy_of(command).mentor.age
    if age.min is None and age.max is None:
        return None
    if command.date_of_birth is None:
        return "The programme asks for a mentor's age; the birth date is missing."
    years = age_on(today(command), command.date_of_birth)
    return "The age is outside the programme's." if outside(years, age.min, age.max) else None


def eligibility_basis(command: RequestScreening | RecordScreening, mentor: Mentor) -> str | None:
    if not command.kind.startswith(CRIMINAL_RECORD) or command.kind in mentor.requested:
        return None
    bases = policy_of(command).screening.eligibility_basis
    given = command.eligibility_basis if isinstance(command, RequestScreening) else None
    return None if given in bases else f"This check needs a basis first: {', '.join(bases)}."


def eligibility_confirmed(_: SubmitMentorApplication, mentor: Mentor) -> str | None:
    return None if mentor.eligible else "The declared experience does not meet the policy."


def goal_set(command: SubmitMentorApplication, mentor: Mentor) -> str | None:
    wanted = policy_of(command).mentor.goal == "required" and not mentor.has_goal
    return "The application has no goal yet." if wanted else None


def decided_by(command: AcceptMentor | DeclineMentor | EndMentorRole, _: object) -> str | None:
    return None if command.decided_by else "Somebody has to answer for this decision."


def pre_evaluation(command: AcceptMentor, mentor: Mentor) -> str | None:
    missing = "mentor" in policy_of(command).application.pre_evaluation and not mentor.evaluated
    return "The pre-evaluation is not answered." if missing else None


def screening_clear(command: AcceptMentor, mentor: Mentor) -> str | None:
    required = policy_of(command).screening.required
    open_ = [kind for kind in required if mentor.screening.get(kind) != "clear"]
    return f"Not clear: {', '.join(open_)}." if open_ else None


def listed_reasons(command: DeclineMentor | EndMentorRole) -> Decline | End:
    mentor = policy_of(command).mentor
    return mentor.decline if isinstance(command, DeclineMentor) else mentor.end


def reason_known(command: DeclineMentor | EndMentorRole, _: object) -> str | None:
    listed = listed_reasons(command)
    if command.reason_code in listed.reasons:
        return None
    if listed.discretion and (command.reason_code == DISCRETION or command.rationale):
        return None
    return "An unlisted reason needs the operator's discretion and a rationale."


def case_linked(command: DeclineMentor | EndMentorRole, _: object) -> str | None:
    needs = command.reason_code in listed_reasons(command).needs_case
    return "This reason needs a linked case." if needs and not command.case_ref else None


def mentor_trained(command: ListMentor, mentor: Mentor) -> str | None:
    asked = policy_of(command).training.mentor is not None
    return "The training is not complete." if asked and not mentor.trained else None


def documents_acknowledged(command: ListMentor, mentor: Mentor) -> str | None:
    # Safety and law apply at once: the versions are those in force now.
    documents = policy_now(command).documents
    unread = [
        kind
        for kind in documents.acknowledge
        if mentor.acknowledged.get(kind, 0) < documents.versions.get(kind, 1)
    ]
    return f"Not acknowledged in the current version: {', '.join(unread)}." if unread else None


def capacity_setter(command: SetMentorCapacity, mentor: Mentor) -> str | None:
    by = command.asked.by
    own = by.role == "mentor" or by.id in {str(mentor.mentor_id), str(mentor.person_id)}
    theirs = policy_of(command).mentor.capacity.set_by == "mentor"
    return "The operator sets how many mentees a mentor has." if own and not theirs else None


def first_day(command: EndMentorRole) -> date:
    """The day from which the role is over."""
    return command.effective_on or today(command)


employer_rules = (partnership_held,)
starting_rules = (recruitment_open, source_known, mentor_age)
screening_rules = (eligibility_basis,)
submitting_rules = (membership, eligibility_confirmed, goal_set)
accepting_rules = (decided_by, pre_evaluation, screening_clear, membership)
parting_rules = (decided_by, reason_known, case_linked)
listing_rules = (mentor_trained, documents_acknowledged, membership, *telling_rules)
resuming_rules = (membership,)
place_rules = (membership,)
