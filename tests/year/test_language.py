"""How a scenario is read: names, ids, times, loops."""

from datetime import datetime
from pathlib import Path
from uuid import NAMESPACE_URL, uuid5

import pytest

from deploy.importing.naming import id_for
from deploy.year.language import Language
from deploy.year.naming import id_named
from deploy.year.scenario import Scenario, read

SCENARIO = Path(__file__).parents[2] / "deploy/scenarios/1mm-ncs.yaml"
LONDON = Language("p", "Europe/London", Path())


def scenario(*steps: dict, **groups: list) -> Scenario:
    document = {"programme": "p", "until": "2026-01-01 09:00", "groups": groups, "steps": steps}
    return Scenario(Path("x.yaml"), document)


def step(**other: object) -> dict:
    return {"at": "2025-09-01 09:00", "ask": "profiles.Do", "by": "office:1", **other}


def asks(one: Scenario) -> list:
    return [ask for batch in one.batches() for ask in batch.asks]


def test_an_id_stands_for_an_imported_row_also_within_a_text() -> None:
    assert LONDON.text("mentor:@mentor:M01", {}) == f"mentor:{id_for('p', 'mentor', 'M01')}"


def test_ids_that_follow_from_others_are_those_the_services_give() -> None:
    proposal = id_for("p", "proposal", "R01")
    together = uuid5(proposal, "relationship")
    mentor = id_for("p", "mentor", "M01")
    assert id_named("p", "relationship", "R01") == together
    assert id_named("p", "pool", "of") == uuid5(NAMESPACE_URL, "pool:p")
    assert id_named("p", "person", "q/M01") == id_for("q", "person", "M01")
    assert id_named("p", "pre", "mentor/M01") == uuid5(mentor, "pre")
    assert id_named("p", "pre", "mentor/M01/R01") == uuid5(mentor, f"pre:{together}")
    assert id_named("p", "end", "mentor/M01/R01") == uuid5(mentor, f"end:{together}")


@pytest.mark.parametrize(
    ("turn", "day"), [(1, "2025-10-29"), (2, "2025-12-01"), (3, "2025-12-29"), (6, "2026-03-30")]
)
def test_a_monthly_step_falls_on_weekdays(turn: int, day: str) -> None:
    at = LONDON.instant({"at": "2025-10-29 16:00", "every": "P1M"}, {"n": turn})
    assert at.isoformat().startswith(f"{day}T16:00")


def test_local_time_stays_local_when_the_clocks_change() -> None:
    at = LONDON.instant({"at": "2025-10-20 16:00", "after": "P7D"}, {})
    assert at.isoformat() == "2025-10-27T16:00:00+00:00"


def test_digits_of_a_text_are_answers() -> None:
    assert LONDON.value({"whole": "{y[2]}"}, {"y": "2345"}) == 4


def test_a_step_happens_for_every_member_of_its_groups() -> None:
    one = scenario(
        step(**{"for": {"m": "mentors", "n": "1..3"}}), mentors=[{"ref": "A"}, {"ref": "B"}]
    )
    assert len(asks(one)) == 6


def test_where_and_unless_choose_the_members() -> None:
    members = [{"ref": "A", "last": 2}, {"ref": "B", "last": 3}]
    loops = {"for": {"m": "mentors", "n": [1, 2, 3]}, "with": {"who": "{m.ref}{n}"}}
    chosen = step(**loops, where={"{n}": "1..{m.last}"}, unless={"{m.ref}/{n}": ["B/1"]})
    found = {ask.data["who"] for ask in asks(scenario(chosen, mentors=members))}
    assert found == {"A1", "A2", "B2", "B3"}


def test_what_happens_on_one_day_is_one_batch() -> None:
    one = scenario(step(**{"for": {"n": "1..3"}, "every": "P1D"}), step())
    assert [len(batch.asks) for batch in one.batches()] == [1, 1, 1, 1]
    assert [batch.at.day for batch in one.batches()] == [1, 1, 2, 3]


def test_nobody_waits_for_what_a_refusal_leads_to_unless_told_so() -> None:
    refused = scenario(
        step(refused="no"), step(refused="no", waits=True), step(waits=False), step()
    )
    assert [batch.waits for batch in refused.batches()] == [False, True, False, True]


def test_every_command_of_the_year_has_an_id_of_its_own() -> None:
    ids = [ask.id for ask in asks(read(SCENARIO))]
    assert len(ids) == len(set(ids)) > 2000


def test_the_year_lies_in_the_past() -> None:
    year = read(SCENARIO)
    last = max(ask.at for ask in asks(year))
    assert last < year.until < datetime.fromisoformat("2026-11-22T00:00:00Z")


def test_a_document_may_be_changed_in_places_and_is_otherwise_what_it_was() -> None:
    folder = SCENARIO.parent
    language = Language("p", "Europe/London", folder)
    file = {"file": "../programmes/1mm-ncs.yaml"}
    before = language.value(file, {})
    changes = {"programme": {"stage": "pilot"}, "policy": {"version": 2}, "adult_age": 19}
    after = language.value({**file, "but": changes}, {})
    assert after["programme"] == {**before["programme"], "stage": "pilot"}
    assert after["policy"] == {**before["policy"], "version": 2}
    assert after["adult_age"] == 19
    assert {key for key in before if after[key] != before[key]} == set(changes)
