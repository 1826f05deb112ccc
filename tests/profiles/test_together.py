"""Bulletins, the community of mentors, and workshops nobody has to come to."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.profiles.commands import together as ask
from services.profiles.commands.mentee import UpdateMenteeProfile
from services.profiles.commands.mentor import UpdateMentorProfile
from services.profiles.commands.training import NoteWorkshopMinutes, ScheduleWorkshop
from services.profiles.decider.mentee import mentee
from services.profiles.decider.mentor import mentor
from services.profiles.decider.readership import readership
from services.profiles.decider.training import training
from services.profiles.decider.workshop import workshop
from services.profiles.events import MenteeProfileUpdated, TrainingPartCompleted
from services.profiles.events import mentor as mentors
from services.profiles.events import together as said
from services.profiles.policies.compiling import compile_policy
from services.profiles.policies.supporting import (
    when_bulletin_published_then_deliver,
    when_mentor_ended_then_offer_none,
    when_mentor_listed_then_offer_bulletins,
)
from shared.envelope import Envelope
from shared.testing import scenario
from tests.contracts.programmes import DIRECT, RANKED
from tests.contracts.programmes import rules as rules_of

from .test_mentee import referred
from .test_mentor import listed, serving, started, trained
from .test_training import assigned
from .vocabulary import AUTUMN, MENTEE, MENTOR, PERSON, STAFF, WORKSHOP, document, rules

ID = {"mentor_id": MENTOR}
WHO = {**ID, "person_id": PERSON}
HERE = {"programme": rules().programme}
BULLETIN, OTHER = UUID(int=61), UUID(int=62)
SHEET = {"bulletin_id": BULLETIN, "title": "Spring", "url": "https://example.org/spring"}
there = (*serving, trained, listed)
given = scenario(mentor).under(rules()).at(AUTUMN)
readers = scenario(readership).under(rules()).at(AUTUMN)
publish = ask.PublishBulletin(**HERE, **SHEET)
noted = said.ReaderNoted(**HERE, **ID)
out = said.MentorOptedOut(**WHO, purpose="bulletin")


def published(*recipients):
    return said.BulletinPublished(**HERE, **SHEET, recipients=recipients)


@pytest.mark.requirement("1MM-085")
def test_a_bulletin_goes_out_once_to_whoever_is_a_mentor():
    readers(noted).when(publish).then(published(MENTOR))
    readers(noted, published(MENTOR)).when(publish).then_nothing()
    gone = said.ReaderGone(**HERE, **ID)
    readers(noted, gone).when(publish).then(published())
    one, two = when_bulletin_published_then_deliver(Envelope.about(published(MENTOR, OTHER)))
    assert (one.mentor_id, two.mentor_id) == (MENTOR, OTHER)


def test_readers_are_noted_once_and_let_go_once():
    listing = Envelope.about(listed, **HERE)
    (note,) = when_mentor_listed_then_offer_bulletins(listing)
    readers().when(note).then(noted)
    readers(noted).when(note).then_nothing()
    ended = mentors.MentorRoleEnded(
        **WHO, reason_code="standards", decided_by=STAFF, effective_on=AUTUMN.date()
    )
    (forget,) = when_mentor_ended_then_offer_none(Envelope.about(ended, **HERE))
    readers(noted).when(forget).then(said.ReaderGone(**HERE, **ID))
    readers().when(forget).then_nothing()
    assert when_mentor_listed_then_offer_bulletins(replace(listing, programme=None)) == []


def test_a_bulletin_is_refused_where_there_is_none_and_for_another_programme():
    off = readers(noted).under(rules(support__bulletin=False))
    off.when(publish).then_refused("bulletins-offered")
    readers(noted).when(replace(publish, programme="other")).then_refused("own-programme")


@pytest.mark.requirement("1MM-085")
def test_an_active_mentor_gets_a_bulletin_once_unless_they_opted_out():
    deliver = ask.DeliverBulletin(bulletin_id=BULLETIN, **ID)
    delivered = said.BulletinDelivered(bulletin_id=BULLETIN, **ID)
    given(*there).when(deliver).then(delivered)
    given(*there, delivered).when(deliver).then_nothing()
    given(*there, out).when(deliver).then_nothing()
    back = said.MentorOptedIn(**WHO, purpose="bulletin")
    given(*there, out, back).when(deliver).then(delivered)
    given(*there, mentors.MentorPaused(**WHO)).when(deliver).then_nothing()
    given(*serving).when(deliver).then_nothing()
    given().when(deliver).then_nothing()


def test_opting_out_and_in_again_are_recorded_once():
    opt_out, opt_in = (kind(**ID, purpose="bulletin") for kind in (ask.OptOut, ask.OptIn))
    given(*there).when(opt_out).then(out)
    given(*there, out).when(opt_out).then_nothing()
    given(*there, out).when(opt_in).then(said.MentorOptedIn(**WHO, purpose="bulletin"))
    given(*there).when(opt_in).then_nothing()
    given().when(opt_out).then_refused("impossible")


joined, left = said.CommunityJoined(**WHO), said.CommunityLeft(**WHO)
join, leave = ask.JoinCommunity(**ID), ask.LeaveCommunity(**ID)


@pytest.mark.requirement("1MM-088", "ASME-30")
@pytest.mark.parametrize("policy", [rules(), rules_of(RANKED)])
def test_only_mentors_themselves_join_the_community(policy):
    world = scenario(mentor).under(policy).at(AUTUMN)
    world(*there).when(join).then_refused("own-wish")
    world(*there).by(f"mentor:{MENTOR}").when(join).then(joined)
    world(*there).by(f"mentor:{PERSON}").when(join).then(joined)
    world(*there, joined).by(f"mentor:{MENTOR}").when(join).then_nothing()


def test_the_community_is_left_by_whoever_asks_and_by_leaving():
    given(*there, joined).when(leave).then(left)
    given(*there, joined, left).when(leave).then_nothing()
    given(*there, joined, mentors.MentorWithdrawn(**WHO, reason_code="own_wish")).when(
        leave
    ).then_nothing()


def test_nobody_joins_before_they_are_a_mentor_or_where_there_is_no_community():
    own = given(started).by(f"mentor:{MENTOR}")
    own.when(join).then_refused("impossible")
    none = scenario(mentor).under(rules_of(DIRECT)).at(AUTUMN).by(f"mentor:{MENTOR}")
    none(*there).when(join).then_refused("community-offered")


# ---- skill builders ----------------------------------------------------------------------------


def schedule(item):
    plan = {"starts_at": AUTUMN, "minutes": 60, "capacity": 9}
    return ScheduleWorkshop(workshop_id=WORKSHOP, item=item, **plan)


@pytest.mark.requirement("1MM-086")
def test_a_skill_builder_is_planned_and_shows_on_the_record_as_voluntary():
    (planned,) = (
        scenario(workshop).under(rules()).at(AUTUMN)().when(schedule("skill_builder")).decide()
    )
    assert planned.item == "skill_builder"
    came = NoteWorkshopMinutes(
        participant_id=MENTOR,
        workshop_id=WORKSHOP,
        item="skill_builder",
        minutes=60,
        attended_on=AUTUMN.date(),
    )
    _, part = scenario(training).under(rules()).at(AUTUMN)(assigned).when(came).decide()
    assert part == TrainingPartCompleted(
        participant_id=MENTOR,
        item="skill_builder",
        completed_on=AUTUMN.date(),
        voluntary=True,
    )


def test_what_has_to_be_done_is_not_voluntary():
    came = NoteWorkshopMinutes(
        participant_id=MENTOR,
        workshop_id=WORKSHOP,
        item="workshop_core",
        minutes=120,
        attended_on=AUTUMN.date(),
    )
    _, part = scenario(training).under(rules()).at(AUTUMN)(assigned).when(came).decide()
    assert not part.voluntary


@pytest.mark.requirement("1MM-086")
@pytest.mark.parametrize(
    ("tree", "codes"),
    [
        ({"all_of": ["online", "workshop_core", "skill_builder"]}, ["voluntary-item-asked"]),
        ({"all_of": ["online", "workshop_core"], "optional": ["skill_builder"]}, []),
    ],
)
def test_nobody_can_be_asked_to_come_to_a_skill_builder(tree, codes):
    assert [one.code for one in compile_policy(document(training__mentor=tree))] == codes


def test_skill_builders_are_for_programmes_that_have_them():
    (problem,) = compile_policy(document(support__skill_builders=False))
    assert (problem.where, problem.code) == ("support.skill_builders", "skill-builders-off")


# ---- topics of help ----------------------------------------------------------------------------


@pytest.mark.requirement("1MM-098")
def test_a_topic_of_help_is_voluntary_and_one_of_the_programmes():
    listed_topics = rules(matching__topics=["exams", "interviews"])
    world = given(started).under(listed_topics)
    world.when(UpdateMentorProfile(**ID, topics=("exams",))).then_types(
        mentors.MentorProfileUpdated
    )
    world.when(UpdateMentorProfile(**ID)).then_types(mentors.MentorProfileUpdated)
    strange = UpdateMentorProfile(**ID, topics=("exams", "magic"))
    world.when(strange).then_refused("help-topics-known")
    mentees = scenario(mentee).under(listed_topics).at(AUTUMN)(referred)
    mentees.when(UpdateMenteeProfile(mentee_id=MENTEE)).then_types(MenteeProfileUpdated)
    wants = UpdateMenteeProfile(mentee_id=MENTEE, topics=("magic",))
    mentees.when(wants).then_refused("help-topics-known")
    given(started).when(UpdateMentorProfile(**ID, topics=("magic",))).then_types(
        mentors.MentorProfileUpdated
    )
