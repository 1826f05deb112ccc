"""How a programme decides about the versions of its policy."""

import hashlib
from datetime import datetime

from shared.canonical import canonical
from shared.deciding import Decider, obey
from shared.durations import midnight
from shared.messages import Event
from shared.refusals import Refused

from ..commands.programme import PublishPolicy
from ..events import ProgrammePolicyPublished
from ..policies.compiling import compile_policy, version_of
from ..policies.document import Document
from ..policies.programmes import Programme, programme_named_alike, version_follows


def decide(command: PublishPolicy, known: Programme) -> list[Event]:
    if problems := compile_policy(command.document):
        why = "; ".join(str(one) for one in problems)
        raise Refused("policy-does-not-compile", why, problems[0].code)
    digest = hashlib.sha256(canonical(command.document)).hexdigest()
    if digest in known.digests:
        return []
    allowed = obey((programme_named_alike, version_follows, effective_date_free), command, known)
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


def evolve(known: Programme, event: ProgrammePolicyPublished) -> Programme:
    return Programme(
        {**known.starts, event.policy_version: event.effective_from},
        known.digests | {event.sha256},
    )


programme: Decider[Programme] = Decider(
    "programme-{programme}", Programme(), decide, evolve, accepts=(PublishPolicy,)
)
