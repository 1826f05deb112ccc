"""Rules about what people tell of themselves, and about who is shown how somebody is reached."""

import re
from collections.abc import Iterable
from typing import Protocol
from uuid import UUID

from ..commands.mentee import AcceptMentee, UpdateMenteeProfile
from ..commands.mentor import ListMentor, UpdateMentorProfile
from ..commands.telling import (
    DeclareWillingness,
    ReadAvailability,
    StateAvailability,
    StateHelpBoundaries,
)
from .asking import policy_now, policy_of
from .files import Mentor, name_of

EMAIL = re.compile(
    r"[^\s@]+@[^\s@]+\.[^\s@]+|[^\s@]+\s*[\[(]\s*at\s*[\])]\s*[^\s@]+", re.IGNORECASE
)
# Seven digits or more that only spaces, dots, hyphens, slashes and brackets keep apart.
PHONE = re.compile(r"\+?\d(?:[\s().\-/]{0,2}\d){6,}")
YEARS = re.compile(r"\b(?:19|20)\d\d\s?[-/]\s?(?:19|20)?\d\d\b")

Update = UpdateMentorProfile | UpdateMenteeProfile


class Profile(Protocol):
    """What makes a profile: topics, or a text about oneself."""

    @property
    def topics(self) -> tuple[str, ...]: ...
    @property
    def has_biography(self) -> bool: ...


def facets_known(command: Update, _: object) -> str | None:
    known = policy_of(command).mentor.facets
    strange = sorted({name_of(one) for one in command.facets} - set(known))
    return f"A profile of this programme does not tell: {', '.join(strange)}." if strange else None


def profile_kept(command: Update, _: object) -> str | None:
    """Where a profile is asked for (JOH-02), nobody takes it back by emptying it."""
    required = asked_for(command)
    text = command.biography if isinstance(command, UpdateMentorProfile) else command.introduction
    empty = not (command.topics or text)
    return "A profile says something: topics, or a text." if required and empty else None


def profile_made(command: ListMentor | AcceptMentee, file: Profile) -> str | None:
    """JOH-02: a profile is topics or a text about oneself, either will do."""
    made = file.topics or file.has_biography
    return "There is no profile yet." if asked_for(command) and not made else None


def asked_for(command: Update | ListMentor | AcceptMentee) -> bool:
    policy = policy_of(command)
    mentor = isinstance(command, UpdateMentorProfile | ListMentor)
    return (policy.mentor if mentor else policy.mentee).profile == "required"


def biography_short(command: UpdateMentorProfile, _: object) -> str | None:
    most = policy_of(command).matching.directory.max_words
    over = most is not None and len((command.biography or "").split()) > most
    return f"A biography has {most} words at most." if over else None


def no_contacts(command: UpdateMentorProfile | StateHelpBoundaries, _: object) -> str | None:
    """ASME-34: what everybody may read is no way to contact anybody."""
    text = command.biography if isinstance(command, UpdateMentorProfile) else command.text
    found = EMAIL.search(text or "") or PHONE.search(YEARS.sub("years", text or ""))
    return "Leave out e-mail addresses and telephone numbers." if found else None


def ways_known(command: DeclareWillingness, _: object) -> str | None:
    kinds = policy_of(command).matching.direct.kinds
    return strangers(command.ways, kinds, "Mentors of this programme are asked for")


def topics_known(command: StateHelpBoundaries, _: object) -> str | None:
    return strangers(command.cannot_help, policy_of(command).matching.topics, "The topics here are")


def strangers(told: Iterable[str], known: tuple[str, ...], why: str) -> str | None:
    """A reason where the policy lists words and something else was told."""
    return f"{why}: {', '.join(known)}." if known and set(told) - set(known) else None


def willingness_declared(command: DeclareWillingness | ListMentor, file: Mentor) -> str | None:
    ways = command.ways if isinstance(command, DeclareWillingness) else file.willingness
    missing = policy_of(command).mentor.willingness == "required" and not ways
    return "For what may this mentor be asked?" if missing else None


def boundaries_stated(command: ListMentor, file: Mentor) -> str | None:
    missing = policy_of(command).mentor.cannot_help == "required" and not file.has_boundaries
    return "With what can this mentor not help?" if missing else None


def channel_open(command: StateAvailability, _: object) -> str | None:
    channels = policy_now(command).channels
    known = (*channels.adult.allow, *channels.minor.allow)
    return strangers([command.best_channel], known, "The channels here are")


def matched_mentee(command: ReadAvailability, file: Mentor) -> str | None:
    anybody = policy_of(command).mentor.availability.visible == "always"
    own: UUID = command.reader_person_id
    fits = anybody or own in file.matched.values() or own == file.person_id
    return None if fits else "This is shown to a mentee once there is a match."


profile_rules = (facets_known, profile_kept)
mentor_profile_rules = (*profile_rules, biography_short, no_contacts)
willingness_rules = (ways_known, willingness_declared)
boundary_rules = (topics_known, no_contacts)
availability_rules = (channel_open,)
reading_availability_rules = (matched_mentee,)
telling_rules = (profile_made, willingness_declared, boundaries_stated)
