"""A relationship rests, and from outside every rest looks the same."""

import re
from uuid import UUID, uuid4

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.safeguarding.commands import (
    HoldRelationship,
    LiftHold,
    PlaceHold,
    ReleaseRelationship,
)
from services.safeguarding.decider import hold, hold_request
from services.safeguarding.events import (
    HoldLifted,
    HoldPlaced,
    HoldReasonAdded,
    HoldReasonRemoved,
    HoldReleaseRequested,
    HoldRequested,
    InterimMeasureApplied,
    InterimMeasureLifted,
)
from services.safeguarding.policies import own
from shared.envelope import Envelope
from shared.testing import scenario
from shared.wire import cloud_event

from .vocabulary import CASE, PAIR, RULES

OFFICE, MEASURE = UUID(int=70), UUID(int=71)
TELLTALE = re.compile(r"disclos|concern|abuse|case|measure|reason|harm", re.IGNORECASE)
resting = scenario(hold)


def place(reference):
    return PlaceHold(relationship_id=PAIR, reference=reference)


def lift(reference):
    return LiftHold(relationship_id=PAIR, reference=reference)


placed = HoldPlaced(relationship_id=PAIR, reference=OFFICE)
added = HoldReasonAdded(relationship_id=PAIR, reference=MEASURE)


def test_the_first_reason_places_the_hold_and_the_last_one_lifts_it():
    resting().when(place(OFFICE)).then(placed)
    resting(placed).when(place(MEASURE)).then(added)
    removed = HoldReasonRemoved(relationship_id=PAIR, reference=OFFICE)
    resting(placed, added).when(lift(OFFICE)).then(removed)
    lifted = HoldLifted(relationship_id=PAIR, reference=MEASURE)
    resting(placed, added, removed).when(lift(MEASURE)).then(lifted)
    resting(placed, added, removed, lifted).when(place(OFFICE)).then(placed)


def test_the_same_reason_twice_is_one_reason():
    resting(placed).when(place(OFFICE)).then_nothing()
    resting().when(lift(OFFICE)).then_nothing()


def test_the_office_asks_once_and_each_wish_is_a_new_one():
    ask = HoldRelationship(relationship_id=PAIR, reason_code="paperwork")
    release = ReleaseRelationship(relationship_id=PAIR)
    wishing = scenario(hold_request).under(RULES)
    wishing().when(release).then_nothing()
    (wished,) = wishing().when(ask).then_types(HoldRequested)
    wishing(wished).when(ask).then_nothing()
    (released,) = wishing(wished).when(release).then_types(HoldReleaseRequested)
    assert released.reference == wished.reference
    (again,) = wishing(wished, released).when(ask).then_types(HoldRequested)
    assert again.reference != wished.reference


@pytest.mark.requirement("SG-13")
def test_no_hold_is_asked_for_outside_a_programme_for_it_would_stand_out():
    ask = HoldRelationship(relationship_id=PAIR, reason_code="paperwork")
    scenario(hold_request)().when(ask).then_refused("programme-is-named")


def follow(event, pair):
    """What the rest of the world hears of an event: one reaction, one decision, one message."""
    (ask,) = own.to(Envelope.about(event, id=uuid4()))
    history = (
        []
        if isinstance(ask, PlaceHold)
        else [HoldPlaced(relationship_id=pair, reference=ask.reference)]
    )
    (told,) = resting(*history).when(ask).decide()
    return cloud_event(
        Envelope.about(told, id=uuid4(), source="safeguarding", stream=f"hold-{pair}"), 1, None
    )


def but_for_ids(message):
    hidden = re.compile(r"[0-9a-f]{8}-[0-9a-f-]{27}")
    return {name: hidden.sub("…", str(value)) for name, value in message.items() if name != "id"}


@pytest.mark.requirement("SG-12", "SG-13")
@for_all(
    pair=st.uuids(),
    reason=st.text(min_size=1),
    why=st.text(min_size=1),
    kind=st.sampled_from(["suspend_mentor", "suspend_relationship", "no_contact"]),
)
def test_an_ordinary_hold_and_a_protective_one_are_the_same_message(pair, reason, why, kind):
    office = HoldRequested(relationship_id=pair, reference=OFFICE, reason_code=reason)
    ordinary = follow(office, pair)
    measure = InterimMeasureApplied(
        case_id=CASE, measure_id=MEASURE, kind=kind, relationship_ids=(pair,), rationale=why
    )
    assert but_for_ids(ordinary) == but_for_ids(follow(measure, pair))
    assert ordinary["data"] == {"relationship_id": str(pair)}


@pytest.mark.requirement("SG-12", "SG-13")
@for_all(pair=st.uuids(), why=st.text(min_size=1))
def test_an_ordinary_release_and_a_protective_one_are_the_same_message(pair, why):
    ordinary = follow(HoldReleaseRequested(relationship_id=pair, reference=OFFICE), pair)
    measure = InterimMeasureLifted(
        case_id=CASE, measure_id=MEASURE, relationship_ids=(pair,), rationale=why
    )
    assert but_for_ids(ordinary) == but_for_ids(follow(measure, pair))


@pytest.mark.requirement("SG-12")
@pytest.mark.parametrize("event", [placed, HoldLifted(relationship_id=PAIR, reference=MEASURE)])
def test_no_word_of_a_hold_tells_of_its_cause(event):
    message = cloud_event(
        Envelope.about(event, source="safeguarding", stream=f"hold-{PAIR}"), 1, None
    )
    assert not TELLTALE.search(str(message))
    assert event.exchange == "administration"
