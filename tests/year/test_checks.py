"""Each check notices what it is there to notice; and the whole year holds them all."""

import subprocess
import sys
from collections.abc import Iterable
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deploy.year import checks
from deploy.year.planted import texts_in
from shared.envelope import Envelope

ROOT = Path(__file__).parents[2]
NEW_YEAR = datetime(2026, 1, 1, 10, tzinfo=UTC)


def event(kind: str, days: int = 0, version: int = 0, **data: Any) -> Envelope[Any]:
    fact = type(kind, (SimpleNamespace,), {})(**data)
    at = NEW_YEAR + timedelta(days=days)
    return Envelope.about(
        fact, occurred_at=at, recorded_at=NEW_YEAR, version=version, position=days
    )


class Year:
    """A year of a few events, as the checks see it."""

    def __init__(self, *events: Envelope[Any], published: Iterable[Any] = ()) -> None:
        self.events, self.published = events, list(published)
        self.told = {"somewhere": list(events)}
        self.scenario = SimpleNamespace(until=NEW_YEAR + timedelta(days=90), batches=list)

    def of(self, *names: str) -> list[Envelope[Any]]:
        return [one for one in self.events if type(one.data).__name__ in names]


def test_training_twice_is_noticed() -> None:
    parts = [
        event("TrainingPartCompleted", participant_id="m", item=item)
        for item in ("online", "workshop_core")
    ]
    once = Year(*parts, event("MentorTrained", mentor_id="m"))
    twice = Year(*once.events, event("MentorTrained", mentor_id="m"))
    assert not list(checks.mentors_are_trained_exactly_once(once))
    assert list(checks.mentors_are_trained_exactly_once(twice))


def test_a_match_before_training_is_noticed() -> None:
    early = Year(event("MatchMade", 1, mentor_id="m"), event("MentorTrained", 2, mentor_id="m"))
    assert list(checks.only_the_trained_are_matched(early))


def test_a_minor_alone_with_a_mentor_is_noticed_unless_somebody_was_told() -> None:
    met = event("SessionHeld", session_id="s", age_band="minor", chaperone_present=False)
    told = event("ChaperoneAbsent", session_id="s")
    assert list(checks.nobody_meets_a_minor_unnoticed_without_a_chaperone(Year(met)))
    assert not list(checks.nobody_meets_a_minor_unnoticed_without_a_chaperone(Year(met, told)))


def test_a_check_in_that_nobody_answered_or_missed_is_noticed() -> None:
    due = event("CheckInDue", relationship_id="r", ordinal=1, missed_at=NEW_YEAR)
    ended = event("RelationshipEnded", -1, relationship_id="r")
    assert list(checks.every_check_in_was_completed_or_missed(Year(due)))
    assert not list(checks.every_check_in_was_completed_or_missed(Year(due, ended)))


def test_a_session_planned_during_a_rest_is_noticed() -> None:
    rest = event("PlanSuspended", 1, relationship_id="r")
    planned = event("SessionScheduled", 2, relationship_id="r", session_id="s")
    released = event("PlanReleased", 1, relationship_id="r")
    assert list(checks.rests_are_rests(Year(rest, planned)))
    assert not list(checks.rests_are_rests(Year(rest, released, planned)))


def test_a_closure_without_an_ending_is_noticed() -> None:
    closed = event("RelationshipClosed", 2, version=1, relationship_id="r", complete=True)
    assert "r was closed before it ended" in checks.ended_and_closed_are_two_facts(Year(closed))


def test_telling_the_accused_is_noticed() -> None:
    recorded = event("DisclosureRecorded", case_id="c", accused=["lead"], raisers=["mentor"])
    to = [SimpleNamespace(person_id="lead", role="dsl")]
    assert list(
        checks.nobody_is_told_of_themselves(
            Year(recorded, event("DisclosureRouted", case_id="c", to=to))
        )
    )


def test_an_event_from_the_future_is_noticed() -> None:
    assert list(checks.nothing_happened_after_it_was_recorded(Year(event("Any", days=1))))


def test_holds_that_differ_are_noticed() -> None:
    said = {"type": "HoldPlaced", "source": "/s", "data": {"relationship_id": "1"}}
    other = {**said, "data": {"relationship_id": "2", "reason": "case"}}
    found = list(checks.a_hold_looks_the_same_whatever_its_cause(Year(published=[said, other])))
    assert any(why.startswith("HoldPlaced comes in 2 shapes") for why in found)


def test_what_people_wrote_is_looked_for_wherever_it_stands() -> None:
    data = {"case_id": "1", "verbatim": "a child's words", "nested": {"steps": ["one", "two"]}}
    assert set(texts_in(data)) == {"a child's words", "one", "two"}


@pytest.mark.system
@pytest.mark.timeout(600)
@pytest.mark.requirement("1MM-006", "1MM-013", "1MM-039", "1MM-043", "1MM-045", "1MM-049")
@pytest.mark.requirement(
    "1MM-058", "1MM-064", "1MM-065", "1MM-071", "1MM-077", "1MM-082", "1MM-084"
)
@pytest.mark.requirement("1MM-101", "SG-01", "SG-02", "SG-12")
def test_the_whole_year_of_the_sample_programme_holds(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "deploy.year", "1mm-ncs"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "  NO  " not in done.stdout
