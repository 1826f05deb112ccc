"""The best are found at once, and they are the very ones that the rules and the scores name."""

from collections import Counter
from random import Random
from uuid import UUID

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from services.matching import commands, heard
from services.matching.decider import pool
from services.matching.policies.candidates import Facets
from services.matching.policies.proposing import eligible
from services.matching.policies.scoring import ranked
from services.matching.policies.views import Programme
from services.matching.projections.catalogue import Catalogue
from services.matching.projections.searching import CHANGED, SEEKER
from services.matching.projections.suggesting import kept_apart, wanted
from shared.asked import Actor, Asked
from shared.refusals import Refused

from .asking import DIRECT, DIRECTOR, RANKED, amended, duty, mentee, mentor, of, request, submit
from .house import House
from .test_projections import shown
from .vocabulary import CAT, DAY, HERE, NOW, POOL, RULES, listed, person, propose, ready, trained

assert shown
RARE, HALF = 0.1, 0.5
MENTORS = [UUID(int=one) for one in range(1, 8)]
MENTEES = [CAT, *(UUID(int=one) for one in (22, 23))]
TAGS = st.frozensets(st.sampled_from("abcde"), max_size=4)
FACETS = st.builds(Facets, st.sampled_from([None, "north", "south"]), TAGS, TAGS, TAGS, TAGS)
WEIGHTS = st.fixed_dictionaries(
    {
        name: st.integers(-1, 9)
        for name in ("topics", "region", "goal_tags", "shared_background", "facets")
    }
)
RULE = st.builds(
    lambda weights, **more: Programme.load({"matching": {"weights": weights, **more}}).matching,
    WEIGHTS,
    same_region=st.sampled_from(["prefer", "require", "ignore"]),
    tie_break=st.sampled_from([["id"], ["waiting_since", "id"], []]),
    requires=st.sampled_from([[], ["mentor_trained"]]),
)


def row(id_, told, changed=1, **more):
    return {
        "mentor_id": str(UUID(int=id_)),
        "person_id": None,
        "region": told.region,
        "topics": sorted(told.topics),
        "goal_tags": sorted(told.goal_tags),
        "background_tags": sorted(told.background_tags),
        "facets": sorted(told.named),
        "willingness": [],
        "cannot_help": [],
        "since": None if id_ % 3 == 0 else NOW - id_ * id_ % 7 * DAY,
        "shown": True,
        "free": True,
        "trained": id_ % 2 == 0,
        "changed": changed,
        **more,
    }


def by_the_scores(rows, seeker, rules, limit):
    """The same answer the long way: everybody scored, everybody sorted."""
    catalogue = Catalogue()
    catalogue.take(rows)
    could = [
        catalogue.entries[catalogue.places[UUID(one["mentor_id"])]]
        for one in rows
        if one["shown"]
        and one["free"]
        and (one["trained"] or "mentor_trained" not in rules.requires)
        and (one["region"] == seeker.region or rules.same_region != "require")
    ]
    return [pair for pair in ranked(could, seeker, rules) if pair[0].score > 0][:limit]


@pytest.mark.requirement("JOH-10")
@settings(max_examples=150, deadline=None, derandomize=True)
@given(told=st.lists(FACETS, max_size=30), seeker=FACETS, rules=RULE, limit=st.integers(1, 12))
def test_the_best_are_those_that_the_scores_put_first(told, seeker, rules, limit):
    rows = [row(id_, one, free=id_ % 5 != 0) for id_, one in enumerate(told, 1)]
    catalogue = Catalogue()
    catalogue.take(rows)
    assert catalogue.best(seeker, rules, limit) == by_the_scores(rows, seeker, rules, limit)


