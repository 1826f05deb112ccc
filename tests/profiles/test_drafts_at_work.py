"""An application that nobody goes on with, on a real database with a clock and timers."""

from datetime import timedelta
from uuid import uuid4

import pytest

from .test_at_work import Asked, Node
from .vocabulary import AUTUMN, document

DAY, INSTANT = timedelta(days=1), timedelta(microseconds=1)
TERMS = {"application__draft_expires": "P14D", "application__reminders": ["P7D", "P12D"]}
REMINDED, LAPSED = "MentorApplicationReminderSent", "MentorApplicationLapsed"


@pytest.fixture
def node(postgres, tmp_path):
    return Node(postgres, tmp_path / "drafts", document(**TERMS))


def begin(node, person=None):
    mentor = str(uuid4())
    node.ask("StartMentorApplication", mentor_id=mentor, person_id=person or str(uuid4()))
    return mentor


def told(node, mentor):
    """How often it was reminded of, and whether it lapsed."""
    return tuple(sum(mentor in row.data for row in node.log(kind)) for kind in (REMINDED, LAPSED))


def on_the_list(node):
    return sum(row["mentors"] for row in Asked(node.desk).mentors_by_affiliation())


def test_a_draft_is_reminded_of_lapses_and_is_on_no_list(node):
    person, employer = str(uuid4()), str(uuid4())
    mentor = begin(node, person)
    node.ask("DeclareEmployerAffiliation", mentor_id=mentor, employer_id=employer)
    for after, expected in (
        (7 * DAY - INSTANT, (0, 0)),
        (7 * DAY, (1, 0)),
        (12 * DAY - INSTANT, (1, 0)),
        (12 * DAY, (2, 0)),
        (14 * DAY - INSTANT, (2, 0)),
        (14 * DAY, (2, 1)),
        (99 * DAY, (2, 1)),
    ):
        node.at(AUTUMN + after)
        assert told(node, mentor) == expected, after
    asked = Asked(node.desk)
    assert asked.mentor_standing(mentor)["stage"] == "lapsed"
    assert (on_the_list(node), asked.employer_pipeline()) == (0, [])
    again = begin(node, person)
    assert asked.mentor_standing(again)["stage"] == "draft"
    assert on_the_list(node) == 1
    history = [row.type for row in node.desk.store.read(f"mentor-{mentor}")]
    assert history[0] == "MentorApplicationStarted"
    assert history[-1] == LAPSED


def test_whoever_goes_on_in_time_keeps_it_and_is_reminded_from_then_on(node):
    mentor = begin(node)
    node.at(AUTUMN + 13 * DAY)
    assert told(node, mentor) == (2, 0)
    node.ask("SetMentorGoal", mentor_id=mentor, text="Help.")
    # The clocks go back on the twenty-fifth day: what is due at eleven comes an hour later.
    hour = timedelta(hours=1)
    for after, expected in (
        (14 * DAY, (2, 0)),
        (20 * DAY, (3, 0)),
        (25 * DAY, (3, 0)),
        (25 * DAY + hour, (4, 0)),
        (27 * DAY, (4, 0)),
        (27 * DAY + hour, (4, 1)),
    ):
        node.at(AUTUMN + after)
        assert told(node, mentor) == expected, after


def test_what_is_handed_in_is_left_in_peace(node):
    mentor = begin(node)
    node.ask("DeclareEligibility", mentor_id=mentor, status="working", general_years=9)
    node.ask("SetMentorGoal", mentor_id=mentor, text="Help.")
    node.ask("SubmitMentorApplication", mentor_id=mentor)
    node.at(AUTUMN + 99 * DAY)
    assert told(node, mentor) == (0, 0)
    assert Asked(node.desk).mentor_standing(mentor)["stage"] == "submitted"


def test_others_hear_that_it_lapsed_and_whose_it_was_stays_here(node):
    mentor = begin(node)
    node.at(AUTUMN + 14 * DAY)
    (said,) = [one for one in node.bus.said if LAPSED.encode() in one.body]
    assert mentor.encode() in said.body
    assert b"person_id" not in said.body
