"""The directory, the search, and who may look, on a real database."""

from itertools import product
from uuid import UUID, uuid4

import pytest

from services.matching import heard
from services.matching.projections import finding
from shared.refusals import Invalid, Refused

from .finding import (
    FACETS,
    ORGANISATION,
    RANKED,
    READER,
    TOPICS,
    ended,
    granted,
    mentor_of,
    peopled,
    ruled,
)
from .vocabulary import ANN, BEN, CAT, DAN, DAY, NOW, POOL, PROGRAMME, person

STRANGER = person(DAN)
# In the order of their ids, which is the order of the pages.
EVERYBODY = [ANN, BEN, DAN]


@pytest.fixture
def hub(postgres, tmp_path):
    node = peopled(postgres, tmp_path, ruled())
    yield node
    node.desk.pool.close()


def look(node, facets=(), topics=(), reader=READER, **page):
    """As the service's own question does it."""
    finding.seeking(node.desk, PROGRAMME, str(reader), facets, topics)
    return finding.found(node.desk, PROGRAMME, facets, topics, **page)


def ids(entries):
    return [UUID(one["mentor_id"]) for one in entries]


def numbers(node, facets=(), topics=()):
    return finding.counted(node.desk, PROGRAMME, facets, topics)


def refused(node, *sought, **more):
    with pytest.raises(Refused) as found:
        look(node, *sought, **more)
    return found.value


# ---- who may look -------------------------------------------------------------------------------


@pytest.mark.requirement("ASME-33")
@pytest.mark.parametrize("rules", [ruled(), ruled(RANKED)], ids=["direct", "ranked"])
def test_members_leaf_through_it_and_others_are_refused_which_is_recorded(
    postgres, tmp_path, rules
):
    node = peopled(postgres, tmp_path, rules)
    assert ids(look(node)) == EVERYBODY
    no = refused(node, reader=STRANGER)
    assert (no.code, no.rule) == ("directory-is-open", "directory_is_open")
    refusals = list(node.settle().desk.store.log(types=["CommandRefused"]))
    assert len(refusals) == 1
    told = node.desk.commands.recorder.open(refusals[0])
    assert (told.data.command, told.data.actor) == ("SeekMentors", f"person:{STRANGER}")
    node.desk.pool.close()


@pytest.mark.requirement("ASME-33")
def test_who_is_a_member_no_longer_looks_no_longer(hub):
    assert look(hub)
    hub.at(NOW + DAY).hear("profiles", ended())
    assert refused(hub).code == "directory-is-open"
    hub.at(NOW + 2 * DAY).hear("profiles", granted())
    assert look(hub)


def test_a_member_of_something_else_is_no_member_here(hub):
    hub.hear("profiles", granted(STRANGER, organisation="chess_club"))
    assert refused(hub, reader=STRANGER).code == "directory-is-open"
    hub.hear("profiles", granted(STRANGER, organisation=ORGANISATION))
    assert look(hub, reader=STRANGER)


@pytest.mark.parametrize(
    ("visible_to", "reader", "may"),
    [
        ("members", "operator:1", True),
        ("members", f"mentee:{READER}", False),
        ("participants", READER, True),
        ("participants", uuid4(), False),
        ("office", READER, False),
        ("office", "operator:1", True),
    ],
)
def test_who_may_look_is_the_programme_s_affair(postgres, tmp_path, visible_to, reader, may):
    rules = ruled(matching__directory__visible_to=visible_to)
    node = peopled(postgres, tmp_path, rules)
    if may:
        assert look(node, reader=reader)
    else:
        assert refused(node, reader=reader).code == "directory-is-open"
    node.desk.pool.close()


