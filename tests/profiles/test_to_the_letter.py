"""What is recorded to the letter: who may, which rules allowed it, on which day, about whom.

Each of these once survived a change of the code that no other test noticed.
"""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.profiles.commands import stories as stories_ask
from services.profiles.commands.mentee import NoteMenteeMembership, NoteMenteeTrained
from services.profiles.commands.mentor import NoteMembership, SetMentorCapacity
from services.profiles.commands.programme import AssignTraining, EndStaffRole
from services.profiles.commands.resources import AccessResource
from services.profiles.commands.returning import ReinstateMentor
from services.profiles.commands.staff import DelegateStaffRole, EndCover, StartCover
from services.profiles.commands.telling import (
    DeclareWillingness,
    ReadAvailability,
    StateAvailability,
    StateHelpBoundaries,
)
from services.profiles.commands.training import ChangeTrainingPath, OpenTraining
from services.profiles.decider.library import library
from services.profiles.events import (
    MembershipConfirmed,
    MembershipLapsed,
    StaffRoleGranted,
    TrainingAssignmentApproved,
    WorkshopPlaceAllocated,
    WorkshopPlaceWaitlisted,
)
from services.profiles.events import resources as shelves
from services.profiles.events import stories as stories_said
from services.profiles.events import telling as told
from services.profiles.events.mentee import (
    AgeBandChanged,
    MenteeGoalSet,
    MenteeReadyForMatching,
    MenteeReferred,
)
from services.profiles.events.mentor import MentorProfileUpdated, MentorWithdrawn
from services.profiles.policies.directory import card, reached
from services.profiles.policies.document import Document
from services.profiles.policies.files import Mentor
from services.profiles.policies.pilots import month_of
from services.profiles.policies.reactions import own
from services.profiles.policies.timers import timers
from shared.envelope import Envelope
from shared.messages import Consequence
from shared.reacting import Due
from tests.contracts.examples import example_of

from . import test_mentee as mentees
from . import test_mentor as mentors
from . import test_pilot as pilots
from . import test_resources as resources
from . import test_returning as returning
from . import test_standing_in as standing_in
from . import test_stories as stories
from . import test_support_desk as desk
from . import test_telling as telling
from . import test_together as together
from . import test_workshop as workshops
from .vocabulary import CASE, INSTITUTION, MENTEE, MENTOR, PERSON, STAFF, document, rules

# Half past midnight in London, the evening before, and the month before, by the clock of the world.
SUMMER_NIGHT = datetime(2025, 6, 30, 23, 30, tzinfo=UTC)
REGION = {"region": "Leeds", "institution_id": INSTITUTION}


# ---- standing in -------------------------------------------------------------------------------


def test_who_holds_a_role_lets_somebody_stand_in_whatever_else_they_are():
    for by in (f"institution_staff:{STAFF}", "operator:1"):
        standing_in.given.by(by)(standing_in.granted).when(standing_in.delegate).then(
            standing_in.delegated
        )


def test_somebody_may_stand_in_for_one_day_and_begin_on_the_last():
    first = DelegateStaffRole(**standing_in.HERE, since=standing_in.FIRST, until=standing_in.FIRST)
    (one_day,) = standing_in.given(standing_in.granted).when(first).decide()
    assert one_day.ends_at - one_day.starts_at == timedelta(days=1)
    last = standing_in.given.at(standing_in.CLOSES - timedelta(minutes=1))
    last().when(standing_in.start).then(standing_in.begun)


def test_whoever_leaves_on_the_last_day_is_stood_in_for_no_longer():
    leave = EndStaffRole(person_id=STAFF, role=standing_in.ROLE)
    evening = standing_in.given.at(standing_in.CLOSES - timedelta(minutes=1))
    history = (standing_in.granted, standing_in.delegated)
    assert standing_in.undelegated in evening(*history).when(leave).decide()


