"""The single node that other runs are compared with."""

import pytest

from tests.system.nodes import Alone
from tests.system.stretch import CUTS


@pytest.fixture(scope="session")
def alone(postgres, tmp_path_factory):
    """Make an installation of its own in single-node mode."""
    made = []

    def make():
        made.append(Alone(postgres, tmp_path_factory.mktemp("alone")))
        return made[-1]

    yield make
    for one in made:
        one.stop()


@pytest.fixture(scope="session")
def undisturbed(alone):
    """The year as it goes where nothing goes wrong; played once, beside whatever is compared."""
    return alone().start(*CUTS)
