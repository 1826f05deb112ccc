"""What is known about a story, whose consent it needs, and what it may not name.

The rules are those in force now: what was safe to tell once may not be today.
"""

from dataclasses import dataclass
from uuid import UUID

from ..commands.stories import GiveStoryConsent, ProposeStory, PublishStory
from ..events.stories import StoryMenteeNoted, StoryProposed, SuccessStoryShared
from .ages import MINOR
from .asking import policy_now
from .document.lasting import Stories

Consent = tuple[UUID, str]


@dataclass(frozen=True)
class Story:
    """`consents` are (person, given by); `shared` is None while the story is not told."""

    told: StoryProposed
    mentee: StoryMenteeNoted | None = None
    consents: frozenset[Consent] = frozenset()
    shared: SuccessStoryShared | None = None

    @property
    def mentee_person(self) -> UUID | None:
        return self.mentee.mentee_person_id if self.mentee else None

    @property
    def about_minor(self) -> bool:
        return self.mentee is not None and self.mentee.age_band == MINOR

    @property
    def people(self) -> frozenset[UUID]:
        """Everybody in it, the teller too."""
        everybody = {self.told.person_id, self.told.mentor_person_id, self.mentee_person}
        return frozenset(one for one in everybody if one is not None)


def stories_collected(command: ProposeStory | PublishStory, _: object) -> str | None:
    collected = policy_now(command).stories.consent is not None
    return None if collected else "This programme collects no stories."


def in_the_story(command: GiveStoryConsent, story: Story) -> str | None:
    return None if command.person_id in story.people else "The story is not about this person."


def speaks_for_the_minor(command: GiveStoryConsent, story: Story) -> str | None:
    if command.given_by == "self":
        return None
    givers = policy_now(command).stories.minor_given_by
    minor = story.about_minor and command.person_id == story.mentee_person
    fits = minor and command.given_by in givers
    return None if fits else f"Only for a minor, and then: {', '.join(givers)}."


def mentee_identified(_: PublishStory, story: Story) -> str | None:
    waits = story.told.mentee_id is not None and story.mentee is None
    return "It is not known yet whether the story is about a minor." if waits else None


def story_consent(command: PublishStory, story: Story) -> str | None:
    stories = policy_now(command).stories
    asked = {story.told.person_id, *by_policy(stories, story), *by_name(command.names, story)}
    missing = [one for one in asked if (one, "self") not in story.consents]
    minor = story.mentee_person
    if story.about_minor and minor in asked and not spoken_for(minor, stories, story):
        return f"For a minor this is needed too: {' or '.join(stories.minor_given_by)}."
    return "Somebody in the story has not consented." if missing else None


def by_policy(stories: Stories, story: Story) -> frozenset[UUID]:
    """Whose consent the policy asks for, besides the teller's."""
    if stories.consent == "both":
        return story.people
    mentee = story.mentee_person if stories.consent == "mentee" else None
    return frozenset() if mentee is None else frozenset({mentee})


def by_name(names: tuple[str, ...], story: Story) -> frozenset[UUID]:
    """Whoever is named in the text."""
    known = {"mentor": story.told.mentor_person_id, "mentee": story.mentee_person}
    return frozenset(one for name in names if (one := known.get(name)) is not None)


def spoken_for(minor: UUID | None, stories: Stories, story: Story) -> bool:
    return any((minor, giver) in story.consents for giver in stories.minor_given_by)


def minors_institution_unnamed(command: PublishStory, story: Story) -> str | None:
    names = story.about_minor and "institution" in command.names
    return "A story about a minor names no institution." if names else None


def redacted(command: PublishStory, _: Story) -> str | None:
    left = [one for one in policy_now(command).stories.redact if one in command.names]
    return f"No story names: {', '.join(left)}." if left else None


proposing_rules = (stories_collected,)
consenting_rules = (in_the_story, speaks_for_the_minor)
sharing_rules = (
    stories_collected,
    mentee_identified,
    story_consent,
    minors_institution_unnamed,
    redacted,
)
