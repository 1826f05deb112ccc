"""An institution speaks for its own pairs, and for no others."""

from dataclasses import replace

import pytest

from services.matching import commands
from services.matching.events import MatchAgreed
from services.matching.room import room
from shared.testing import Given

from .vocabulary import COLLEGE, NOW, PROPOSAL, RULES, THIS, opened, put

OWN = [f"institution:{COLLEGE}", "mentoring_coordinator:1"]
STRANGE = "institution:77"
OFFERED = commands.OfferAgreement(**THIS)
PAUSED = commands.PauseRelationship(**THIS)
SIGNED = commands.SignAgreement(**THIS, by_role="mentee")
each = pytest.mark.parametrize


def asked(command, *history, by):
    _, decider = room.deciders_by_command[type(command).__name__]
    return Given(decider)(*history).at(NOW).by(by).under(RULES).when(command)


def agreed(side):
    return MatchAgreed(proposal_id=PROPOSAL, by_role=side)


def yes(side="institution"):
    return commands.AgreeMatch(proposal_id=PROPOSAL, by_role=side)


@each("ask", [PAUSED, SIGNED])
@each("by", [*OWN, "operator:1", "importer:pairs"])
def test_an_institution_and_the_office_speak_for_a_pair(ask, by):
    assert asked(ask, opened(), by=by).decide()


@each("ask", [OFFERED, PAUSED, SIGNED])
def test_another_institution_does_not(ask):
    asked(ask, opened(), by=STRANGE).then_refused("may-ask")


@each("ask", [OFFERED, PAUSED, SIGNED])
@each("by", [*OWN, STRANGE, "institution:None"])
def test_of_a_pair_without_one_no_institution_says_a_word(ask, by):
    alone = replace(opened("adult"), institution_id=None)
    asked(ask, alone, by=by).then_refused("may-ask")


@pytest.mark.requirement("QS-07")
@each("by", OWN)
def test_the_yes_for_an_under_18_is_their_own_institutions(by):
    asked(yes(), put(), by=by).then(agreed("institution"))
    asked(yes(), put(), by=STRANGE).then_refused("may-ask")
    done = commands.DeclineMatch(proposal_id=PROPOSAL, by_role="institution", reason_code="other")
    asked(done, put(), by=STRANGE).then_refused("may-ask")


@each("by", [*OWN, STRANGE])
def test_where_no_pair_is_known_its_own_rules_refuse(by):
    asked(yes(), by=by).then_refused("proposal-known")
    asked(PAUSED, by=by).then_refused("impossible")


def test_whoever_agreed_may_say_so_again_after_the_match():
    both = put("minor")
    told = [agreed("mentor"), agreed("mentee")]
    made = asked(yes(), both, *told, by=OWN[0]).decide()
    asked(yes(), both, *told, *made, by=OWN[0]).then_nothing()