def test_the_days_of_standing_in_begin_where_the_programme_is_at_home():
    abroad = standing_in.given.under(rules(policy__time_zone="Europe/Paris"))
    (away,) = abroad(standing_in.granted).when(standing_in.delegate).decide()
    assert away.starts_at == datetime(2025, 10, 19, 22, tzinfo=UTC)
    assert away.ends_at == datetime(2025, 10, 26, 23, tzinfo=UTC)


def test_what_ended_can_be_passed_on_again_and_the_others_stand_in_as_before():
    history = (standing_in.granted, standing_in.delegated)
    other = replace(standing_in.delegated, to_person_id=MENTOR)
    ended = (*history, other, standing_in.undelegated)
    standing_in.given(*ended).when(standing_in.delegate).then(standing_in.delegated)
    leave = EndStaffRole(person_id=STAFF, role=standing_in.ROLE)
    _, *gone = standing_in.given(*ended).when(leave).decide()
    assert [one.to_person_id for one in gone] == [MENTOR]


def test_whoever_stands_in_does_so_where_the_role_is_held():
    granted = StaffRoleGranted(person_id=STAFF, role=standing_in.ROLE, **REGION)
    delegate = replace(standing_in.delegate, **REGION)
    (there,) = standing_in.given(granted).when(delegate).decide()
    theirs = {"until": standing_in.LAST, "programme": None, **REGION}  # the institution's
    begins, ends = (kind(**{**standing_in.THERE, **theirs}) for kind in (StartCover, EndCover))
    key = f"{STAFF}:{standing_in.DEPUTY}:{standing_in.ROLE}:Leeds:{INSTITUTION}"
    assert timers.to(Envelope.about(there)) == [
        Due(f"cover-starts:{key}", standing_in.OPENS, begins),
        Due(f"cover-ends:{key}:{standing_in.LAST}", standing_in.CLOSES, ends),
    ]
    undelegated = replace(standing_in.undelegated, programme=None, **REGION)
    assert own.to(Envelope.about(undelegated)) == [
        EndCover(**{**standing_in.THERE, **theirs, "until": None})
    ]


# ---- coming back -------------------------------------------------------------------------------


def test_no_mentor_reinstates_another_one():
    asked = returning.given(*returning.gone(returning.standards)).by(f"mentor:{STAFF}")
    asked.when(returning.back).then_refused("office-reinstates")


def test_whoever_went_for_a_case_is_cleared_of_it_whatever_the_reason_was_called():
    for_a_case = replace(returning.standards, case_ref=CASE)
    returning.given(*returning.gone(for_a_case)).when(returning.back).then_refused("case-cleared")


# ---- stories -----------------------------------------------------------------------------------

ANNS = replace(stories.proposed, person_id=stories.ANN, names=())
OF_MENTEE = (ANNS, stories.of("adult"))
BY_MENTEE = (stories.proposed, stories.of("adult"))


@pytest.mark.parametrize(
    ("consent", "story", "enough"),
    [
        ("teller", OF_MENTEE, (stories.anns,)),
        ("teller", BY_MENTEE, (stories.own,)),
        ("mentee", OF_MENTEE, (stories.anns, stories.own)),
        ("mentee", BY_MENTEE, (stories.own,)),
        ("both", OF_MENTEE, (stories.anns, stories.own)),
        ("both", BY_MENTEE, (stories.anns, stories.own)),
    ],
)
def test_a_story_needs_the_yes_of_whom_the_policy_names_and_of_nobody_else(consent, story, enough):
    under = stories.given.under(rules(stories__consent=consent))
    publish = stories.publish()
    under(*story, *enough).when(publish).then_types(stories_said.SuccessStoryShared)
    for missing in enough:
        rest = (one for one in enough if one != missing)
        under(*story, *rest).when(publish).then_refused("story-consent")


# ---- the library, the desk, the entry in the directory ------------------------------------------


