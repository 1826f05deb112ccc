"""On a real database: two organisations side by side, and what is open in one is its own."""

from uuid import UUID, uuid4

import pytest

from services.safeguarding.service import Safeguarding
from shared.refusals import Invalid, Refused

from .house import House
from .vocabulary import (
    DSL,
    MENTEE,
    MENTOR,
    PROGRAMME_DSL,
    RULES,
    STRANGER,
)

OURS, SISTER, THEIRS = "1mm-ncs", "ours-too", "somebody-elses"
MISSPELT = "1mm-nsc"
OUR_LEAD, THEIR_LEAD = f"programme_dsl:{PROGRAMME_DSL}", f"programme_dsl:{UUID(int=41)}"
OUR_OFFICE, THEIR_OFFICE = f"programme_manager:{UUID(int=42)}", f"programme_manager:{UUID(int=43)}"
PERIOD = ("2026-01-01", "2026-12-31")
GIFT = {
    "kind": "gift",
    "direction": "mentor_to_mentee",
    "value_minor": 500,
    "giver_person_id": MENTOR,
    "receiver_person_id": MENTEE,
    "given_on": "2026-01-05",
}


def staff(house, programme, actor):
    role, _, person = actor.partition(":")
    house.hear("profiles", "StaffRoleGranted", programme=programme, role=role, person_id=person)


def busy(house, programme):
    """A case, a review and a gift in a programme, or in none."""
    case, pair, gift = str(uuid4()), uuid4(), uuid4()
    told, mentor = {"case_id": case, "trigger": "current_child_abuse"}, f"mentor:{MENTOR}"
    house.ask("RaiseDisclosure", mentor, programme=programme, **told)
    seen = {"review_id": uuid4(), "kind": "chaperone_absent", "relationship_id": pair}
    house.ask("OpenReview", mentor, programme=programme, **seen)
    given = {"relationship_id": pair, "gift_id": gift, **GIFT}
    house.ask("DeclareGift", mentor, programme=programme, **given)
    return {case, str(pair), str(gift)}


@pytest.fixture(scope="module")
def house(postgres, tmp_path_factory):
    house = House(postgres, tmp_path_factory.mktemp("registers"))
    house.adopt(SISTER, RULES.document)
    other = {**RULES.document["programme"], "operator": "Somebody else"}
    house.adopt(THEIRS, {**RULES.document, "programme": other})
    staff(house, OURS, OUR_OFFICE)
    for actor in (THEIR_LEAD, THEIR_OFFICE):
        staff(house, THEIRS, actor)
    return house


@pytest.fixture(scope="module")
def open_in(house):
    return {one: busy(house, one) for one in (OURS, SISTER, THEIRS, MISSPELT, None)}


class Shown:
    """Everything that somebody is shown in a programme."""

    def __init__(self, house):
        self.service = Safeguarding()
        self.service.desk = house.desk

    def cases(self, actor, programme):
        return {row["case_id"] for row in self.service.open_cases(actor, programme)}

    def reviews(self, actor, programme):
        return {row["relationship_id"] for row in self.service.open_reviews(actor, programme)}

    def gifts(self, actor, programme):
        return {row["gift_id"] for row in self.service.gifts_register(*PERIOD, actor, programme)}


REGISTERS = ("cases", "reviews", "gifts")
each_register = pytest.mark.parametrize("register", REGISTERS)


@pytest.fixture
def shown(house):
    return Shown(house)


@pytest.mark.requirement("SG-06", "SG-07")
@pytest.mark.parametrize("programme", [OURS, SISTER])
def test_a_lead_is_shown_what_is_open_in_each_programme_of_their_organisation(
    shown, open_in, programme
):
    found = {name: getattr(shown, name)(OUR_LEAD, programme) for name in REGISTERS}
    everything = set().union(*found.values())
    assert open_in[programme] | open_in[None] | open_in[MISSPELT] <= everything
    others = {OURS, SISTER, THEIRS} - {programme}
    assert not any(open_in[one] & everything for one in others)


@each_register
@pytest.mark.parametrize(
    "actor",
    [
        THEIR_LEAD,
        THEIR_OFFICE,
        f"mentor:{MENTOR}",
        f"dsl:{DSL}",
        f"programme_dsl:{STRANGER}",
        "operator:1",
        "service:safeguarding",
    ],
)
def test_nobody_else_learns_of_it_and_that_they_asked_is_kept(house, shown, register, actor):
    house.settle()
    before = len(house.log("RegisterRead"))
    with pytest.raises(Refused) as refused:
        getattr(shown, register)(actor, OURS)
    assert refused.value.code in {"serves-the-programme", "is-a-person"}
    house.settle()
    assert len(house.log("RegisterRead")) == before
    assert house.log("CommandRefused")[-1].data.code == refused.value.code


@pytest.mark.usefixtures("open_in")
def test_their_lead_is_shown_theirs(shown, open_in):
    seen = shown.cases(THEIR_LEAD, THEIRS)
    assert open_in[THEIRS] & seen
    assert not open_in[OURS] & seen


def test_which_gifts_there_were_is_the_offices_business_and_which_cases_is_not(shown, open_in):
    assert shown.gifts(OUR_OFFICE, OURS) & open_in[OURS]
    for hidden in (shown.cases, shown.reviews):
        with pytest.raises(Refused):
            hidden(OUR_OFFICE, OURS)


@pytest.mark.parametrize("programme", ["no_such_programme", ""])
def test_nothing_is_shown_of_a_programme_nobody_knows(shown, programme):
    with pytest.raises((Refused, Invalid)):
        shown.cases(OUR_LEAD, programme)


@pytest.mark.requirement("SG-07")
@each_register
def test_looking_is_recorded_before_anything_is_shown(house, shown, register, monkeypatch):
    getattr(shown, register)(OUR_LEAD, OURS)
    house.settle()
    read = house.log("RegisterRead")[-1].data
    assert (read.register, read.reader, read.programme) == (register, PROGRAMME_DSL, OURS)

    def broken(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(house.desk.commands.store, "append", broken)
    with pytest.raises(ConnectionError):
        getattr(shown, register)(OUR_LEAD, OURS)


def test_who_left_the_role_is_shown_nothing(house, shown):
    leaver = f"programme_dsl:{UUID(int=44)}"
    staff(house, OURS, leaver)
    assert isinstance(shown.cases(leaver, OURS), set)
    role, _, person = leaver.partition(":")
    house.hear("profiles", "StaffRoleEnded", role=role, person_id=person)
    with pytest.raises(Refused):
        shown.cases(leaver, OURS)
