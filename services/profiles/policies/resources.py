"""What is known about resources and a programme's library, and the rules of offering them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol
from uuid import UUID

from immutables import Map

from shared.messages import Command

from ..commands.resources import AccessResource, PublishResource
from ..events.resources import ResourcePublished
from .asking import policy_now, policy_of


class File(Protocol):
    """What is known of a mentee: whether the resources they need are there."""

    @property
    def resources(self) -> bool: ...


@dataclass(frozen=True)
class Library:
    """Topics by resource, the mentees who wait for what is missing, in their order, and those who
    do no longer. Every mentee of a programme comes here, so that nothing is copied for one of them.
    """

    topics: Mapping[UUID, str] = field(default_factory=dict)
    waiting: Map[UUID, int] = Map()
    served: Map[UUID, None] = Map()

    def lacks(self, required: tuple[str, ...]) -> tuple[str, ...]:
        """The topics asked for on which there is nothing."""
        return tuple(topic for topic in required if topic not in self.topics.values())


def resources_offered(command: PublishResource, _: object) -> str | None:
    offered = policy_now(command).support.library is not None
    return None if offered else "This programme offers no resources."


def topic_known(command: PublishResource, _: object) -> str | None:
    rules = policy_now(command)
    library = rules.support.library
    topics = library.topics if library else ()
    known = not topics or command.topic in {*topics, rules.fit_check.resource}
    return None if known else f"The topics are: {', '.join(topics)}."


def for_this_role(command: AccessResource, resource: ResourcePublished) -> str | None:
    return None if command.role in resource.audience else "It is meant for others."


def resources_there(command: Command, mentee: File) -> str | None:
    # Asked of the mentee's own file: the library says so as soon as it is so.
    library = policy_of(command).support.library
    required = library.required_topics if library else ()
    missing = required and not mentee.resources
    return f"There is no resource yet on: {', '.join(required)}." if missing else None


publishing_rules = (resources_offered, topic_known)
opening_rules = (for_this_role,)
