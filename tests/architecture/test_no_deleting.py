"""Nobody can be asked to delete anything: what was stays in the log (a complaint, U12)."""

import re

import pytest

from tests.contracts.rooms import NAMES, ROOMS

from .test_floor_plan import ROOT

DELETING = re.compile(r"^(Delete|Remove|Erase|Purge|Destroy|Wipe|Truncate|Forget|Undo|Reset)")
# The read models are nobody's memory: they are dropped and told anew at any time.
SQL = re.compile(r"\b(DELETE FROM|TRUNCATE( TABLE)?|DROP TABLE|UPDATE) +es\.", re.IGNORECASE)


@pytest.mark.parametrize("name", NAMES)
def test_no_command_deletes(name):
    asked = {kind.__name__ for decider in ROOMS[name].deciders for kind in decider.accepts}
    assert asked
    assert {one for one in asked if DELETING.match(one)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_no_event_says_that_something_is_gone_from_the_log(name):
    gone = re.compile(r"(Deleted|Purged|Wiped|Truncated|Erased)$")
    assert {one for one in ROOMS[name].records if gone.search(one)} == set()


@pytest.mark.parametrize("name", NAMES)
def test_no_service_touches_the_log_itself(name):
    files = (ROOT / "services" / name).rglob("*.py")
    assert [path.name for path in files if SQL.search(path.read_text(encoding="utf-8"))] == []
