import pytest

from services.profiles.commands.mentee import (
    AcceptMentee,
    NoteMenteeTrained,
    SetMenteeGoal,
    UpdateMenteeProfile,
)
from services.profiles.commands.mentor import (
    ListMentor,
    NoteMembership,
    SetMentorGoal,
    UpdateMentorProfile,
)
from services.profiles.commands.telling import (
    DeclareWillingness,
    NoteMentorMatch,
    NoteMentorMatchEnded,
    ReadAvailability,
    StateAvailability,
    StateHelpBoundaries,
)
from services.profiles.decider.mentee import mentee
from services.profiles.decider.mentor import mentor
from services.profiles.events import mentee as mentees
from services.profiles.events import mentor as said
from services.profiles.events import telling as told
from services.profiles.policies.completeness import missing, percent
from services.profiles.policies.document import Document
from services.profiles.policies.files import Mentor
from shared.refusals import Invalid
from shared.testing import scenario

from .vocabulary import AUTUMN, MENTEE, MENTOR, PERSON, STAFF, rules

READER, STRANGER = MENTEE, STAFF
ID = {"mentor_id": MENTOR}
WHO = {**ID, "person_id": PERSON}
OPEN = {
    "application__pre_evaluation": [],
    "consents__required": [],
    "screening__required": [],
    "mentor__goal": "optional",
    "training__mentor": None,
    "documents__acknowledge": [],
    "mentee__via_institution": "none",
    "mentee__age": {"min": 18, "max": None},
}
WANTED = {
    **OPEN,
    "mentor__profile": "required",
    "mentor__willingness": "required",
    "mentor__facets": ["industry", "matriculation_year"],
    "mentee__profile": "required",
    "matching__direct": {"kinds": ["help", "mentoring"], "expire_after": "P14D"},
    "matching__topics": ["career", "law"],
    "channels__adult": {"allow": ["email", "phone"]},
}
policy = rules(**WANTED)
given = scenario(mentor).under(policy).at(AUTUMN)
started = said.MentorApplicationStarted(**WHO, source="independent")
serving = (
    started,
    said.MentorApplicationSubmitted(**ID),
    said.MentorApplicationAccepted(**WHO, decided_by=STAFF),
)
profile = said.MentorProfileUpdated(
    **WHO, topics=("law",), facets=("industry=law",), biography="I keep bees."
)
willing = told.WillingnessDeclared(**ID, ways=("help",))
bounds = told.HelpBoundariesStated(**WHO, cannot_help=("career",), text="No references.")
listed = said.MentorListed(
    **WHO,
    capacity=1,
    region=None,
    topics=("law",),
    goal_tags=(),
    background_tags=(),
    listed_at=AUTUMN,
    facets=("industry=law",),
    willingness=("help",),
    cannot_help=("career",),
    biography_given=True,
)
ready = (*serving, profile, willing, bounds)


def changed(**news):
    before = {
        "region": None,
        "topics": ("law",),
        "goal_tags": (),
        "background_tags": (),
        "facets": ("industry=law",),
        "willingness": ("help",),
        "cannot_help": ("career",),
    }
    return told.MentorDetailsChanged(**WHO, **{**before, **news})


# ---- a profile first ------------------------------------------------------------------------


@pytest.mark.requirement("JOH-02")
@pytest.mark.parametrize(
    ("told_so_far", "fits"),
    [
        ({}, False),
        ({"region": "Leeds"}, False),
        ({"topics": ("law",)}, True),
        ({"biography": "I keep bees."}, True),
    ],
)
def test_nobody_is_listed_without_a_profile(told_so_far, fits):
    update = said.MentorProfileUpdated(**WHO, **told_so_far)
    asked = given(*serving, update, willing).when(ListMentor(**ID))
    if fits:
        asked.then_types(said.MentorListed)
    else:
        assert asked.then_refused("profile-made").rule == "profile_made"
    free = given.under(rules(**{**WANTED, "mentor__profile": "optional"}))
    free(*serving, update, willing).when(ListMentor(**ID)).then_types(said.MentorListed)