@pytest.mark.requirement("ASME-33")
@pytest.mark.parametrize(
    "left",
    [
        heard.MentorPaused(mentor_id=BEN),
        heard.MentorWithdrawn(mentor_id=BEN),
        heard.MentorRoleEnded(mentor_id=BEN, effective_on=NOW.date()),
    ],
    ids=["paused", "withdrew", "ended"],
)
def test_whoever_leaves_the_directory_is_gone_at_once(hub, left):
    assert ids(look(hub)) == EVERYBODY
    hub.at(NOW + DAY).hear("profiles", left)
    assert ids(look(hub)) == [ANN, DAN]
    assert ids(look(hub, ["industry=law"])) == [ANN]
    assert numbers(hub)["total"] == 2


def test_back_from_a_break_is_back_in_the_directory(hub):
    hub.at(NOW + DAY).hear("profiles", heard.MentorPaused(mentor_id=BEN))
    hub.at(NOW + 2 * DAY).hear("profiles", heard.MentorResumed(mentor_id=BEN))
    assert ids(look(hub)) == EVERYBODY


# ---- what an entry shows ------------------------------------------------------------------------


def test_an_entry_shows_what_the_programme_shows_and_never_who_it_is(hub):
    hub.hear("profiles", mentor_of(UUID(int=24), cannot_help=("visas",), background_tags=("x",)))
    entry = look(hub)[-1]
    shown = {"mentor_id", "available", "topics", "willingness", "cannot_help"}
    assert set(entry) == shown
    assert entry["cannot_help"] == ["visas"]
    assert look(hub)[0]["facets"] == list(FACETS[ANN])


def test_where_only_name_and_biography_are_shown_nothing_else_is(postgres, tmp_path):
    node = peopled(postgres, tmp_path, ruled(RANKED))
    assert look(node)[0] == {"mentor_id": str(ANN), "available": True}
    node.desk.pool.close()


@pytest.mark.parametrize(("full", "shown"), [("flag", EVERYBODY), ("hide", [BEN, DAN])])
def test_who_has_no_seat_left_is_marked_or_hidden(postgres, tmp_path, full, shown):
    node = peopled(postgres, tmp_path, ruled(matching__directory__full=full))
    matched(node, ANN)
    entries = look(node)
    assert ids(entries) == shown
    assert {UUID(one["mentor_id"]): one["available"] for one in entries}.get(ANN) is not True
    assert numbers(node)["total"] == len(shown)
    node.desk.pool.close()


def matched(node, whom):
    request = {"pool_id": str(POOL), "request_id": str(uuid4())}
    pair = {"mentee_id": str(CAT), "mentor_id": str(whom)}
    node.ask("RequestMentoring", by=f"mentee:{CAT}", **request, **pair, kind="help")
    node.ask("AcceptRequest", by=f"mentor:{whom}", **request)


# ---- searching ----------------------------------------------------------------------------------


@pytest.mark.requirement("JOH-11")
@pytest.mark.parametrize("name", ["location", "matriculation_year", "company", "industry"])
def test_every_facet_alone_finds_those_who_have_it(hub, name):
    hub.hear("profiles", mentor_of(UUID(int=24), facets=("company=pye", "job_function=editor")))
    facets = {**FACETS, UUID(int=24): ("company=pye", "job_function=editor")}
    values = {one for told in facets.values() for one in told if one.startswith(f"{name}=")}
    assert values
    for one in values:
        assert ids(look(hub, [one])) == [who for who in sorted(facets) if one in facets[who]]


@pytest.mark.requirement("JOH-11")
def test_several_facets_find_those_who_have_all_of_them(hub):
    every = sorted({one for told in FACETS.values() for one in told})
    for pair in product(every, every):
        expected = [who for who in EVERYBODY if set(pair) <= set(FACETS[who])]
        assert ids(look(hub, list(pair))) == expected
        assert numbers(hub, list(pair))["total"] == len(expected)


