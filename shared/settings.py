"""Configuration: from the environment only, declared like a message, all mistakes named at once."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, Self

from marshmallow import fields
from marshmallow.validate import OneOf, Range

from shared.messages import Value
from shared.refusals import Invalid

PREFIX = "MENTORING_"
SECRET = ("dsn", "uri")


class Settings(Value):
    """One process's settings.

    Each is `MENTORING_<NAME>`, or `MENTORING_<NAME>_FILE` naming a file that holds it.
    """

    service_dsn: str
    tail_dsn: str
    keys_dsn: str
    amqp_uri: str
    master_key_file: str
    http_host: str = "127.0.0.1"
    http_port: Annotated[int, Range(min=0, max=65535)] = 0
    tail_port: Annotated[int, Range(min=0, max=65535)] = 0
    workers: Annotated[int, Range(min=1, max=100)] = 10
    repair_every: Annotated[int, Range(min=1, max=3600)] = 30
    log_level: Annotated[str, OneOf(["debug", "info", "warning", "error"])] = "info"

    @classmethod
    def read(cls, environment: Mapping[str, str]) -> Self:
        """From `os.environ`; raises Invalid naming every setting that is missing or wrong."""
        found: dict[str, Any] = {}
        unreadable: dict[str, list[str]] = {}
        for name in cls.codecs:
            try:
                text = value_of(name, environment)
            except (OSError, UnicodeDecodeError) as error:
                unreadable[f"{name}_file"] = [f"Cannot be read: {type(error).__name__}."]
            else:
                found |= {name: as_declared(name, text)} if text else {}
        return cls.checked(found, unreadable)

    @classmethod
    def checked(cls, found: dict[str, Any], unreadable: dict[str, list[str]]) -> Self:
        try:
            settings = cls.load(found)
        except Invalid as invalid:
            missing = {name for name in cls.codecs if f"{name}_file" in unreadable}
            wrong = {name: why for name, why in invalid.problems.items() if name not in missing}
            raise Invalid(cls.__name__, {**wrong, **unreadable}) from None
        if unreadable:
            raise Invalid(cls.__name__, dict(unreadable))
        return settings

    def shown(self) -> dict[str, str]:
        """Every setting as an operator may see it: what holds a password is masked."""
        return {
            name: "…" if name.endswith(SECRET) else str(value)
            for name, value in self.dump().items()
        }


def as_declared(name: str, text: str) -> Any:
    """A number where one is declared: an environment knows only text."""
    number = isinstance(Settings.schema.fields[name], fields.Integer)
    return int(text) if number and text.isdecimal() else text


def value_of(name: str, environment: Mapping[str, str]) -> str | None:
    """What the environment says, or the file it names; raises OSError."""
    key = f"{PREFIX}{name.upper()}"
    if file := environment.get(f"{key}_FILE"):
        return Path(file).read_text().strip()
    return environment.get(key)
