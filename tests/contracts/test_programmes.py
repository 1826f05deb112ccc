"""Every programme we ship compiles, and whatever compiles can be read by all five services."""

import pytest
from marshmallow import fields
from marshmallow.validate import OneOf

from services.profiles.policies.compiling import compile_policy
from services.profiles.policies.document import Document, Item
from shared.messages import Message
from shared.refusals import Invalid
from tests.contracts.programmes import FILES, MINORS, RANKED, READERS, document, read

SERVICES = sorted(READERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
def test_a_programme_we_ship_compiles(path):
    assert compile_policy(read(path)) == []


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.stem)
@pytest.mark.parametrize("service", SERVICES)
def test_every_service_reads_a_programme_we_ship(service, path):
    READERS[service].load(read(path))


def test_every_way_to_a_pair_is_shipped():
    modes = {read(path)["matching"]["mode"] for path in FILES}

    assert modes == {"curated", "ranked", "direct"}


def test_no_two_programmes_share_an_id():
    assert {read(path)["programme"]["id"] for path in FILES} == {path.stem for path in FILES}


# ---- what one service lets pass, another must not stumble over ---------------------------------


def keys(kind, way=()):
    """Every key a document of this kind may have, with its field."""
    for name, field in kind.schema.fields.items():
        yield (*way, name), field
        inner = getattr(field, "inner", None)
        if isinstance(inner, type) and issubclass(inner, Message):
            yield from keys(inner, (*way, name))


def odd_values(field):
    """Values a person might try: nothing, an empty part, an odd word, an odd number."""
    yield None
    if isinstance(field, fields.String):
        yield "juggling"
        one_of = next((one for one in field.validators if isinstance(one, OneOf)), None)
        yield from one_of.choices if one_of else ("P1D", "Europe/Paris", "2026-01-05")
    elif isinstance(field, fields.Integer):
        yield from (-1, 0, 1, 10**6)
    elif isinstance(field, fields.Boolean):
        yield from (True, False)
    elif isinstance(field, fields.List):
        yield from ([], [1], [1, 2, 3], ["juggling"], [[]], [[1]], ["P1D"])
    else:
        yield from ({}, {"juggling": 1}, "2026-01-05")


WAYS = ["__".join(way) for way, _ in keys(Document)]
FIELDS = dict(zip(WAYS, (field for _, field in keys(Document)), strict=True))


@pytest.mark.parametrize("way", WAYS)
def test_what_compiles_is_read_by_every_service(way):
    for path in (MINORS, RANKED):
        for value in odd_values(FIELDS[way]):
            changed = document(path, **{way: value})
            wrong = [] if compile_policy(changed) else unreadable(changed)
            assert wrong == [], f"{way}: {value!r} compiles"


def unreadable(changed):
    """The services that cannot read it, and why."""
    found = []
    for service, reader in READERS.items():
        try:
            reader.load(changed)
        except Invalid as no:
            found.append(f"{service}: {no}")
    return found


def test_every_key_of_the_language_was_tried():
    assert len(WAYS) > 150
    assert set(Item.codecs) >= {"acknowledge", "self_certified"}
