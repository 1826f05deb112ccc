"""What waits for somebody is shown to them and to nobody else, and that they looked is kept."""

from uuid import UUID, uuid4

import pytest

from services.safeguarding.service import Safeguarding
from shared.refusals import Invalid, Refused

from .house import House
from .vocabulary import DSL, MENTOR, PROGRAMME_DSL, SCHOOL

STRANGER = UUID(int=4711)
LEAD, OPERATORS = f"dsl:{DSL}", f"programme_dsl:{PROGRAMME_DSL}"


@pytest.fixture(scope="module")
def house(postgres, tmp_path_factory):
    return House(postgres, tmp_path_factory.mktemp("queues"))


@pytest.fixture
def service(house):
    service = Safeguarding()
    service.desk = house.desk
    return service


def told(house, programme="1mm-ncs", **where):
    """A case somebody has to acknowledge."""
    case = str(uuid4())
    said = {"case_id": case, "trigger": "current_child_abuse", **where}
    house.ask("RaiseDisclosure", f"mentor:{MENTOR}", programme=programme, **said)
    return case


def cases(service, actor):
    return {row["case_id"] for row in service.my_queue(actor)}


def readings(house, person):
    house.settle()
    return [one for one in house.log("QueueRead") if one.data.person_id == person]


@pytest.mark.requirement("SG-06", "SG-07")
def test_everybody_is_shown_their_own_and_the_reading_is_kept(house, service):
    theirs = told(house, institution_id=SCHOOL)
    operators = told(house)
    assert theirs in cases(service, LEAD)
    assert operators not in cases(service, LEAD)
    assert operators in cases(service, OPERATORS)
    before = len(readings(house, STRANGER))
    assert service.my_queue(f"dsl:{STRANGER}") == []
    (*_, read) = readings(house, STRANGER)
    assert len(readings(house, STRANGER)) == before + 1
    assert str(read.actor) == f"dsl:{STRANGER}"


def test_what_was_told_outside_any_programme_is_shown_too(house, service):
    assert told(house, programme=None) in cases(service, OPERATORS)


@pytest.mark.requirement("SG-07")
def test_looking_is_recorded_before_anything_is_shown(house, service, monkeypatch):
    def broken(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(house.desk.commands.store, "append", broken)
    with pytest.raises(ConnectionError):
        service.my_queue(LEAD)


@pytest.mark.requirement("SG-06")
@pytest.mark.parametrize("by", [f"dsl:{STRANGER}", OPERATORS, "operator:1", "service:profiles"])
def test_nobody_records_a_reading_of_anothers_queue(house, by):
    before = len(readings(house, DSL))
    with pytest.raises(Refused) as refused:
        house.ask("ReadQueue", by, person_id=DSL)
    assert refused.value.code == "may-ask"
    assert len(readings(house, DSL)) == before
    assert house.log("CommandRefused")[-1].data.code == "may-ask"


def test_a_queue_is_a_persons(house, service):
    for machine in ("timer", "service", "importer"):
        with pytest.raises(Refused) as refused:
            service.my_queue(f"{machine}:{DSL}")
        assert refused.value.code == "is-a-person"
    for nobody in ("operator:1", "dsl:", "", str(DSL)):
        with pytest.raises(Invalid):
            service.my_queue(nobody)
    assert not [one for one in readings(house, DSL) if one.actor.role in {"timer", "service"}]
