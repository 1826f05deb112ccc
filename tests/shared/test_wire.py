"""From an envelope to the bus and back: what must arrive does, what must stay stays."""

import string
from contextlib import suppress
from datetime import UTC, datetime
from typing import Annotated
from uuid import UUID

import orjson
import pytest
from hypothesis import given
from hypothesis import strategies as st

from shared.asked import Actor
from shared.envelope import Envelope
from shared.fields import Indoors, Personal
from shared.messages import Event
from shared.refusals import Invalid
from shared.wire import HOME_ONLY, NEEDED, cloud_event, heard

WORDS = st.text(string.ascii_letters + string.digits + "-_.", min_size=1)
MOMENTS = st.datetimes(datetime(1970, 1, 1), datetime(2199, 1, 1), timezones=st.just(UTC))  # noqa: DTZ001


class Happened(Event, published=True):
    person_id: UUID
    name: Annotated[str, Personal(of="person_id")] = "Ada"
    reason: Annotated[str, Indoors()] = "secret"
    on: datetime | None = None


class HappenedHere(Event, published=True, exchange="desk"):
    person_id: UUID


ENVELOPES = st.builds(
    Envelope,
    id=st.uuids(),
    source=WORDS,
    stream=WORDS,
    version=st.integers(0, 2**31),
    data=st.builds(Happened, person_id=st.uuids(), on=st.none() | MOMENTS),
    occurred_at=MOMENTS,
    recorded_at=MOMENTS,
    actor=st.builds(Actor, WORDS, WORDS),
    correlation_id=WORDS,
    causation_id=st.none() | WORDS,
    programme=st.none() | WORDS,
    policy_version=st.none() | st.integers(1, 99),
    traceparent=st.none() | WORDS,
    position=st.integers(0, 2**40),
    leaf_hash=st.none() | WORDS,
)
KEPT = (
    *("id", "source", "stream", "version", "occurred_at", "recorded_at", "actor"),
    *("correlation_id", "causation_id", "programme", "policy_version", "traceparent"),
    *("position", "leaf_hash"),
)


class HappenedThere(Event):
    """What a listener reads of it."""

    person_id: UUID
    on: datetime | None = None


def carried(told, ordinal=1, previous=None):
    return orjson.loads(orjson.dumps(cloud_event(told, ordinal, previous)))


@given(ENVELOPES, st.integers(1, 2**40))
def test_what_is_said_arrives_as_it_was(told, ordinal):
    back = heard(carried(told, ordinal), {"Happened": HappenedThere})
    assert {name: getattr(back, name) for name in KEPT} == {
        name: getattr(told, name) for name in KEPT
    }
    assert back.ordinal == ordinal
    assert back.data == HappenedThere(person_id=told.data.person_id, on=told.data.on)


@given(ENVELOPES)
def test_what_is_personal_or_indoors_stays(told):
    assert set(carried(told)["data"]) == {"person_id", "on"}


def test_a_shared_exchange_tells_nothing_of_the_log():
    told = Envelope.about(
        HappenedHere(person_id=UUID(int=1)), position=9, leaf_hash="x", causation_id="y"
    )
    said = carried(told, 3, 7)
    assert not set(HOME_ONLY) & set(said)
    assert (said["source"], said["ordinal"]) == ("/desk", 3)
    assert said["dataschema"] == "urn:mentoring:desk:HappenedHere:1"


WELL = carried(Envelope.about(Happened(person_id=UUID(int=1))))
KNOWN = {"Happened": HappenedThere}


@pytest.mark.parametrize("name", NEEDED)
def test_an_event_without_a_needed_attribute_is_invalid_and_not_tried_again(name):
    with pytest.raises(Invalid) as invalid:
        heard({key: value for key, value in WELL.items() if key != name}, KNOWN)
    assert set(invalid.value.problems) == {name}
    assert invalid.value.final


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("id", "no uuid"),
        ("id", 7),
        ("time", "2026-01-05T12:00:00"),
        ("time", "yesterday"),
        ("time", 5),
        ("recordedtime", "0001-01-01T00:00:00+14:00"),
        ("ordinal", "1"),
        ("ordinal", -1),
        ("logposition", True),
        ("policyversion", 1.5),
        ("actor", 5),
    ],
)
def test_a_malformed_attribute_is_named_and_not_repeated(name, value):
    with pytest.raises(Invalid) as invalid:
        heard({**WELL, name: value}, KNOWN)
    assert invalid.value.problems == {name: ["Not well-formed."]}


@given(st.sampled_from(sorted(WELL)), st.none() | st.integers() | st.text() | st.lists(st.none()))
def test_whatever_stands_in_an_attribute_is_heard_or_invalid(name, value):
    with suppress(Invalid):
        heard({**WELL, name: value}, KNOWN)
