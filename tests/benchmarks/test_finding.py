"""Very many mentors: who fits a mentee, and a search by two facets with its numbers."""

import time
from contextlib import closing
from random import Random
from statistics import quantiles
from uuid import UUID

import psycopg2
import pytest

from services.matching import events
from services.matching.policies import pool_of
from services.matching.projections import finding, keeping, listed_mentors, seekers, suggesting
from services.matching.projections.searching import CHANGED, page
from shared.connecting import connect
from shared.envelope import Envelope
from shared.lending import Pinned
from shared.rulebook import ProgrammePolicyPublished
from shared.store import Store
from shared.tailing.projector import Projector
from tests.contracts.programmes import DIRECT, read
from tests.matching.test_at_work import Node

MENTORS, MENTEES, BATCH = 50_000, 500, 1000
DOCUMENT = read(DIRECT)
PROGRAMME = DOCUMENT["programme"]["id"]
POOL = pool_of(PROGRAMME)
READER = "operator:1"
NAMES = {"location": 60, "matriculation_year": 50, "company": 2000, "industry": 30}
NAMES["job_function"] = 40
# One in so many is on a break, one in so many has no seat left.
BREAK, FULL = 20, 10


class People:
    """Drawn at random, and the same at every run: a few values are frequent, most are rare."""

    def __init__(self):
        self.chance = Random(1858)  # noqa: S311  people, no secret
        self.position = 10_000

    def one_of(self, count):
        return min(int(self.chance.paretovariate(0.7)) - 1, self.chance.randrange(count))

    def tags(self, name, of, most):
        return tuple({f"{name}{self.one_of(of)}" for _ in range(self.chance.randint(1, most))})

    def told(self):
        topics = DOCUMENT["matching"]["topics"]
        return {
            "region": None,
            "topics": tuple(self.chance.sample(topics, self.chance.randint(1, 3))),
            "goal_tags": self.tags("goal", 20, 3),
            "background_tags": self.tags("background", 12, 2),
            "facets": tuple(f"{name}={self.one_of(count)}" for name, count in NAMES.items()),
        }

    def mentor(self, number):
        told = {**self.told(), "willingness": ("help", "mentoring"), "cannot_help": ()}
        capacity = 0 if self.chance.randrange(FULL) == 0 else 2
        return events.MentorListingNoted(
            pool_id=POOL,
            mentor_id=UUID(int=self.chance.getrandbits(128)),
            person_id=UUID(int=number),
            capacity=capacity,
            listed_at=NOW,
            **told,
        )

    def mentee(self, number):
        return events.MenteeReadinessNoted(
            pool_id=POOL,
            mentee_id=UUID(int=10**6 + number),
            person_id=UUID(int=10**7 + number),
            institution_id=None,
            age_band="adult",
            ready_at=NOW,
            **self.told(),
        )

    def envelope(self, event):
        self.position += 1
        return Envelope.about(event, position=self.position, programme=PROGRAMME)


NOW = Envelope.about(None).occurred_at


