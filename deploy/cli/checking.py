"""Whether a stored event is what an envelope must be: known, canonical, complete, in its time."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from marshmallow import ValidationError

from shared.canonical import canonical
from shared.messages import Event
from shared.privacy import is_sealed
from shared.store import Stored

NEEDED = ("actor", "correlationid", "classification")


@dataclass(frozen=True)
class Checker:
    """Checks the events of one service. `records` are the classes it knows, by name."""

    records: Mapping[str, type[Event]]
    rehearsal: bool

    def problems(self, row: Stored) -> Iterator[str]:
        """What is wrong with an event, in words that repeat none of its content."""
        try:
            data, meta = orjson.loads(row.data), orjson.loads(row.meta)
        except ValueError:
            yield "its texts are no JSON"
            return
        if not isinstance(data, dict) or not isinstance(meta, dict):
            yield "its texts are no JSON objects"
            return
        if canonical(data).decode() != row.data or canonical(meta).decode() != row.meta:
            yield "its texts are not in canonical form"
        yield from self.wrong_meta(meta)
        yield from self.wrong_time(row)
        yield from self.wrong_data(row, data)

    def wrong_meta(self, meta: Mapping[str, Any]) -> Iterator[str]:
        for name in NEEDED:
            if not meta.get(name):
                yield f"its metadata lack {name}"
        if ":" not in str(meta.get("actor")):
            yield "its actor is no role:id"
        if bool(meta.get("rehearsal")) != self.rehearsal:
            yield "it does not say rightly whether this is a rehearsal"

    def wrong_time(self, row: Stored) -> Iterator[str]:
        if not self.rehearsal and row.occurred_us and row.occurred_us > row.recorded_us:
            yield "it happened after it was recorded"

    def wrong_data(self, row: Stored, data: dict[str, Any]) -> Iterator[str]:
        kind = self.records.get(row.type)
        if kind is None:
            yield f"{row.type} is no event this service knows"
            return
        if missing := [one for one in range(row.schema, kind.version) if one not in kind.upcasters]:
            yield f"version {missing[0]} of {row.type} cannot be read any more"
            return
        if row.schema > kind.version:
            yield f"version {row.schema} of {row.type} is newer than this code"
            return
        yield from self.unfit(kind, kind.current(data, row.schema))

    def unfit(self, kind: type[Event], data: dict[str, Any]) -> Iterator[str]:
        plain = {name: value for name, value in data.items() if name not in kind.personal}
        try:
            kind.schema.load(plain, partial=tuple(kind.personal))
        except ValidationError as error:
            yield f"its data do not fit {kind.__name__}: {', '.join(sorted(error.messages_dict))}"
        for name in kind.personal:
            if data.get(name) is not None and not is_sealed(data[name]):
                yield f"the personal field {name} is not sealed"