@pytest.mark.requirement("JOH-02")
def test_no_mentee_is_ready_to_ask_without_a_profile():
    seeking = scenario(mentee).under(policy).at(AUTUMN)
    referred = mentees.MenteeReferred(
        mentee_id=MENTEE, person_id=PERSON, institution_id=None, age_band="adult"
    )
    noted = mentees.MenteeTrainingNoted(mentee_id=MENTEE)
    accept = AcceptMentee(mentee_id=MENTEE)
    assert seeking(referred, noted).when(accept).then_refused("profile-made").rule
    for words in ({"topics": ("law",)}, {"introduction": "I keep bees."}):
        made = mentees.MenteeProfileUpdated(mentee_id=MENTEE, person_id=PERSON, **words)
        seeking(referred, noted, made).when(accept).then_types(
            mentees.MenteeApplicationAccepted, mentees.MenteeReadyForMatching
        )
    emptied = UpdateMenteeProfile(mentee_id=MENTEE, region="Leeds")
    seeking(referred, noted, made).when(emptied).then_refused("profile-kept")
    given(*ready, listed).when(UpdateMentorProfile(**ID)).then_refused("profile-kept")


# ---- for what one may be asked --------------------------------------------------------------


def test_a_mentor_says_for_what_they_may_be_asked_before_anybody_can_ask():
    declare = DeclareWillingness(**ID, ways=("help",))
    given(*serving).when(declare).then(willing)
    given(*serving, willing).when(declare).then_nothing()
    given(*serving, profile).when(ListMentor(**ID)).then_refused("willingness-declared")
    (event,) = given(*ready).when(ListMentor(**ID)).decide()
    assert event == listed
    both = DeclareWillingness(**ID, ways=("help", "mentoring"))
    given(*ready, listed).when(both).then(
        told.WillingnessDeclared(**ID, ways=("help", "mentoring")),
        changed(willingness=("help", "mentoring")),
    )
    given(*ready).when(DeclareWillingness(**ID, ways=("juggling",))).then_refused("ways-known")
    given(*ready).when(DeclareWillingness(**ID, ways=())).then_refused("willingness-declared")
    with pytest.raises(Invalid):
        DeclareWillingness.load({"mentor_id": str(MENTOR), "ways": ["call me: 01223 1"]})


def test_what_a_mentor_cannot_help_with_is_told_with_the_listing_and_whenever_it_changes():
    state = StateHelpBoundaries(**ID, cannot_help=("career",), text="No references.")
    given(*serving).when(state).then(bounds)
    nothing = told.HelpBoundariesStated(**WHO)
    given(*ready, listed).when(StateHelpBoundaries(**ID)).then(nothing, changed(cannot_help=()))
    strange = StateHelpBoundaries(**ID, cannot_help=("juggling",))
    given(*serving).when(strange).then_refused("topics-known")
    sly = StateHelpBoundaries(**ID, text="Ring 01223 338600.")
    given(*serving).when(sly).then_refused("no-contacts")
    asked = given.under(rules(**{**WANTED, "mentor__cannot_help": "required"}))
    asked(*serving, profile, willing).when(ListMentor(**ID)).then_refused("boundaries-stated")
    asked(*serving, profile, willing, nothing).when(ListMentor(**ID)).then_types(said.MentorListed)


# ---- how one is reached ---------------------------------------------------------------------

match = NoteMentorMatch(**ID, mentee_id=MENTEE, mentee_person_id=READER)
matched = told.MentorMatched(**ID, mentee_id=MENTEE, mentee_person_id=READER)
unmatched = told.MentorUnmatched(**ID, mentee_id=MENTEE)


