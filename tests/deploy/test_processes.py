"""The supervisor keeps its table alive, and lets go of it in good order."""

import os
import sys
from dataclasses import replace

import pytest

from deploy.local.alive import is_alive, kill_at_once, until
from deploy.local.processes import Process, Processes
from deploy.local.supervising import pause_before

WAITING = "import signal, sys; print('up', flush=True); signal.pause()"
POLITE = (
    "import signal, sys\n"
    "signal.signal(signal.SIGTERM, lambda *_: (print('bye', flush=True), sys.exit(0)))\n"
    "print('up', flush=True)\n"
    "signal.pause()"
)


def python(name, program, **environment):
    return Process(name, (sys.executable, "-c", program), environment)


@pytest.fixture
def processes(tmp_path):
    ours = Processes(tmp_path / "a place")
    yield ours
    ours.stop()


def running(processes, name):
    return processes.status().get(name, {}).get("state") == "running"


def says(processes, name, word, times=1):
    until(lambda: processes.log(name).read_text().count(word) >= times, within=20)


def test_a_process_gets_its_own_environment_and_its_own_log(processes):
    told = "import os, signal; print(os.environ['COLOUR'], flush=True); signal.pause()"

    processes.start([python("one", told, COLOUR="red"), python("two", told, COLOUR="blue")])

    says(processes, "one", "red")
    says(processes, "two", "blue")


def test_a_process_that_stands_back_for_others_has_less_of_a_processor(processes):
    told = "import os, signal; print('nice', os.nice(0), flush=True); signal.pause()"
    own = os.nice(0)

    processes.start([python("one", told), replace(python("two", told), nice=5)])

    says(processes, "one", f"nice {own}")
    says(processes, "two", f"nice {min(own + 5, 19)}")


def test_the_table_with_its_secrets_is_readable_to_its_owner_only(processes):
    processes.start([python("one", WAITING, PASSWORD="s3cret")])

    assert (processes.home / "table.json").stat().st_mode & 0o077 == 0


def test_a_killed_process_comes_back_and_its_restart_is_counted(processes):
    processes.start([python("one", WAITING)])

    before = processes.kill("one")

    until(lambda: running(processes, "one") and processes.pid("one") != before, within=20)
    assert processes.status()["one"]["restarts"] == 1
    assert processes.status()["one"]["last_exit"] == -9


def test_a_process_with_wrong_settings_is_not_started_again(processes):
    processes.start([python("one", "raise SystemExit(2)"), python("two", WAITING)])

    until(lambda: processes.status()["one"]["state"] == "misconfigured", within=20)
    assert processes.status()["one"]["restarts"] == 0
    assert running(processes, "two")


def test_stopping_asks_before_it_kills(processes):
    processes.start([python("one", POLITE)])
    says(processes, "one", "up")
    pid = processes.pid("one")

    processes.stop()

    assert "bye" in processes.log("one").read_text()
    assert not is_alive(pid)
    assert not processes.is_running()


def test_orphans_of_a_killed_supervisor_are_ended_before_a_new_start(processes):
    processes.start([python("one", WAITING)])
    orphan = processes.pid("one")
    kill_at_once(processes._supervisor())
    assert is_alive(orphan)

    processes.start([python("one", WAITING)])

    assert not is_alive(orphan)
    assert running(processes, "one")


def test_a_second_start_is_refused_while_the_first_runs(processes):
    processes.start([python("one", WAITING)])

    with pytest.raises(RuntimeError, match="already"):
        processes.start([python("one", WAITING)])


def test_a_number_that_went_to_a_stranger_is_no_supervisor(processes):
    processes.home.mkdir(parents=True)
    (processes.home / "supervisor.pid").write_text(str(os.getpid()))

    assert not processes.is_running()


@pytest.mark.parametrize(
    ("restart", "seconds"), [(1, 0.2), (2, 0.4), (3, 0.8), (6, 6.4), (7, 10.0), (5000, 10.0)]
)
def test_each_restart_in_a_row_waits_twice_as_long_up_to_ten_seconds(restart, seconds):
    assert pause_before(restart) == pytest.approx(seconds)
