"""A whole room on a real database: asked, told, heard once, shown, remembered and sealed."""

import uuid
from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import psycopg2
import pytest

from shared.publishing import Outgoing
from shared.refusals import Invalid, Refused
from tests.shared.house import nudge


def make(house, **more):
    thing = str(uuid4())
    house.ask("MakeThing", thing_id=thing, owner_id=str(uuid4()), label="Ada Lovelace", **more)
    return thing


def test_a_command_is_answered_with_what_was_recorded(house):
    thing = str(uuid4())
    answer = house.ask("MakeThing", thing_id=thing, owner_id=str(uuid4()), label="x")
    assert answer["stream"] == f"thing-{thing}"
    assert answer["version"] == 0
    assert answer["recorded"] == ["ThingMade"]


def test_a_command_asked_twice_is_answered_the_same_and_recorded_once(house):
    thing, id_ = make(house), uuid4()
    first = house.ask("TouchThing", id_, thing_id=thing, times=3)
    assert house.ask("TouchThing", id_, thing_id=thing, times=3) == first


def test_a_refusal_is_recorded_and_given_again(house):
    thing, id_ = make(house), uuid4()
    for _ in range(2):
        with pytest.raises(Refused) as refused:
            house.ask("MakeThing", id_, thing_id=thing, owner_id=str(uuid4()), label="y")
        assert refused.value.code == "already-made"
    house.settle()
    refusals = [
        row for row in house.desk.store.log(types=["CommandRefused"]) if str(thing) in row.data
    ]
    assert len(refusals) == 1
    assert "label" not in refusals[0].data


def test_a_malformed_command_names_the_field_and_the_way_out(house):
    with pytest.raises(Invalid) as invalid:
        house.ask("TouchThing", thing_id="no", times=0, tmes=1)
    assert set(invalid.value.problems) == {"thing_id", "times", "tmes"}
    with pytest.raises(Invalid, match=r"It takes: .*MakeThing"):
        house.ask("MakeThong")


def test_what_only_follows_from_events_is_not_taken_from_a_client(house):
    with pytest.raises(Invalid, match="does not take 'CheckThing'"):
        house.ask("CheckThing", thing_id=str(uuid4()))


def test_business_time_never_lies_in_the_future(house):
    with pytest.raises(Invalid) as invalid:
        house.ask("TouchThing", at="2026-06-01T00:00:00Z", thing_id=str(uuid4()), times=1)
    assert "occurred_at" in invalid.value.problems


def test_personal_data_is_sealed_on_disk_and_opened_in_memory(house):
    thing = make(house)
    (row,) = [row for row in house.desk.store.read(f"thing-{thing}") if row.type == "ThingMade"]
    assert "Lovelace" not in row.data
    assert house.desk.commands.recorder.open(row).data.label == "Ada Lovelace"


def test_what_is_personal_or_indoors_is_not_published(house):
    thing = make(house, shelf="secret shelf")
    house.settle()
    (said,) = [
        one
        for one in house.speaker.said
        if one.routing_key == "ThingMade" and thing.encode() in one.body
    ]
    assert isinstance(said, Outgoing)
    assert b"Lovelace" not in said.body
    assert b"shelf" not in said.body
    assert said.exchange == "things.events"


def test_the_service_reacts_to_its_own_event_once(house):
    thing = make(house)
    house.settle()
    house.tail.forget()
    house.settle()
    assert house.desk.value("SELECT times FROM touches WHERE thing_id = %(id)s", id=thing) == 1


def test_an_event_heard_five_times_has_one_effect(house):
    thing = make(house)
    message = nudge(thing, 1)
    assert [house.desk.hear("elsewhere", message) for _ in range(5)] == [True, *[False] * 4]
    house.settle()
    assert house.desk.value("SELECT times FROM touches WHERE thing_id = %(id)s", id=thing) == 11


def test_a_gap_is_noticed_and_closed_when_the_missing_one_is_heard(house):
    thing = make(house)
    before = house.desk.progress()["missing"]
    house.desk.hear("elsewhere", nudge(thing, 2, source="gappy"))
    house.desk.hear("elsewhere", nudge(thing, 5, source="gappy"))
    assert house.desk.progress()["missing"] == before + 3
    for ordinal in (4, 1, 3):
        house.desk.hear("elsewhere", nudge(thing, ordinal, source="gappy"))
    assert house.desk.progress()["missing"] == before


def test_a_timer_fires_once_at_its_time_and_survives_a_restart(house):
    due = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=3)
    thing = make(house, check_at=due.isoformat())
    house.settle()
    assert checked(house, thing) == []
    house.tail.forget()
    house.desk.set_clock("2026-01-04T00:00:00Z")
    house.settle()
    house.tail.forget()
    house.settle()
    (row,) = checked(house, thing)
    assert house.desk.commands.recorder.open(row).occurred_at == due


def checked(house, thing):
    return [row for row in house.desk.store.read(f"thing-{thing}") if row.type == "ThingChecked"]


def test_said_events_can_be_asked_for_by_ordinal(house):
    make(house)
    make(house)
    house.settle()
    first = house.desk.events_after("ThingMade", 0, limit=2)
    assert [one["ordinal"] for one in first] == [1, 2]
    assert house.desk.events_after("ThingMade", 1, limit=1)[0]["id"] == first[1]["id"]
    assert house.desk.events_after("ThingChecked", 0) == []


def test_the_clock_of_a_rehearsal_never_runs_backwards(house):
    with pytest.raises(psycopg2.Error):
        house.desk.set_clock("2020-01-01T00:00:00Z")


def test_ids_are_opaque_and_ordered_by_time(house):
    thing = make(house)
    row = next(iter(house.desk.store.read(f"thing-{thing}")))
    assert isinstance(row.id, UUID)
    assert uuid.UUID(str(row.id)).version == 7