@pytest.mark.requirement("JOH-41")
def test_how_a_mentor_is_reached_shows_after_a_yes_and_not_before():
    read = ReadAvailability(**ID, reader_person_id=READER)
    assert given(*ready, listed).when(read).then_refused("matched-mentee").rule
    given(*ready, listed).when(match).then(matched)
    given(*ready, listed, matched).when(match).then_nothing()
    given(*ready, matched).when(read).then(told.AvailabilityRead(**ID, reader_person_id=READER))
    other = ReadAvailability(**ID, reader_person_id=STRANGER)
    given(*ready, matched).when(other).then_refused("matched-mentee")
    over = NoteMentorMatchEnded(**ID, mentee_id=MENTEE)
    given(*ready, matched).when(over).then(unmatched)
    given(*ready, matched, unmatched).when(over).then_nothing()
    given(*ready, matched, unmatched).when(read).then_refused("matched-mentee")
    given().when(match).then_nothing()
    given().when(over).then_nothing()


def test_a_programme_may_show_it_to_everybody():
    shown = given.under(rules(**WANTED, mentor__availability={"visible": "always"}))
    read = ReadAvailability(**ID, reader_person_id=STRANGER)
    shown(*ready, listed).when(read).then_types(told.AvailabilityRead)


def test_a_mentor_is_reached_by_a_channel_of_the_programme():
    about = {"text": "Evenings.", "answers_within": "P3D"}
    state = StateAvailability(**ID, best_channel="phone", **about)
    stated = told.AvailabilityStated(**WHO, best_channel="phone", **about)
    given(*serving).when(state).then(stated)
    pigeon = StateAvailability(**ID, best_channel="pigeon")
    given(*serving).when(pigeon).then_refused("channel-open")
    assert "text" in told.AvailabilityStated.personal


# ---- what others hear of it -----------------------------------------------------------------


def test_a_facet_is_one_that_the_programme_asks_about():
    update = UpdateMentorProfile(**ID, topics=("law",), facets=("shoe_size=44",))
    assert given(started).when(update).then_refused("facets-known").rule == "facets_known"
    seeking = scenario(mentee).under(policy).at(AUTUMN)
    referred = mentees.MenteeReferred(
        mentee_id=MENTEE, person_id=PERSON, institution_id=None, age_band="adult"
    )
    odd = UpdateMenteeProfile(mentee_id=MENTEE, topics=("law",), facets=("shoe_size=44",))
    seeking(referred).when(odd).then_refused("facets-known")
    with pytest.raises(Invalid):
        UpdateMentorProfile.load({"mentor_id": str(MENTOR), "facets": ["Industry: law"]})


def test_every_change_of_a_listed_mentor_is_told_whole_and_only_then():
    goal = SetMentorGoal(**ID, text="Help.", tags=("stem",))
    given(*ready).when(goal).then_types(said.MentorGoalSet)
    *_, event = given(*ready, listed).when(goal).decide()
    assert event == changed(goal_tags=("stem",))
    again = UpdateMentorProfile(
        **ID, topics=("law",), facets=("industry=law",), biography="I keep more bees."
    )
    given(*ready, listed).when(again).then_types(said.MentorProfileUpdated)
    paused = said.MentorPaused(**WHO)
    given(*ready, listed, paused).when(goal).then_types(
        said.MentorGoalSet, told.MentorDetailsChanged
    )


def test_every_change_of_a_ready_mentee_is_told_whole_and_only_then():
    seeking = scenario(mentee).under(policy).at(AUTUMN)
    who = {"mentee_id": MENTEE, "person_id": PERSON}
    referred = mentees.MenteeReferred(**who, institution_id=None, age_band="adult")
    made = mentees.MenteeProfileUpdated(**who, topics=("law",), facets=("industry=law",))
    taken = mentees.MenteeApplicationAccepted(**who, age_band="adult")
    first, ready_ = (
        seeking(referred, made, taken).when(NoteMenteeTrained(mentee_id=MENTEE)).decide()
    )
    assert ready_.facets == ("industry=law",)
    goal = SetMenteeGoal(mentee_id=MENTEE, text="Learn.", tags=("stem",))
    seeking(referred, made, taken).when(goal).then_types(mentees.MenteeGoalSet)
    _, event = seeking(referred, made, taken, first, ready_).when(goal).decide()
    assert event == told.MenteeDetailsChanged(
        **who,
        region=None,
        topics=("law",),
        goal_tags=("stem",),
        background_tags=(),
        facets=("industry=law",),
    )


