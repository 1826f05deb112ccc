"""Anybody tells; the rest is done by those whose office it is."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.safeguarding.commands import (
    AssessGift,
    CompleteReview,
    DecideDbsDuty,
    DeclareGift,
    DeclineGift,
    DisposeGift,
    HoldRelationship,
    OpenReview,
    RecordLowLevelConcern,
    ReleaseRelationship,
    SaveDraft,
)
from services.safeguarding.events import ReviewOpened
from services.safeguarding.room import room
from shared.asked import Rules
from shared.testing import Given

from .vocabulary import CASE, DSL, MENTEE, MENTOR, MONDAY, PAIR, RULES, STRANGER, telling

REVIEW, GIFT = UUID(int=80), UUID(int=81)
ANYBODY = [f"mentor:{MENTOR}", f"mentee:{MENTEE}", "member:1", "nobody:", ":", f"cook:{STRANGER}"]
LEADS = ["programme_dsl", "deputy_dsl", "board_lead"]
OFFICE = ["operator", "programme_manager", "regional_coordinator"]
JUDGED = {"review_id": REVIEW, "rationale": "Read the file."}


def asked(command, *history, by, rules=RULES):
    _, decider = room.deciders_by_command[type(command).__name__]
    return Given(decider)(*history).by(by).under(rules).when(command)


worry = RecordLowLevelConcern(
    person_id=MENTOR, concern_id=UUID(int=1), behaviour_code="late_messages", narrative="Eleven."
)
look = OpenReview(review_id=REVIEW, kind="chaperone_absent", mentor_id=MENTOR)
given = DeclareGift(
    relationship_id=PAIR,
    gift_id=GIFT,
    direction="mentor_to_mentee",
    kind="gift",
    value_minor=500,
    giver_person_id=MENTOR,
    receiver_person_id=MENTEE,
    given_on=MONDAY.date(),
)


@pytest.mark.parametrize("by", ANYBODY)
@pytest.mark.parametrize(
    "word", [telling(), SaveDraft(case_id=CASE, words="She"), worry, look, given], ids=str
)
def test_whoever_says_something_is_heard(word, by):
    assert asked(word, by=by).decide()


opened = ReviewOpened.following(look)
completed = CompleteReview(**JUDGED, finding="looked_into")
duty = DecideDbsDuty(**JUDGED, duty_to_refer=False)
NO_LEADS = [
    f"mentor:{MENTOR}",
    f"dsl:{DSL}",
    f"mentoring_coordinator:{DSL}",
    f"operator:{DSL}",
    ":",
]


@pytest.mark.parametrize("ask", [completed, duty])
@pytest.mark.parametrize("by", NO_LEADS)
def test_what_was_found_is_said_by_the_operators_leads_alone(ask, by):
    assert asked(ask, opened, by=by).then_refused("may-ask").rule == "may_ask"


@pytest.mark.parametrize("role", LEADS)
def test_the_leads_are_those_the_policy_names(role):
    assert asked(completed, opened, by=f"{role}:{DSL}").decide()
    route = {"no_institution": ["warden"], "about_mentor": ["warden"]}
    other = Rules("other", 1, {"safeguarding": {"route": route, "ladder": []}})
    asked(completed, opened, by=f"{role}:{DSL}", rules=other).then_refused("may-ask")


@pytest.mark.parametrize("role", ["mentor", "mentee", "member", "mentoring_coordinator"])
def test_no_policy_makes_leads_of_those_it_is_for(role):
    route = {"no_institution": [role], "about_mentor": [role]}
    named = Rules("other", 1, {"safeguarding": {"route": route, "ladder": [role]}})
    asked(completed, opened, by=f"{role}:{DSL}", rules=named).then_refused("may-ask")


def test_leads_that_a_policy_names_since_then_are_leads_too():
    ladder = {"safeguarding": {"ladder": ["governor"]}}
    since = Rules(RULES.programme, 2, {**RULES.document, **ladder})
    when = asked(completed, opened, by=f"governor:{DSL}")
    when.then_refused("may-ask")
    command = when.command.by(replace(when.command.asked, rules_now=since))
    assert replace(when, command=command).decide()


rest = HoldRelationship(relationship_id=PAIR, reason_code="papers")
release = ReleaseRelationship(relationship_id=PAIR)


@pytest.mark.parametrize(
    "by", [f"mentor:{MENTOR}", f"mentee:{MENTEE}", "institution:1", "dsl:1", ":"]
)
@pytest.mark.parametrize("ask", [rest, release])
def test_the_two_do_not_hold_themselves_nor_let_go(ask, by):
    asked(ask, by=by).then_refused("may-ask")


@pytest.mark.parametrize("role", [*LEADS, *OFFICE])
def test_the_office_and_the_leads_let_a_relationship_rest(role):
    history = asked(rest, by=f"{role}:1").decide()
    assert asked(release, *history, by=f"{role}:1").decide()


declared = asked(given, by=f"mentor:{MENTOR}").decide()
KNOWN = {"relationship_id": PAIR, "gift_id": GIFT}
assess = AssessGift(**KNOWN, bribery_ok=True, safeguarding_ok=True)
decline = DeclineGift(**KNOWN, reason_code="too_much")
dispose = DisposeGift(**KNOWN, how="returned")


@pytest.mark.parametrize("ask", [assess, decline, dispose])
@pytest.mark.parametrize(
    "by", [f"mentor:{STRANGER}", f"mentee:{STRANGER}", "member:1", "mentor:", ":"]
)
def test_gifts_of_others_are_nobodys_business(ask, by):
    asked(ask, *declared, by=by).then_refused("may-ask")


def test_who_receives_a_gift_may_decline_it_and_who_gives_it_takes_it_back():
    told = asked(decline, *declared, by=f"mentee:{MENTEE}").decide()
    assert asked(dispose, *declared, *told, by=f"mentor:{MENTOR}").decide()


def test_nobody_without_an_id_is_a_party_because_a_declarer_had_none():
    nameless = asked(given, by="operator:").decide()
    asked(decline, *nameless, by="mentee:").then_refused("may-ask")


@pytest.mark.parametrize("role", [*LEADS, *OFFICE])
def test_gifts_are_looked_at_by_the_office_and_the_leads(role):
    assert asked(assess, *declared, by=f"{role}:{STRANGER}").decide()
