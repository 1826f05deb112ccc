"""The auditor reads what happened, one sentence an event, and everything about one of them."""

import uuid

from deploy.cli.audit import app
from deploy.cli.logbooks import Entry
from deploy.cli.sentences import sentence
from shared.store import Stored
from tests.shared.things.events import ThingMade


def types(told):
    return [(row["service"], row["type"]) for row in told.data]


def test_a_person_s_story_goes_through_all_services_in_order(town, console):
    person, part = town.person()

    told = console(app, town.home, "timeline", "--person", person)

    assert told.code == 0
    assert types(told)[:2] == [
        ("profiles", "PersonRegistered"),
        ("profiles", "MentorApplicationStarted"),
    ]
    assert {service for service, _ in types(told)} > {"profiles"}
    assert [row["occurred_at"] for row in told.data] == sorted(
        row["occurred_at"] for row in told.data
    )
    assert any(row["stream"] == f"mentor-{part}" for row in told.data)


def test_a_sentence_says_when_where_what_and_by_whom(town, console):
    person, _ = town.person()

    row = console(app, town.home, "timeline", "--person", person).data[0]

    assert row["sentence"].startswith("12 Jan 2026 16:00 · profiles · PersonRegistered: ")
    assert row["sentence"].endswith("— by operator 1")


def test_times_are_told_in_the_zone_asked_for(town, console):
    person, _ = town.person()

    words = ("timeline", "--person", person, "--zone", "Asia/Tokyo")

    assert console(app, town.home, *words).data[0]["sentence"].startswith("13 Jan 2026 01:00")
    assert console(app, town.home, *words[:-1], "Nowhere/Else").code == 2


def test_personal_fields_stay_sealed(town, console):
    person, _ = town.person(email="ada@example.org")

    told = console(app, town.home, "timeline", "--person", person)
    whole = console(app, town.home, "explain", told.data[0]["id"])

    assert "Lovelace" not in str(told.data)
    assert "example.org" not in str(whole.data)
    assert whole.data["what"]["data"]["name"] == "[sealed]"


def test_one_stream_and_one_thread_can_be_told_apart(town, console):
    person, part = town.person()

    stream = console(app, town.home, "timeline", "--stream", f"mentor-{part}")
    whole = console(app, town.home, "explain", stream.data[0]["id"])
    thread = console(app, town.home, "timeline", "--correlation", whole.data["why"]["correlation"])

    assert {row["stream"] for row in stream.data} == {f"mentor-{part}"}
    assert f"person-{person}" not in {row["stream"] for row in thread.data}
    assert len({row["service"] for row in thread.data}) > 1


def test_nobody_s_timeline_is_empty_and_says_so(town, console):
    told = console(app, town.home, "timeline", "--person", str(uuid.uuid4()))

    assert (told.code, told.data) == (1, [])


def test_one_question_at_a_time(town, console):
    assert console(app, town.home, "timeline").code == 2
    assert console(app, town.home, "timeline", "--person", "a", "--stream", "b").code == 2


def test_an_event_is_explained_from_its_cause_to_its_consequences(town, console):
    _, part = town.person()
    (began, *_) = console(app, town.home, "timeline", "--stream", f"mentor-{part}").data

    told = console(app, town.home, "explain", began["id"]).data

    assert told["who"]["actor"] == "operator:1"
    assert told["when"]["occurred_at"] == "2026-01-12T16:00:00Z"
    assert told["when"]["rehearsal"] is True
    assert told["why"]["programme"] == "1mm-ncs"
    assert told["why"]["policy_version"] == 1
    assert told["why"]["caused_by"] == []
    assert told["proof"]["stored_hash"] == told["proof"]["computed_hash"]
    assert told["published"]["exchange"] == "profiles.events"
    assert told["published"]["said"] is True
    assert "evaluation" in {row["service"] for row in told["heard_by"]}
    consequence = next(row for row in told["led_to"] if row["service"] != "profiles")
    back = console(app, town.home, "explain", consequence["id"]).data
    assert [row["id"] for row in back["why"]["caused_by"]] == [began["id"]]


def test_an_event_that_stays_at_home_was_published_nowhere(town, console):
    person, _ = town.person()
    (registered,) = console(app, town.home, "timeline", "--stream", f"person-{person}").data[:1]

    assert console(app, town.home, "explain", registered["id"]).data["published"] is None


def test_no_event_and_no_id_are_told_apart(town, console):
    unknown = console(app, town.home, "explain", str(uuid.uuid4()))
    nonsense = console(app, town.home, "explain", "the-last-one")

    assert "no log has" in unknown.problems[0]["problem"]
    assert "no event's id" in nonsense.problems[0]["problem"]
    assert unknown.code == nonsense.code == 2


# ---- sentences ------------------------------------------------------------------------------


def entry(kind=ThingMade, name="ThingMade", actor="person:1", **data):
    at = 1_768_233_600_000_000  # 12 January 2026, 16:00 UTC
    row = Stored(0, "thing-1", "thing", 0, None, name, 1, at, at, "", "", b"")
    return Entry("things", row, kind, {"actor": actor}, data)


def test_ids_blanks_and_documents_are_left_out_of_a_sentence():
    told = sentence(
        entry(thing_id=str(uuid.UUID(int=7)), label={"$enc": 1}, shelf=None, times=3, tags=["a"])
    )
    assert told == (
        "12 Jan 2026 16:00 · things · ThingMade: Somebody made a thing"
        " (label [sealed], times 3, tags a) — by person 1"
    )


def test_times_and_days_are_told_as_people_say_them():
    told = sentence(entry(due_at="2026-03-01T09:30:00Z", ends_on="2026-04-07"))

    assert "(due at 1 Mar 2026 09:30, ends on 7 Apr 2026)" in told


def test_an_actor_is_known_by_the_end_of_its_id():
    told = sentence(entry(actor="regional_coordinator:0198c0de-0000-7000-8000-0123456789ab"))

    assert told.endswith("— by regional coordinator …456789ab")


def test_rows_named_in_a_docstring_are_not_read_out():
    class Bent(ThingMade):
        """A thing was bent (1MM-061, SG-02). Nobody minds."""

    assert "A thing was bent —" in sentence(entry(Bent))


def test_a_refusal_says_what_was_refused_and_why():
    told = sentence(
        entry(
            None, "CommandRefused", command="BendThing", why="It would break.", code="too-brittle"
        )
    )
    assert "BendThing was refused: It would break. (code too-brittle)" in told


def test_an_event_nobody_knows_is_still_told():
    assert "nothing more is known" in sentence(entry(None, "ThingLost"))
