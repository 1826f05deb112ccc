"""What a judge sees and says when rules are tried on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from shared.messages import Event

# What a verdict is about (kind, id, rule), and how that stands.
Verdicts = Mapping[tuple[str, str, str], str]


@dataclass(frozen=True)
class Subject:
    """A stream as it stands: its state, and its events in order; none if it never began."""

    id: str
    state: Any
    events: Sequence[Event] = ()
