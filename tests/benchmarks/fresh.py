"""A process that has just begun: what its first decision in a long stream costs, and its second.

Its settings are in the environment; called with a pool and its programme, it prints JSON.
"""

import gc
import json
import os
import resource
import sys
import time
from datetime import UTC, datetime
from pathlib import Path
from uuid import UUID, uuid4

from services.matching.commands import NoteMembershipLapse
from services.matching.room import room
from shared.answering import Request
from shared.asked import Actor
from shared.assembling import desk_of
from shared.recording import Thread
from shared.settings import Settings

MIB = 1 << 20


def held():
    """What the process keeps in memory, in MiB."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / MIB


def most():
    """The most that it had of it at any time, in MiB."""
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(int(one.split()[1]) / 1024 for one in lines if one.startswith("VmHWM"))


def main(pool_id, programme):
    commands = desk_of(room, Settings.read(os.environ)).commands

    def ask():
        # Nobody of this id was ever a member, so nothing is recorded.
        known = {"person_id": UUID(int=0), "organisation": "none", "lapsed": False}
        nobody = NoteMembershipLapse(pool_id=UUID(pool_id), **known)
        now, actor = datetime.now(UTC), Actor("service", "matching")
        began, used = time.perf_counter(), time.process_time()
        answer = commands.ask(
            Request(nobody, uuid4(), now, actor, Thread("1", programme=programme))
        )
        return answer.version, time.perf_counter() - began, time.process_time() - used

    before = held()
    version, clock, used = ask()
    gc.collect()
    found = {"events": version + 1, "clock": clock, "used": used, "kept": held() - before}
    found["most"] = most()
    print(json.dumps({**found, "again": ask()[1]}))


if __name__ == "__main__":
    main(*sys.argv[1:])
