"""Who may leaf through the mentors, and by what one may search; why mentors are suggested."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from shared.deciding import Rule

from ..commands import NoteSuggestions, SeekMentors
from .roles import office
from .views import in_force

Known = tuple[bool, datetime]


@dataclass(frozen=True)
class Reader:
    """A person and where they are a member, by programme and organisation; each with since when
    that is known.
    """

    memberships: Mapping[tuple[str, str], Known] = field(default_factory=dict)

    def belongs(self, programme: str, organisation: str) -> bool:
        return self.memberships.get((programme, organisation), (False, None))[0]


def directory_is_open(ask: SeekMentors, reader: Reader) -> str | None:
    """ASME-33: members where it is for members; the office always."""
    if ask.asked.by.role in office(ask):
        return None
    to = in_force(ask).matching.directory.visible_to
    if to == "participants":
        return None if ask.participates else "The directory is for those who take part."
    if to == "members":
        return None if is_member(ask, reader) else "The directory is for members."
    return "The directory is for the office."


def is_member(ask: SeekMentors, reader: Reader) -> bool:
    """Where a programme is for no members in particular, whoever takes part is one."""
    rules, organisation = ask.asked.rules_now, in_force(ask).membership
    if rules is None or organisation is None:
        return ask.participates
    return reader.belongs(rules.programme, organisation)


def facets_known(ask: SeekMentors, _reader: Reader) -> str | None:
    """JOH-11: one searches by what the programme names; nothing else is a facet, least of all a
    protected attribute (1MM-052).
    """
    known = in_force(ask).matching.facets
    strange = [one for one in ask.facets if one.partition("=")[0] not in known or "=" not in one]
    return f"One can search by: {', '.join(known) or 'nothing'}." if strange else None


def topics_known(ask: SeekMentors, _reader: Reader) -> str | None:
    """JOH-04 to JOH-08: where a programme has a list of topics, one searches by these."""
    known = in_force(ask).matching.topics
    strange = known and set(ask.topics) - set(known)
    return f"The topics are: {', '.join(known)}." if strange else None


def mentors_suggested(ask: NoteSuggestions, _last: object) -> str | None:
    """JOH-10: only where the programme wants it so."""
    wanted = in_force(ask).matching.suggestions.enabled
    return None if wanted else "This programme suggests no mentors."


seeking_rules: tuple[Rule[Any, Any], ...] = (directory_is_open, facets_known, topics_known)
suggesting_rules: tuple[Rule[Any, Any], ...] = (mentors_suggested,)
