"""Who is told: the routing table, vacancies, conflicts."""

from itertools import product
from uuid import UUID

import pytest
from hypothesis import given as for_all
from hypothesis import strategies as st

from services.safeguarding.commands import (
    LocateCase,
    NotePairing,
    NoteRoleHolder,
    NoteRoleLeft,
    RouteCase,
)
from services.safeguarding.decider import pairing, roster
from services.safeguarding.events import (
    CaseLocated,
    CasePassedOn,
    CaseRouted,
    CaseUnplaced,
    RoleHolderNoted,
    RoleLeft,
)
from services.safeguarding.heard import StaffRoleEnded
from services.safeguarding.policies.reactions import OPERATOR, look
from services.safeguarding.room import room
from shared.asked import Rules
from shared.envelope import Envelope
from shared.testing import scenario

from .vocabulary import (
    BOARD_LEAD,
    COORDINATOR,
    DEPUTY,
    DSL,
    MENTEE,
    MENTOR,
    MONDAY,
    PAIR,
    PROGRAMME_DSL,
    RULES,
    SCHOOL,
    STRANGER,
    errand,
    given,
    shipped,
    telling,
)

AMONG_ADULTS = [
    pytest.param(rules, id=rules.programme)
    for rules in shipped()
    if rules.document["mentee"]["via_institution"] == "none"
]
ROLES = {"dsl": DSL, "mentoring_coordinator": COORDINATOR}
STAFF = {"programme_dsl": PROGRAMME_DSL, "deputy_dsl": DEPUTY, "board_lead": BOARD_LEAD}
on_roster = scenario(roster)


def holding(place, **roles):
    return [RoleHolderNoted(roster_id=place, role=one, person_id=who) for one, who in roles.items()]


def route(school, staff, asked):
    """Follow an errand from roster to roster, as the reactions do."""
    place, skipped = asked.institution_id or OPERATOR, ()
    while True:
        history = holding(place, **(staff if place == OPERATOR else school))
        ask = RouteCase(roster_id=place, errand=asked, skipped=skipped)
        (event,) = on_roster(*history).when(ask).decide()
        if not isinstance(event, CasePassedOn):
            return event
        place, skipped = OPERATOR, event.skipped


def run_by(operator):
    """The rules of a programme that this organisation answers for."""
    return Rules("another", 1, {"programme": {"id": "another", "operator": operator}})


def people(event):
    return [one.person_id for one in event.to]


@pytest.mark.requirement("1MM-071", "1MM-007", "SG-01")
@pytest.mark.parametrize(
    ("school", "institution", "told", "basis"),
    [
        (ROLES, SCHOOL, [DSL, COORDINATOR], "raised:institution"),
        ({"dsl": DSL}, SCHOOL, [DSL], "raised:institution"),
        ({"mentoring_coordinator": COORDINATOR}, SCHOOL, [COORDINATOR], "raised:institution"),
        ({}, SCHOOL, [PROGRAMME_DSL], "raised:operator"),
        (ROLES, None, [PROGRAMME_DSL], "raised:operator"),
    ],
)
def test_the_routing_table(school, institution, told, basis):
    event = route(school, STAFF, errand(institution_id=institution))
    assert (people(event), event.basis) == (told, basis)


@pytest.mark.requirement("1MM-071", "SG-06")
def test_a_disclosure_about_the_lead_skips_the_lead():
    event = route(ROLES, STAFF, errand(conflicted=(DSL,)))
    assert people(event) == [COORDINATOR]
    assert [(one.role, one.cause, one.person_id) for one in event.skipped] == [
        ("dsl", "conflicted", DSL)
    ]


def test_with_everybody_at_the_school_part_of_it_the_operator_is_told():
    event = route(ROLES, STAFF, errand(conflicted=(DSL, COORDINATOR)))
    assert people(event) == [PROGRAMME_DSL]
    assert {one.role for one in event.skipped} == set(ROLES)


def test_somebody_in_two_roles_is_told_once():
    event = route({"dsl": DSL, "mentoring_coordinator": DSL}, STAFF, errand())
    assert people(event) == [DSL]


