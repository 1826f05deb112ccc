"""No text of an exception reaches the logs."""

import logging

from shared.entrypoints.discretion import Discretion, be_discreet


def record(message, *args, error=None):
    trace = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("x", logging.ERROR, __file__, 1, message, args, trace)


def raised():
    try:
        raise ValueError("Ada Lovelace, born 1815")
    except ValueError as error:
        return error


def test_an_exception_among_the_arguments_is_only_named():
    one = record("failed: %s", raised())
    Discretion().filter(one)
    assert one.getMessage() == "failed: ValueError"


def test_a_traceback_shrinks_to_the_place():
    one = record("failed: %s", raised(), error=raised())
    Discretion().filter(one)
    text = logging.Formatter().format(one)
    assert "Ada" not in text
    assert "test_discretion.py:" in text


def test_a_handler_that_fails_with_a_name_in_its_error_leaves_no_name_in_the_log(
    bus, heard, caplog
):
    def fail(event):
        raise raised()

    bus.listen(fail)
    bus.say("1")
    bus.next_dead()
    assert "ValueError" in caplog.text
    assert "Ada" not in caplog.text


def test_being_discreet_twice_adds_one_filter():
    be_discreet()
    be_discreet()
    filters = logging.getLogger("nameko.containers").filters
    assert len([one for one in filters if isinstance(one, Discretion)]) == 1
