"""Proposals, matches and waiting."""

from collections.abc import Iterator
from datetime import UTC, datetime

from deploy.year.evidence import Year

from .asking import only_where

NEVER = datetime.max.replace(tzinfo=UTC)


@only_where(lambda policy: policy.lists("matching.requires", "mentor_trained"), "no training first")
def only_the_trained_are_matched(year: Year) -> Iterator[str]:
    """1MM-045."""
    trained = {one.data.mentor_id: one.occurred_at for one in year.of("MentorTrained")}
    for made in year.of("MatchMade"):
        if trained.get(made.data.mentor_id, NEVER) > made.occurred_at:
            yield f"mentor {made.data.mentor_id} was matched before the training was complete"


@only_where(lambda policy: policy.get("relationship.ratio") == "1:1", "there may be several")
def mentees_have_one_mentor_at_a_time(year: Year) -> Iterator[str]:
    """1MM-011."""
    over = {one.data.relationship_id: one.occurred_at for one in year.of("RelationshipEnded")}
    free: dict[object, datetime] = {}
    for made in year.of("MatchMade"):
        mentee = made.data.mentee_id
        if mentee in free and free[mentee] > made.occurred_at:
            yield f"mentee {mentee} had two mentors at a time"
        free[mentee] = over.get(made.data.relationship_id, NEVER)


@only_where(
    lambda policy: policy.get("matching.unselected") == "keep_waiting",
    "nobody is passed over",
)
def whoever_was_not_selected_keeps_the_place(year: Year) -> Iterator[str]:
    """1MM-049, 050: since when somebody waits does not change by being passed over."""
    matched = {one.data.mentor_id for one in year.of("MatchMade")}
    listed = {str(one.data.mentor_id): one.data.listed_at for one in year.of("MentorListed")}
    waiting = {
        one["candidate_id"]: datetime.fromisoformat(one["waiting_since"])
        for one in year.ask("matching.waiting", year.scenario.programme, "mentor")
    }
    for mentor, since in listed.items():
        if mentor not in map(str, matched) and waiting.get(mentor) != since:
            yield f"mentor {mentor} does not wait since {since}"
