"""Two programmes side by side on a real database: who is told of a role, and what is shown."""

import json
from datetime import timedelta
from uuid import uuid4

import pytest

from shared.refusals import Refused

from .test_at_work import Asked, Node
from .vocabulary import document

HERE, THERE, ROLE = "1mm-ncs", "elsewhere", "programme_manager"


@pytest.fixture(scope="module")
def node(postgres, tmp_path_factory):
    node = Node(postgres, tmp_path_factory.mktemp("apart"))
    policy = document(programme__id=THERE)
    among(node, THERE).ask("PublishPolicy", programme=THERE, document=policy)
    return node


def among(node, programme):
    node.programme = programme
    return node


def shown(node, person):
    return sorted(one["programme"] or "" for one in Asked(node.desk).acting_roles(person))


def told(node, person):
    """What others heard of a person's roles: what, and in which programme."""
    letters = [json.loads(one.body) for one in node.bus.said]
    return [
        (one["type"].rpartition(".")[2], one["programme"])
        for one in letters
        if one["data"].get("person_id") == person
    ]


def test_everybody_concerned_hears_of_a_role_in_the_second_programme_and_of_its_end_there(node):
    who = {"person_id": str(uuid4()), "role": ROLE}
    for programme in (HERE, THERE):
        assert among(node, programme).ask("GrantStaffRole", **who) == ["StaffRoleGranted"]
        assert among(node, programme).ask("GrantStaffRole", **who) == []
    assert shown(node, who["person_id"]) == [HERE, THERE]
    assert among(node, THERE).ask("EndStaffRole", **who) == ["StaffRoleEnded"]
    assert shown(node, who["person_id"]) == [HERE]
    assert told(node, who["person_id"]) == [
        ("StaffRoleGranted", HERE),
        ("StaffRoleGranted", THERE),
        ("StaffRoleEnded", THERE),
    ]
    with pytest.raises(Refused) as refused:
        among(node, None).ask("EndStaffRole", **who)
    assert refused.value.code == "ending-names-the-programme"


def test_whoever_stands_in_in_two_programmes_comes_and_goes_in_each_by_itself(node):
    who, deputy = {"person_id": str(uuid4()), "role": ROLE}, str(uuid4())
    away = {**who, "to_person_id": deputy}
    for days, programme in enumerate((HERE, THERE), start=1):
        until = (node.now.date() + timedelta(days=days)).isoformat()
        among(node, programme).ask("GrantStaffRole", **who)
        among(node, programme).ask("DelegateStaffRole", **away, until=until)
    assert shown(node, deputy) == [HERE, THERE]
    node.at(node.now + timedelta(days=2))
    assert shown(node, deputy) == [THERE]
    assert among(node, THERE).ask("EndStaffRole", **who)[0] == "StaffRoleEnded"
    assert (shown(node, deputy), shown(node, who["person_id"])) == ([], [HERE])
    assert told(node, deputy) == [
        ("StaffCoverStarted", HERE),
        ("StaffCoverStarted", THERE),
        ("StaffCoverEnded", HERE),
        ("StaffCoverEnded", THERE),
    ]


def test_an_institution_s_own_role_is_shown_once_and_over_with_any_end(node):
    who = {"person_id": str(uuid4()), "role": "institution_staff", "institution_id": str(uuid4())}
    among(node, HERE).ask("GrantStaffRole", **who)
    assert among(node, THERE).ask("GrantStaffRole", **who) == []
    assert shown(node, who["person_id"]) == [""]
    assert among(node, THERE).ask("EndStaffRole", **who) == ["StaffRoleEnded"]
    assert shown(node, who["person_id"]) == []
