"""How a resource is offered, opened and retired."""

from dataclasses import dataclass, replace

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands.resources import AccessResource, PublishResource, RetireResource
from ..events.resources import ResourceAccessed, ResourcePublished, ResourceRetired
from ..policies.asking import only, policy_now, programme_of
from ..policies.resources import opening_rules, publishing_rules


@dataclass(frozen=True)
class Unpublished: ...


@dataclass(frozen=True)
class Offered:
    edition: ResourcePublished


@dataclass(frozen=True)
class Retired: ...


Resource = Unpublished | Offered | Retired


def decide(command: Command, now: Resource) -> list[Event]:
    match command:
        case PublishResource() as ask:
            return publish(ask, now)
        case RetireResource() as ask:
            return retire(ask, now)
        case AccessResource() as ask:
            offered: Offered = only(ask, now, Offered)
            allowed = obey(opening_rules, ask, offered.edition)
            return [ResourceAccessed.following(ask, allowed_by=allowed)]
        case _:
            raise NotImplementedError(type(command).__name__)


def publish(command: PublishResource, now: Resource) -> list[Event]:
    allowed = obey(publishing_rules, command, now)
    library = policy_now(command).support.library
    edition = ResourcePublished.following(
        command,
        programme=programme_of(command),
        before_first_session=bool(library and command.topic in library.first_session),
    )
    known = isinstance(now, Offered) and now.edition == edition
    return [] if known else [replace(edition, allowed_by=allowed)]


def retire(command: RetireResource, now: Resource) -> list[Event]:
    if isinstance(now, Retired):
        return []
    offered: Offered = only(command, now, Offered)
    return [ResourceRetired.following(command, programme=offered.edition.programme)]


def evolve(now: Resource, event: Event) -> Resource:
    match event:
        case ResourcePublished() as edition:
            return Offered(edition)
        case ResourceRetired():
            return Retired()
        case _:
            return now


resource: Decider[Resource] = Decider(
    "resource-{resource_id}",
    Unpublished(),
    decide,
    evolve,
    accepts=(PublishResource, RetireResource, AccessResource),
)
