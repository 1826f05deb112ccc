"""How a story is proposed, consented to, told, and told no longer."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands import stories as ask
from ..events import stories as told
from ..policies.asking import only
from ..policies.stories import Consent, Story, consenting_rules, proposing_rules, sharing_rules


@dataclass(frozen=True)
class Untold: ...


Telling = Untold | Story


def propose(command: ask.ProposeStory, now: Telling) -> list[Event]:
    proposed = told.StoryProposed.following(command)
    if isinstance(now, Story) and (now.told == proposed or now.shared):
        return []
    if isinstance(now, Story) and people(now.told) != people(proposed):
        only(command, now, Untold)  # other people: another story
    allowed = obey(proposing_rules, command, now)
    return [replace(proposed, allowed_by=allowed)]


def people(one: told.StoryProposed) -> tuple[object, ...]:
    return one.person_id, one.mentor_person_id, one.mentee_id


def consent(command: ask.GiveStoryConsent, now: Telling) -> list[Event]:
    story: Story = only(command, now, Story)
    if (command.person_id, command.given_by) in story.consents:
        return []
    allowed = obey(consenting_rules, command, story)
    return [told.StoryConsentGiven.following(command, allowed_by=allowed)]


def withdraw(command: ask.WithdrawStoryConsent, now: Telling) -> list[Event]:
    if not isinstance(now, Story) or command.person_id not in {one for one, _ in now.consents}:
        return []
    down = [told.StoryTakenDown.following(command)] if now.shared else []
    return [told.StoryConsentWithdrawn.following(command), *down]


def publish(command: ask.PublishStory, now: Telling) -> list[Event]:
    story: Story = only(command, now, Story)
    allowed = obey(sharing_rules, command, story)
    shared = told.SuccessStoryShared.following(
        command,
        person_id=story.told.person_id,
        fields_redacted=tuple(one for one in story.told.names if one not in command.names),
    )
    return [] if story.shared == shared else [replace(shared, allowed_by=allowed)]


def take_down(command: ask.TakeStoryDown, now: Telling) -> list[Event]:
    story: Story = only(command, now, Story)
    return [told.StoryTakenDown.following(command)] if story.shared else []


def note_mentee(command: ask.NoteStoryMentee, now: Telling) -> list[Event]:
    own = isinstance(now, Story) and now.told.mentee_id == command.mentee_id
    known = isinstance(now, Story) and now.mentee is not None
    return [told.StoryMenteeNoted.following(command)] if own and not known else []


ANSWERS: Mapping[type[Command], Callable[[Any, Telling], list[Event]]] = {
    ask.ProposeStory: propose,
    ask.GiveStoryConsent: consent,
    ask.WithdrawStoryConsent: withdraw,
    ask.PublishStory: publish,
    ask.TakeStoryDown: take_down,
    ask.NoteStoryMentee: note_mentee,
}


def decide(command: Command, now: Telling) -> list[Event]:
    return ANSWERS[type(command)](command, now)


def evolve(now: Telling, event: Event) -> Telling:
    match event, now:
        case told.StoryProposed() as proposed, Untold():
            return Story(proposed)
        case _, Story() as story:
            return replace(story, **changed(event, story))
        case _:
            return now


def changed(event: Event, story: Story) -> dict[str, Any]:
    match event:
        case told.StoryProposed() as proposed:
            return {"told": proposed, "consents": frozenset()}  # to other words, another yes
        case told.StoryMenteeNoted() as mentee:
            return {"mentee": mentee}
        case told.SuccessStoryShared() as shared:
            return {"shared": shared}
        case told.StoryTakenDown():
            return {"shared": None}
        case _:
            return {"consents": consents(event, story)}


def consents(event: Event, story: Story) -> frozenset[Consent]:
    match event:
        case told.StoryConsentGiven(person_id=one, given_by=giver):
            return story.consents | {(one, giver)}
        case told.StoryConsentWithdrawn(person_id=gone):
            return frozenset(one for one in story.consents if one[0] != gone)
        case _:
            return story.consents


story: Decider[Telling] = Decider(
    "story-{story_id}", Untold(), decide, evolve, accepts=tuple(ANSWERS), keeps_programme=True
)
