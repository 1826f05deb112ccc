"""A year in single-node mode, as a process that a test can kill and start again.

`python -m tests.system.alone <installation> <results> <cut> …` plays up to each cut and then writes
what has become of the services to `<results>/<cut>.json`. With the environment's DIES_ON=<day> it
ends as by kill -9 on that day, as soon as something has been said and has not been heard.
"""

import shared.run_node as node_mode  # first: it makes the process green  # isort: skip

import json
import os
import signal
import sys
from pathlib import Path

from deploy.installation import SERVICES, Installation
from deploy.year.driver import Driver
from shared import logs
from shared.calling import Caller
from shared.desk import Desk
from tests.system.state import state_of, tables
from tests.system.stretch import cuts, stretch


def main(home: str, results: str, *days: str) -> int:
    logs.set_up("error")
    installation = opened(Path(home))
    settings = {one: installation.settings(one) for one in SERVICES}
    node = node_mode.Node(settings).start()
    if day := os.environ.get("DIES_ON"):
        be_mortal(day, [node_mode.desk_in(one) for one in node.containers])
    caller = Caller(settings[SERVICES[0]].amqp_uri)
    playing = stretch(Driver(caller), Path(results), told)
    playing.resume()
    for day, cut in zip(days, cuts(days), strict=True):
        playing.until(cut)
        found = {
            "state": state_of(installation),
            "tables": tables(caller, playing.run.scenario.programme),
            "surprises": playing.run.driver.surprises,
        }
        write(Path(results, f"{day}.json"), json.dumps(found))
    node.stop()
    return 0


reached = ""


def told(batch):
    """So that a test knows how far this process has come."""
    global reached  # noqa: PLW0603 -- one process, one year
    reached = batch.at.isoformat()
    print(reached, flush=True)


def be_mortal(day, desks):
    """Die where the speaker's checkpoint is past an event and its listener has not begun."""
    hear = Desk.hear

    def hear_or_die(self, exchange, message):
        kind, ordinal = message["type"], message["ordinal"]
        if reached >= day and any(one.progress()["said"].get(kind, 0) >= ordinal for one in desks):
            os.kill(os.getpid(), signal.SIGKILL)
        return hear(self, exchange, message)

    Desk.hear = hear_or_die


def write(file, text):
    """All or nothing: somebody waits for it."""
    file.with_suffix(".new").write_text(text)
    file.with_suffix(".new").rename(file)


def opened(home: Path) -> Installation:
    known = json.loads((home / "installation.json").read_text())
    return Installation(home, known.get("prefix", ""))


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
