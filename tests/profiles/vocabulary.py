"""Words the tests of profiles share: the programme file, ids, and a small world that reacts."""

import copy
import json
from collections import defaultdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import UUID

import yaml

from services.profiles.room import room
from shared.asked import Actor, Asked, Rules
from shared.envelope import Envelope
from shared.messages import Command, Event

PROGRAMME = Path(__file__).parents[2] / "deploy/programmes/1mm-ncs.yaml"
MENTOR, MENTEE, PERSON, INSTITUTION = (UUID(int=n) for n in (11, 12, 13, 14))
STAFF, WORKSHOP, CASE = UUID(int=15), UUID(int=16), "case-1"
AUTUMN = datetime(2025, 10, 1, 10, tzinfo=UTC)


def document(**changes: Any) -> dict[str, Any]:
    """The programme's document as it travels, with `section__key=value` put in its place."""
    text = yaml.safe_load(PROGRAMME.read_text(encoding="utf-8"))
    found = json.loads(json.dumps(text, default=str))
    for path, value in changes.items():
        *way, last = path.split("__")
        part = found
        for name in way:
            part = part[name]
        part[last] = copy.deepcopy(value)
    return found


def rules(**changes: Any) -> Rules:
    """The programme's policy, with changes."""
    found = document(**changes)
    return Rules(found["programme"]["id"], found["policy"]["version"], found)


class World:
    """The whole room in memory: every command is decided, every reaction follows at once."""

    def __init__(self, policy: Rules | None = None) -> None:
        self.policy = policy or rules()
        self.streams: dict[str, list[Event]] = defaultdict(list)
        self.told: list[Event] = []
        self.at = AUTUMN

    def ask(self, *commands: Command, by: str = "operator:1") -> None:
        for command in commands:
            decider = room.deciders_by_command[type(command).__name__][1]
            stream = decider.stream_of(command)
            asked = Asked(self.at, Actor.parse(by), self.policy, self.policy)
            events = decider.decide(command.by(asked), decider.fold(self.streams[stream]))
            self.streams[stream] += events
            self.told += events
            for event in events:
                self.ask(*room.reacts.to(Envelope.about(event, occurred_at=self.at)))

    def said(self, *kinds: type[Event]) -> list[Event]:
        """The events of these kinds, in order."""
        return [one for one in self.told if isinstance(one, kinds)]
