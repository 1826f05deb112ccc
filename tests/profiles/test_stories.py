"""People's stories: whose consent they need, what they may not name, and how they end."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.profiles.commands import stories as ask
from services.profiles.commands.mentee import WithdrawConsent
from services.profiles.decider.mentee import mentee
from services.profiles.decider.story import story
from services.profiles.events import stories as said
from services.profiles.events.mentee import ConsentGranted, ConsentWithdrawn
from services.profiles.policies.supporting import (
    when_identified_then_note,
    when_mentee_left_stories_then_withdraw,
    when_story_proposed_then_identify,
)
from shared.envelope import Envelope
from shared.testing import scenario
from tests.contracts.programmes import DIRECT, RANKED
from tests.contracts.programmes import rules as rules_of

from .test_mentee import referred
from .vocabulary import AUTUMN, MENTEE, PERSON, rules

STORY, ANN = UUID(int=71), UUID(int=72)
ID = {"story_id": STORY}
TEXT, PUBLIC = "I was ill at Aire College, and Ann helped.", "Somebody helped."
NAMES = ("mentor", "institution", "health")
given = scenario(story).under(rules()).at(AUTUMN)
hub = scenario(story).under(rules_of(DIRECT)).at(AUTUMN)

propose = ask.ProposeStory(
    **ID, person_id=PERSON, mentor_person_id=ANN, mentee_id=MENTEE, text=TEXT, names=NAMES
)
proposed = said.StoryProposed(
    **ID, person_id=PERSON, mentor_person_id=ANN, mentee_id=MENTEE, text=TEXT, names=NAMES
)


def of(band):
    return said.StoryMenteeNoted(**ID, mentee_id=MENTEE, mentee_person_id=PERSON, age_band=band)


def consented(person=PERSON, by="self"):
    return said.StoryConsentGiven(**ID, person_id=person, given_by=by)


def consent(person=PERSON, by="self"):
    return ask.GiveStoryConsent(**ID, person_id=person, given_by=by)


def publish(*names):
    return ask.PublishStory(**ID, text=PUBLIC, names=names)


def shared(*names, redacted=NAMES):
    return said.SuccessStoryShared(
        **ID, person_id=PERSON, text=PUBLIC, names=names, fields_redacted=redacted
    )


adult = (proposed, of("adult"))
minor = (proposed, of("minor"))
own, anns, parents = consented(), consented(ANN), consented(by="parent")
down = said.StoryTakenDown(**ID)
taken_back = said.StoryConsentWithdrawn(**ID, person_id=PERSON)


def test_a_story_is_kept_once_and_replaced_until_it_is_told():
    given().when(propose).then(proposed)
    given(proposed).when(propose).then_nothing()
    other = replace(propose, text="Otherwise.")
    given(*adult, own).when(other).then(replace(proposed, text="Otherwise."))
    given(*adult, own, shared()).when(other).then_nothing()
    given(*adult).when(replace(propose, person_id=ANN)).then_refused("impossible")


def test_to_other_words_another_yes_is_needed():
    again = replace(proposed, text="Otherwise.")
    given(*adult, own, again).when(publish()).then_refused("story-consent")


@pytest.mark.requirement("1MM-100")
def test_a_story_without_consent_is_not_told():
    refused = given(*adult).when(publish()).then_refused("story-consent")
    assert refused.rule == "story_consent"
    given(*adult, own).when(publish()).then(shared())


@pytest.mark.requirement("1MM-100")
@pytest.mark.parametrize(
    ("consents", "told"),
    [((), False), ((own,), False), ((parents,), False), ((own, parents), True)],
)
def test_for_a_minor_a_parent_consents_too(consents, told):
    asked = given(*minor, *consents).when(publish())
    if told:
        asked.then(shared())
    else:
        asked.then_refused("story-consent")


@pytest.mark.requirement("1MM-100")
def test_a_story_names_no_college_of_a_minor_whatever_the_policy_says():
    loose = given(*minor, own, parents).under(rules(stories={"consent": "teller"}))
    loose.when(publish("institution")).then_refused("minors-institution-unnamed")
    loose.when(publish("year")).then_types(said.SuccessStoryShared)
    grown = given(*adult, own).under(rules(stories={"consent": "teller"}))
    grown.when(publish("institution")).then_types(said.SuccessStoryShared)


@pytest.mark.requirement("1MM-100")
@pytest.mark.parametrize("name", ["institution", "year", "health"])
def test_what_the_policy_redacts_is_named_by_no_story(name):
    given(*adult, own).when(publish(name)).then_refused("redacted")


def test_nothing_is_told_before_it_is_known_whether_it_is_about_a_minor():
    given(proposed, own).when(publish()).then_refused("mentee-identified")


@pytest.mark.requirement("JOH-32")
def test_the_other_is_named_only_if_both_consent():
    hub(*adult, own).when(publish("mentor")).then_refused("story-consent")
    hub(*adult, anns).when(publish("mentor")).then_refused("story-consent")
    hub(*adult, own, anns).when(publish("mentor")).then(
        shared("mentor", redacted=("institution", "health"))
    )
    # Whoever is named consents, even where the policy asks the mentee alone.
    given(*adult, own).when(publish("mentor")).then_refused("story-consent")
    given(*adult, own, anns).when(publish("mentor")).then_types(said.SuccessStoryShared)


@pytest.mark.requirement("JOH-45")
def test_somebody_tells_their_own_story():
    alone = replace(proposed, mentor_person_id=None, mentee_id=None, names=())
    hub().when(replace(propose, mentor_person_id=None, mentee_id=None, names=())).then(alone)
    hub(alone).when(publish()).then_refused("story-consent")
    hub(alone, own).when(publish()).then(shared(redacted=()))


def test_where_no_stories_are_collected_none_are():
    none = scenario(story).under(rules_of(RANKED)).at(AUTUMN)
    none().when(propose).then_refused("stories-collected")
    none(*adult, own, anns).when(publish()).then_refused("stories-collected")


def test_only_people_in_the_story_consent_and_others_for_minors_alone():
    given(*adult).when(consent()).then(own)
    given(*adult, own).when(consent()).then_nothing()
    given(*adult).when(consent(UUID(int=99))).then_refused("in-the-story")
    given(*adult).when(consent(by="parent")).then_refused("speaks-for-the-minor")
    given(*minor).when(consent(ANN, by="parent")).then_refused("speaks-for-the-minor")
    given(*minor).when(consent(by="institution")).then_refused("speaks-for-the-minor")
    given(*minor).when(consent(by="parent")).then(parents)
    given().when(consent()).then_refused("impossible")


@pytest.mark.requirement("1MM-100", "JOH-32")
def test_who_takes_the_consent_back_takes_the_story_down():
    withdraw = ask.WithdrawStoryConsent(**ID, person_id=PERSON)
    given(*adult, own).when(withdraw).then(taken_back)
    given(*adult, own, shared()).when(withdraw).then(taken_back, down)
    given(*adult, own, shared(), taken_back, down).when(withdraw).then_nothing()
    given(*adult, own, shared(), taken_back, down).when(publish()).then_refused("story-consent")


def test_the_office_takes_a_story_down_once():
    take = ask.TakeStoryDown(**ID)
    given(*adult, own, shared()).when(take).then(down)
    given(*adult, own, shared(), down).when(take).then_nothing()
    given(*adult, own, shared()).when(publish()).then_nothing()


def test_the_mentees_own_file_says_who_it_is_and_hears_of_it_once():
    (identify,) = when_story_proposed_then_identify(Envelope.about(proposed))
    who = said.MenteeIdentifiedForStory(**ID, mentee_id=MENTEE, person_id=PERSON, age_band="minor")
    file = scenario(mentee).under(rules()).at(AUTUMN)
    file(referred).when(identify).then(who)
    file(referred, who).when(identify).then_nothing()
    file().when(identify).then_nothing()
    (note,) = when_identified_then_note(Envelope.about(who))
    given(proposed).when(note).then(of("minor"))
    given(*minor).when(note).then_nothing()
    given().when(note).then_nothing()
    given(proposed).when(replace(note, mentee_id=ANN)).then_nothing()
    assert (
        when_story_proposed_then_identify(Envelope.about(replace(proposed, mentee_id=None))) == []
    )


@pytest.mark.requirement("1MM-100")
def test_a_mentee_who_wants_to_be_in_no_story_is_taken_out_of_all():
    about = {"mentee_id": MENTEE, "person_id": PERSON}
    who = said.MenteeIdentifiedForStory(**ID, **about, age_band="minor")
    agreed = ConsentGranted(**about, purpose="story", given_by="parent")
    withdrew = ConsentWithdrawn(**about, purpose="story")
    left = said.MenteeLeftStories(**about, story_ids=(STORY,))
    file = scenario(mentee).under(rules()).at(AUTUMN)
    withdraw = WithdrawConsent(mentee_id=MENTEE, purpose="story")
    file(referred, agreed, who).when(withdraw).then(withdrew, left)
    file(referred, agreed).when(withdraw).then(withdrew)
    (ask_,) = when_mentee_left_stories_then_withdraw(Envelope.about(left))
    given(*minor, own, parents, shared()).when(ask_).then(taken_back, down)
    given(*minor).when(ask_).then_nothing()
