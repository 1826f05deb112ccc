from dataclasses import replace

import pytest

from services.evaluation.decider import instrument as decided
from services.evaluation.events import InstrumentPublished
from services.evaluation.policies.asked_for import instrument_id
from shared.testing import scenario

from .vocabulary import NCS, document, instrument

given = scenario(decided).under(NCS)
ours = instrument()


def changed(**item):
    first, *others = ours.items
    return replace(ours, items=(replace(first, **item), *others))


@pytest.mark.parametrize("name", ["young-person-v1", "mentor-v1"])
@pytest.mark.requirement("1MM-101")
def test_every_item_we_ship_has_one_theme_of_the_programme_and_every_theme_an_item(name):
    shipped = instrument(name)
    given().when(shipped).then(InstrumentPublished.following(shipped))
    themes = document("programmes/1mm-ncs.yaml")["evaluation"]["themes"]
    assert {item.theme for item in shipped.items} == set(themes)
    assert shipped.licence_ref is None


@pytest.mark.requirement("1MM-101")
def test_an_item_of_a_strange_theme_is_refused():
    given().when(changed(theme="grit")).then_refused("themes-are-the-programmes")


def test_an_instrument_never_changes():
    published = InstrumentPublished.following(ours)
    given(published).when(ours).then_nothing()
    given(published).when(changed(positive_from=5)).then_refused("instrument-is-immutable")


def test_one_name_is_one_instrument():
    elsewhere = replace(ours, instrument_id=instrument_id("another"))
    given().when(elsewhere).then_refused("instrument-id-follows-its-name")


def test_somebody_elses_instrument_needs_its_licence():
    licensed = replace(ours, licensed=True)
    given().when(licensed).then_refused("licensed-names-its-licence")
    named = replace(licensed, licence_ref="licence 17")
    assert given().when(named).then_types(InstrumentPublished)[0].licence_ref == "licence 17"


@pytest.mark.parametrize("positive_from", [1, 6])
def test_a_threshold_divides_the_scale(positive_from):
    given().when(changed(positive_from=positive_from)).then_refused(
        "thresholds-lie-within-the-scale"
    )


def test_items_are_told_apart():
    given().when(changed(id="wellbeing_1")).then_refused("items-are-told-apart")
    given().when(replace(ours, items=())).then_refused("items-are-told-apart")
