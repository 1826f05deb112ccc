"""Mentors who leave one request after another without a word, and how they are back."""

from collections.abc import Callable, Iterator, Mapping
from functools import reduce
from typing import Any
from uuid import UUID

from shared.deciding import obey
from shared.messages import Command, Event

from ...commands import ReportBack
from ...events import (
    MentorFoundSilent,
    MentorPauseNoted,
    MentorReportedBack,
    RequestAccepted,
    RequestAcknowledged,
    RequestDeclined,
    RequestExpired,
    RequestResponseTimedOut,
)
from ...policies.candidates import Pool
from ...policies.reading import reporting_rules
from ...policies.views import in_force
from .seats import mentor

WORDS = (RequestAccepted, RequestAcknowledged, RequestDeclined)
SILENCES = (RequestExpired, RequestResponseTimedOut)


def silences(
    command: Command,
    before: Pool,
    events: list[Event],
    evolve: Callable[[Pool, Event], Pool],
) -> list[Event]:
    """The events, and who by them has been silent for longer than the programme bears."""
    most = in_force(command).matching.silence.pause_after
    if most is None or not any(isinstance(one, SILENCES) for one in events):
        return events
    after = reduce(evolve, events, before)
    return [*events, *silent(vars(command)["pool_id"], most, events, after)]


def silent(pool_id: UUID, most: int, events: list[Event], after: Pool) -> Iterator[Event]:
    for one in events:
        if not isinstance(one, SILENCES):
            continue
        known = after.mentor(one.mentor_id)
        if known.unanswered >= most and not known.silent:
            yield MentorFoundSilent(pool_id=pool_id, mentor_id=known.id, requests=known.unanswered)


def report_back(ask: ReportBack, pool: Pool) -> list[Event]:
    allowed = obey(reporting_rules, ask, pool)
    if not pool.mentor(ask.mentor_id).silent:
        return []
    return [MentorReportedBack.following(ask, allowed_by=allowed)]


REPORTS: Mapping[type[Command], Callable[[Any, Pool], list[Event]]] = {ReportBack: report_back}


def counted(before: Pool, pool: Pool, told: Event) -> Pool:
    """A word ends a silence; a lapse makes it longer. Only mentors are counted."""
    if not isinstance(told, WORDS + SILENCES):
        return pool
    request = before.requests[told.request_id]
    id_ = request.mentor_id
    if request.answering != "mentor":
        return pool
    if isinstance(told, WORDS):
        return mentor(pool, id_, unanswered=0, silent=False)
    # Who said that they saw it has said something.
    if isinstance(told, SILENCES) and request.phase != "acknowledged":
        return mentor(pool, id_, unanswered=pool.mentor(id_).unanswered + 1)
    return pool


def quiet(pool: Pool, told: MentorFoundSilent) -> Pool:
    return mentor(pool, told.mentor_id, silent=True)


def back(pool: Pool, told: MentorReportedBack) -> Pool:
    return mentor(pool, told.mentor_id, silent=False, unanswered=0)


def paused(pool: Pool, told: MentorPauseNoted) -> Pool:
    """Whoever is back from a break is back altogether."""
    changes: dict[str, Any] = {"paused": told.paused, "pause_as_of": told.as_of}
    if not told.paused:
        changes |= {"silent": False, "unanswered": 0}
    return mentor(pool, told.mentor_id, **changes)


SILENCED: Mapping[type[Event], Callable[[Pool, Any], Pool]] = {
    MentorFoundSilent: quiet,
    MentorReportedBack: back,
    MentorPauseNoted: paused,
}
