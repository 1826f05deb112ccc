"""Personal data on disk: a key per person, bound to its place, in a keyring nobody else reads."""

from contextlib import closing
from uuid import uuid4

import orjson
import psycopg2
import pytest
from cryptography.exceptions import InvalidTag

from shared.connecting import Pool
from shared.fields import ERASED
from shared.keyring import Keyring
from shared.privacy import MARK, is_sealed, master_key
from tests.shared.things.events import ThingMade


@pytest.fixture
def vault(house):
    return house.desk.commands.recorder.vault


def sealed(vault, label="Ada", owner=None, context="thing-1|e-1"):
    event = ThingMade(thing_id=uuid4(), owner_id=owner or uuid4(), label=label)
    return event, vault.seal(event, event.dump(), context)


def test_what_is_sealed_is_opened_again(vault):
    event, data = sealed(vault)
    assert is_sealed(data["label"])
    assert vault.open(ThingMade, data, "thing-1|e-1") == event.dump()


def test_only_what_is_personal_and_there_is_sealed(vault):
    _, data = sealed(vault)
    assert [name for name, value in data.items() if is_sealed(value)] == ["label"]


@pytest.mark.parametrize("elsewhere", ["thing-2|e-1", "thing-1|e-2"])
def test_a_ciphertext_moved_to_another_event_is_rejected(vault, elsewhere):
    _, data = sealed(vault)
    with pytest.raises(InvalidTag):
        vault.open(ThingMade, data, elsewhere)


def test_a_ciphertext_moved_to_another_person_is_rejected(vault):
    _, data = sealed(vault)
    with pytest.raises(InvalidTag):
        vault.open(ThingMade, {**data, "owner_id": str(uuid4())}, "thing-1|e-1")


def test_a_ciphertext_under_another_persons_key_is_rejected(vault):
    (_, one), (_, other) = sealed(vault), sealed(vault)
    forged = {**one["label"], "k": other["label"]["k"]}
    with pytest.raises(InvalidTag):
        vault.open(ThingMade, {**one, "label": forged}, "thing-1|e-1")


def test_a_person_has_one_key_and_nobody_elses(vault):
    owner = uuid4()
    keys = [sealed(vault, owner=one)[1]["label"]["k"] for one in (owner, owner, uuid4())]
    assert keys[0] == keys[1] != keys[2]


def test_the_same_words_are_never_the_same_ciphertext(vault):
    owner = uuid4()
    texts = {orjson.dumps(sealed(vault, owner=owner)[1]["label"]) for _ in range(5)}
    assert len(texts) == 5
    assert all(MARK.encode() in one for one in texts)


def test_two_processes_that_make_a_persons_key_at_once_have_the_same(house):
    rings = [Keyring(Pool(house.settings.keys_dsn), bytes.fromhex("ab" * 32)) for _ in range(2)]
    subject = str(uuid4())
    assert rings[0].find(subject) is rings[1].find(subject) is None
    assert rings[0].make(subject) == rings[1].make(subject)


def test_another_master_key_opens_nothing(house):
    subject = str(uuid4())
    pool = Pool(house.settings.keys_dsn)
    Keyring(pool, bytes.fromhex("ab" * 32)).for_subject(subject)
    with pytest.raises(InvalidTag):
        Keyring(pool, bytes.fromhex("cd" * 32)).for_subject(subject)


def test_the_keyring_cannot_be_opened_by_the_auditor(house):
    dsn = house.installation.dsn("things", "auditor", "_keys")
    with pytest.raises(psycopg2.OperationalError, match="permission denied"):
        psycopg2.connect(dsn)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE keyring.subject_key SET subject = 'x'",
        "DELETE FROM keyring.subject_key",
        "TRUNCATE keyring.subject_key",
    ],
)
def test_a_service_can_neither_change_nor_remove_a_key(house, statement):
    with (
        closing(psycopg2.connect(house.settings.keys_dsn)) as lent,
        lent.cursor() as cursor,
        pytest.raises(psycopg2.errors.InsufficientPrivilege),
    ):
        cursor.execute(statement)


def test_a_master_key_that_others_can_read_is_not_used(tmp_path):
    file = tmp_path / "master"
    file.write_text("ab" * 32)
    file.chmod(0o644)
    with pytest.raises(PermissionError):
        master_key(file)
    file.chmod(0o600)
    assert len(master_key(file)) == 32


def test_keys_looked_up_together_open_what_is_there_and_know_what_is_not(vault, monkeypatch):
    found = [sealed(vault) for _ in range(3)]
    gone = str(uuid4())
    lost = {**found[0][1], "label": {**found[0][1]["label"], "k": gone}}
    ring = Keyring(vault.keyring.pool, vault.keyring.master)
    monkeypatch.setattr(vault, "keyring", ring)
    vault.look_up((ThingMade, data) for data in (*(data for _, data in found), lost))
    monkeypatch.setattr(ring, "run", lambda *_: pytest.fail("asked again"))
    for event, data in found:
        assert vault.open(ThingMade, data, "thing-1|e-1") == event.dump()
    assert vault.open(ThingMade, lost, "thing-1|e-1")["label"] == ERASED
