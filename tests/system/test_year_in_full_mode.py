"""The whole year on real RabbitMQ and PostgreSQL ends as it does in one process.

What "the same" means is said in `tests/system/state.py`.
"""

from contextlib import closing

import pytest

from deploy.installation import SERVICES
from deploy.year.driver import Driver
from tests.system.evidence import gathered
from tests.system.patient import Patient
from tests.system.state import tables
from tests.system.stretch import CUTS, cuts, stretch
from tests.system.towns import town

pytestmark = pytest.mark.timeout(900)


class Year:
    """A year in full mode, and what is left to compare when it is over."""

    def __init__(self, town, home):
        with closing(Patient(town.uri)) as caller:
            driver = Driver(caller)
            playing = stretch(driver, home)
            playing.until(cuts(CUTS)[-1])
            self.tables = tables(caller, playing.run.scenario.programme)
        self.surprises = driver.surprises
        self.found = gathered(town.installation)


@pytest.fixture(scope="module")
def alone_at_the_end(undisturbed):
    return lambda: undisturbed.at(CUTS[-1])


@pytest.fixture(scope="module")
def year(undisturbed, tmp_path_factory):
    with town(tmp_path_factory.mktemp("year")) as one:
        yield Year(one, tmp_path_factory.mktemp("rejected"))


def test_nothing_happens_that_the_scenario_does_not_expect(year):
    assert year.surprises == []


@pytest.mark.parametrize("service", SERVICES)
def test_the_same_events_happen_as_often_in_the_same_streams(year, alone_at_the_end, service):
    ours, theirs = year.found.state[service], alone_at_the_end()["state"][service]

    assert ours["happened"] == theirs["happened"]
    assert ours["lives"] == theirs["lives"]


@pytest.mark.parametrize("service", SERVICES)
def test_every_read_model_shows_the_same(year, alone_at_the_end, service):
    assert year.found.state[service]["shown"] == alone_at_the_end()["state"][service]["shown"]


def test_the_paired_evaluation_tables_are_the_same(year, alone_at_the_end):
    assert year.tables == alone_at_the_end()["tables"]


def test_every_log_verifies_and_every_ear_heard_what_every_mouth_said(year):
    assert year.found.broken == []
    assert year.found.unheard == []


def test_no_letter_is_dead(year):
    assert year.found.dead == []


def test_every_read_model_built_from_zero_is_the_living_one_byte_for_byte(year):
    assert year.found.rebuilt == []
