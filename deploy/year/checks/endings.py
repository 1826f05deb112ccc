"""Endings and closures."""

from collections.abc import Iterator

from deploy.year.evidence import Evidence


def ended_and_closed_are_two_facts(year: Evidence) -> Iterator[str]:
    """1MM-058: a closure follows an ending, and both complete and incomplete ones occur."""
    ended = {one.data.relationship_id: one for one in year.of("RelationshipEnded")}
    closed = year.of("RelationshipClosed")
    for one in closed:
        first = ended.get(one.data.relationship_id)
        if first is None or first.version >= one.version:
            yield f"{one.data.relationship_id} was closed before it ended"
    if {one.data.complete for one in closed} != {True, False}:
        yield "not both kinds of closure occurred"


def every_ending_was_closed_or_is_within_its_time(year: Evidence) -> Iterator[str]:
    """By the people, or by the timer."""
    closed = {one.data.relationship_id for one in year.of("RelationshipClosed")}
    for one in year.of("RelationshipEnded"):
        late = one.data.closure_due_at <= year.scenario.until
        if late and one.data.relationship_id not in closed:
            yield f"{one.data.relationship_id} was never closed"


def nothing_is_planned_after_the_end(year: Evidence) -> Iterator[str]:
    """1MM-023: also where it ended because the mentor's role did."""
    ended = {one.data.relationship_id: one.occurred_at for one in year.of("RelationshipEnded")}
    for one in year.of("SessionScheduled", "SessionHeld"):
        end = ended.get(one.data.relationship_id)
        if end and one.occurred_at > end:
            yield f"session {one.data.session_id} came after the end"
