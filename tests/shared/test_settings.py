"""Settings come from the environment, and every mistake is named at once."""

import pytest

from shared.refusals import Invalid
from shared.settings import Settings

WHOLE = {
    "MENTORING_SERVICE_DSN": "postgresql://u:secret@h/s",
    "MENTORING_TAIL_DSN": "postgresql://u:secret@h/t",
    "MENTORING_KEYS_DSN": "postgresql://u:secret@h/k",
    "MENTORING_AMQP_URI": "amqp://u:secret@h",
    "MENTORING_MASTER_KEY_FILE": "/run/secrets/master",
}


def test_settings_are_read_and_the_rest_has_defaults():
    settings = Settings.read({**WHOLE, "MENTORING_WORKERS": "4", "HOME": "/root"})
    assert settings.workers == 4
    assert settings.log_level == "info"


def test_every_mistake_is_named_at_once():
    wrong = {**WHOLE, "MENTORING_WORKERS": "many", "MENTORING_LOG_LEVEL": "loud"}
    del wrong["MENTORING_TAIL_DSN"]
    with pytest.raises(Invalid) as invalid:
        Settings.read(wrong)
    assert set(invalid.value.problems) == {"workers", "log_level", "tail_dsn"}
    assert "many" not in str(invalid.value)


@pytest.mark.parametrize("port", ["-1", "65536", "1.5", "²"])
def test_a_port_is_a_port(port):
    with pytest.raises(Invalid) as invalid:
        Settings.read({**WHOLE, "MENTORING_HTTP_PORT": port})
    assert set(invalid.value.problems) == {"http_port"}


def test_a_secret_may_stand_in_a_file(tmp_path):
    file = tmp_path / "dsn"
    file.write_text("postgresql://from/file\n")
    given = {**WHOLE, "MENTORING_TAIL_DSN_FILE": str(file)}
    assert Settings.read(given).tail_dsn == "postgresql://from/file"


def test_a_file_that_cannot_be_read_is_named_with_the_other_mistakes(tmp_path):
    given = {**WHOLE, "MENTORING_LOG_LEVEL": "loud"}
    del given["MENTORING_TAIL_DSN"]
    given["MENTORING_TAIL_DSN_FILE"] = str(tmp_path / "nothing")
    with pytest.raises(Invalid) as invalid:
        Settings.read(given)
    assert set(invalid.value.problems) == {"log_level", "tail_dsn_file"}


def test_a_word_of_digits_stays_a_word():
    given = {**WHOLE, "MENTORING_MASTER_KEY_FILE": "123"}
    assert Settings.read(given).master_key_file == "123"


def test_what_holds_a_password_is_never_shown():
    shown = Settings.read(WHOLE).shown()
    assert "secret@" not in str(shown)
    assert shown["workers"] == "10"
