"""From which midnight on somebody is an adult: leap days, and the nights the clocks change."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.profiles.commands.mentee import ChangeAgeBand, RecordConsent, ReferMentee
from services.profiles.decider.mentee import mentee
from services.profiles.events.mentee import AgeBandChanged, MenteeReferred
from services.profiles.policies.ages import age_on
from services.profiles.policies.timers import timers
from shared.durations import LONDON, day_of
from shared.envelope import Envelope
from shared.testing import scenario

from .vocabulary import AUTUMN, MENTEE, PERSON, rules

ADULTS_AT_18 = rules(mentee__age={"min": 10, "max": 25}, mentee__via_institution="none")
ADULTS_AT_20 = rules(
    mentee__age={"min": 10, "max": 25}, mentee__via_institution="none", adult_age=20
)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


# born, the policy, the first local midnight as an adult in UTC, and the day it begins
NIGHTS = [
    # The clocks go forward at one o'clock on 29 March 2026, and back at two on 25 October.
    (date(2008, 3, 28), ADULTS_AT_18, at("2026-03-28T00:00"), date(2026, 3, 28)),
    (date(2008, 3, 29), ADULTS_AT_18, at("2026-03-29T00:00"), date(2026, 3, 29)),
    (date(2008, 3, 30), ADULTS_AT_18, at("2026-03-29T23:00"), date(2026, 3, 30)),
    (date(2008, 10, 25), ADULTS_AT_18, at("2026-10-24T23:00"), date(2026, 10, 25)),
    (date(2008, 10, 26), ADULTS_AT_18, at("2026-10-26T00:00"), date(2026, 10, 26)),
    # Who was born on a leap day has a birthday on 1 March where there is none, else on the day.
    (date(2008, 2, 29), ADULTS_AT_18, at("2026-03-01T00:00"), date(2026, 3, 1)),
    (date(2008, 2, 28), ADULTS_AT_18, at("2026-02-28T00:00"), date(2026, 2, 28)),
    (date(2008, 3, 1), ADULTS_AT_18, at("2026-03-01T00:00"), date(2026, 3, 1)),
    (date(2008, 2, 29), ADULTS_AT_20, at("2028-02-29T00:00"), date(2028, 2, 29)),
]


@pytest.mark.requirement("1MM-077")
@pytest.mark.parametrize(("born", "policy", "midnight", "day"), NIGHTS)
def test_somebody_is_an_adult_from_the_local_midnight_on_and_not_a_second_before(
    born, policy, midnight, day
):
    given = scenario(mentee).under(policy).at(AUTUMN)
    refer = ReferMentee(mentee_id=MENTEE, person_id=PERSON, date_of_birth=born)
    (event,) = given().when(refer).then_types(MenteeReferred)
    (due,) = timers.to(Envelope.about(event))
    assert (due.at, due.ask) == (midnight, ChangeAgeBand(mentee_id=MENTEE))
    assert day_of(midnight, LONDON) == day
    eve = given.at(midnight - timedelta(microseconds=1))
    eve(event).when(due.ask).then_nothing()
    alone = RecordConsent(mentee_id=MENTEE, purpose="photo", given_by="self")
    eve(event).when(alone).then_refused("consent-giver")
    there = given.at(midnight)
    (changed,) = there(event).when(due.ask).then_types(AgeBandChanged)
    assert changed.effective_on == day
    there(event).when(alone).decide()
    assert age_on(day, born) == age_on(day - timedelta(days=1), born) + 1


@pytest.mark.requirement("1MM-077")
@pytest.mark.parametrize(("born", "policy", "midnight", "day"), NIGHTS)
def test_whoever_comes_that_very_night_is_taken_as_what_they_are_then(born, policy, midnight, day):
    given = scenario(mentee).under(policy)
    refer = ReferMentee(mentee_id=MENTEE, person_id=PERSON, date_of_birth=born)
    (before,) = given.at(midnight - timedelta(seconds=1))().when(refer).decide()
    (after,) = given.at(midnight)().when(refer).decide()
    assert (before.age_band, before.adult_from) == ("minor", midnight)
    assert (after.age_band, after.adult_from) == ("adult", None)
    assert day_of(midnight - timedelta(seconds=1), LONDON) == day - timedelta(days=1)
