"""How a mentor's application decides, up to acceptance or not."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.deciding import obey
from shared.messages import Command, Event

from ..commands import mentor as ask
from ..events import mentor as told
from ..policies.asking import only, policy_of
from ..policies.drafts import times
from ..policies.expressions import at_least, satisfied_by
from ..policies.mentors import (
    accepting_rules,
    employer_rules,
    parting_rules,
    screening_rules,
    starting_rules,
    submitting_rules,
)
from ..policies.telling import mentor_profile_rules
from ..policies.topics import topic_rules
from .mentor_stages import (
    APPLICANTS,
    MENTORS,
    Accepted,
    Declined,
    Draft,
    Known,
    Listed,
    Mentoring,
    Paused,
    Submitted,
    Unknown,
)

Applying = Draft | Submitted
Here = Draft | Submitted | Accepted | Listed | Paused


def start(command: ask.StartMentorApplication, now: Mentoring) -> list[Event]:
    if isinstance(now, Draft):
        return []
    only(command, now, Unknown)
    allowed = obey(starting_rules, command, now)
    started = told.MentorApplicationStarted.following(
        command, membership=policy_of(command).membership, **times(command), allowed_by=allowed
    )
    return [started]


def affiliate(command: ask.DeclareEmployerAffiliation, now: Mentoring) -> list[Event]:
    only(command, now, *APPLICANTS, *MENTORS)
    allowed = obey(employer_rules, command, now)
    return [told.EmployerAffiliationDeclared.following(command, allowed_by=allowed)]


def declare(command: ask.DeclareEligibility, now: Mentoring) -> list[Event]:
    only(command, now, Draft)
    declared = told.MentorEligibilityDeclared.following(command)
    rules = policy_of(command).mentor
    years = {
        "general_years": command.general_years,
        "postgraduate_years": command.postgraduate_years,
        "youth_experience_years": command.youth_experience_years or 0.0,
    }
    by = satisfied_by(rules.experience, at_least(years))
    if rules.statuses and command.status not in rules.statuses:
        return [declared, told.MentorEligibilityRefused.following(command, rule_id="status")]
    if by is None:
        return [declared, told.MentorEligibilityRefused.following(command, rule_id="experience")]
    return [declared, told.MentorEligibilityConfirmed.following(command, satisfied_by=by)]


def set_goal(command: ask.SetMentorGoal, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    return [told.MentorGoalSet.following(command, person_id=here.file.person_id)]


def update(command: ask.UpdateMentorProfile, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    allowed = obey((*mentor_profile_rules, *topic_rules), command, here.file)
    updated = told.MentorProfileUpdated.following(
        command, person_id=here.file.person_id, allowed_by=allowed
    )
    return [updated]


def request_screening(command: ask.RequestScreening, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    if command.kind in here.file.requested:
        return []
    allowed = obey(screening_rules, command, here.file)
    return [told.ScreeningRequested.following(command, allowed_by=allowed)]


def record_screening(command: ask.RecordScreening, now: Mentoring) -> list[Event]:
    here: Here = only(command, now, *APPLICANTS, *MENTORS)
    if here.file.screening.get(command.kind) == command.outcome:
        return []
    allowed = obey(screening_rules, command, here.file)
    recorded = told.ScreeningCheckRecorded.following(
        command, person_id=here.file.person_id, allowed_by=allowed
    )
    return [recorded]


def submit(command: ask.SubmitMentorApplication, now: Mentoring) -> list[Event]:
    if isinstance(now, Submitted):
        return []
    allowed = obey(submitting_rules, command, only(command, now, Draft).file)
    return [told.MentorApplicationSubmitted.following(command, allowed_by=allowed)]


def accept(command: ask.AcceptMentor, now: Mentoring) -> list[Event]:
    if isinstance(now, MENTORS):
        return []
    file = only(command, now, Submitted).file
    allowed = obey(accepting_rules, command, file)
    accepted = told.MentorApplicationAccepted.following(
        command, person_id=file.person_id, allowed_by=allowed
    )
    return [accepted]


def decline(command: ask.DeclineMentor, now: Mentoring) -> list[Event]:
    if isinstance(now, Declined):
        return []
    applying: Applying = only(command, now, *APPLICANTS)
    allowed = obey(parting_rules, command, applying.file)
    declined = told.MentorApplicationDeclined.following(
        command, person_id=applying.file.person_id, allowed_by=allowed
    )
    return [declined]


def note_pre_evaluation(command: ask.NotePreEvaluation, now: Mentoring) -> list[Event]:
    known = isinstance(now, Known) and not now.file.evaluated
    return [told.MentorPreEvaluationNoted.following(command)] if known else []


APPLYING: Mapping[type[Command], Callable[[Any, Any], list[Event]]] = {
    ask.StartMentorApplication: start,
    ask.DeclareEmployerAffiliation: affiliate,
    ask.DeclareEligibility: declare,
    ask.SetMentorGoal: set_goal,
    ask.UpdateMentorProfile: update,
    ask.RequestScreening: request_screening,
    ask.RecordScreening: record_screening,
    ask.SubmitMentorApplication: submit,
    ask.AcceptMentor: accept,
    ask.DeclineMentor: decline,
    ask.NotePreEvaluation: note_pre_evaluation,
}