def test_each_who_waits_for_the_essentials_is_served_once():
    second = {**resources.PROGRAMME, "mentee_id": MENTOR}
    waits = shelves.MenteeAwaitsResources(**second, topics=("safeguarding",))
    history = (resources.waits, waits, resources.served)
    resources.shelf(*history).when(resources.shelve()).then(
        resources.shelved(), shelves.LibraryServesMentee(**second)
    )


def test_what_is_shelved_as_before_is_not_shelved_again():
    resources.shelf(resources.shelved()).when(resources.shelve()).then_nothing()
    assert library.fold(()).topics == {}


def test_trouble_between_two_people_goes_to_whom_the_policy_names_for_it():
    (raised,) = desk.given().when(desk.request("relationship")).decide()
    assert raised.routed_to == "programme_manager"


def test_no_answer_is_expected_on_a_holiday():
    asked = desk.given.at(datetime(2025, 12, 24, 10, tzinfo=UTC))
    (raised,) = asked().when(desk.request()).decide()
    assert raised.answer_by == datetime(2025, 12, 31, 10, tzinfo=UTC)


def test_an_entry_says_what_its_person_said_last():
    who = {"mentor_id": MENTOR, "person_id": PERSON}
    words = [
        MentorProfileUpdated(**who, biography="I keep bees."),
        told.HelpBoundariesStated(**who, cannot_help=("law",), text="No references."),
    ]
    file = Mentor(
        MENTOR,
        PERSON,
        topics=("career",),
        willingness=("help",),
        cannot_help=("law",),
        facets=("motto=a=b",),
    )
    shown = card(file, "Ann", words, ["biography", "topics", "willingness", "cannot_help", "motto"])
    assert shown == {
        "mentor_id": str(MENTOR),
        "biography": "I keep bees.",
        "topics": ["career"],
        "willingness": ["help"],
        "cannot_help": {"topics": ["law"], "text": "No references."},
        "motto": ["a=b"],
    }


def test_a_mentor_is_reached_as_last_stated():
    who = {"mentor_id": MENTOR, "person_id": PERSON}
    first, last, latest = (
        told.AvailabilityStated(**who, best_channel=way, text=text, answers_within="P3D")
        for way, text in (("post", "Never."), ("phone", "Rarely."), ("email", "At night."))
    )
    assert reached([]) is None
    assert reached([first, last, latest, telling.profile]) == {
        "best_channel": "email",
        "text": "At night.",
        "answers_within": "P3D",
    }


def test_a_month_is_the_one_at_home():
    at_home = Document.load(document())
    assert month_of(SUMMER_NIGHT, at_home) == "2025-07"


def test_a_pilot_may_be_moved_up_to_the_last_instant_of_its_month_and_not_after_it():
    moved = pilots.publish(2, training__first_window="2021-06")
    last = pilots.SPRING - timedelta(microseconds=1)
    pilots.given(pilots.first).at(last).when(moved).then_types(type(pilots.first))
    pilots.given(pilots.first).at(pilots.SPRING).when(moved).then_refused("pilot-decided")
    begins = datetime(2021, 2, 1, tzinfo=UTC)
    pilots.given(pilots.first).at(begins).when(moved).then_types(type(pilots.first))


def test_a_pilot_keeps_its_window_also_when_that_is_over_and_is_no_pilot_without_one():
    late = pilots.given(pilots.first).at(pilots.SPRING)
    late.when(pilots.publish(2)).then_types(type(pilots.first))
    for given_up in (pilots.publish(2, pilot__decision=[]), pilots.live()):
        for at in (pilots.WINTER, pilots.SPRING):
            pilots.given(pilots.first).at(at).when(given_up).then_refused("pilot-decided")


@pytest.mark.parametrize(
    ("taken", "told"), [((), WorkshopPlaceAllocated), ((MENTEE,), WorkshopPlaceWaitlisted)]
)
def test_a_place_or_a_turn_in_line_names_the_rules_by_which_it_was_booked(taken, told):
    history = (workshops.scheduled, *(workshops.has_place(one) for one in taken))
    (booked,) = workshops.given(*history).when(workshops.book(MENTOR)).then_types(told)
    assert booked.allowed_by == ("places_as_asked",)


