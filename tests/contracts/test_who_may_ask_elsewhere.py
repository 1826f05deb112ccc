"""Safeguarding, evaluation, matching: whoever their tables do not name is refused."""

from uuid import UUID

import pytest

from services.evaluation.policies import asking as evaluation
from services.evaluation.room import room as evaluation_room
from services.matching.policies import asking as matching
from services.matching.room import room as matching_room
from services.safeguarding.policies import asking as safeguarding
from services.safeguarding.room import room as safeguarding_room
from shared.messages import Consequence
from shared.refusals import Refused
from shared.testing import Given
from tests.contracts.examples import example_of

STRANGER = UUID(int=77)
TABLES = (
    (safeguarding_room, safeguarding.rights),
    (evaluation_room, evaluation.rights),
    (matching_room, matching.rights),
)
SENT = {
    kind: (decider, rights)
    for room, rights in TABLES
    for decider in room.deciders
    for kind in decider.accepts
    if not issubclass(kind, Consequence)
}
every_command = pytest.mark.parametrize("kind", SENT, ids=lambda kind: kind.__name__)
# What anybody may say.
TOLD = {"SaveDraft", "RaiseDisclosure", "RecordLowLevelConcern", "OpenReview", "DeclareGift"}
# A case knows who was told of it and who is on its team; a reading that was refused is an event.
OF_A_CASE = {kind.__name__ for kind in safeguarding.OF_A_CASE}
# What matching's own rules refuse, each under its own name.
OF_A_MATCH = {kind.__name__ for kind in matching.rights.grounds}
# Refused under the names of their own rules, to some or to all.
ITS_OWN_RULE = {
    "ReadRegister": "programme-is-named",
    "SubmitEvaluation": "not-asked",
    "DeclineEvaluation": "not-asked",
}


def code_of(kind, by):
    """The code of the refusal; None where it was not refused."""
    try:
        Given(SENT[kind][0]).by(by)().when(example_of(kind)).decide()
    except Refused as refused:
        return refused.code
    return None


@pytest.mark.parametrize(("room", "rights"), TABLES, ids=lambda one: getattr(one, "name", ""))
def test_nobody_is_entitled_to_what_cannot_be_sent(room, rights):
    sent = {kind for decider in room.deciders for kind in decider.accepts} & set(SENT)
    assert set(rights.grounds) == sent


@every_command
def test_every_command_says_who_may_ask_it(kind):
    assert SENT[kind][1].grounds.get(kind), f"no entry for {kind.__name__}"


@every_command
@pytest.mark.parametrize("role", ["mentor", "mentee", "member", "dsl", "nobody", ""])
def test_a_stranger_may_only_tell(kind, role):
    code = code_of(kind, f"{role}:{STRANGER}")
    if kind.__name__ in TOLD:
        assert code is None
    elif kind.__name__ in OF_A_CASE | OF_A_MATCH:
        assert code is not None
        assert code != "may-ask"
    else:
        assert code in {"may-ask", ITS_OWN_RULE.get(kind.__name__)} - {None}


@every_command
def test_what_follows_from_events_is_never_looked_up(kind):
    decider, rights = SENT[kind]
    for one in decider.accepts:
        if issubclass(one, Consequence):
            assert rights.others(example_of(one), None) is None


@every_command
def test_a_command_without_an_entry_is_for_nobody(kind):
    class Forgotten(kind):
        pass

    assert SENT[kind][1].others(example_of(Forgotten), None) == "nobody"
