"""Requests for help: who sees to them, until when, and how long it took."""

from datetime import UTC, datetime
from uuid import UUID

import pytest

from services.profiles.commands import desk as ask
from services.profiles.decider.desk import desk
from services.profiles.events import desk as said
from services.profiles.policies.timers import timers
from shared.envelope import Envelope
from shared.reacting import Due, Off
from shared.testing import scenario
from tests.contracts.programmes import DIRECT, RANKED
from tests.contracts.programmes import rules as rules_of

from .vocabulary import AUTUMN, PERSON, rules

REQUEST = UUID(int=81)
ID = {"request_id": REQUEST}
WHO = {**ID, "person_id": PERSON}
LATE = datetime(2025, 10, 6, 10, tzinfo=UTC)  # AUTUMN is a Wednesday, and three working days
given = scenario(desk).under(rules()).at(AUTUMN)


def raised(**more):
    about = {"kind": "technical", "routed_to": "helpdesk", "ways": ("email",), "answer_by": LATE}
    return said.SupportRequestRaised(**WHO, text="It hangs.", **{**about, **more})


def request(kind="technical"):
    return ask.RaiseSupportRequest(**WHO, kind=kind, text="It hangs.")


resolve, reopen = ask.ResolveSupportRequest(**ID), ask.ReopenSupportRequest(**ID)
resolved = said.SupportRequestResolved(**ID)
reopened = said.SupportRequestReopened(**ID, answer_by=LATE)
overdue = said.SupportRequestOverdue(**ID)
mark = ask.MarkSupportRequestOverdue(**ID)


@pytest.mark.requirement("1MM-099")
def test_technical_trouble_goes_to_the_support_address_and_is_closed():
    given().when(request()).then(raised())
    given(raised()).when(request()).then_nothing()
    given(raised()).when(resolve).then(resolved)
    given(raised(), resolved).when(resolve).then_nothing()
    given().when(resolve).then_refused("impossible")


@pytest.mark.requirement("JOH-43")
@pytest.mark.parametrize("kind", ["technical", "relationship"])
def test_the_alumni_team_hears_of_the_platform_and_of_the_mentoring(kind):
    (told,) = scenario(desk).under(rules_of(DIRECT))().when(request(kind)).decide()
    assert (told.routed_to, told.ways) == ("alumni_relations", ("phone", "email"))
    assert told.answer_by is None


def test_where_no_role_is_named_the_office_sees_to_it():
    (told,) = given().under(rules(support__team={})).when(request()).decide()
    assert told.routed_to == "operator"


def test_where_nobody_can_be_reached_nobody_can_be_asked():
    scenario(desk).under(rules_of(RANKED))().when(request()).then_refused("support-reachable")


def test_what_was_resolved_is_opened_again_by_another_event():
    given(raised(), resolved).when(reopen).then(reopened)
    given(raised()).when(reopen).then_nothing()
    given(raised(), resolved, reopened).when(resolve).then(resolved)
    given().when(reopen).then_refused("impossible")


def test_a_comment_is_added_and_nothing_is_edited():
    comment = ask.CommentOnSupportRequest(**WHO, text="Still.")
    added = said.SupportRequestCommented(**WHO, text="Still.")
    given(raised()).when(comment).then(added)
    given(raised(), added, resolved).when(comment).then(added)
    given().when(comment).then_refused("impossible")


@pytest.mark.requirement("1MM-099")
def test_whoever_waits_too_long_is_noticed_once():
    key = f"support-overdue:{REQUEST}"
    assert timers.to(Envelope.about(raised())) == [Due(key, LATE, mark)]
    assert timers.to(Envelope.about(reopened)) == [Due(key, LATE, mark)]
    assert timers.to(Envelope.about(raised(answer_by=None))) == []
    assert timers.to(Envelope.about(resolved)) == [Off(key)]
    given(raised()).when(mark).then(overdue)
    given(raised(), overdue).when(mark).then_nothing()
    given(raised(), resolved).when(mark).then_nothing()
    given(raised(), overdue, resolved, reopened).when(mark).then(overdue)
