"""Rows of read models, put or changed. The names come from the modules beside, never from afar."""

from typing import Any

from shared.projecting import Sql


def upsert(sql: Sql, table: str, key: dict[str, str], columns: dict[str, object]) -> None:
    names = (*key, *columns)
    values = ", ".join(f"%({name})s" for name in names)
    changes = ", ".join(f"{name} = excluded.{name}" for name in columns)
    row = f"INSERT INTO {table} ({', '.join(names)}) VALUES ({values})"  # noqa: S608
    sql(f"{row} ON CONFLICT ({', '.join(key)}) DO UPDATE SET {changes}", **key, **columns)


def details(one: Any) -> dict[str, object]:
    lists = ("topics", "goal_tags", "background_tags", "facets")
    return {"region": one.region, **{name: list(getattr(one, name)) for name in lists}}


def limits(one: Any) -> dict[str, object]:
    return {"willingness": list(one.willingness), "cannot_help": list(one.cannot_help)}
