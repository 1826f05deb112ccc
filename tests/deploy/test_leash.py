"""Servers on a leash stop when their owner does, even when the owner is killed."""

import subprocess
import sys
from pathlib import Path

from deploy.local.alive import is_alive, kill_at_once, until
from deploy.local.leash import leash
from deploy.local.postgres import Postgres

ROOT = Path(__file__).parents[2]
OWNER = """
import pathlib, signal, sys
from deploy.local.leash import leash
from deploy.local.postgres import Postgres
home = pathlib.Path(sys.argv[1])
with leash(home):
    Postgres(home).start()
    print("up", flush=True)
    signal.pause()
"""


def test_a_server_stops_at_the_end_of_the_block(tmp_path):
    server = Postgres(tmp_path / "postgres")
    with leash(server.home):
        server.start()

    assert not server.is_running()


def test_a_server_stops_when_its_owner_is_killed(tmp_path):
    server = Postgres(tmp_path / "postgres")
    owner = [sys.executable, "-c", OWNER, str(server.home)]
    with subprocess.Popen(owner, cwd=ROOT, stdout=subprocess.PIPE) as process:
        assert process.stdout.readline() == b"up\n"
        assert server.is_running()
        kill_at_once(process.pid)

    until(lambda: not server.is_running(), within=30)


def test_a_process_on_the_leash_ends_with_it(tmp_path):
    sleeper = [sys.executable, "-c", "import signal; signal.pause()"]
    with subprocess.Popen(sleeper) as process:
        with leash() as held:
            held.also(process.pid)
        assert not is_alive(process.pid)
