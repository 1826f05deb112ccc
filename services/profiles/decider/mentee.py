"""How a mentee's participation decides, from referral to readiness and leaving."""

from collections.abc import Callable, Mapping
from functools import reduce
from typing import Any

from shared.deciding import Decider, obey
from shared.durations import day_of
from shared.messages import Command, Event

from ..commands import mentee as ask
from ..events import mentee as told
from ..events.telling import MenteeDetailsChanged
from ..policies.ages import ADULT, MINOR, adult_from, age_band
from ..policies.asking import only, policy_of, today
from ..policies.mentees import (
    Mentee,
    accepting_rules,
    consent_rules,
    reading_rules,
    referring_rules,
)
from ..policies.telling import profile_rules
from ..policies.topics import topic_rules
from .belonging import rank
from .mentee_notes import NOTES
from .mentee_stages import (
    HERE,
    Accepted,
    Here,
    Known,
    Left,
    Menteeship,
    Ready,
    Referred,
    Turned,
    Unknown,
    evolve,
)
from .supporting import SUPPORTED, leave_stories


def refer(command: ask.ReferMentee, now: Menteeship) -> list[Event]:
    if isinstance(now, HERE):
        return []
    only(command, now, Unknown)
    allowed = obey(referring_rules, command, now)
    rules, born = policy_of(command), command.date_of_birth
    band = age_band(today(command), born, rules)
    adult = adult_from(born, rules) if band == MINOR else None
    referred = told.MenteeReferred.following(
        command,
        age_band=band,
        adult_from=adult,
        membership=rules.membership,
        allowed_by=allowed,
    )
    return [referred]


def consent(command: ask.RecordConsent, now: Menteeship) -> list[Event]:
    file = here(command, now)
    if command.purpose in file.consents:
        return []
    allowed = obey(consent_rules, command, file)
    granted = told.ConsentGranted.following(command, person_id=file.person_id, allowed_by=allowed)
    return [granted]


def withdraw_consent(command: ask.WithdrawConsent, now: Menteeship) -> list[Event]:
    given = isinstance(now, Known) and command.purpose in now.file.consents
    if not isinstance(now, Known) or not given:
        return []
    withdrawn = told.ConsentWithdrawn.following(command, person_id=now.file.person_id)
    return [withdrawn, *leave_stories(command, now.file)]


def update(command: ask.UpdateMenteeProfile, now: Menteeship) -> list[Event]:
    file = here(command, now)
    allowed = obey((*profile_rules, *topic_rules), command, file)
    return [
        told.MenteeProfileUpdated.following(command, person_id=file.person_id, allowed_by=allowed)
    ]


def set_goal(command: ask.SetMenteeGoal, now: Menteeship) -> list[Event]:
    file = here(command, now)
    return [told.MenteeGoalSet.following(command, person_id=file.person_id)]


def accept(command: ask.AcceptMentee, now: Menteeship) -> list[Event]:
    if isinstance(now, Accepted | Ready):
        return []
    file = only(command, now, Referred).file
    allowed = obey(accepting_rules, command, file)
    accepted = told.MenteeApplicationAccepted.following(
        command,
        person_id=file.person_id,
        age_band=file.band,
        region=file.region,
        allowed_by=allowed,
    )
    return [accepted, ready(command, file)] if file.trained else [accepted]


def decline(command: ask.DeclineMentee, now: Menteeship) -> list[Event]:
    if isinstance(now, Turned):
        return []
    file = only(command, now, Referred).file
    return [told.MenteeApplicationDeclined.following(command, person_id=file.person_id)]


def induct(command: ask.RecordInduction, now: Menteeship) -> list[Event]:
    here(command, now)
    return [told.MenteeInducted.following(command, held_on=command.held_on or today(command))]


def note_trained(command: ask.NoteMenteeTrained, now: Menteeship) -> list[Event]:
    if not isinstance(now, Known) or now.file.trained:
        return []
    noted = told.MenteeTrainingNoted.following(command)
    return [noted, ready(command, now.file)] if isinstance(now, Accepted) else [noted]


def ready(command: Command, file: Mentee) -> told.MenteeReadyForMatching:
    return told.MenteeReadyForMatching(
        mentee_id=file.mentee_id,
        person_id=file.person_id,
        institution_id=file.institution_id,
        age_band=file.band,
        ready_at=command.asked.at,
        **file.details,
    )


def come_of_age(command: ask.ChangeAgeBand, now: Menteeship) -> list[Event]:
    if not isinstance(now, Here) or now.file.band == ADULT or now.file.born is None:
        return []
    rules, file = policy_of(command), now.file
    birthday = adult_from(now.file.born, rules)
    if command.asked.at < birthday:
        return []  # asked by a timer that was set before the birth date was corrected
    changed = told.AgeBandChanged(
        person_id=file.person_id,
        mentee_id=file.mentee_id,
        from_band=MINOR,
        to_band=ADULT,
        effective_on=day_of(birthday, rules.policy.time_zone),
    )
    return [changed]


def read_brief(command: ask.ReadMenteeBrief, now: Menteeship) -> list[Event]:
    allowed = obey(reading_rules, command, here(command, now))
    return [told.MenteeBriefRead.following(command, allowed_by=allowed)]


def request_place(command: ask.RequestMenteePlace, now: Menteeship) -> list[Event]:
    return [told.MenteePlaceRequested.following(command, **rank(command, here(command, now)))]


def leave(command: ask.LeaveProgramme, now: Menteeship) -> list[Event]:
    if isinstance(now, Left):
        return []
    file = here(command, now)
    return [told.MenteeLeft.following(command, person_id=file.person_id)]


def here(command: Command, now: Menteeship) -> Mentee:
    """The file of a mentee who is in the programme or wants to be; else impossible."""
    known: Here = only(command, now, *HERE)
    return known.file


ANSWERS: Mapping[type[Command], Callable[[Any, Menteeship], list[Event]]] = {
    ask.ReferMentee: refer,
    ask.RecordConsent: consent,
    ask.WithdrawConsent: withdraw_consent,
    ask.UpdateMenteeProfile: update,
    ask.SetMenteeGoal: set_goal,
    ask.AcceptMentee: accept,
    ask.DeclineMentee: decline,
    ask.RecordInduction: induct,
    ask.ReadMenteeBrief: read_brief,
    ask.RequestMenteePlace: request_place,
    ask.LeaveProgramme: leave,
    ask.NoteMenteeTrained: note_trained,
    ask.ChangeAgeBand: come_of_age,
    **NOTES,
    **SUPPORTED,
}


def decide(command: Command, now: Menteeship) -> list[Event]:
    events = ANSWERS[type(command)](command, now)
    return [*events, *details_changed(now, reduce(evolve, events, now))]


def details_changed(before: Menteeship, after: Menteeship) -> list[Event]:
    """Whoever compares mentees knows of every change since the mentee was ready."""
    if not isinstance(before, Ready) or not isinstance(after, Ready):
        return []
    if before.file.details == after.file.details:
        return []
    file = after.file
    changed = MenteeDetailsChanged(
        mentee_id=file.mentee_id, person_id=file.person_id, **file.details
    )
    return [changed]


mentee: Decider[Menteeship] = Decider(
    "mentee-{mentee_id}", Unknown(), decide, evolve, accepts=tuple(ANSWERS), keeps_programme=True
)
