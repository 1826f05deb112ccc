"""The reference pages say what the code says now."""

import json
from pathlib import Path

import pytest

from deploy.describing import __main__ as describing
from deploy.describing.pages import pages
from deploy.describing.refusing import codes

REFERENCES = Path(__file__).parents[2] / "docs/references"


@pytest.fixture(scope="module")
def written():
    return pages()


@pytest.fixture(scope="module")
def api(written):
    return {name: json.loads(text) for name, text in written.items() if name.endswith(".json")}


def test_every_page_is_as_the_code_says_now(written):
    old = [name for name, text in written.items() if (REFERENCES / name).read_text() != text]
    assert old == [], "run `make docs`"


def test_the_same_code_gives_the_same_pages(written):
    assert pages() == written


def test_an_old_page_is_told_and_then_written(tmp_path, monkeypatch, capsys):
    monkeypatch.setattr(describing, "REFERENCES", tmp_path)
    assert describing.main(["--check"]) == 1
    assert "events.md is older" in capsys.readouterr().out
    assert describing.main([]) == 0
    assert describing.main(["--check"]) == 0


def test_what_stays_indoors_is_named_as_kept_in_and_never_as_sent(api):
    told = api["asyncapi/sessions.json"]["components"]["messages"]["SessionHeld"]["payload"]
    data = told["properties"]["data"]
    assert data["x-kept-in"]["recorded_by"] == {"x-indoors": True}
    assert "recorded_by" not in data["properties"]
    assert data["properties"]["minutes"]["type"] == "integer"


def test_a_shared_exchange_hides_where_in_the_log_an_event_stands(api):
    documents = api["asyncapi/safeguarding.json"]
    held = documents["components"]["messages"]["HoldPlaced"]["payload"]["properties"]
    assert not {"logposition", "prevposition", "correlationid", "actor"} & held.keys()
    assert held["source"] == {"const": "/administration"}
    exchange = documents["channels"]["HoldPlaced"]["bindings"]["amqp"]["exchange"]["name"]
    assert exchange == "administration.events"


def test_every_reference_inside_a_document_leads_somewhere(api):
    for name, document in api.items():
        for reference in references(document):
            place = document
            for step in reference.removeprefix("#/").split("/"):
                assert step in place, f"{name}: {reference}"
                place = place[step]


def references(part):
    if isinstance(part, dict):
        yield from [part["$ref"]] if "$ref" in part else []
        part = list(part.values())
    if isinstance(part, list):
        for one in part:
            yield from references(one)


def test_a_rule_is_a_code_and_a_function_that_is_only_called_is_none(tmp_path):
    (tmp_path / "rules.py").write_text(
        "def too_late(ask, state) -> str | None:\n"
        "    return f'It is past {state}.' if state else None\n"
        "def called(ask, state) -> str | None:\n"
        "    return 'Never told.'\n"
        "rules = (too_late, called(1, 2))\n"
        "raise Refused('not-known', 'Nobody knows it.')\n"
    )
    found = [(one.code, one.why) for one in codes(tmp_path)]
    assert found == [("not-known", "Nobody knows it."), ("too-late", "It is past ….")]
