"""Each way a document can contradict itself has a code of its own, and a place."""

import pytest

from services.profiles.policies.compiling import compile_policy
from tests.contracts.programmes import DIRECT, MINORS, ONLINE, RANKED, document


def found(path, **changes):
    return [(one.where, one.code) for one in compile_policy(document(path, **changes))]


CHECKS = [{"kind": "readiness", "lead": "PT24H"}]
PARK = {"name": "park", "venues": ["public_outdoor"], "pre_checks": CHECKS}
READ = {"kind": "handbook", "acknowledge": True}
HANDBOOK = "training__items__handbook"
LICENSED = {"instrument": "young-person-v1", "licence_ref": "L-17"}
UNNAMED = {"instrument": "young-person-v1"}

WRONG = [
    # ---- ways to a pair
    (RANKED, "matching__ranked__max_choices", 0, "ranked-without-choices"),
    (MINORS, "matching__ranked", {"max_choices": -1}, "ranked-without-choices"),
    (RANKED, "matching__ranked__review__role", None, "ranked-without-reviewer"),
    (RANKED, "matching__ranked", {"review": {"role": "director"}}, "ranked-without-answer-time"),
    (DIRECT, "matching__direct", {"kinds": ["help"]}, "direct-without-expiry"),
    (DIRECT, "matching__direct__expire_after", None, "bad-value"),
    (DIRECT, "matching__direct__kinds", [], "direct-without-kinds"),
    (DIRECT, "matching__direct__remind_after", ["P5D", "P14D"], "reminder-after-expiry"),
    (DIRECT, "matching__direct__remind_after", ["P10D", "P5D"], "reminders-out-of-order"),
    (DIRECT, "matching__facets", ["shoe_size"], "undefined-facet"),
    (DIRECT, "matching__directory__fields", ["name", "email"], "undefined-field"),
    (DIRECT, "matching__directory__max_words", 0, "bad-value"),
    (MINORS, "matching__directory", {"visible_to": "members"}, "directory-without-members"),
    (MINORS, "matching__directory", {"visible_to": "participants"}, "directory-without-members"),
    (DIRECT, "matching__mode", "telepathy", "bad-value"),
    # ---- profiles
    (DIRECT, "mentor__completeness_nudge__fields", ["biography", "shoe_size"], "undefined-field"),
    (MINORS, "mentor__completeness_nudge", {"below": 101}, "bad-value"),
    (RANKED, "training__capacity__hold", "soon", "bad-value"),
    (RANKED, "application__draft_expires", "P0D", "expires-at-once"),
    (RANKED, "application__draft_expires", "PT1S", None),
    (RANKED, "application__reminders", ["P7D"], "reminders-without-expiry"),
    (MINORS, "application__reminders", ["P7D", "P7D"], "reminders-out-of-order"),
    (MINORS, "application__reminders", ["P21D", "P7D"], "reminders-out-of-order"),
    (MINORS, "application__reminders", ["P7D", "P30D"], "reminder-after-expiry"),
    (MINORS, "application__reminders", ["P7D", "P29D"], None),
    (MINORS, "application__reminders", [], None),
    (MINORS, "employer__partnership_required", "perhaps", "bad-value"),
    (DIRECT, "matching__suggestions__limit", 0, "bad-value"),
    # ---- rhythm
    (MINORS, "sessions__cadence__per", "P1W", "cadence-over-cap"),
    (MINORS, "mentor__capacity__sessions_per_month", 0, "bad-value"),
    (RANKED, "sessions__cadence__per_year", [3, 2], "range-upside-down"),
    (RANKED, "sessions__cadence__per_year", [2], "range-upside-down"),
    # ---- meeting
    (DIRECT, "sessions__chemistry__mode", "pigeon_post", "undefined-mode"),
    (ONLINE, "sessions__exceptions", [PARK, PARK], "exception-twice"),
    (ONLINE, "sessions__deny_venues", ["public_indoor"], "venue-denied"),
    (ONLINE, "sessions__exceptions", [{**PARK, "max": 0}], "bad-value"),
    (ONLINE, "sessions__exceptions", [{**PARK, "colour": "green"}], "unknown-key"),
    # ---- training
    (RANKED, f"{HANDBOOK}__acknowledge", False, "handbook-without-acknowledgement"),
    (RANKED, HANDBOOK, {"kind": "handbook"}, "handbook-without-acknowledgement"),
    (RANKED, "training__capacity__places", 0, "bad-value"),
    (RANKED, "training__first_window", "spring", "bad-value"),
    # ---- measuring
    (MINORS, "evaluation__licences", [LICENSED], None),
    (MINORS, "evaluation__licences", [UNNAMED], "licence-without-reference"),
    (MINORS, "evaluation__licences", [{**UNNAMED, "licence_ref": ""}], "licence-without-reference"),
    (MINORS, "evaluation__licences", [{**LICENSED, "instrument": "x"}], "undefined-instrument"),
    (MINORS, "evaluation__dosage_bands", [[1, 2, 3]], "bad-value"),
    (MINORS, "lead_time", {"to": "first_session_held"}, "missing-key"),
]  # fmt: skip


