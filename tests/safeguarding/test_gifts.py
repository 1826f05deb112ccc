"""Gifts: declared, looked at through both lenses, decided by somebody else."""

from datetime import date
from uuid import UUID

import pytest

from services.safeguarding.commands import (
    ApproveGift,
    AssessGift,
    DeclareGift,
    DeclineGift,
    DisposeGift,
)
from services.safeguarding.decider import pairing
from services.safeguarding.events import (
    GiftApproved,
    GiftAssessed,
    GiftDeclared,
    GiftDeclined,
    GiftDisposed,
    GiftLimitReached,
    GiftRefused,
    PairingNoted,
)
from shared.asked import Rules
from shared.refusals import Invalid
from shared.testing import scenario

from .vocabulary import MENTEE, MENTOR, MONDAY, PAIR, PROGRAMME_DSL, RULES, SCHOOL, STRANGER

GIFT, SECOND, THIRD = (UUID(int=60 + one) for one in range(3))
LENIENT = Rules("lenient", 1, {**RULES.document, "gifts": {"assess": ["bribery"]}})


def paired(age_band="minor"):
    return PairingNoted(
        relationship_id=PAIR,
        institution_id=SCHOOL,
        mentor_id=MENTOR,
        mentor_person_id=MENTOR,
        mentee_person_id=MENTEE,
        age_band=age_band,
    )


def giving(**more):
    return DeclareGift(
        **{
            "relationship_id": PAIR,
            "gift_id": GIFT,
            "direction": "mentor_to_mentee",
            "kind": "gift",
            "value_minor": 800,
            "giver_person_id": MENTOR,
            "receiver_person_id": MENTEE,
            "given_on": date(2026, 1, 5),
            **more,
        }
    )


def pair(*history, rules=RULES, by=f"mentor:{MENTOR}"):
    return scenario(pairing)(*history).under(rules).at(MONDAY).by(by)


def declared(*before, **more):
    return [*before, *pair(*before).when(giving(**more)).decide()]


def judge(*history):
    return pair(*history, by=f"programme_dsl:{PROGRAMME_DSL}")


def looking(**lenses):
    return AssessGift(relationship_id=PAIR, gift_id=GIFT, **lenses)


WELL = {"bribery_ok": True, "safeguarding_ok": True}
approve = ApproveGift(relationship_id=PAIR, gift_id=GIFT)
decline = DeclineGift(relationship_id=PAIR, gift_id=GIFT, reason_code="too_valuable")


@pytest.mark.requirement("1MM-080")
@pytest.mark.parametrize("direction", ["mentor_to_mentee", "mentee_to_mentor"])
@pytest.mark.parametrize("kind", ["gift", "food", "drink", "entertainment"])
def test_each_kind_is_declared_in_each_direction(kind, direction):
    (event,) = pair(paired()).when(giving(kind=kind, direction=direction)).then_types(GiftDeclared)
    assert (event.kind, event.direction) == (kind, direction)


@pytest.mark.requirement("1MM-080")
@pytest.mark.parametrize(
    ("kind", "age_band", "rule"),
    [
        ("cash", "minor", "no_cash"),
        ("cash", "adult", "no_cash"),
        ("voucher", "adult", "no_cash"),
        ("alcohol", "minor", "no_alcohol_to_minors"),
        ("alcohol", "adult", "kind_is_allowed"),
    ],
)
def test_what_nobody_may_give_is_not_allowed_and_not_forgotten(kind, age_band, rule):
    (event,) = pair(paired(age_band)).when(giving(kind=kind)).then_types(GiftRefused)
    assert event.rule == rule
    pair(paired(age_band), event).when(giving(kind=kind)).then_nothing()


@pytest.mark.parametrize("wrong", [{"value_minor": -1}, {"currency": "POUND"}, {"kind": "car"}])
def test_a_gift_has_a_value_and_a_currency(wrong):
    with pytest.raises(Invalid):
        DeclareGift.load({**giving().dump(), **wrong})


@pytest.mark.requirement("1MM-081")
@pytest.mark.parametrize("lens", [{"bribery_ok": True}, {"safeguarding_ok": True}])
def test_no_gift_is_approved_with_a_lens_unanswered(lens):
    history = declared(paired())
    (seen,) = judge(*history).when(looking(**lens)).then_types(GiftAssessed)
    judge(*history, seen).when(approve).then_refused("every-lens-is-answered")


