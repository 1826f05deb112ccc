"""`deploy/ops policy dry-run`: pairs, whoever waits, and sessions ahead, on all the services."""

import pytest

from .pairing import held, known_mentor, matched, planned, prepared

ONE_MORE = ["agreement", "consents", "policy_ack", "chaperone_named", "video_watched"]


@pytest.fixture
def tried(policy, edition, town):
    """What the verb says of somebody or something, rule by rule; nothing is recorded by it."""

    def about(id_, **changes):
        before = {name: desk.store.head() for name, desk in town.desks.items()}
        told = policy("dry-run", edition(**changes))
        assert (told.code, told.problems) == (0, [])
        assert {name: desk.store.head() for name, desk in town.desks.items()} == before
        return {
            one["rule"]: (one["service"], one["kind"], one["now"], one["then"], one["applies"])
            for one in told.data
            if one["id"] == id_
        }

    return about


def test_a_term_that_would_end_on_another_day_is_told(town, tried):
    this = held(town, prepared(town, matched(town, known_mentor(town, 1))))["relationship_id"]
    days = ("matching", "relationship", "2027-01-10", "2026-07-10")

    shorter = {"relationship__max": "P6M"}
    assert tried(this, **shorter) == {"term": (*days, "to_what_begins")}
    at_once = {"policy__immediately": ["relationship.max"]}
    assert tried(this, **shorter, **at_once) == {"term": (*days, "at_once")}
    assert tried(this) == {}


def test_what_has_to_be_done_first_is_told_until_it_is_done(town, tried):
    mentor = known_mentor(town, 2)
    open_, done = matched(town, mentor), prepared(town, matched(town, mentor))
    more = {"relationship__start_checklist": ONE_MORE}
    needed = ("agreement consents policy_ack", "agreement consents policy_ack video_watched")

    told = ("matching", "relationship", *needed, "to_what_begins")
    assert tried(open_["relationship_id"], **more) == {"start_checklist": told}
    assert tried(done["relationship_id"], **more) == {}


def test_who_has_more_mentees_than_foreseen_is_told_and_not_who_said_so(town, tried):
    usual, own = known_mentor(town, 2), known_mentor(town, 2, own=True)
    for mentor in (usual, own, usual, own):
        matched(town, mentor)
    two, one = {"mentor__capacity__default": 2}, {"mentor__capacity__default": 1}

    assert tried(usual, **two) == {
        "capacity": ("matching", "mentor", "exceeded", "within", "at_once")
    }
    assert tried(usual, **one) == tried(own, **two) == tried(own, **one) == {}


def test_who_would_wait_then_is_told(town, tried):
    untrained = known_mentor(town, 1, trained=False)

    assert tried(untrained, matching__requires=["mentee_ready"]) == {
        "waiting": ("matching", "mentor", "no", "yes", "at_once")
    }


def test_a_session_ahead_that_could_not_be_scheduled_then_is_told(town, tried):
    session = planned(town, prepared(town, matched(town, known_mentor(town, 1))))

    assert tried(session, sessions__modes=["in_person"]) == {
        "mode_is_offered": ("sessions", "session", None, "broken", "at_once")
    }
    assert tried(session) == {}