@pytest.mark.parametrize(("path", "key", "value", "code"), WRONG, ids=lambda one: str(one)[:40])
def test_a_contradiction_has_a_code_and_a_place(path, key, value, code):
    problems = found(path, **{key: value})

    assert [one for _, one in problems] == ([code] if code else [])
    assert all(where.split(".")[0] == key.split("__")[0] for where, _ in problems)


TIERS = [
    ([1, 1], [["board"], ["member"]], ["tiers-out-of-order"]),
    ([2, 1], [["board"], ["member"]], ["tiers-out-of-order"]),
    ([1, 2], [["board"], ["board", "member"]], ["basis-in-two-tiers"]),
    ([1, 2], [["board"], []], ["tier-without-basis"]),
    ([1, 2], [["board"], ["member"]], []),
    ([0, 1], [["board"], ["member"]], ["bad-value"]),
]


@pytest.mark.parametrize(("numbers", "bases", "codes"), TIERS)
def test_tiers_are_ranks_that_nobody_stands_in_twice(numbers, bases, codes):
    tiers = [{"tier": n, "basis": b} for n, b in zip(numbers, bases, strict=True)]

    assert [code for _, code in found(RANKED, training__priority=tiers)] == codes


@pytest.mark.parametrize(
    ("seats", "able", "wrong"), [(1, 1, False), (2, 1, True), (2, 2, False), (None, 1, False)]
)
def test_no_rhythm_asks_more_of_mentors_than_they_have_to_give(seats, able, wrong):
    capacity = {"set_by": "operator", "default": seats, "sessions_per_month": able}

    problems = found(MINORS, mentor__capacity=capacity)
    assert problems == ([("sessions.cadence", "cadence-over-capacity")] if wrong else [])


def test_a_rhythm_by_the_year_is_weighed_too():
    capacity = {"set_by": "mentor", "default": 6, "sessions_per_month": 1}

    problems = found(RANKED, mentor__capacity=capacity)
    assert problems == [("sessions.cadence", "cadence-over-capacity")]


def test_a_level_names_places_of_its_exception():
    levels = {"green": ["public_outdoor", "beach"], "red": "nowhere"}
    problems = found(ONLINE, sessions__exceptions=[{**PARK, "venue_by_level": levels}])

    way = "sessions.exceptions.0.venue_by_level"
    assert problems == [(f"{way}.green", "undefined-venue"), (f"{way}.red", "bad-value")]


def test_an_unknown_key_in_a_list_is_told_with_its_place_in_it():
    problems = found(RANKED, training__priority=[{"tier": 1, "basis": ["board"], "hue": 1}])

    assert problems == [("training.priority.0.hue", "unknown-key")]


def test_nobody_is_advertised_for_who_cannot_apply_any_more():
    window = {"advertise_by": "2020-12-31", "closes": "2020-12-30"}

    problems = found(RANKED, recruitment__mentor=window)
    assert problems == [("recruitment.mentor.closes", "closed-while-advertised")]


def test_a_refused_document_is_refused_for_all_its_reasons():
    wrong = {"matching__ranked__max_choices": 0, "matching__ranked__review__role": None}

    assert len(found(RANKED, **wrong, training__items__handbook={"kind": "handbook"})) == 3
