"""How relationships and mentors would stand under other rules."""

from dataclasses import replace
from uuid import uuid4

import pytest

from services.matching.decider import pool, relationship
from services.matching.decider.trying import stands
from services.matching.policies.candidates import Mentee, Mentor, Pool
from shared.asked import Actor, Asked
from shared.verdicts import Subject

from .vocabulary import ANN, CAT, NOW, RELATIONSHIP, RULES, opened, started, varied

NOBODY = Subject("", relationship.initial)
NO_POOL = Subject("", pool.initial)


def asked(rules):
    return Asked(NOW, Actor("service", "trial"), rules, rules)


def pair(*events):
    return Subject(str(RELATIONSHIP), relationship.fold(events))


def of_pair(rules, *events):
    return {rule: how for (_, _, rule), how in stands(pair(*events), NO_POOL, asked(rules)).items()}


@pytest.mark.parametrize(
    ("longest", "ends"), [("P12M", "2027-01-05"), ("P6M", "2026-07-05"), (None, "open")]
)
def test_the_day_a_term_ends_is_that_of_the_rules(longest, ends):
    assert of_pair(varied(relationship__max=longest), opened(), started()) == {"term": ends}


def test_before_the_first_session_the_checklist_is_looked_at():
    rules = varied(relationship__start_checklist=["agreement", "chaperone_named"])

    assert of_pair(rules, opened()) == {"start_checklist": "agreement chaperone_named"}
    assert of_pair(rules, opened("adult")) == {"start_checklist": "agreement"}
    assert of_pair(varied(relationship__start_checklist=[]), opened()) == {
        "start_checklist": "none"
    }


def known(**more):
    mentor = Mentor(**{"id": ANN, "person_id": uuid4(), "listed_at": NOW, "capacity": 5, **more})
    return Subject("pool", replace(Pool(), mentors={ANN: mentor}))


def of_mentor(rules, **more):
    found = stands(NOBODY, known(**more), asked(rules))
    return {rule: how for (_, _, rule), how in found.items()}


def test_a_mentor_with_more_mentees_than_foreseen_is_told():
    three = frozenset(uuid4() for _ in range(3))

    assert of_mentor(varied(mentor__capacity__default=2), relationships=three)["capacity"] == (
        "exceeded"
    )
    assert of_mentor(varied(mentor__capacity__default=3), relationships=three)["capacity"] == (
        "within"
    )


def test_a_mentor_who_said_a_number_is_judged_by_that_whatever_the_programme_has():
    three = frozenset(uuid4() for _ in range(3))
    fewer, more = varied(mentor__capacity__default=2), varied(mentor__capacity__default=3)

    def judged(rules, capacity):
        found = of_mentor(rules, relationships=three, capacity=capacity, capacity_stated=True)
        return found["capacity"]

    assert [judged(fewer, 3), judged(more, 3)] == ["within", "within"]
    assert [judged(fewer, 2), judged(more, 2)] == ["exceeded", "exceeded"]


def test_a_mentee_waits_as_the_programme_requires():
    mentee = Subject("pool", replace(Pool(), mentees={CAT: Mentee(id=CAT)}))

    def waits(rules):
        return stands(NOBODY, mentee, asked(rules))["mentee", str(CAT), "waiting"]

    assert waits(RULES) == "no"
    assert waits(varied(matching__requires=["mentor_trained"])) == "yes"


def test_who_waits_depends_on_what_is_required():
    assert of_mentor(RULES)["waiting"] == "no"
    assert of_mentor(varied(matching__requires=["mentee_ready"]))["waiting"] == "yes"