def test_what_the_office_verified_counts_before_what_is_told():
    claimed = said.MentorProfileUpdated(
        **WHO, topics=("law",), facets=("industry=law", "matriculation_year=1998")
    )
    note = NoteMembership(**ID, organisation="guild", facets=("matriculation_year=1999",))
    _, event = given(*ready, claimed, listed).when(note).decide()
    assert event == changed(facets=("industry=law", "matriculation_year=1999"))
    noted = said.MentorMembershipNoted(
        **ID, organisation="guild", facets=("matriculation_year=1999",)
    )
    given(*ready, claimed, noted).when(note).then_nothing()
    (found,) = given(*serving, claimed, willing, noted).when(ListMentor(**ID)).decide()
    assert found.facets == ("industry=law", "matriculation_year=1999")


# ---- how complete ---------------------------------------------------------------------------

NUDGE = {"fields": ["biography", "topics", "industry", "occupation"], "below": 75}
nudging = given.under(rules(**WANTED, mentor__completeness_nudge=NUDGE))


@pytest.mark.requirement("JOH-15")
@pytest.mark.parametrize(
    ("file", "share"),
    [
        ({}, 0),
        ({"topics": ("law",)}, 25),
        ({"topics": ("law", "career"), "region": "Leeds"}, 25),
        ({"topics": ("law",), "has_biography": True, "facets": ("industry=law",)}, 75),
        ({"verified": {"guild": ("industry=law",)}}, 25),
    ],
)
def test_how_complete_a_profile_is_follows_from_it_alone(file, share):
    document = nudging.asked.rules.read(Document)
    one = Mentor(MENTOR, PERSON, **file)
    assert percent(one, document) == share
    assert len(missing(one, document)) == 4 - share // 25
    assert percent(one, policy.read(Document)) == 100


@pytest.mark.requirement("JOH-15")
def test_who_tells_too_little_is_nudged_once():
    little = UpdateMentorProfile(**ID, topics=("law",))
    said_little = said.MentorProfileUpdated(**WHO, topics=("law",))
    nudge = told.ProfileNudged(**ID, percent=25, missing=("biography", "industry", "occupation"))
    nudging(started).when(little).then(said_little, nudge)
    nudging(started, said_little, nudge).when(little).then(said_little)
    enough = UpdateMentorProfile(
        **ID, topics=("law",), facets=("industry=law",), biography="I keep bees."
    )
    nudging(started).when(enough).then_types(said.MentorProfileUpdated)
    nudging(*ready).when(ListMentor(**ID)).then(listed)
    silent = said.MentorProfileUpdated(**WHO, topics=("law",))
    nudging(*serving, silent, willing).when(ListMentor(**ID)).then_types(
        said.MentorListed, told.ProfileNudged
    )


# ---- a short biography without contacts -----------------------------------------------------


@pytest.mark.requirement("ASME-34")
@pytest.mark.parametrize(
    ("words", "fits"),
    [
        ("I keep bees. I read law in 1998-2002, and have had 3 000 students.", True),
        ("Partner 2004 - 2015, QC 2016.", True),
        ("Write to ann@example.org.", False),
        ("Write to ann (at) example.org.", False),
        ("Ring 01223 338600.", False),
        ("Ring +44 (0)1223 338-600.", False),
    ],
)
def test_a_biography_is_no_way_to_contact_anybody(words, fits):
    asked = given(started).when(UpdateMentorProfile(**ID, biography=words))
    if fits:
        asked.then_types(said.MentorProfileUpdated)
    else:
        assert asked.then_refused("no-contacts").rule == "no_contacts"


@pytest.mark.requirement("ASME-34")
@pytest.mark.parametrize(("length", "fits"), [(3, True), (4, False)])
def test_a_biography_is_as_short_as_the_policy_says(length, fits):
    short = given.under(rules(**WANTED, matching__directory={"max_words": 3}))
    asked = short(started).when(UpdateMentorProfile(**ID, biography="bees " * length))
    if fits:
        asked.then_types(said.MentorProfileUpdated)
    else:
        asked.then_refused("biography-short")