class Crowd:
    """The read models of a large pool, kept by the projections themselves, and a desk to ask."""

    def __init__(self, node, store):
        self.node, self.people = node, People()
        recorder = node.desk.commands.recorder
        self.mentors = Projector(store, recorder, listed_mentors)
        self.mentees = Projector(store, recorder, seekers)

    def show(self, projector, told):
        with projector.among_views() as cursor:
            projector.show(cursor, map(self.people.envelope, told))

    def fill(self):
        people = self.people
        self.listed = [people.mentor(number) for number in range(MENTORS)]
        for first in range(0, MENTORS, BATCH):
            self.show(self.mentors, self.listed[first : first + BATCH])
        breaks = people.chance.sample(self.listed, MENTORS // BREAK)
        self.show(self.mentors, [paused(one, at_break=True) for one in breaks])
        self.ready = [people.mentee(number) for number in range(MENTEES)]
        self.show(self.mentees, self.ready)
        return self

    def change(self):
        """Some mentor goes on a break, or is back from one."""
        one = self.people.chance.choice(self.listed)
        self.show(self.mentors, [paused(one, at_break=self.people.chance.random() < 1 / BREAK)])


def paused(one, *, at_break):
    return events.MentorPauseNoted(
        pool_id=POOL, mentor_id=one.mentor_id, paused=at_break, as_of=NOW
    )


@pytest.fixture(scope="module")
def crowd(postgres, tmp_path_factory):
    node = Node(postgres, tmp_path_factory.mktemp("matching"))
    policy = {"programme": PROGRAMME, "policy_version": 1, "effective_from": NOW, "sha256": ""}
    told = ProgrammePolicyPublished(**policy, document=DOCUMENT)
    node.hear("profiles", told, programme=PROGRAMME)
    dsn = node.settings.tail_dsn
    with closing(connect(dsn)) as connection:
        crowd = Crowd(node, Store(Pinned(connection))).fill()
        with closing(
            psycopg2.connect(postgres.dsn(psycopg2.extensions.parse_dsn(dsn)["dbname"]))
        ) as own:
            own.autocommit = True
            own.cursor().execute("VACUUM ANALYZE view.listed_mentor, view.seeker, view.seat")
        yield crowd
    node.desk.pool.close()


def timed(ask):
    began = time.perf_counter()
    answer = ask()
    return (time.perf_counter() - began) * 1000, answer


def told(board, what, taken, aim):
    cuts = quantiles(taken, n=100)
    board.below(f"{what}, p50", cuts[49])
    board.below(f"{what}, p99", cuts[98], aim=aim)


def plan(crowd, name, statement, **params):
    rows = crowd.node.desk.rows(f"EXPLAIN (ANALYZE, BUFFERS) {statement}", **params)
    print(f"\n-- {name}", *(row["QUERY PLAN"] for row in rows), sep="\n")


def test_suggestions(board, crowd):
    """Everything: rules, read model, the best ten, the record. Before each a mentor changes."""
    first, _ = timed(lambda: keeping.catalogue(crowd.node.desk, POOL))
    board.below(f"{MENTORS:,} mentors at hand, once a process", first)
    taken, kinds = [], set()
    for mentee in crowd.ready:
        crowd.change()
        ask = lambda id_=mentee.mentee_id: suggesting.suggested(  # noqa: E731
            crowd.node.desk, PROGRAMME, str(id_)
        )
        milliseconds, found = timed(ask)
        assert len(found) == 10
        taken.append(milliseconds)
        kinds.add(found[0]["mentor_id"])
    assert len(kinds) > MENTEES / 4
    told(board, f"suggestions out of {MENTORS:,}", taken, 50)
    upto = crowd.people.position - 1
    plan(crowd, "what has changed since the last question", CHANGED, pool=str(POOL), upto=upto)


def test_search(board, crowd):
    """By two facets that some mentor has, a page of fifty, how many, and every value's number."""
    desk, chance, taken = crowd.node.desk, crowd.people.chance, []
    for one in chance.sample(crowd.listed, MENTEES):
        facets = chance.sample(one.facets, 2)

        def ask(facets=facets):
            finding.seeking(desk, PROGRAMME, READER, facets, ())
            finding.found(desk, PROGRAMME, facets)
            return finding.counted(desk, PROGRAMME, facets, ())

        milliseconds, _ = timed(ask)
        taken.append(milliseconds)
    told(board, f"search of {MENTORS:,} by two facets, with numbers", taken, 50)
    most = ["industry=0", "location=0"]
    milliseconds, found = timed(lambda: finding.counted(desk, PROGRAMME, most, ()))
    board.below(f"the numbers of the two most frequent, {found['total']:,} found", milliseconds)
    where = {"pool": str(POOL), "trained": False, "free": False, "facets": most, "topics": []}
    first = str(UUID(int=0))
    plan(crowd, "a page", page(most, ()), **where, after=first, limit=50)
    rare = {**where, "facets": ["company=7", "job_function=3"]}
    plan(crowd, "a page of rare ones", page(most, ()), **rare, after=first, limit=50)
