"""kill -9 of the one process that is everything: what was said and not heard is caught up."""

import pytest

from deploy.installation import SERVICES
from tests.system.evidence import broken_in, rebuilt_otherwise
from tests.system.stretch import CUTS

pytestmark = pytest.mark.timeout(600)

BLOWS = ("2025-09-12T09:30", "2025-09-24T09:00", "2025-10-13T09:00")


@pytest.fixture(scope="module")
def struck(alone, undisturbed):
    """Killed in the middle of a batch, again and again, and then left to reach the first cut."""
    one = alone()
    for blow in BLOWS:
        one.start(CUTS[0]).kill_at(blow)
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