@pytest.mark.requirement("JOH-11", "1MM-052")
@pytest.mark.parametrize("strange", ["gender=f", "religion=x", "industry", "topics=law", ""])
def test_what_is_no_facet_of_the_programme_is_refused_and_the_facets_are_named(hub, strange):
    no = refused(hub, ["industry=law", strange])
    assert no.code == "facets-known"
    assert all(one in no.why for one in ruled().document["matching"]["facets"])


@pytest.mark.requirement("JOH-11")
def test_the_numbers_are_those_of_what_was_found(hub):
    assert numbers(hub) == {
        "total": 3,
        "counts": {
            "industry": {"law": 2, "arts": 1},
            "location": {"cambridge": 1, "london": 2},
            "matriculation_year": {"1998": 2, "2003": 1},
            "topics": {"next_step": 2, "career_change": 1, "industry_insight": 1},
        },
    }
    assert numbers(hub, ["industry=law"], ["career_change"]) == {
        "total": 1,
        "counts": {
            "industry": {"law": 1},
            "location": {"london": 1},
            "matriculation_year": {"1998": 1},
            "topics": {"next_step": 1, "career_change": 1},
        },
    }
    assert numbers(hub, ["industry=none"]) == {"total": 0, "counts": {}}


@pytest.mark.requirement("JOH-11")
def test_pages_lose_nobody_show_nobody_twice_and_stay_as_they_were(hub):
    more = [UUID(int=one) for one in range(40, 47)]
    for one in more:
        hub.hear("profiles", mentor_of(one, facets=("industry=law",)))
    law = [ANN, BEN, *more]
    first = look(hub, ["industry=law"], limit=4)
    second = look(hub, ["industry=law"], limit=4, after=first[-1]["mentor_id"])
    third = look(hub, ["industry=law"], limit=4, after=second[-1]["mentor_id"])
    assert ids([*first, *second, *third]) == law
    assert finding.turned(first, 4)["next"] == first[-1]["mentor_id"]
    assert finding.turned(third, 4)["next"] is None
    hub.at(NOW + DAY).hear("profiles", heard.MentorPaused(mentor_id=ANN))
    hub.hear("profiles", mentor_of(UUID(int=1000), facets=("industry=law",)))
    hub.hear("profiles", mentor_of(UUID(int=999), facets=("industry=arts",)))
    assert look(hub, ["industry=law"], limit=4, after=first[-1]["mentor_id"]) == second


@pytest.mark.requirement("JOH-04", "JOH-05", "JOH-06", "JOH-07", "JOH-08")
def test_every_topic_can_be_searched_for_alone_and_with_facets(hub):
    topics = ruled().document["matching"]["topics"]
    assert len(topics) == 5
    extra = dict(zip((UUID(int=60 + n) for n in range(5)), topics, strict=True))
    for who, topic in extra.items():
        hub.hear("profiles", mentor_of(who, topics=(topic,)))
    told = {**TOPICS, **{who: (topic,) for who, topic in extra.items()}}
    for topic in topics:
        assert ids(look(hub, (), [topic])) == [who for who in sorted(told) if topic in told[who]]
    assert ids(look(hub, ["industry=law"], ["career_change"])) == [BEN]
    assert refused(hub, (), ["astrology"]).code == "topics-known"


def test_what_a_mentor_tells_anew_is_found_and_the_old_no_longer(hub):
    changed = heard.MentorDetailsChanged(
        mentor_id=ANN,
        person_id=person(ANN),
        region=None,
        topics=("career_change",),
        goal_tags=(),
        background_tags=(),
        facets=("industry=brewing",),
        willingness=("help",),
        cannot_help=(),
    )
    hub.at(NOW + DAY).hear("profiles", changed)
    assert ids(look(hub, ["industry=brewing"])) == [ANN]
    assert ids(look(hub, ["industry=law"])) == [BEN]


def test_a_key_that_is_none_is_told_so(hub):
    with pytest.raises(Invalid):
        look(hub, after="behind-the-moon")
    with pytest.raises(Invalid):
        look(hub, reader="nobody")