def test_what_concerns_a_mentor_goes_past_the_school():
    (recorded,) = given().by(f"dsl:{DSL}").when(telling(concerning="mentor")).decide()
    event = route(ROLES, STAFF, recorded.errand)
    assert (people(event), event.basis) == ([PROGRAMME_DSL], "about_mentor:operator")


@pytest.mark.requirement("JOH-46")
@pytest.mark.parametrize("concerning", ["mentor", "mentee", "other"])
@pytest.mark.parametrize("programme", AMONG_ADULTS)
def test_misconduct_among_adults_reaches_the_programmes_lead_and_no_institution(
    programme, concerning
):
    """Even where somebody named a school: the document sends nobody there."""
    ask = telling(concerning=concerning, relationship_id=None)
    (recorded,) = given().under(programme).by(f"mentee:{STRANGER}").when(ask).decide()
    assert people(route(ROLES, STAFF, recorded.errand)) == [PROGRAMME_DSL]


def test_an_asking_is_answered_once():
    ask = RouteCase(roster_id=SCHOOL, errand=errand())
    (routed,) = on_roster(*holding(SCHOOL, **ROLES)).when(ask).decide()
    on_roster(*holding(SCHOOL, **ROLES), routed).when(ask).then_nothing()


@pytest.mark.requirement("SG-01")
def test_a_case_nobody_could_be_told_of_goes_to_the_first_who_gets_a_role():
    ask = RouteCase(roster_id=OPERATOR, errand=errand(conflicted=(BOARD_LEAD,)))
    (unplaced,) = on_roster().when(ask).then_types(CaseUnplaced)
    new = NoteRoleHolder(roster_id=OPERATOR, role="board_lead", person_id=BOARD_LEAD)
    (noted,) = on_roster(unplaced).when(new).then_types(RoleHolderNoted)
    other = NoteRoleHolder(roster_id=OPERATOR, role="deputy_dsl", person_id=DEPUTY)
    _, routed = on_roster(unplaced, noted).when(other).then_types(RoleHolderNoted, CaseRouted)
    assert people(routed) == [DEPUTY]
    third = NoteRoleHolder(roster_id=OPERATOR, role="programme_dsl", person_id=PROGRAMME_DSL)
    on_roster(unplaced, noted, RoleHolderNoted.following(other), routed).when(third).then_types(
        RoleHolderNoted
    )


@pytest.mark.requirement("1MM-007")
def test_who_left_a_role_is_not_told():
    leave = NoteRoleLeft(roster_id=SCHOOL, role="dsl", person_id=DSL)
    history = holding(SCHOOL, **ROLES)
    (left,) = on_roster(*history).when(leave).then_types(RoleLeft)
    ask = RouteCase(roster_id=SCHOOL, errand=errand())
    (event,) = on_roster(*history, left).when(ask).decide()
    assert people(event) == [COORDINATOR]
    on_roster(*history, left).when(leave).then_nothing()


def test_the_programmes_own_people_come_first_and_others_before_nobody():
    here, there = ({"roster_id": OPERATOR, "role": "programme_dsl"} for _ in range(2))
    both = [
        RoleHolderNoted(**here, person_id=PROGRAMME_DSL, programme="1mm-ncs"),
        RoleHolderNoted(**there, person_id=STRANGER, programme="another"),
    ]
    ask = RouteCase(roster_id=OPERATOR, errand=errand(programme="1mm-ncs"))
    assert people(on_roster(*both).when(ask).decide()[0]) == [PROGRAMME_DSL]
    assert people(on_roster(both[1]).when(ask).decide()[0]) == [STRANGER]


@pytest.mark.parametrize(("operator", "told"), [("A charity", [STRANGER]), ("Another", None)])
def test_a_stand_in_is_of_the_same_organisation_or_the_case_waits(operator, told):
    """Programmes of several organisations in one installation: none reads another's cases."""
    other = NoteRoleHolder(
        roster_id=OPERATOR, role="programme_dsl", person_id=STRANGER, programme="another"
    )
    (noted,) = on_roster().under(run_by(operator)).when(other).decide()
    ask = RouteCase(roster_id=OPERATOR, errand=errand(programme="1mm-ncs", operator="A charity"))
    (event,) = on_roster(noted).when(ask).decide()
    assert (people(event) if told else type(event)) == (told or CaseUnplaced)


