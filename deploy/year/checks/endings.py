"""Endings and closures."""

from collections.abc import Iterator

from deploy.year.evidence import Year


def ended_and_closed_are_two_facts(year: Year) -> Iterator[str]:
    """1MM-058: a closure follows an ending."""
    ended = {one.data.relationship_id: one for one in year.of("RelationshipEnded")}
    for one in year.of("RelationshipClosed"):
        first = ended.get(one.data.relationship_id)
        if first is None or first.version >= one.version:
            yield f"{one.data.relationship_id} was closed before it ended"


def every_ending_was_closed_or_is_within_its_time(year: Year) -> Iterator[str]:
    """By the people, or by the timer."""
    closed = {one.data.relationship_id for one in year.of("RelationshipClosed")}
    for one in year.of("RelationshipEnded"):
        late = one.data.closure_due_at <= year.scenario.until
        if late and one.data.relationship_id not in closed:
            yield f"{one.data.relationship_id} was never closed"


def nothing_is_planned_after_the_end(year: Year) -> Iterator[str]:
    """1MM-023: also where it ended because the mentor's role did."""
    ended = {one.data.relationship_id: one.occurred_at for one in year.of("RelationshipEnded")}
    for one in year.of("SessionScheduled", "SessionHeld"):
        end = ended.get(one.data.relationship_id)
        if end and one.occurred_at > end:
            yield f"session {one.data.session_id} came after the end"
