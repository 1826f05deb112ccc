"""From a declared field to JSON Schema, and to the short word a table has room for."""

from typing import Any

from marshmallow import fields
from marshmallow.validate import Length, OneOf, Range, Regexp, Validator

from shared.checking import Part, Row
from shared.messages import Json, Message

PLAIN: dict[type, Json] = {
    fields.UUID: {"type": "string", "format": "uuid"},
    fields.AwareDateTime: {"type": "string", "format": "date-time"},
    fields.Date: {"type": "string", "format": "date"},
    fields.Boolean: {"type": "boolean"},
    fields.Integer: {"type": "integer"},
    fields.Float: {"type": "number"},
    fields.Dict: {"type": "object"},
    fields.String: {"type": "string"},
}


def shape(field: fields.Field[Any]) -> Json:
    """The JSON Schema of one field."""
    found = {**bare(field), **limits(field)}
    return {"anyOf": [found, {"type": "null"}]} if field.allow_none else found


def bare(field: fields.Field[Any]) -> Json:
    if isinstance(field, Row):
        return {"type": "array", "items": shape(field.inner)}
    if isinstance(field, Part):
        return schema(field.inner)
    return next((plain for kind, plain in PLAIN.items() if isinstance(field, kind)), {})


def limits(field: fields.Field[Any]) -> Json:
    return {name: value for rule in field.validators for name, value in limit(rule).items()}


def limit(rule: Any) -> Json:
    match rule:
        case OneOf():
            return {"enum": list(rule.choices)}
        case Range():
            return filled(minimum=rule.min, maximum=rule.max)
        case Length():
            return filled(minLength=rule.equal or rule.min, maxLength=rule.equal or rule.max)
        case Regexp():
            return {"pattern": rule.regex.pattern}
        case Validator() | _:
            return {}


def filled(**known: Any) -> Json:
    return {name: value for name, value in known.items() if value is not None}


def schema(kind: type[Message]) -> Json:
    """The JSON Schema of a message: what leaves the service, and apart from it what is kept in."""
    kept = {
        one: kept_in(kind, one) for one in kind.codecs if one in (*kind.personal, *kind.indoors)
    }
    leaving = {one: field for one, field in kind.schema.fields.items() if one not in kept}
    return filled(
        type="object",
        properties={one: shape(field) for one, field in leaving.items()},
        required=sorted(one for one, field in leaving.items() if field.required) or None,
        **{"x-kept-in": kept or None},
    )


def kept_in(kind: type[Message], name: str) -> Json:
    owner = kind.personal.get(name)
    return {"x-personal-data-of": owner} if owner else {"x-indoors": True}


def listed(kind: type[Message]) -> str:
    """The fields of a message for a table: `?` has a default, `*` personal, `°` stays indoors."""
    return ", ".join(f"`{name}`{sign(kind, name)}" for name in kind.codecs)


def sign(kind: type[Message], name: str) -> str:
    optional = "" if kind.schema.fields[name].required else "?"
    return optional + ("*" if name in kind.personal else "°" if name in kind.indoors else "")
