"""How a programme decides about the versions of its policy."""

import hashlib
from dataclasses import replace
from datetime import datetime

from shared.canonical import canonical
from shared.deciding import Decider, obey
from shared.durations import midnight
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands.programme import DecidePilotOutcome, PublishPolicy
from ..events import PilotOutcomeDecided, ProgrammePolicyPublished
from ..policies.compiling import compile_policy, version_of
from ..policies.document import Document
from ..policies.pilots import deciding_rules, pilot_decided, window_in
from ..policies.programmes import Programme, programme_named_alike, version_follows


def decide(command: Command, known: Programme) -> list[Event]:
    match command:
        case PublishPolicy() as ask:
            return publish(ask, known)
        case DecidePilotOutcome() as ask:
            return decide_pilot(ask, known)
        case _:
            raise NotImplementedError(type(command).__name__)


def decide_pilot(command: DecidePilotOutcome, known: Programme) -> list[Event]:
    if command.outcome == known.outcome:
        return []
    allowed = obey(deciding_rules, command, known)
    return [PilotOutcomeDecided.following(command, allowed_by=allowed)]


def publish(command: PublishPolicy, known: Programme) -> list[Event]:
    if problems := compile_policy(command.document):
        why = "; ".join(str(one) for one in problems)
        raise Refused("policy-does-not-compile", why, problems[0].code)
    digest = hashlib.sha256(canonical(command.document)).hexdigest()
    if digest in known.digests:
        return []
    allowed = obey(publishing_rules, command, known)
    published = ProgrammePolicyPublished.following(
        command,
        policy_version=version_of(command.document),
        effective_from=starts_at(command),
        sha256=digest,
        allowed_by=allowed,
    )
    return [published]


def starts_at(command: PublishPolicy) -> datetime:
    """The local midnight from which the version is in force."""
    policy = Document.load(command.document).policy
    assert policy.effective_from, "the compiler asks for it"
    return midnight(policy.effective_from, policy.time_zone)


def effective_date_free(command: PublishPolicy, known: Programme) -> str | None:
    taken = starts_at(command) in known.starts.values()
    return "Another version begins on the same day." if taken else None


publishing_rules = (programme_named_alike, version_follows, effective_date_free, pilot_decided)


def evolve(known: Programme, event: Event) -> Programme:
    match event:
        case ProgrammePolicyPublished() as one:
            return replace(
                known,
                starts={**known.starts, one.policy_version: one.effective_from},
                digests=known.digests | {one.sha256},
                window=window_in(one.document),
            )
        case PilotOutcomeDecided(outcome=outcome):
            return replace(known, outcome=outcome)
        case _:
            return known


programme: Decider[Programme] = Decider(
    "programme-{programme}",
    Programme(),
    decide,
    evolve,
    accepts=(PublishPolicy, DecidePilotOutcome),
)
