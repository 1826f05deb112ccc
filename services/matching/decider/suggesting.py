"""What was suggested to a mentee: recorded before it is shown, and where it is news."""

from shared.deciding import Decider, obey
from shared.messages import Event

from ..commands import NoteSuggestions
from ..events import SuggestionsGenerated
from ..policies.readers import suggesting_rules

Last = SuggestionsGenerated | None


def decide(command: NoteSuggestions, last: Last) -> list[Event]:
    allowed = obey(suggesting_rules, command, last)
    rules = command.asked.rules_now
    version = rules.version if rules else None
    made = SuggestionsGenerated.following(command, policy_version=version, allowed_by=allowed)
    return [] if last and same(made, last) else [made]


def same(made: SuggestionsGenerated, last: SuggestionsGenerated) -> bool:
    """Whether it is the same answer, found in the same way."""
    return all(
        getattr(made, name) == getattr(last, name) for name in made.codecs if name != "allowed_by"
    )


def evolve(last: Last, event: Event) -> Last:
    return event if isinstance(event, SuggestionsGenerated) else last


suggesting: Decider[Last] = Decider(
    "suggestions-{mentee_id}", None, decide, evolve, accepts=(NoteSuggestions,)
)
