"""Every command that people send says who may ask it, and nobody else is listened to."""

from uuid import UUID

import pytest

from services.profiles.policies import roles
from services.profiles.policies.asking_rights import rights
from services.profiles.policies.document import Document
from services.profiles.room import room
from shared.messages import Consequence
from shared.refusals import Refused
from shared.testing import Given
from tests.contracts.examples import example_of
from tests.contracts.programmes import RANKED, rules

STRANGER = UUID(int=77)
SENT = {
    kind: decider
    for decider in room.deciders
    for kind in decider.accepts
    if not issubclass(kind, Consequence)
}
every_command = pytest.mark.parametrize("kind", SENT, ids=lambda kind: kind.__name__)


def asked(kind, by):
    return Given(SENT[kind]).by(by)().when(example_of(kind))


def code_of(when):
    """The code of the refusal; None where it was not refused."""
    try:
        when.decide()
    except Refused as refused:
        return refused.code
    return None


def test_nobody_is_entitled_to_what_cannot_be_sent():
    assert len(SENT) > 80
    assert set(rights.grounds) <= set(SENT)


@every_command
def test_every_command_says_who_may_ask_it(kind):
    assert rights.grounds.get(kind), f"no entry in asking_rights for {kind.__name__}"


ITS_OWN_RULE = {"DelegateStaffRole": "holder-or-office-asks"}


@every_command
@pytest.mark.parametrize("role", ["mentor", "mentee", "member", "dsl", "nobody", ""])
def test_a_stranger_may_ask_for_nothing(kind, role):
    expected = ITS_OWN_RULE.get(kind.__name__, "may-ask")
    refused = asked(kind, f"{role}:{STRANGER}").then_refused(expected)
    assert refused.rule == expected.replace("-", "_")


@every_command
def test_a_mentor_whose_id_is_left_out_is_nobody(kind):
    assert code_of(asked(kind, "mentor:")) in {"may-ask", *ITS_OWN_RULE.values()}


@every_command
@pytest.mark.parametrize("role", sorted(roles.HOUSE | {"operator", "programme_manager"}))
def test_the_leaders_and_the_house_may_ask_for_all_but_what_is_asked_in_ones_own_name(kind, role):
    own_name = kind.__name__ == "AssignTraining"
    assert (code_of(asked(kind, f"{role}:1")) == "may-ask") is own_name


@every_command
def test_what_follows_from_events_is_never_looked_up(kind):
    decider = SENT[kind]
    for one in decider.accepts:
        if issubclass(one, Consequence):
            assert rights.others(example_of(one), None) is None


def test_a_command_without_an_entry_is_for_nobody():
    class Forgotten(next(iter(SENT))):
        pass

    assert rights.others(example_of(Forgotten), None) == "nobody"


def test_the_staff_a_policy_names_are_the_office_there_and_nowhere_else():
    kind = next(one for one in SENT if one.__name__ == "AcceptMentor")
    policy = rules(RANKED)
    (role,) = policy.document["training"]["assigned_by"]
    asks = Given(SENT[kind]).by(f"{role}:{STRANGER}")
    asks().when(example_of(kind)).then_refused("may-ask")
    at_home = asks.under(policy)().when(example_of(kind))
    assert code_of(at_home) != "may-ask"


@pytest.mark.parametrize("role", sorted(roles.outside(Document())))
def test_no_policy_makes_the_office_of_those_it_is_for(role):
    policy = rules(RANKED)
    training = {**policy.document["training"], "assigned_by": [role]}
    named = type(policy)(policy.programme, 1, {**policy.document, "training": training})
    kind = next(one for one in SENT if one.__name__ == "ScheduleWorkshop")
    asks = Given(SENT[kind]).by(f"{role}:{STRANGER}").under(named)
    assert code_of(asks().when(example_of(kind))) in {"may-ask", "provider-only-records"}