# ---- what mentors say of themselves --------------------------------------------------------------

WAYS = DeclareWillingness(**telling.ID, ways=("help",))
BOUNDS = StateHelpBoundaries(**telling.ID, cannot_help=("career",))
AVAILABLE = StateAvailability(**telling.ID, best_channel="email")


@pytest.mark.parametrize("say", [WAYS, BOUNDS, AVAILABLE])
def test_whoever_has_applied_says_so_before_they_are_accepted(say):
    assert telling.given(telling.started).when(say).decide()


def test_whoever_is_ready_is_known_by_all_that_a_match_needs():
    tagged = MenteeGoalSet(**mentees.WHO, text="To go on.", tags=("stem",))
    at_noon = mentees.given.at(SUMMER_NIGHT)
    history = (*mentees.applied, tagged, mentees.accepted)
    _, ready = at_noon(*history).when(NoteMenteeTrained(**mentees.ID)).decide()
    assert isinstance(ready, MenteeReadyForMatching)
    assert (ready.mentee_id, ready.person_id) == (MENTEE, PERSON)
    assert (ready.ready_at, ready.goal_tags) == (SUMMER_NIGHT, ("stem",))


# ---- what follows ------------------------------------------------------------------------------

# Whoever stands in is another person, and roles have tests of their own.
STOOD_IN = {("StartCover", "person_id"), ("EndCover", "person_id")}
OTHERWISE = {*STOOD_IN, ("OpenTraining", "role")}


def distinct(kind):
    """An example in which no two ids are the same."""
    one = example_of(kind)
    ids = [name for name in kind.codecs if isinstance(getattr(one, name), UUID)]
    return replace(one, **{name: UUID(int=900 + n) for n, name in enumerate(ids)})


@pytest.mark.parametrize("kind", sorted(own.by_type))
def test_what_follows_names_the_same_things_as_what_was_told(kind):
    event = distinct(own.events[kind])
    for command in own.to(Envelope.about(event, programme="here")):
        for name in {*command.codecs} & {*event.codecs}:
            if (type(command).__name__, name) in OTHERWISE:
                continue
            assert getattr(command, name) == getattr(event, name), (type(command), name)
        if "programme" in command.codecs:
            assert command.programme == getattr(event, "programme", "here")


def test_a_mentee_is_known_by_the_same_id_wherever_they_take_part():
    one = {"participant_id": MENTEE, "organisation": "guild"}
    lapse = example_of(MembershipLapsed)
    for role, command in (("mentor", NoteMembership), ("mentee", NoteMenteeMembership)):
        id_ = {f"{role}_id": MENTEE, "organisation": "guild"}
        lapsed = replace(lapse, **one, role=role)
        assert own.to(Envelope.about(lapsed)) == [command(**id_, member=False)]
        confirmed = replace(example_of(MembershipConfirmed), **one, role=role)
        (noted,) = own.to(Envelope.about(confirmed))
        assert noted == command(**id_, basis=confirmed.basis, facets=confirmed.facets)


def test_whoever_comes_of_age_goes_on_with_the_training_of_adults():
    grown = distinct(AgeBandChanged)
    changes = [one for one in own.to(Envelope.about(grown)) if isinstance(one, ChangeTrainingPath)]
    assert changes == [ChangeTrainingPath(participant_id=grown.mentee_id, age_band="adult")]


@pytest.mark.parametrize(
    ("kind", "asked"),
    [(MenteeReferred, "AskLibrary"), (MentorWithdrawn, "NoteReader")],
)
def test_outside_any_programme_there_is_no_library_and_no_bulletin(kind, asked):
    for programme, follows in (("here", True), (None, False)):
        told_ = own.to(Envelope.about(distinct(kind), programme=programme))
        assert (asked in {type(one).__name__ for one in told_}) is follows


