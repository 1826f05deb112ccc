"""Deciding in a long stream: what a command costs in a pool of many members, and of few.

Processor time of the process that decides, so that what else the machine does disturbs little;
the server's share, looked up by key, is in the clock.
"""

import json
import os
import subprocess
import sys
import time
from statistics import median
from uuid import uuid4

import pytest

from services.matching import commands
from shared.settings import PREFIX
from tests.contracts.programmes import DIRECT, RANKED

from .pools import DIRECTOR, WORDS, FullPool

FEW, MANY, TIMES = 500, 50_000, 30
AIM, FIRST = 1.5, 5_000


WAYS = {
    "direct": ("RequestMentoring", "AcknowledgeRequest", "AcceptRequest"),
    "ranked": ("SubmitMentoringRequest", "ReviewRequest", "AcceptRequest", "IntroducePair"),
}


class Measured:
    """Milliseconds by what was asked: of this process, and by the clock."""

    def __init__(self, pool):
        self.pool, self.used, self.clock = pool, {}, {}

    def timed(self, what, ask):
        began, used = time.perf_counter(), time.process_time()
        answer = ask()
        self.used.setdefault(what, []).append((time.process_time() - used) * 1000)
        self.clock.setdefault(what, []).append((time.perf_counter() - began) * 1000)
        assert answer.recorded

    def round(self):
        self.lapse()
        self.come_together(next(self.pool.asking), next(self.pool.unasked))

    def lapse(self):
        of = next(self.pool.asking).person_id
        command = self.pool.lapse(commands.NoteMembershipLapse, of)
        self.timed("NoteMembershipLapse", lambda: self.pool.follow(command))

    def come_together(self, mentee, mentor):
        """From the request to the match; then the mentor takes a break."""
        first, *others = WAYS[self.pool.mode]
        words = {**WORDS[self.pool.mode], **self.named(mentee, mentor)}
        id_, by = uuid4(), f"mentee:{mentee.mentee_id}"
        self.timed(first, lambda: self.pool.ask(first, by, request_id=id_, **words))
        for name in others:
            by = self.by(name, mentor)
            self.timed(name, lambda name=name, by=by: self.pool.ask(name, by, request_id=id_))
        known = {"mentor_id": mentor.mentor_id, "paused": True}
        pause = commands.NoteMentorPause(**self.pool.here, **known)
        self.timed("NoteMentorPause", lambda: self.pool.follow(pause))

    def named(self, mentee, mentor):
        whom = {"mentor_id": mentor.mentor_id}
        if self.pool.mode == "ranked":
            whom = {"choices": (mentor.mentor_id,)}
        return {"mentee_id": mentee.mentee_id, **whom}

    def by(self, name, mentor):
        if name == "ReviewRequest":
            return f"{self.pool.reviewing}:{DIRECTOR}"
        return "operator:1" if name == "IntroducePair" else f"mentor:{mentor.mentor_id}"


def measured(pool):
    """Its first decision folds everything, and is measured in a process of its own."""
    Measured(pool).lapse()
    return Measured(pool)


def begun_anew(pool):
    """What a process that has just begun says of its first decision."""
    told = pool.node.settings.dump().items()
    known = {f"{PREFIX}{name.upper()}": str(value) for name, value in told}
    words = ("-m", "tests.benchmarks.fresh", str(pool.here["pool_id"]), pool.programme)
    done = subprocess.run(
        [sys.executable, *words], env=os.environ | known, check=True, stdout=subprocess.PIPE
    )
    return json.loads(done.stdout)


@pytest.mark.parametrize("file", [DIRECT, RANKED], ids=["direct", "ranked"])
def test_a_pool(board, postgres, tmp_path, file):
    few = FullPool(postgres, tmp_path / "few", file, FEW)
    many = FullPool(postgres, tmp_path / "many", file, MANY)
    small, large = measured(few), measured(many)
    for _ in range(TIMES):
        small.round()
        large.round()
    for what, used in large.used.items():
        title = f"{few.mode}: {what}, {MANY:,} members"
        board.grows(f"{title}, processor", median(used), f"{FEW}:", median(small.used[what]), AIM)
        clocks = median(large.clock[what]), f"{FEW}:", median(small.clock[what])
        board.grows(f"{title}, clock", *clocks)
    told = begun_anew(many)
    title = f"{few.mode}: the first decision of a process, {told['events']:,} events"
    board.below(f"{title}, clock", told["clock"] * 1000, FIRST)
    board.below(f"{title}, processor", told["used"] * 1000, FIRST)
    board.noted(f"{few.mode}: memory it keeps, and the most it took", told["kept"], told["most"])
    for one in (few, many):
        one.node.desk.pool.close()
