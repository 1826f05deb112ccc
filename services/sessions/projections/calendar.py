"""Sessions as an iCalendar feed: no names, no places of anybody's own, nothing that was said."""

from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from typing import Any

from icalendar import Calendar, Event

from shared.fields import moment

MAKER = "-//Sessions//Calendar feed//EN"


def calendar(rows: Iterable[Mapping[str, Any]]) -> str:
    """The sessions as RFC 5545 text.

    A session keeps its UID for life and counts up its SEQUENCE with every change, so that a
    calendar moves or crosses out what it knows already.
    """
    feed = Calendar()
    feed.add("prodid", MAKER)
    feed.add("version", "2.0")
    feed.add("method", "PUBLISH")
    for row in rows:
        feed.add_component(entry(row))
    return str(feed.to_ical(), "utf-8")


def entry(row: Mapping[str, Any]) -> Event:
    starts = instant_of(row["starts_at"])
    one = Event()
    one.add("uid", str(row["session_id"]))
    one.add("sequence", row["changes"])
    one.add("dtstamp", instant_of(row["changed_at"]))
    one.add("dtstart", starts)
    one.add("dtend", ends_of(row, starts))
    one.add("summary", f"Session {row['number']}")
    one.add("status", "CANCELLED" if row["status"] in OFF else "CONFIRMED")
    one.add("location", str(row["venue_type"] or row["mode"]).replace("_", " "))
    return one


OFF = ("cancelled", "not_held")


def ends_of(row: Mapping[str, Any], starts: datetime) -> datetime:
    if row["ends_at"] is not None:
        return instant_of(row["ends_at"])
    return starts + timedelta(minutes=row["minutes"])


def instant_of(value: Any) -> datetime:
    return value if isinstance(value, datetime) else moment(value)
