"""Until when people may apply, and that looking for them ends nothing."""

from datetime import UTC, datetime, timedelta

import pytest

from services.profiles.commands.mentee import ReferMentee
from services.profiles.commands.mentor import StartMentorApplication
from services.profiles.decider.mentee import mentee
from services.profiles.decider.mentor import mentor
from services.profiles.events.mentee import MenteeReferred
from services.profiles.events.mentor import MentorApplicationStarted
from shared.testing import scenario

from .vocabulary import AUTUMN, MENTEE, MENTOR, PERSON, rules

given = scenario(mentor)
apply = StartMentorApplication(mentor_id=MENTOR, person_id=PERSON)
SECOND = timedelta(seconds=1)
# The first instant of 1 January and, an hour earlier by the sun, of 1 July, in London.
NEW_YEAR, SUMMER = datetime(2026, 1, 1, tzinfo=UTC), datetime(2026, 6, 30, 23, tzinfo=UTC)


def window(**dates):
    return rules(recruitment={"mentor": dates})


@pytest.mark.requirement("ASME-41")
@pytest.mark.parametrize(("last", "over"), [("2025-12-31", NEW_YEAR), ("2026-06-30", SUMMER)])
def test_the_last_second_of_the_last_day_counts_and_the_next_does_not(last, over):
    closing = given.under(window(advertise_by=last, closes=last))
    closing.at(over - SECOND)().when(apply).then_types(MentorApplicationStarted)
    closing.at(over)().when(apply).then_refused("recruitment-open")


@pytest.mark.requirement("ASME-41")
def test_people_may_apply_after_the_advertisement_where_nobody_said_otherwise():
    advertised = given.under(window(advertise_by="2025-12-31", closes=None))
    late = advertised.at(NEW_YEAR + timedelta(days=300))
    late().when(apply).then_types(MentorApplicationStarted)


def test_mentees_have_a_window_of_their_own():
    refer = ReferMentee(
        mentee_id=MENTEE,
        person_id=PERSON,
        date_of_birth=AUTUMN.date().replace(year=AUTUMN.year - 16),
        institution_id=MENTOR,
    )
    here = scenario(mentee).at(AUTUMN)
    mentors_only = rules(recruitment={"mentor": {"closes": "2025-09-30"}})
    here.under(mentors_only)().when(refer).then_types(MenteeReferred)
    mentees_too = rules(recruitment={"mentee": {"closes": "2025-09-30"}})
    here.under(mentees_too)().when(refer).then_refused("recruitment-open")
