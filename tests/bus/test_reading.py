"""What counts as an event."""

import json

import pytest

from shared.entrypoints.reading import Unreadable, read_event
from tests.bus.fixtures import an_event


@pytest.mark.parametrize(
    "content_type",
    [
        "application/cloudevents+json",
        "application/cloudevents+json; charset=utf-8",
        "Application/JSON",
    ],
)
def test_a_structured_event_is_read(content_type):
    assert read_event(content_type, json.dumps(an_event())) == an_event()


@pytest.mark.parametrize(
    ("content_type", "body", "code"),
    [
        (None, b"{}", "content-type"),
        ("application/cloudevents-batch+json", b"[]", "content-type"),
        ("application/json", b"", "not-json"),
        ("application/json", b"[" * 100_000, "not-json"),
        ("application/json", b"3", "not-a-cloudevent"),
        ("application/json", json.dumps(an_event(type_="")), "not-a-cloudevent"),
        ("application/json", json.dumps(an_event(id_=7)), "not-a-cloudevent"),
        ("application/json", json.dumps(an_event(specversion="0.3")), "not-a-cloudevent"),
    ],
)
def test_anything_else_is_unreadable_for_good(content_type, body, code):
    with pytest.raises(Unreadable) as refused:
        read_event(content_type, body)
    assert refused.value.code == code
    assert refused.value.final
