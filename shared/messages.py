"""Declare a message once: fields, schema, version, privacy, and the way to disk and back."""

import dataclasses
import typing
from collections.abc import Callable, Mapping
from dataclasses import field
from typing import Any, ClassVar, Literal, Self

from marshmallow import EXCLUDE, RAISE, Schema, ValidationError, fields, missing

from shared.asked import UNASKED, Asked
from shared.fields import (
    Codec,
    Indoors,
    Personal,
    codec_for,
    erasable,
    has_buried_mark,
    mark_of,
)
from shared.refusals import Invalid

Json = dict[str, Any]
Upcaster = Callable[[Json], Json]
Unknown = Literal["exclude", "include", "raise"]
# What every message class says of itself: a field of that name would be mistaken for it.
TAKEN = frozenset(
    {"version", "published", "exchange", "schema", "upcasters", "codecs"}
    | {"personal", "indoors", "unknown", "about"}
)


def schema_of(cls: "type[Message]", declared: list[dataclasses.Field[Any]]) -> Schema:
    own: dict[str, fields.Field[Any]] = {
        one.name: cls.codecs[one.name].field(**presence(one)) for one in declared
    }
    return Schema.from_dict(own, name=cls.__name__)(unknown=cls.unknown)


def presence(of: dataclasses.Field[Any]) -> Json:
    if of.default is not dataclasses.MISSING:
        return {"load_default": of.default}
    if of.default_factory is not dataclasses.MISSING:
        return {"load_default": of.default_factory}
    return {"required": True}


def personal_fields(cls: "type[Message]", hints: Json) -> Mapping[str, str]:
    marks = {one: mark_of(hints[one], Personal) for one in cls.codecs}
    owners = {one: mark.of for one, mark in marks.items() if mark}
    for name, owner in owners.items():
        if owner not in cls.codecs:
            raise TypeError(f"{cls.__name__}.{name} is personal of `{owner}`, which is no field")
    return owners


@typing.dataclass_transform(frozen_default=True, kw_only_default=True)
class Message:
    """A fact, a request or a part of one, whole in its declaration."""

    version: ClassVar[int]
    published: ClassVar[bool]
    exchange: ClassVar[str | None]
    schema: ClassVar[Schema]
    upcasters: ClassVar[dict[int, Upcaster]]
    codecs: ClassVar[Mapping[str, Codec]]
    personal: ClassVar[Mapping[str, str]]
    indoors: ClassVar[frozenset[str]]
    unknown: ClassVar[Unknown] = EXCLUDE
    about: ClassVar[frozenset[str]] = frozenset()

    def __init_subclass__(
        cls, *, version: int = 1, published: bool = False, exchange: str | None = None
    ) -> None:
        dataclasses.dataclass(frozen=True, kw_only=True)(cls)
        cls.version, cls.published, cls.exchange, cls.upcasters = version, published, exchange, {}
        hints = typing.get_type_hints(cls, include_extras=True)
        every = dataclasses.fields(cls)  # type: ignore[arg-type]
        declared = [one for one in every if one.name not in cls.about]
        if taken := {one.name for one in declared} & TAKEN:
            raise TypeError(f"{cls.__name__} cannot have a field called {', '.join(sorted(taken))}")
        cls.codecs = {one.name: codec_for(hints[one.name]) for one in declared}
        cls.schema = schema_of(cls, declared)
        cls.personal = personal_fields(cls, hints)
        cls.codecs = {**cls.codecs, **{one: erasable(cls.codecs[one]) for one in cls.personal}}
        cls.indoors = frozenset(one for one in cls.codecs if mark_of(hints[one], Indoors))

    @classmethod
    def upcast(cls, since: int) -> Callable[[Upcaster], Upcaster]:
        """Register how data of version `since` becomes data of the next version."""
        return lambda upcaster: cls.upcasters.setdefault(since, upcaster)

    @classmethod
    def current(cls, data: Json, version: int | None) -> Json:
        """The data as this version has it; KeyError where an upcaster is missing."""
        for step in range(version or cls.version, cls.version):
            data = cls.upcasters[step](data)
        return data

    @classmethod
    def load(cls, data: Any, version: int | None = None) -> Self:
        """Check and take what came from outside; raises Invalid naming every field at fault."""
        try:
            current = cls.current(data, version)
            return cls(**(cls.plainly(current) or cls.schema.load(current)))
        except ValidationError as error:
            raise Invalid.fields(cls.__name__, error.normalized_messages()) from None

    @classmethod
    def plainly(cls, data: Any) -> Json | None:
        """What the schema makes of sound data, at half the price; None where it has to look."""
        if not isinstance(data, dict):
            return None
        if cls.unknown != EXCLUDE and data.keys() - cls.codecs.keys():
            return None
        try:
            return {
                name: field.deserialize(data.get(name, missing))
                for name, field in cls.schema.load_fields.items()
            }
        except ValidationError:
            return None

    @classmethod
    def revive(cls, data: Json, version: int | None = None) -> Self:
        """Take back what this system wrote itself: as `load`, without paying for checks."""
        data = cls.current(data, version) if (version or cls.version) != cls.version else data
        return cls(
            **{
                name: codec.read(data[name]) if codec.read else data[name]
                for name, codec in cls.codecs.items()
                if name in data
            }
        )

    def dump(self) -> Json:
        """This message as JSON values, every field present."""
        return {
            name: codec.write(getattr(self, name)) if codec.write else getattr(self, name)
            for name, codec in self.codecs.items()
        }


class Value(Message):
    """A part of a message that has no life of its own."""


class Command(Message):
    """Something asked for. Imperative; may be refused.

    An unknown field is an error, so that a slip of the pen shows.
    """

    unknown: ClassVar[Unknown] = RAISE
    about: ClassVar[frozenset[str]] = frozenset({"asked"})
    asked: Asked = field(default=UNASKED, compare=False, repr=False)

    def by(self, asked: Asked) -> Self:
        """The same request with who asks, when, and under which rules."""
        return dataclasses.replace(self, asked=asked)


class Consequence(Command):
    """A command that only a reaction or a timer gives: what it says is a fact already."""


class Event(Message):
    """Something that happened. Past tense, never edited.

    `allowed_by` names the rules that let it happen.
    """

    about: ClassVar[frozenset[str]] = frozenset({"allowed_by"})
    allowed_by: tuple[str, ...] = field(default=(), compare=False, repr=False)

    def __init_subclass__(cls, **options: Any) -> None:
        super().__init_subclass__(**options)
        hints = typing.get_type_hints(cls, include_extras=True)
        for name in cls.codecs:
            if has_buried_mark(hints[name]):
                raise TypeError(f"{cls.__name__}.{name}: mark the whole field, not a part of it")

    @classmethod
    def following(cls, command: Command, **rest: Any) -> Self:
        """The fact a command led to: the fields both have, and the rest."""
        shared = {name: getattr(command, name) for name in cls.codecs if name in command.codecs}
        return cls(**{**shared, **rest})
