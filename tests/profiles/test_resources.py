"""What there is to read and to watch, and what has to be there before mentees are taken in."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.profiles.commands.mentee import AcceptMentee
from services.profiles.commands.resources import (
    AccessResource,
    AskLibrary,
    NoteResources,
    PublishResource,
    RetireResource,
    ShelveResource,
    UnshelveResource,
)
from services.profiles.decider.library import library
from services.profiles.decider.mentee import mentee
from services.profiles.decider.resource import resource
from services.profiles.events import resources as said
from services.profiles.policies.compiling import compile_policy
from shared.testing import scenario
from tests.contracts.programmes import DIRECT, RANKED
from tests.contracts.programmes import rules as rules_of

from .test_mentee import referred
from .vocabulary import AUTUMN, MENTEE, MENTOR, document, rules

RESOURCE, OTHER = UUID(int=51), UUID(int=52)
LIBRARY = {"required_topics": ["safeguarding"], "first_session": ["first_session"]}
LIVE = rules(support__resources=LIBRARY)
PROGRAMME = {"programme": LIVE.programme}
LINK = {"title": "How to begin", "url": "https://example.org/begin"}

given = scenario(resource).under(LIVE).at(AUTUMN)
shelf = scenario(library).under(LIVE).at(AUTUMN)


def publish(topic="safeguarding", **more):
    return PublishResource(resource_id=RESOURCE, topic=topic, **LINK, **more)


def published(topic="safeguarding", **more):
    about = {"audience": ("mentor", "mentee"), **more}
    return said.ResourcePublished(**PROGRAMME, resource_id=RESOURCE, topic=topic, **LINK, **about)


def shelved(topic="safeguarding", one=RESOURCE):
    return said.ResourceShelved(**PROGRAMME, resource_id=one, topic=topic)


def shelve(topic="safeguarding", one=RESOURCE):
    return ShelveResource(**PROGRAMME, resource_id=one, topic=topic)


@pytest.mark.requirement("ASME-31")
def test_a_resource_is_published_beside_the_handbook():
    (told,) = scenario(resource).under(rules_of(RANKED))().when(publish("handbook")).decide()
    assert (told.topic, told.url) == ("handbook", LINK["url"])


def test_a_resource_is_published_once_and_again_when_it_changed():
    given().when(publish()).then(published())
    given(published()).when(publish()).then_nothing()
    given(published()).when(publish("other")).then(published("other"))


def test_a_programme_without_resources_publishes_none():
    none = given().under(rules(support__resources=False))
    none.when(publish()).then_refused("resources-offered")


@pytest.mark.requirement("JOH-35", "JOH-42")
@pytest.mark.parametrize("topic", ["research_first", "inclusion"])
def test_reading_up_first_and_listening_are_topics_of_hints(topic):
    hub = scenario(resource).under(rules_of(DIRECT))
    (told,) = hub().when(publish(topic)).decide()
    assert told.topic == topic
    hub().when(publish("juggling")).then_refused("topic-known")


@pytest.mark.requirement("1MM-083")
def test_what_the_advice_names_can_be_published_where_topics_are_listed():
    listed = given().under(rules(support__resources={"topics": ["safeguarding"]}))
    listed.when(publish("good-mentoring-relationships")).then_types(said.ResourcePublished)
    listed.when(publish("juggling")).then_refused("topic-known")


@pytest.mark.requirement("1MM-112")
@pytest.mark.parametrize(("topic", "before"), [("first_session", True), ("safeguarding", False)])
def test_a_hint_for_the_first_session_is_marked_as_one(topic, before):
    given().when(publish(topic)).then(published(topic, before_first_session=before))


def test_a_resource_is_opened_by_those_it_is_for():
    opened = AccessResource(resource_id=RESOURCE, participant_id=MENTOR, role="mentor")
    told = said.ResourceAccessed(resource_id=RESOURCE, participant_id=MENTOR, role="mentor")
    given(published()).when(opened).then(told)
    given(published(audience=("mentee",))).when(opened).then_refused("for-this-role")
    given().when(opened).then_refused("impossible")


def test_a_resource_is_retired_once_and_can_come_back():
    gone = said.ResourceRetired(**PROGRAMME, resource_id=RESOURCE)
    retire = RetireResource(resource_id=RESOURCE)
    given(published()).when(retire).then(gone)
    given(published(), gone).when(retire).then_nothing()
    given(published(), gone).when(publish()).then(published())


# ---- the gate ----------------------------------------------------------------------------------

ask = AskLibrary(**PROGRAMME, mentee_id=MENTEE)
waits = said.MenteeAwaitsResources(**PROGRAMME, mentee_id=MENTEE, topics=("safeguarding",))
served = said.LibraryServesMentee(**PROGRAMME, mentee_id=MENTEE)
noted = said.MenteeResourcesNoted(mentee_id=MENTEE)


@pytest.mark.requirement("1MM-074")
def test_whoever_comes_before_the_essentials_waits_for_them():
    shelf().when(ask).then(waits)
    shelf(waits).when(ask).then_nothing()
    shelf(waits).when(shelve("juggling", OTHER)).then(shelved("juggling", OTHER))
    shelf(waits).when(shelve()).then(shelved(), served)


def test_whoever_comes_later_is_served_at_once_and_only_once():
    shelf(shelved()).when(ask).then(served)
    shelf(shelved(), served).when(ask).then_nothing()
    shelf(shelved(), served).when(shelve("safeguarding", OTHER)).then(
        shelved("safeguarding", OTHER)
    )


def test_what_was_retired_is_missing_again():
    gone = said.ResourceUnshelved(**PROGRAMME, resource_id=RESOURCE)
    take_off = UnshelveResource(**PROGRAMME, resource_id=RESOURCE)
    shelf(shelved()).when(take_off).then(gone)
    shelf().when(take_off).then_nothing()
    shelf(shelved(), gone).when(ask).then(waits)


def test_where_nothing_is_required_the_library_says_nothing():
    shelf().under(rules(support__resources=True)).when(ask).then_nothing()
    shelf().under(rules(support__resources=False)).when(ask).then_nothing()


@pytest.mark.requirement("1MM-074")
def test_no_mentee_is_taken_in_before_the_essentials_are_there():
    free = {"application__pre_evaluation": [], "consents__required": []}
    live = rules(support__resources=LIBRARY, mentee__school_year={"required_for": []}, **free)
    start = replace(referred, institution_id=None)
    accept = AcceptMentee(mentee_id=MENTEE)
    world = scenario(mentee).under(live).at(AUTUMN)
    world(start).when(accept).then_refused("resources-there")
    world(start).when(NoteResources(mentee_id=MENTEE)).then(noted)
    world(start, noted).when(NoteResources(mentee_id=MENTEE)).then_nothing()
    (accepted,) = world(start, noted).when(accept).decide()
    assert accepted.mentee_id == MENTEE


# ---- the language ------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("resources", "code"),
    [
        (None, "bad-value"),
        ("yes", "bad-value"),
        ({"colour": "blue"}, "unknown-key"),
        ({"topics": 3}, "bad-value"),
        ({"topics": ["a"], "required_topics": ["b"]}, "undefined-topic"),
        ({"topics": ["a"], "first_session": ["b"]}, "undefined-topic"),
    ],
)
def test_resources_are_a_yes_a_no_or_a_mapping(resources, code):
    problems = compile_policy(document(support__resources=resources))
    assert [one.code for one in problems] == [code]
    assert problems[0].where.startswith("support.resources")


@pytest.mark.parametrize("resources", [True, False, {}, LIBRARY])
def test_that_much_may_be_said_of_resources(resources):
    assert compile_policy(document(support__resources=resources)) == []
