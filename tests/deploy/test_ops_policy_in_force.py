"""`deploy/ops policy publish|diff|dry-run`: a document on its way into force."""

from uuid import uuid4

import pytest

from deploy.cli.policies_compared import compared

BY = ("--by", "programme_manager:1")


# ---- publish ------------------------------------------------------------------------------------


def test_a_document_is_published_once_however_often_it_is_sent(policy, edition, counter):
    name = f"p-{uuid4().hex[:8]}"
    file = edition(version=1, programme=name)
    told = [policy("publish", file, *BY) for _ in range(2)]

    assert [one.code for one in told] == [0, 0]
    assert [one.data["version"] for one in told] == [1, 1]
    published = counter.call("profiles", "policies")
    assert [one["version"] for one in published if one["programme"] == name] == [1]


def test_what_does_not_compile_is_not_sent_and_its_lines_are_told(policy, edition):
    file = edition(mentee__age={"min": 18, "max": 16})
    told = policy("publish", file, *BY)

    assert (told.code, told.status, told.data["recorded"]) == (4, "refused", [])
    line = next(n for n, one in enumerate(file.read_text().splitlines(), 1) if "  age:" in one)
    assert any(one["problem"].startswith(f"{file}:{line}: ") for one in told.problems)


def test_what_the_service_refuses_is_told_with_its_code(policy, edition):
    name = f"p-{uuid4().hex[:8]}"
    policy("publish", edition(version=1, programme=name), *BY)
    told = policy("publish", edition(version=1, programme=name, since="2028-01-01"), *BY)

    assert (told.code, told.status) == (4, "refused")
    assert "version-follows" in told.problems[0]["problem"]


# ---- diff ---------------------------------------------------------------------------------------


def test_a_difference_is_told_by_the_path_of_the_rule(policy, edition):
    old = edition(adult_age=18)
    new = edition(version=3, adult_age=19, relationship__max="P18M")
    told = policy("diff", old, new)

    rows = {one["where"]: (one.get("was"), one.get("is")) for one in told.data}
    assert set(rows) == {"adult_age", "relationship.max"}
    assert rows["adult_age"] == (18, 19)


def test_a_programme_named_is_its_version_in_force(policy, edition):
    file = edition(adult_age=21)

    assert [one["where"] for one in policy("diff", "1mm-ncs", file).data] == ["adult_age"]
    assert policy("diff", "no-such-programme", file).code == 2


def test_the_version_in_force_is_the_one_of_today_not_the_newest(policy, edition):
    name = f"p-{uuid4().hex[:8]}"
    policy("publish", edition(1, "2025-09-01", name), *BY)
    policy("publish", edition(2, "2030-01-01", name, adult_age=21), *BY)

    assert policy("diff", name, edition(3, programme=name, adult_age=18)).data == []


@pytest.mark.parametrize(
    ("old", "new", "found"),
    [
        ({"a": 1}, {"a": 1}, []),
        ({"a": 1}, {"a": True}, [{"where": "a", "was": 1, "is": True}]),
        ({"a": [1, 2]}, {"a": [2, 1]}, [{"where": "a", "was": [1, 2], "is": [2, 1]}]),
        ({"a": None}, {}, [{"where": "a", "was": None}]),
        ({}, {"a": {"b": 1}}, [{"where": "a", "is": {"b": 1}}]),
        ({"policy": {"version": 1}}, {"policy": {"version": 2}}, []),
    ],
    ids=str,
)
def test_documents_are_compared_key_by_key(old, new, found):
    assert compared(old, new) == found


# ---- dry-run ------------------------------------------------------------------------------------


def applicant(town, years):
    _, part = town.person()
    declared = {"mentor_id": part, "status": "working", "general_years": years}
    town.ask("profiles", "DeclareEligibility", "1mm-ncs", **declared)
    return part


def test_a_dry_run_lists_who_would_stand_otherwise_and_records_nothing(policy, edition, town):
    short, long = applicant(town, 3), applicant(town, 9)
    before = {name: desk.store.head() for name, desk in town.desks.items()}
    told = policy("dry-run", edition(mentor__experience={"any_of": [{"general_years": 2}]}))

    found = {one["id"]: one for one in told.data if one["rule"] == "eligibility_confirmed"}
    assert found[short] == {
        "service": "profiles",
        "kind": "mentor",
        "id": short,
        "rule": "eligibility_confirmed",
        "now": "missing",
        "then": "holds",
        "applies": "to_what_begins",
    }
    assert long not in found
    assert {name: desk.store.head() for name, desk in town.desks.items()} == before


def test_what_is_marked_to_hold_at_once_is_told_as_such(policy, edition, town):
    short = applicant(town, 3)
    file = edition(
        mentor__experience={"any_of": [{"general_years": 2}]},
        policy__immediately=["mentor.experience"],
    )

    found = [one for one in policy("dry-run", file).data if one["id"] == short]
    assert [one["applies"] for one in found] == ["at_once"]


def test_the_same_rules_change_nothing(policy, edition, town):
    applicant(town, 3)

    assert policy("dry-run", edition()).data == []


def test_everybody_is_looked_at_page_by_page(policy, edition, town, monkeypatch):
    monkeypatch.setattr("shared.trying.PAGE", 2)
    parts = {applicant(town, 4) for _ in range(5)}
    file = edition(mentor__experience={"any_of": [{"general_years": 4}]})

    found = [one["id"] for one in policy("dry-run", file).data]
    assert parts <= set(found)
    assert len(found) == len(set(found))


def test_a_document_with_problems_is_not_tried(policy, edition):
    assert policy("dry-run", edition(mentee__age={"min": 18, "max": 16})).code == 4