@pytest.mark.parametrize("role", ["mentor", "mentee"])
def test_training_is_opened_for_the_role_it_was_assigned_to(role):
    approved = replace(example_of(TrainingAssignmentApproved), role=role)
    (opened,) = own.to(Envelope.about(approved))
    assert isinstance(opened, OpenTraining)
    assert opened.role == role


# ---- who was allowed -----------------------------------------------------------------------------

SERVING = telling.serving
MATCHED = told.MentorMatched(**telling.ID, mentee_id=MENTEE, mentee_person_id=telling.READER)
SAID_AVAILABLE = told.AvailabilityStated(**telling.WHO, best_channel="email")
ASKED_BY_PEOPLE = {
    "somebody says what they need to learn": (pilots.answers(), pilots.answer),
    "somebody asks for help": (desk.given(), desk.request()),
    "a resource is opened": (
        resources.given(resources.published()),
        AccessResource(resource_id=resources.RESOURCE, participant_id=MENTOR, role="mentor"),
    ),
    "a resource is published": (resources.given(), resources.publish()),
    "a mentor comes back": (
        returning.given(*returning.gone(returning.standards)),
        ReinstateMentor(**returning.ID, reason_code="mistake", decided_by=STAFF),
    ),
    "a role ends": (returning.given(*returning.ready), returning.standards),
    "a capacity is set": (
        mentors.given(*returning.ready),
        SetMentorCapacity(mentor_id=MENTOR, capacity=2),
    ),
    "a training is assigned": (
        standing_in.given(standing_in.granted),
        AssignTraining(assigned_by=STAFF, participant_id=MENTOR, person_id=PERSON),
    ),
    "a role is passed on": (standing_in.given(standing_in.granted), standing_in.delegate),
    "a story is proposed": (stories.given(), stories.propose),
    "a story is consented to": (stories.given(stories.proposed), stories.consent()),
    "a story is told": (
        stories.given(*stories.adult, stories.own),
        stories_ask.PublishStory(**stories.ID, text=stories.PUBLIC),
    ),
    "a mentor is willing": (telling.given(*SERVING), WAYS),
    "a mentor cannot help": (telling.given(*SERVING), BOUNDS),
    "a mentor can be reached": (telling.given(*SERVING), AVAILABLE),
    "a mentor is asked after": (
        telling.given(*telling.ready, SAID_AVAILABLE, MATCHED),
        ReadAvailability(**telling.ID, reader_person_id=telling.READER),
    ),
    "a mentor joins the others": (
        together.given(*together.there).by(f"mentor:{MENTOR}"),
        together.join,
    ),
}


@pytest.mark.parametrize("what", ASKED_BY_PEOPLE)
def test_what_people_ask_for_names_the_rules_that_allowed_it(what):
    given, command = ASKED_BY_PEOPLE[what]
    events = given.when(command).decide()
    assert not isinstance(command, Consequence)
    assert events
    assert events[0].allowed_by


def instants(event):
    """What stands in the event's fields, and in those that have several."""
    values = vars(event).values()
    return [one for value in values for one in (value if isinstance(value, tuple) else (value,))]


@pytest.mark.parametrize("kind", sorted(timers.by_type))
def test_a_timer_is_about_what_was_told_and_asks_for_the_same(kind):
    event = distinct(timers.events[kind])
    set_ = timers.to(Envelope.about(event, programme="here"))
    assert set_
    about = {str(getattr(event, name)) for name in event.codecs if name.endswith("_id")}
    for one in set_:
        assert about & set(one.key.split(":")), one
        if not isinstance(one, Due):
            continue
        assert one.at in instants(event)
        # The next reminder is another one.
        for name in {*one.ask.codecs} & {*event.codecs} - {"ordinal"}:
            if (type(one.ask).__name__, name) not in STOOD_IN:
                assert getattr(one.ask, name) == getattr(event, name), (type(one.ask), name)
