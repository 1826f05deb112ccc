"""After every decision: who thereby begins to wait, and who no longer does."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from uuid import UUID

from shared.messages import Command, Event

from ...events import MatchingPoolEntered, MatchingPoolLeft
from ...policies.candidates import Mentee, Mentor, Pool
from ...policies.views import Programme, in_force
from .evolving import evolve

Seeker = Mentor | Mentee


def settle(command: Command, before: Pool, events: list[Event]) -> list[Event]:
    """The events, and the comings and goings they cause."""
    if not events:
        return []
    touched: dict[UUID, None] = {}
    after = before
    for event in events:
        after = evolve(after, event)
        touched |= dict.fromkeys(after.touched)
    return [
        *events,
        *moves(command, touched, before.mentors, after.mentors),
        *moves(command, touched, before.mentees, after.mentees),
    ]


def moves(
    command: Command,
    touched: Iterable[UUID],
    before: Mapping[UUID, Seeker],
    after: Mapping[UUID, Seeker],
) -> Iterable[Event]:
    for id_ in touched:
        seeker = after.get(id_)
        if seeker and before.get(id_) is not seeker:
            yield from moved(command, seeker)


def moved(command: Command, seeker: Seeker) -> Iterator[Event]:
    programme = in_force(command)
    role = "mentor" if isinstance(seeker, Mentor) else "mentee"
    where = {"pool_id": vars(command)["pool_id"], "candidate_id": seeker.id, "role": role}
    seeks = seeker.seeks(frozenset(programme.matching.requires))
    if seeks and not (seeker.waiting and seeker.since):
        since = waits_since(seeker, command.asked.at)
        interrupted = seeker.since is not None
        due = next_update(programme, command.asked.at if interrupted else since)
        # Only where the office searches is there a search to tell them of.
        ways = {programme.matching.mode, programme.matching.minors}
        told = role == "mentor" and "curated" in ways
        update_due_at = due if told else None
        yield MatchingPoolEntered(**where, waiting_since=since, update_due_at=update_due_at)
    if seeker.waiting and not seeks:
        yield MatchingPoolLeft(**where)


def waits_since(seeker: Seeker, at: datetime) -> datetime:
    """Since before, where a wait was only interrupted; else since the last thing needed."""
    if seeker.since:
        return seeker.since
    listed, trained = getattr(seeker, "listed_at", None), getattr(seeker, "trained_at", None)
    return max(one for one in (at, listed, trained) if one)


def next_update(programme: Programme, after: datetime) -> datetime:
    return programme.later(after, programme.matching.waiting_update_every)
