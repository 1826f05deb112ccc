"""kill -9 of services, tails and the broker in the middle of the year loses and doubles nothing."""

from contextlib import closing
from dataclasses import dataclass

import pytest

from deploy.year.driver import Driver
from tests.system.evidence import Evidence, gathered
from tests.system.patient import Patient
from tests.system.stretch import CUTS, cuts, stretch
from tests.system.towns import town

pytestmark = pytest.mark.timeout(600)

MANY = 5  # commands under way when the blow falls
KINDS = ("services", "tails", "broker")


class Rough(Driver):
    """Strikes when commands have been sent and none is answered."""

    strike = None

    def together(self, asks):
        sent = [(ask, self.send(ask)) for ask in asks]
        if self.strike and len(asks) >= MANY:
            self.strike(asks[0].service)
        for ask, id_ in sent:
            self.note(ask, self.caller.answer_or_error(id_))


@dataclass
class Phase:
    """What was struck, and how everything stood when all was quiet again."""

    struck: list[str]
    found: Evidence
    surprises: list[str]


class RoughYear:
    """Up to each cut another kind of process is killed, each of its kind once."""

    def __init__(self, town, home):
        self.town, self.phases = town, {}
        with closing(Patient(town.uri)) as caller:
            self.driver = Rough(caller)
            self.playing = stretch(self.driver, home)
            for kind, cut in zip(KINDS, cuts(CUTS), strict=False):
                self.phases[kind] = self.phase(kind, cut)

    def phase(self, kind, cut):
        struck = []

        def strike(service):
            name = {"services": service, "tails": f"{service}-tail", "broker": "broker"}[kind]
            if name not in struck:
                struck.append(name)
                self.town.strike(name)

        self.driver.strike = strike
        self.playing.until(cut)
        self.driver.strike = None
        self.town.wait()
        return Phase(struck, gathered(self.town.installation), list(self.driver.surprises))


@pytest.fixture(scope="module")
def rough(undisturbed, tmp_path_factory):
    with town(tmp_path_factory.mktemp("rough")) as one:
        yield RoughYear(one, tmp_path_factory.mktemp("rejected"))


@pytest.fixture(params=KINDS)
def phase(rough, request):
    return rough.phases[request.param]


@pytest.fixture
def expected(phase, rough, undisturbed):
    """The same day where nothing was struck."""
    kind = next(name for name, one in rough.phases.items() if one is phase)
    return undisturbed.at(CUTS[KINDS.index(kind)])


def test_somebody_was_struck_while_commands_were_under_way(phase):
    assert phase.struck


def test_every_command_was_answered_as_if_nothing_had_been(phase, expected):
    assert phase.surprises == expected["surprises"]


def test_nothing_is_lost_and_nothing_doubled(phase, expected):
    for service, state in expected["state"].items():
        assert phase.found.state[service]["happened"] == state["happened"]
        assert phase.found.state[service]["lives"] == state["lives"]


def test_the_read_models_show_what_they_would_have_shown(phase, expected):
    for service, state in expected["state"].items():
        assert phase.found.state[service]["shown"] == state["shown"]


def test_every_read_model_built_from_zero_is_the_living_one_byte_for_byte(phase):
    assert phase.found.rebuilt == []


def test_every_log_verifies_and_both_ends_of_every_line_agree(phase):
    assert phase.found.broken == []


def test_every_mark_of_an_ear_is_what_was_said(phase):
    assert phase.found.unheard == []


def test_no_letter_is_dead(phase):
    assert phase.found.dead == []
