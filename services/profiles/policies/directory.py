"""Who may look into the directory, and what of an entry they see: never an address or number."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from shared.messages import Event, Json

from ..commands.membership import ConsultDirectory
from ..events.mentor import MentorProfileUpdated
from ..events.telling import AvailabilityStated, HelpBoundariesStated
from .asking import policy_now
from .files import Mentor
from .roles import leads


@dataclass(frozen=True)
class Reader:
    """Of what somebody is a member, in the programme asked about, and whether they take part."""

    organisations: frozenset[str] = frozenset()
    takes_part: bool = False


def directory_open(command: ConsultDirectory, reader: Reader) -> str | None:
    """ASME-33, JOH-01: members only, those who take part too, or the office alone."""
    policy = policy_now(command)
    seen_by = policy.matching.directory.visible_to
    member = policy.membership in reader.organisations
    if leads(command) or (seen_by != "office" and member):
        return None
    if seen_by == "participants" and reader.takes_part:
        return None
    return f"The directory is open to: {seen_by}."


def card(file: Mentor, name: Any, history: Iterable[Event], fields: Iterable[str]) -> Json:
    """An entry with these fields of the policy's and no others (ASME-34).

    A facet is a list of its values. What its person had erased reads as None.
    """
    words = list(history)
    known: Json = {
        "name": text(name),
        "biography": text(latest(words, MentorProfileUpdated, "biography")),
        "topics": list(file.topics),
        "willingness": list(file.willingness),
        "cannot_help": {
            "topics": list(file.cannot_help),
            "text": text(latest(words, HelpBoundariesStated, "text")),
        },
    }
    told = {one: values_of(one, file) for one in fields if one not in known}
    return {"mentor_id": str(file.mentor_id), **{one: {**known, **told}[one] for one in fields}}


def values_of(facet: str, file: Mentor) -> list[str]:
    pairs = (one.partition("=") for one in file.all_facets)
    return [value for name, _, value in pairs if name == facet]


def reached(history: Iterable[Event]) -> Json | None:
    """How a mentor is reached, as last stated (JOH-41)."""
    stated = [one for one in history if isinstance(one, AvailabilityStated)]
    if not stated:
        return None
    last = stated[-1]
    return {
        "best_channel": last.best_channel,
        "text": text(last.text),
        "answers_within": last.answers_within,
    }


def latest(history: list[Event], kind: type[Event], field: str) -> Any:
    """That field of the last such event."""
    return next((getattr(one, field) for one in reversed(history) if isinstance(one, kind)), None)


def text(value: Any) -> str | None:
    """The text, or None where there is none (any more)."""
    return value if isinstance(value, str) else None


directory_rules = (directory_open,)
