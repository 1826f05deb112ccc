import pytest

from services.profiles.commands.programme import PublishPolicy
from services.profiles.decider.programme import programme
from services.profiles.events import ProgrammePolicyPublished
from services.profiles.policies.compiling import compile_policy
from shared.testing import scenario

from .vocabulary import document

given = scenario(programme)


def publish(**changes):
    return PublishPolicy(programme="1mm-ncs", document=document(**changes))


def published(command):
    return given().when(command).decide()[0]


def codes(**changes):
    return [one.code for one in compile_policy(document(**changes))]


def test_the_programme_we_ship_compiles():
    assert compile_policy(document()) == []


def test_a_version_is_published_from_its_local_midnight():
    (event,) = given().when(publish()).then_types(ProgrammePolicyPublished)
    assert (event.policy_version, event.effective_from.isoformat()) == (
        1,
        "2025-08-31T23:00:00+00:00",
    )
    assert len(event.sha256) == 64


def test_the_same_document_is_published_once():
    given(published(publish())).when(publish()).then_nothing()


BAD = [
    ({"mentee__colour": "blue"}, "unknown-key"),
    ({"training__items__online__colour": "blue"}, "unknown-key"),
    ({"support__check_in__colour": "blue"}, "unknown-key"),
    ({"policy__version": None}, "missing-key"),
    ({"policy__effective_from": "soon"}, "bad-value"),
    ({"policy__time_zone": "Europe/Atlantis"}, "unknown-time-zone"),
    ({"training__items__online__due": "two weeks"}, "bad-value"),
    ({"training__mentor": {"all_of": ["online", "juggling"]}}, "undefined-item"),
    ({"mentee__age": {"min": 17, "max": 15}}, "min-over-max"),
    ({"mentor__age": {"min": 70, "max": 25}}, "min-over-max"),
    ({"safeguarding__route": {"institution": [], "no_institution": []}}, "minors-without-lead"),
    ({"institution__required_roles": ["mentoring_coordinator"]}, "minors-without-lead"),
    ({"sessions__minor__chaperone": {"required": True}}, "chaperone-without-role"),
    ({"sessions__minor__venues": ["home"]}, "venue-denied"),
    ({"matching__proposed_by": []}, "curated-without-proposer"),
    ({"training__assigned_by": []}, "training-without-assigner"),
    ({"training__items__online__remind_after": "P20D"}, "reminder-after-due"),
    ({"training__items__workshop_core__min_attendance": 121}, "min-over-max"),
    ({"training__items__online__modules": [{"id": "safeguarding"}, {"id": "goals"}]}, None),
    ({"mentor__experience": {"any_of": [{"wisdom": 5}]}}, "undefined-experience"),
    ({"mentor__end__needs_case": ["witchcraft"]}, "undefined-reason"),
    ({"lead_time__weeks": [12, 8]}, "range-upside-down"),
    ({"institution__types": []}, "no-institution-type"),
]


@pytest.mark.parametrize(("changes", "code"), BAD)
def test_the_compiler_finds_what_is_wrong(changes, code):
    assert codes(**changes) == ([code] if code else [])


def test_every_problem_is_listed():
    wrong = {"mentee__colour": "blue", "mentee__age": {"min": 9, "max": 1}, "adult_age": "old"}
    refused = given().when(publish(**wrong)).then_refused("policy-does-not-compile")
    assert "adult_age" in refused.why
    assert "mentee.colour" in refused.why
    assert "mentee.age" in refused.why


def test_a_circle_of_paths_is_found():
    items = document()["training"]["items"]
    circle = {
        "one": {"kind": "path", "any_of": ["two", "online"]},
        "two": {"kind": "path", "all_of": ["one"]},
    }
    assert codes(training__items={**items, **circle}) == ["training-cycle", "training-cycle"]


@pytest.mark.requirement("1MM-038")
@pytest.mark.parametrize(
    "modules", [[{"id": "profile"}], [{"id": "profile"}, {"id": "goals", "level": 1}]]
)
def test_mentors_of_minors_cannot_be_trained_without_safeguarding(modules):
    assert codes(training__items__online__modules=modules) == ["minors-without-safeguarding-module"]
    adults = {"mentee__age": {"min": 18, "max": 25}}
    assert codes(training__items__online__modules=modules, **adults) == []


def test_no_way_round_the_safeguarding_module_is_left_open():
    expression = {"any_of": [{"all_of": ["online", "workshop_core"]}, "workshop_core"]}
    assert codes(training__mentor=expression) == ["minors-without-safeguarding-module"]


def test_versions_follow_and_begin_on_days_of_their_own():
    first = published(publish())
    given(first).when(publish(adult_age=19)).then_refused("version-follows")
    second = {"policy__version": 2, "adult_age": 19}
    given(first).when(publish(**second)).then_refused("effective-date-free")
    later = {**second, "policy__effective_from": "2026-01-01"}
    given(first).when(publish(**later)).then_types(ProgrammePolicyPublished)


def test_a_document_is_published_under_its_own_name():
    stranger = publish(programme__id="johnian")
    given().when(stranger).then_refused("programme-named-alike")
