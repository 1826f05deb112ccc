"""A no on the hub as it is shipped: an answer is a duty, and a word with it a courtesy (JOH-19)."""

import pytest

from services.matching import events
from services.matching.commands import AcknowledgeRequest, DeclineRequest
from tests.contracts.programmes import DIRECT

from .asking import house_of, mentee, mentor, of, request
from .finding import ruled
from .vocabulary import DAY, NOW

HUB = ruled(DIRECT)


def asked(rules=HUB):
    return house_of(rules).ask(request(kind="help"), by=mentee())


def reminded(house):
    return len(house.at(NOW + 60 * DAY).told(events.RequestReminderSent))


@pytest.mark.requirement("JOH-19")
def test_whoever_leaves_a_request_unanswered_is_reminded_that_an_answer_is_due():
    times = len(HUB.document["matching"]["direct"]["remind_after"])
    assert reminded(asked()) == times > 0
    assert reminded(asked().ask(of(DeclineRequest), by=mentor())) == 0
    assert reminded(asked().ask(of(AcknowledgeRequest), by=mentor())) == 0
    freely = ruled(DIRECT, matching__decline__acknowledge="optional")
    assert reminded(asked(freely)) == 0


@pytest.mark.requirement("JOH-19")
@pytest.mark.parametrize("message", [None, "", " "])
def test_a_no_without_a_word_is_an_answer_and_the_missing_word_is_pointed_out(message):
    house = asked().ask(of(DeclineRequest, message=message), by=mentor())
    (no,) = house.told(events.RequestDeclined)
    assert (no.message_sent, no.word_missed) == (False, True)
    assert "word_missed" in events.RequestDeclined.indoors
    optional = ruled(DIRECT, matching__decline__message="optional")
    house = asked(optional).ask(of(DeclineRequest, message=message), by=mentor())
    assert not house.told(events.RequestDeclined)[0].word_missed


@pytest.mark.requirement("JOH-19")
def test_a_word_with_a_no_reaches_the_mentee_as_it_was_written():
    house = asked().ask(of(DeclineRequest, message="Not this year, I am sorry."), by=mentor())
    (no,) = house.told(events.RequestDeclined)
    assert (no.message, no.message_sent, no.word_missed) == (
        "Not this year, I am sorry.",
        True,
        False,
    )
