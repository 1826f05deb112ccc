"""How a partner institution decides, from proposal to withdrawal."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands import institution as ask
from ..events import institution as told
from ..policies.asking import only, today
from ..policies.institutions import (
    File,
    activating_rules,
    appointing_rules,
    proposing_rules,
    reinstating_rules,
)


@dataclass(frozen=True)
class Unknown:
    file: File


@dataclass(frozen=True)
class Proposed:
    file: File


@dataclass(frozen=True)
class Active:
    file: File


@dataclass(frozen=True)
class Suspended:
    file: File


@dataclass(frozen=True)
class Withdrawn:
    file: File


Institution = Unknown | Proposed | Active | Suspended | Withdrawn
Known = Proposed | Active | Suspended
KNOWN = (Proposed, Active, Suspended)


def propose(command: ask.ProposeInstitution, now: Institution) -> list[Event]:
    if isinstance(now, KNOWN):
        return []
    allowed = obey(proposing_rules, command, only(command, now, Unknown).file)
    return [told.InstitutionProposed.following(command, allowed_by=allowed)]


def review(command: ask.ReviewInstitution, now: Institution) -> list[Event]:
    only(command, now, Proposed)
    return [told.InstitutionReviewed.following(command)]


def sign(command: ask.SignInstitutionAgreement, now: Institution) -> list[Event]:
    only(command, now, *KNOWN)
    return [told.InstitutionAgreementSigned.following(command)]


def register(command: ask.RegisterPremises, now: Institution) -> list[Event]:
    known: Known = only(command, now, *KNOWN)
    if command.premises_id in known.file.premises:
        return []
    return [told.PremisesRegistered.following(command)]


def appoint(command: ask.AppointSafeguardingLead, now: Institution) -> list[Event]:
    known: Known = only(command, now, *KNOWN)
    if (command.role, command.person_id) in known.file.holders:
        return []
    allowed = obey(appointing_rules, command, known.file)
    return [told.SafeguardingLeadAppointed.following(command, allowed_by=allowed)]


def relieve(command: ask.RelieveSafeguardingLead, now: Institution) -> list[Event]:
    left = now.file.holders - {(command.role, command.person_id)}
    if left == now.file.holders:
        return []
    relieved = told.SafeguardingLeadRelieved.following(command)
    vacant = told.InstitutionRoleVacant.following(command)
    return [relieved] if command.role in {role for role, _ in left} else [relieved, vacant]


def activate(command: ask.ActivateInstitution, now: Institution) -> list[Event]:
    if isinstance(now, Active):
        return []
    file = only(command, now, Proposed).file
    allowed = obey(activating_rules, command, file)
    place = {"type": file.type, "region": file.region}
    vouched = [
        told.MenteeVouchedFor.following(command, mentee_id=one, **place) for one in file.waiting
    ]
    return [
        told.InstitutionActivated.following(command, **place, allowed_by=allowed),
        *vouched,
    ]


def suspend(command: ask.SuspendInstitution, now: Institution) -> list[Event]:
    if isinstance(now, Suspended):
        return []
    only(command, now, Active)
    return [told.InstitutionSuspended.following(command)]


def reinstate(command: ask.ReinstateInstitution, now: Institution) -> list[Event]:
    if isinstance(now, Active):
        return []
    file = only(command, now, Suspended).file
    allowed = obey(reinstating_rules, command, file)
    back = told.InstitutionReinstated.following(command, allowed_by=allowed)
    place = {"type": file.type, "region": file.region}
    return [
        back,
        *(told.MenteeVouchedFor.following(command, mentee_id=one, **place) for one in file.waiting),
    ]


def withdraw(command: ask.WithdrawInstitution, now: Institution) -> list[Event]:
    if isinstance(now, Withdrawn):
        return []
    only(command, now, *KNOWN)
    last = command.effective_on or today(command)
    return [told.InstitutionWithdrew.following(command, effective_on=last)]


def vouch(command: ask.VouchForMentee, now: Institution) -> list[Event]:
    file = now.file
    if command.mentee_id in {*file.vouched, *file.waiting}:
        return []
    if not isinstance(now, Active):
        return [told.MenteeAwaitsInstitution.following(command)]
    return [told.MenteeVouchedFor.following(command, type=file.type, region=file.region)]


ANSWERS: Mapping[type[Command], Callable[[Any, Institution], list[Event]]] = {
    ask.ProposeInstitution: propose,
    ask.ReviewInstitution: review,
    ask.SignInstitutionAgreement: sign,
    ask.RegisterPremises: register,
    ask.AppointSafeguardingLead: appoint,
    ask.RelieveSafeguardingLead: relieve,
    ask.ActivateInstitution: activate,
    ask.SuspendInstitution: suspend,
    ask.ReinstateInstitution: reinstate,
    ask.WithdrawInstitution: withdraw,
    ask.VouchForMentee: vouch,
}

STAGES: Mapping[type[Event], type[Institution]] = {
    told.InstitutionProposed: Proposed,
    told.InstitutionActivated: Active,
    told.InstitutionReinstated: Active,
    told.InstitutionSuspended: Suspended,
    told.InstitutionWithdrew: Withdrawn,
}


def decide(command: Command, now: Institution) -> list[Event]:
    return ANSWERS[type(command)](command, now)


def evolve(now: Institution, event: Event) -> Institution:
    stage = STAGES.get(type(event), type(now))
    return stage(replace(now.file, **changes(event, now.file)))


def changes(event: Event, file: File) -> dict[str, Any]:
    match event:
        case told.InstitutionProposed(type=kind, region=region):
            return {"type": kind, "region": region}
        case told.InstitutionReviewed(outcome=outcome):
            return {"approved": outcome == "approved"}
        case told.InstitutionAgreementSigned():
            return {"agreed": True}
        case told.PremisesRegistered(premises_id=premises):
            return {"premises": file.premises | {premises}}
        case _:
            return people(event, file)


def people(event: Event, file: File) -> dict[str, Any]:
    match event:
        case told.MenteeAwaitsInstitution(mentee_id=mentee):
            return {"waiting": (*file.waiting, mentee)}
        case told.MenteeVouchedFor(mentee_id=mentee):
            waiting = tuple(one for one in file.waiting if one != mentee)
            return {"waiting": waiting, "vouched": file.vouched | {mentee}}
        case told.SafeguardingLeadAppointed(role=role, person_id=person):
            return {"holders": file.holders | {(role, person)}}
        case told.SafeguardingLeadRelieved(role=role, person_id=person):
            return {"holders": file.holders - {(role, person)}}
        case _:
            return {}


institution: Decider[Institution] = Decider(
    "institution-{institution_id}", Unknown(File()), decide, evolve, accepts=tuple(ANSWERS)
)
