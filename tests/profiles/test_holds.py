"""A place is held for a while, and is the next one's if nobody confirms it."""

from datetime import timedelta

from services.profiles.commands.mentee import RequestMenteePlace
from services.profiles.commands.training import (
    BookWorkshopPlace,
    ConfirmWorkshopPlace,
    QueueForWorkshopPlace,
    ReleaseHeldPlace,
    ReleaseWorkshopPlace,
)
from services.profiles.decider.mentee import mentee
from services.profiles.decider.workshop import workshop
from services.profiles.events import (
    MenteeMembershipNoted,
    MenteePlaceRequested,
    MenteeReferred,
    WorkshopPlaceAllocated,
    WorkshopPlaceConfirmed,
    WorkshopPlaceReleased,
)
from services.profiles.policies.reactions import own
from services.profiles.policies.timers import timers
from shared.envelope import Envelope
from shared.reacting import Due, Off
from shared.testing import scenario

from .test_membership import MEMBERS
from .test_workshop import ANNE, BERT, CARL, ID, scheduled, waits
from .vocabulary import AUTUMN, MENTEE, PERSON, WORKSHOP, rules

UNTIL = AUTUMN + timedelta(days=2)
given = scenario(workshop).under(rules(training__capacity={"hold": "P2D"})).at(AUTUMN)


def held(one, until=UNTIL):
    return WorkshopPlaceAllocated(**ID, participant_id=one, held_until=until)


def ripe(one, until=UNTIL):
    return ReleaseHeldPlace(**ID, participant_id=one, held_until=until)


def lapsed(one):
    return WorkshopPlaceReleased(**ID, participant_id=one, lapsed=True)


line = (scheduled, held(ANNE), waits(BERT), waits(CARL))
sure = WorkshopPlaceConfirmed(**ID, participant_id=ANNE)


def test_a_place_is_held_as_long_as_the_policy_says_and_never_beyond_the_beginning():
    given(scheduled).when(BookWorkshopPlace(**ID, participant_id=ANNE)).then(held(ANNE))
    eve = given.at(scheduled.starts_at - timedelta(hours=1))
    late = held(ANNE, scheduled.starts_at)
    eve(scheduled).when(BookWorkshopPlace(**ID, participant_id=ANNE)).then(late)
    begun = given.at(scheduled.starts_at)
    place = WorkshopPlaceAllocated(**ID, participant_id=ANNE)
    begun(scheduled).when(BookWorkshopPlace(**ID, participant_id=ANNE)).then(place)


def test_a_hold_that_is_over_gives_the_place_to_the_next_in_line_once():
    there = given.at(UNTIL)
    later = UNTIL + timedelta(days=1)
    there(*line).when(ripe(ANNE)).then(lapsed(ANNE), held(BERT, later))
    moved = (*line, lapsed(ANNE), held(BERT, later))
    there(*moved).when(ripe(ANNE)).then_nothing()
    there(*moved).when(ripe(BERT)).then_nothing()
    there.at(later)(*moved).when(ripe(BERT, later)).then_types(
        WorkshopPlaceReleased, WorkshopPlaceAllocated
    )


def test_a_place_confirmed_or_given_back_is_held_no_longer():
    confirm = ConfirmWorkshopPlace(**ID, participant_id=ANNE)
    given(*line).when(confirm).then(sure)
    given(*line, sure).when(confirm).then_nothing()
    given(*line, sure).when(ripe(ANNE)).then_nothing()
    given(*line).when(ConfirmWorkshopPlace(**ID, participant_id=BERT)).then_refused("impossible")
    back = ReleaseWorkshopPlace(**ID, participant_id=ANNE)
    given(*line).when(back).then_types(WorkshopPlaceReleased, WorkshopPlaceAllocated)
    free = scenario(workshop).under(rules()).at(AUTUMN)
    place = WorkshopPlaceAllocated(**ID, participant_id=ANNE)
    free(scheduled, place).when(confirm).then_nothing()


def test_the_clock_watches_every_hold_until_there_is_a_word():
    key = f"hold:{WORKSHOP}:{ANNE}"
    assert timers.to(Envelope.about(held(ANNE))) == [Due(key, UNTIL, ripe(ANNE))]
    assert timers.to(Envelope.about(sure)) == [Off(key)]
    assert timers.to(Envelope.about(lapsed(ANNE))) == [Off(key)]
    free = WorkshopPlaceAllocated(**ID, participant_id=ANNE)
    assert timers.to(Envelope.about(free)) == []


def test_mentees_join_the_same_line_by_their_rank():
    members = scenario(mentee).under(rules(**MEMBERS)).at(AUTUMN)
    ask = RequestMenteePlace(mentee_id=MENTEE, workshop_id=WORKSHOP)
    referred = MenteeReferred(
        mentee_id=MENTEE, person_id=PERSON, institution_id=None, age_band="adult"
    )
    members(referred).when(ask).then_refused("membership")
    noted = MenteeMembershipNoted(mentee_id=MENTEE, organisation="guild", basis=("board",))
    (event,) = members(referred, noted).when(ask).then_types(MenteePlaceRequested)
    assert own.to(Envelope.about(event)) == [
        QueueForWorkshopPlace(
            workshop_id=WORKSHOP, participant_id=MENTEE, tier=1, submitted_at=AUTUMN
        )
    ]