@settings(max_examples=80, deadline=None, derandomize=True)
@given(
    changes=st.lists(st.tuples(st.integers(1, 9), FACETS, st.booleans()), max_size=40),
    seeker=FACETS,
    rules=RULE,
    chance=st.randoms(use_true_random=False),
)
def test_a_catalogue_kept_up_is_the_same_as_one_made_anew(changes, seeker, rules, chance):
    rows = [row(id_, one, at, shown=here) for at, (id_, one, here) in enumerate(changes)]
    kept, last = Catalogue(), {one["mentor_id"]: one for one in rows}
    halves = (rows[: len(rows) // 2], rows[len(rows) // 2 :])
    for half in halves:
        chance.shuffle(half)  # who asks at the same time brings the same news in another order
        kept.take(half)
        kept.take(half[::2])
    expected = by_the_scores(list(last.values()), seeker, rules, 9)
    assert kept.best(seeker, rules, 9) == expected
    assert kept.upto == len(rows) - 1


@pytest.mark.requirement("JOH-11")
@pytest.mark.parametrize("few", [0, 1000])
@settings(max_examples=60, deadline=None, derandomize=True)
@given(told=st.lists(FACETS, max_size=30), sought=st.lists(st.sampled_from("abcde"), max_size=2))
def test_numbers_are_the_same_however_they_are_counted(few, told, sought):
    rows = [row(id_, one, shown=id_ % 4 != 0) for id_, one in enumerate(told, 1)]
    catalogue, traits = Catalogue(), [("shown", None), *(("facets", one) for one in sought)]
    catalogue.take(rows)
    found = [one for one in rows if one["shown"] and set(sought) <= set(one["facets"])]
    by_hand = Counter(
        (kind, tag) for one in found for kind in ("topics", "facets") for tag in one[kind]
    )
    assert catalogue.numbers(traits, few) == (len(found), by_hand)


def test_whoever_is_kept_apart_is_never_among_them():
    catalogue, seeker = Catalogue(), Facets(topics=frozenset("a"))
    catalogue.take([row(id_, seeker) for id_ in range(1, 5)])
    rules = Programme.load({"matching": {"requires": [], "tie_break": ["id"]}}).matching
    found = catalogue.best(seeker, rules, 9, [UUID(int=2), UUID(int=77)])
    assert [one.id.int for _, one in found] == [1, 3, 4]


# ---- the read model, the pool and the rules say the same ----------------------------------------


def lived(rules, seed, steps=120):
    """A house in which much has happened, at random."""
    chance = Random(seed)  # noqa: S311  a walk, no secret
    house = House(rules).hear("profiles", duty())
    for id_ in MENTEES:
        house.hear("profiles", ready(id_, **told(chance), institution_id=None, age_band="adult"))
    for id_ in MENTORS[1:]:
        house.hear("profiles", listed(id_, **told(chance))).hear("profiles", trained(id_))
    for _ in range(steps):
        house.now += DAY * chance.choice([0, 0, 1, 3, 15])
        whom, who = chance.choice(MENTORS), chance.choice(MENTEES)
        try:
            chance.choice(HAPPENS)(house, chance, whom, who)
        except Refused:
            continue
    return house


def told(chance):
    tags = {name: tuple(chance.sample("abcde", 2)) for name in ("topics", "goal_tags", "facets")}
    return {**tags, "background_tags": (), "region": chance.choice(["north", "south"])}


def asks(house, chance, whom, who):
    id_ = UUID(int=chance.getrandbits(64))
    if house.rules.document["matching"]["mode"] == "direct":
        house.ask(request(id_, who, whom), by=mentee(who))
    elif house.rules.document["matching"]["mode"] == "ranked":
        whoever = chance.sample(MENTORS, 2)
        house.ask(submit(*whoever, request_id=id_, mentee=who), by=mentee(who))
        house.ask(of(commands.ReviewRequest, id_), by=DIRECTOR)
    else:
        house.ask(propose(id_, who), by="programme_manager:9")


def answers(house, chance, _whom, _who):
    state = pool.fold(house.streams[f"pool-{POOL}"])
    for id_, one in state.requests.items():
        if one.phase == "accepted":
            house.ask(of(commands.IntroducePair, id_))
        else:
            kind = chance.choice([commands.AcceptRequest, commands.DeclineRequest])
            house.ask(of(kind, id_), by=mentor(one.mentor_id))
    for id_ in set(state.proposals) & set(state.open):
        if chance.random() < HALF:
            house.ask(commands.DeclineMatch(proposal_id=id_, by_role="mentor"))
        for side in ("mentor", "mentee"):
            house.ask(commands.AgreeMatch(proposal_id=id_, by_role=side))


def parts(house, chance, _whom, _who):
    id_ = chance.choice(sorted(pool.fold(house.streams[f"pool-{POOL}"]).made) or [CAT])
    house.ask(commands.EndRelationship(relationship_id=id_, kind="other"))
    if chance.random() < HALF:
        back = {"reason_code": "mistake", "approved_by": CAT, "agreed_by": ("mentor", "mentee")}
        house.ask(commands.ReverseEnd(relationship_id=id_, **back))
        house.hear("profiles", trained(MENTORS[0]))
        house.ask(commands.ReturnToPool(**HERE, mentee_id=chance.choice(MENTEES)))


HAPPENS = (
    lambda house, chance, whom, _: house.hear(
        "profiles",
        listed(whom, **told(chance), listed_at=house.now, capacity=chance.choice([1, 2])),
    ),
    lambda house, _, whom, __: house.hear("profiles", trained(whom)),
    lambda house, _, whom, __: house.hear("profiles", heard.MentorPaused(mentor_id=whom)),
    lambda house, _, whom, __: house.hear("profiles", heard.MentorResumed(mentor_id=whom)),
    lambda house, chance, whom, _: house.hear(
        "profiles", heard.MentorCapacitySet(mentor_id=whom, capacity=chance.choice([1, 2, 3]))
    ),
    lambda house, chance, whom, _: house.hear(
        "profiles",
        heard.MentorWithdrawn(mentor_id=whom) if chance.random() < 0.3 else trained(whom),
    ),
    lambda house, chance, whom, _: house.hear(
        "profiles",
        heard.MentorDetailsChanged(
            mentor_id=whom,
            person_id=person(whom),
            **told(chance),
            willingness=(),
            cannot_help=(),
        ),
    ),
    lambda house, _, whom, who: house.ask(
        commands.DeclareConflict(**HERE, mentor_id=whom, mentee_id=who, kind="relative")
    ),
    *[asks] * 6,
    *[answers] * 4,
    *[parts] * 2,
    lambda house, *_: house.at(house.now + 16 * DAY),
)
SILENCE = {"pause_after": 1}
WAYS = {
    "curated": RULES,
    "direct": amended(DIRECT, "matching", silence=SILENCE),
    "ranked": amended(RANKED, "matching", silence=SILENCE, requires=["mentor_trained"]),
}


SEATED = {"PairEngaged", "PairParted", "PairRejoined"}
REACHED = {
    "curated": SEATED | {"MatchProposed", "PairReleased", "ConflictDeclared"},
    "direct": SEATED | {"RequestAccepted", "RequestWithdrawn", "MentorFoundSilent"},
    "ranked": SEATED | {"RequestSkipped", "RequestResponseTimedOut", "MentorFoundSilent"},
}


@pytest.mark.parametrize("way", WAYS)
def test_those_lives_come_to_something(way):
    lives = (lived(WAYS[way], seed).log for seed in range(6))
    assert {type(one.data).__name__ for log in lives for one in log} >= REACHED[way]


@pytest.mark.requirement("JOH-10")
@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("seed", range(6))
def test_after_any_life_of_a_pool_suggestions_are_those_whom_no_rule_forbids(shown, way, seed):
    rules = WAYS[way]
    house = lived(rules, seed)
    shown.of(house)
    state = pool.fold(house.streams[f"pool-{POOL}"])
    matching = rules.read(Programme).matching
    catalogue = Catalogue()
    catalogue.take(shown.asked(CHANGED, pool=str(POOL), upto=-1))
    for id_ in MENTEES:
        (seeker,) = shown.asked(SEEKER, mentee=str(id_), pool=str(POOL))
        ask = propose(mentee=id_).by(Asked(house.now, Actor("operator", "1"), rules, rules))
        best = ranked(eligible(ask, state), state.mentee(id_).facets, matching)
        expected = [(how, one.id) for how, one in best if how.score > 0]
        apart = kept_apart(seeker, rules.read(Programme))
        found = catalogue.best(wanted(seeker), matching, 99, apart)
        assert [(how, one.id) for how, one in found] == expected
