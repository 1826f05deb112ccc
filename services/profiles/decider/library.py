"""How a programme's library knows what it has, and whether a mentee may be taken in with it.

No mentee is taken in before there is something on every topic the policy requires (1MM-074): a
programme that lacks it is not live for them. Each mentee asks when referred; whoever asks too
early waits here, and hears of it as soon as the last thing missing is there.
"""

from dataclasses import replace

from shared.deciding import Decider
from shared.messages import Command, Event

from ..commands.resources import AskLibrary, ShelveResource, UnshelveResource
from ..events.resources import (
    LibraryServesMentee,
    MenteeAwaitsResources,
    ResourceShelved,
    ResourceUnshelved,
)
from ..policies.asking import policy_now
from ..policies.resources import Library


def required(command: Command) -> tuple[str, ...]:
    """The topics on which there has to be something, by the policy in force now."""
    offered = policy_now(command).support.library
    return offered.required_topics if offered else ()


def decide(command: Command, known: Library) -> list[Event]:
    match command:
        case ShelveResource() as ask:
            return shelve(ask, known)
        case UnshelveResource() as ask:
            there = ask.resource_id in known.topics
            return [ResourceUnshelved.following(ask)] if there else []
        case AskLibrary() as ask:
            return serve(ask, known)
        case _:
            raise NotImplementedError(type(command).__name__)


def shelve(command: ShelveResource, known: Library) -> list[Event]:
    if known.topics.get(command.resource_id) == command.topic:
        return []
    shelved = ResourceShelved.following(command)
    if evolve(known, shelved).lacks(required(command)):
        return [shelved]
    waiting = sorted(known.waiting, key=known.waiting.__getitem__)
    served = [LibraryServesMentee.following(command, mentee_id=one) for one in waiting]
    return [shelved, *served]


def serve(command: AskLibrary, known: Library) -> list[Event]:
    topics = required(command)
    if not topics or command.mentee_id in known.waiting or command.mentee_id in known.served:
        return []
    if missing := known.lacks(topics):
        return [MenteeAwaitsResources.following(command, topics=missing)]
    return [LibraryServesMentee.following(command)]


def evolve(known: Library, event: Event) -> Library:
    match event:
        case ResourceShelved(resource_id=one, topic=topic):
            return replace(known, topics={**known.topics, one: topic})
        case ResourceUnshelved(resource_id=gone):
            left = {one: topic for one, topic in known.topics.items() if one != gone}
            return replace(known, topics=left)
        case MenteeAwaitsResources(mentee_id=one):
            place = len(known.waiting) + len(known.served)
            return replace(known, waiting=known.waiting.set(one, place))
        case LibraryServesMentee(mentee_id=one):
            others = known.waiting.delete(one) if one in known.waiting else known.waiting
            return replace(known, waiting=others, served=known.served.set(one, None))
        case _:
            return known


library: Decider[Library] = Decider(
    "library-{programme}",
    Library(),
    decide,
    evolve,
    accepts=(ShelveResource, UnshelveResource, AskLibrary),
)