@pytest.mark.requirement("1MM-081")
def test_no_gift_is_approved_that_one_lens_found_wanting():
    history = declared(paired())
    bad = looking(bribery_ok=True, safeguarding_ok=False)
    (seen,) = judge(*history).when(bad).then_types(GiftAssessed)
    judge(*history, seen).when(approve).then_refused("every-lens-is-content")
    judge(*history, seen).when(decline).then_types(GiftDeclined)


@pytest.mark.requirement("1MM-080")
@pytest.mark.parametrize(
    ("value", "events"), [(1000, [GiftAssessed, GiftApproved]), (1001, [GiftAssessed])]
)
def test_within_the_limit_two_good_looks_are_enough_and_over_it_somebody_decides(value, events):
    history = declared(paired(), value_minor=value)
    judge(*history).when(looking(**WELL)).then_types(*events)


@pytest.mark.requirement("1MM-080", "SG-30")
def test_a_gift_over_the_limit_is_approved_by_somebody_and_once():
    history = declared(paired(), value_minor=5000)
    judge(*history).when(approve).then_refused("every-lens-is-answered")
    seen = GiftAssessed.following(looking(**WELL), assessor=str(STRANGER))
    approved = GiftApproved.following(approve, approved_by=str(PROGRAMME_DSL), basis="decided")
    judge(*history, seen).when(approve).then(approved)
    judge(*history, seen, approved).when(approve).then_refused("gift-is-undecided")


@pytest.mark.requirement("1MM-081")
@pytest.mark.parametrize("ask", [looking(**WELL), approve])
@pytest.mark.parametrize(
    ("by", "code"),
    [
        (f"mentor:{MENTOR}", "is-not-the-declarer"),
        (f"mentee:{MENTEE}", "is-no-party-to-the-gift"),
    ],
)
def test_nobody_judges_a_gift_of_their_own(ask, by, code):
    pair(*declared(paired()), by=by).when(ask).then_refused(code)


@pytest.mark.requirement("1MM-081")
@pytest.mark.parametrize(
    ("history", "lenses"),
    [
        ([paired("minor")], ("bribery", "safeguarding")),
        ([], ("bribery", "safeguarding")),
        ([paired("adult")], ("bribery",)),
    ],
)
def test_a_gift_with_a_minor_is_always_looked_at_for_safety(history, lenses):
    (event,) = pair(*history, rules=LENIENT).when(giving()).decide()
    assert event.lenses == lenses


@pytest.mark.requirement("1MM-080")
def test_the_third_gift_in_twelve_months_crosses_the_limit():
    history = declared(paired(), given_on=date(2025, 6, 1))
    history = declared(*history, gift_id=SECOND, given_on=date(2025, 9, 1), value_minor=200)
    assert not any(isinstance(one, GiftLimitReached) for one in history)
    third, limit = pair(*history).when(giving(gift_id=THIRD, value_minor=100)).decide()
    assert third.needs_approval
    assert (limit.count, limit.total_minor, limit.since) == (3, 1100, date(2025, 1, 5))


@pytest.mark.parametrize(("first", "limit"), [(date(2025, 1, 5), False), (date(2025, 1, 6), True)])
def test_a_gift_of_the_same_day_a_year_before_no_longer_counts(first, limit):
    history = declared(paired(), given_on=first)
    history = declared(*history, gift_id=SECOND, given_on=date(2025, 9, 1))
    events = pair(*history).when(giving(gift_id=THIRD)).decide()
    assert limit == any(isinstance(one, GiftLimitReached) for one in events)


@pytest.mark.requirement("SG-30")
@pytest.mark.parametrize(
    ("given_on", "late"), [(date(2025, 12, 30), False), (date(2025, 12, 28), True)]
)
def test_a_late_declaration_is_flagged(given_on, late):
    (event,) = pair(paired()).when(giving(given_on=given_on)).decide()
    assert event.declared_late == late


@pytest.mark.requirement("SG-30")
def test_a_declined_gift_is_given_up_and_that_is_recorded_once():
    history = declared(paired())
    dispose = DisposeGift(relationship_id=PAIR, gift_id=GIFT, how="returned")
    judge(*history).when(dispose).then_refused("gift-was-declined")
    (declined,) = judge(*history).when(decline).then_types(GiftDeclined)
    (disposed,) = judge(*history, declined).when(dispose).then_types(GiftDisposed)
    judge(*history, declined, disposed).when(dispose).then_nothing()


def test_declaring_twice_changes_nothing_and_judging_the_unknown_is_refused():
    pair(*declared(paired())).when(giving()).then_nothing()
    judge(paired()).when(looking(**WELL)).then_refused("gift-is-declared")
