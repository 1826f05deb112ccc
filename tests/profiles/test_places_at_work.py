"""Few places and many who want them, on a real database: given by rank, and each only once."""

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from uuid import uuid4

import pytest

from services.profiles.events import (
    WorkshopPlaceAllocated,
    WorkshopPlaceReleased,
    WorkshopPlaceWaitlisted,
)
from shared.fields import instant
from shared.refusals import Refused

from .test_at_work import Asked, Node
from .test_membership import MEMBERS
from .vocabulary import document

RANKS = {1: ["board"], 2: ["meeting_attendee"], 3: ["member"]}
PLACES = 3


@pytest.fixture(scope="module")
def node(postgres, tmp_path_factory):
    policy = document(**MEMBERS, training__capacity={"places": PLACES})
    return Node(postgres, tmp_path_factory.mktemp("places"), policy)


def applicant(node, tier=None):
    mentor, person = str(uuid4()), str(uuid4())
    node.ask("StartMentorApplication", mentor_id=mentor, person_id=person)
    if tier:
        about = {"person_id": person, "organisation": "guild"}
        node.ask("GrantMembership", **about, basis=RANKS[tier])
    return mentor


def planned(node):
    workshop = str(uuid4())
    plan = {"item": "workshop_core", "starts_at": instant(node.now), "minutes": 120}
    node.ask("ScheduleWorkshop", workshop_id=workshop, capacity=PLACES, **plan)
    return workshop


def at_once(node, *asks):
    """Everybody asks at the same time, eight at a time."""
    with ThreadPoolExecutor(8) as crowd:
        list(crowd.map(lambda ask: ask(), asks))
    node.settle()


def asking(node, mentor, workshop):
    return partial(node.submit, "RequestWorkshopPlace", mentor_id=mentor, workshop_id=workshop)


def giving_out(node, workshop):
    return partial(node.submit, "AllocateWorkshopPlaces", workshop_id=workshop)


def giving_back(node, one, workshop):
    ask = {"workshop_id": workshop, "participant_id": one}
    return partial(node.submit, "ReleaseWorkshopPlace", **ask)


def joining(node, one, workshop, tier):
    """What follows from a request, at the very moment at which others give back their places."""
    ask = {"workshop_id": workshop, "participant_id": one, "tier": tier}
    return partial(node.attempt, "QueueForWorkshopPlace", **ask, submitted_at=instant(node.now))


def standing(node, workshop):
    rows = Asked(node.desk).workshop_roster(workshop)
    return Counter((one["standing"], one["tier"]) for one in rows)


def story(node, workshop):
    """What happened to the places, in order."""
    rows = node.desk.store.read(f"workshop-{workshop}")
    return [one.data for one in map(node.desk.commands.recorder.open, rows)]


@pytest.mark.requirement("ASME-13")
def test_who_is_no_member_gets_no_further(node):
    stranger, workshop = applicant(node), planned(node)
    with pytest.raises(Refused) as refused:
        node.ask("RequestWorkshopPlace", mentor_id=stranger, workshop_id=workshop)
    assert (refused.value.code, refused.value.rule) == ("membership", "membership")


@pytest.mark.requirement("ASME-25", "ASME-26", "ASME-27", "ASME-28")
def test_many_ask_at_once_and_the_places_are_given_by_rank_and_only_once(node):
    tiers = {applicant(node, tier): tier for tier in (3, 3, 2, 3, 1, 2, 2, 1)}
    workshop = planned(node)
    at_once(node, *(asking(node, mentor, workshop) for mentor in tiers))
    assert standing(node, workshop) == {
        ("waitlisted", 1): 2,
        ("waitlisted", 2): 3,
        ("waitlisted", 3): 3,
    }
    at_once(node, *[giving_out(node, workshop)] * 8)
    assert standing(node, workshop) == {
        ("allocated", 1): 2,
        ("allocated", 2): 1,
        ("waitlisted", 2): 2,
        ("waitlisted", 3): 3,
    }
    line = [one["tier"] for one in Asked(node.desk).workshop_waitlist(workshop)]
    assert line == [2, 2, 3, 3, 3]
    gone = [one for one, tier in tiers.items() if tier == 1]
    at_once(node, *(giving_back(node, one, workshop) for one in gone * 4))
    assert standing(node, workshop) == {
        ("released", 1): 2,
        ("allocated", 2): 3,
        ("waitlisted", 3): 3,
    }


@pytest.mark.requirement("ASME-27")
def test_who_asked_before_the_office_did_is_in_time_even_if_nothing_followed_yet(node):
    ordinary = [applicant(node, 3) for _ in range(PLACES)]
    active, late = applicant(node, 1), applicant(node, 1)
    workshop = planned(node)
    at_once(node, *(asking(node, mentor, workshop) for mentor in ordinary))
    asking(node, active, workshop)()
    giving_out(node, workshop)()
    asking(node, late, workshop)()
    node.settle()
    rows = Asked(node.desk).workshop_roster(workshop)
    standings = {one["participant_id"]: one["standing"] for one in rows}
    assert (standings[active], standings[late]) == ("allocated", "waitlisted")
    assert Counter(standings.values()) == {"allocated": PLACES, "waitlisted": 2}


@pytest.mark.requirement("ASME-25", "ASME-28")
def test_places_are_given_back_and_asked_for_at_once_and_never_too_many_are_taken(node):
    workshop = planned(node)
    first, ordinary, late = ([str(uuid4()) for _ in range(3)] for _ in range(3))
    at_once(node, *(joining(node, one, workshop, 1) for one in first))
    at_once(node, *(joining(node, one, workshop, 3) for one in ordinary))
    at_once(node, giving_out(node, workshop))
    back = [giving_back(node, one, workshop) for one in first]
    more = [joining(node, one, workshop, 2) for one in late]
    at_once(node, *more, *back, *back)
    tier = {**dict.fromkeys(first, 1), **dict.fromkeys(ordinary, 3), **dict.fromkeys(late, 2)}
    taken, waiting, served = set(), set(), Counter()
    for event in story(node, workshop):
        one = str(getattr(event, "participant_id", ""))
        match event:
            case WorkshopPlaceWaitlisted():
                waiting.add(one)
            case WorkshopPlaceReleased():
                taken.discard(one)
            case WorkshopPlaceAllocated():
                waiting.discard(one)
                assert all(tier[one] <= tier[other] for other in waiting)
                taken.add(one)
                served[one] += 1
        assert len(taken) <= PLACES
    assert len(taken) == PLACES
    assert sorted(served.values()) == [1] * 2 * PLACES


def test_memberships_are_shown_with_their_days(node):
    person = str(uuid4())
    about = {"person_id": person, "organisation": "guild"}
    node.ask("GrantMembership", **about, basis=["member"])
    node.ask("GrantMembership", **about, basis=["board"])
    (row,) = Asked(node.desk).memberships_of(person)
    assert (row["basis"], row["ended_at"]) == (["board"], None)
    node.ask("EndMembership", **about)
    (row,) = Asked(node.desk).memberships_of(person)
    assert row["ended_at"]