def test_an_errand_names_the_organisation_that_answers_for_the_programme():
    (recorded,) = given().by(f"dsl:{DSL}").when(telling()).decide()
    assert recorded.errand.operator == RULES.document["programme"]["operator"]


def test_who_lost_a_role_in_one_programme_keeps_it_in_another():
    both = [
        RoleHolderNoted(
            roster_id=OPERATOR, role="programme_dsl", person_id=PROGRAMME_DSL, programme=one
        )
        for one in ("1mm-ncs", "another")
    ]
    lost = Envelope.about(
        StaffRoleEnded(person_id=PROGRAMME_DSL, role="programme_dsl"),
        id=UUID(int=77),
        occurred_at=MONDAY,
        stream="staff-1",
        programme="another",
    )
    (leave,) = room.hears["profiles"].to(lost)
    (left,) = on_roster(*both).when(leave).then_types(RoleLeft)
    for programme, told in (("1mm-ncs", PROGRAMME_DSL), ("another", None)):
        ask = RouteCase(roster_id=OPERATOR, errand=errand(programme=programme, operator=programme))
        (event,) = on_roster(*both, left).when(ask).decide()
        assert (people(event) if told else type(event)) == ([told] if told else CaseUnplaced)


def test_the_institution_is_found_through_the_pair():
    asked = errand(institution_id=None, relationship_id=PAIR)
    (locate,) = look(asked)
    assert locate == LocateCase(relationship_id=PAIR, errand=asked)
    note = NotePairing(
        relationship_id=PAIR,
        institution_id=SCHOOL,
        mentor_id=MENTOR,
        mentor_person_id=MENTOR,
        mentee_person_id=MENTEE,
        age_band="minor",
    )
    (paired,) = scenario(pairing)().when(note).decide()
    scenario(pairing)(paired).when(note).then_nothing()
    (located,) = scenario(pairing)(paired).when(locate).then_types(CaseLocated)
    assert look(located.errand) == [RouteCase(roster_id=SCHOOL, errand=located.errand)]


def test_a_pair_not_heard_of_yet_leads_to_the_operator():
    (locate,) = look(errand(institution_id=None, relationship_id=PAIR))
    (located,) = scenario(pairing)().when(locate).decide()
    (ask,) = look(located.errand)
    assert ask.roster_id == OPERATOR


ANYBODY = (DSL, COORDINATOR, DEPUTY, PROGRAMME_DSL, BOARD_LEAD)


@pytest.mark.requirement("SG-01", "SG-06")
@for_all(
    school=st.dictionaries(st.sampled_from([*ROLES, "deputy_dsl"]), st.sampled_from(ANYBODY)),
    staff=st.dictionaries(st.sampled_from(list(STAFF)), st.sampled_from(ANYBODY)),
    conflicted=st.frozensets(st.sampled_from(ANYBODY)),
    institution=st.sampled_from([None, SCHOOL]),
    roles=st.sampled_from([("dsl", "mentoring_coordinator"), ("deputy_dsl",), ("programme_dsl",)]),
)
def test_somebody_free_is_told_whenever_there_is_anybody(
    school, staff, conflicted, institution, roles
):
    """Whatever is vacant and whoever is part of it."""
    asked = errand(conflicted=tuple(sorted(conflicted)), institution_id=institution, roles=roles)
    event = route(school, staff, asked)
    reachable = {who for role, who in school.items() if role in roles and institution} | {
        *staff.values()
    }
    if reachable - conflicted:
        assert people(event)
        assert not conflicted & set(people(event))
        assert event.basis
    else:
        assert isinstance(event, CaseUnplaced)


def test_every_role_passed_over_is_named_with_its_cause():
    for dsl, coordinator in product(("vacant", "conflicted"), repeat=2):
        causes = {"dsl": dsl, "mentoring_coordinator": coordinator}
        held = {role: who for role, who in ROLES.items() if causes[role] == "conflicted"}
        event = route(held, STAFF, errand(conflicted=(DSL, COORDINATOR)))
        assert {one.role: one.cause for one in event.skipped} == causes
