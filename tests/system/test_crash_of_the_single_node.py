"""kill -9 of the one process that is everything: what was said and not heard is caught up."""

import pytest

from deploy.installation import SERVICES
from tests.system.evidence import broken_in, rebuilt_otherwise
from tests.system.stretch import CUTS

pytestmark = pytest.mark.timeout(600)

AMONG_COMMANDS = ("2025-09-12T09:30", "2025-10-13T09:00")
BETWEEN_SAID_AND_HEARD = ("2025-09-24T09:00", "2025-10-15T18:00")


@pytest.fixture(scope="module")
def struck(alone, undisturbed):
    """Killed again and again, and then left to reach the first cut."""
    one = alone()
    for day in sorted((*AMONG_COMMANDS, *BETWEEN_SAID_AND_HEARD)):
        if day in AMONG_COMMANDS:
            one.start(CUTS[0]).kill_at(day)
        else:
            one.start(CUTS[0], dies_on=day).wait_for_its_death()
    one.start(CUTS[0]).at(CUTS[0])
    return one


def test_it_ends_as_it_would_have_ended(struck, undisturbed):
    assert struck.at(CUTS[0])["state"] == undisturbed.at(CUTS[0])["state"]
    assert struck.at(CUTS[0])["tables"] == undisturbed.at(CUTS[0])["tables"]


def test_every_log_verifies_and_everything_said_was_heard(struck):
    assert broken_in(struck.installation) == []


def test_every_read_model_built_from_zero_is_the_living_one_byte_for_byte(struck):
    struck.process.wait()

    assert [name for one in SERVICES for name in rebuilt_otherwise(struck.installation, one)] == []
