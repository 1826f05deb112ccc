"""How a pair decides about gifts between the two, and tells a case its institution."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from shared.deciding import Decider, allow, obey
from shared.durations import add_months, later, midnight
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands import (
    ApproveGift,
    AssessGift,
    DeclareGift,
    DeclineGift,
    DisposeGift,
    LocateCase,
    NotePairing,
)
from ..events import (
    CaseLocated,
    GiftApproved,
    GiftAssessed,
    GiftDeclared,
    GiftDeclined,
    GiftDisposed,
    GiftLimitReached,
    GiftRefused,
    PairingNoted,
)
from ..policies.giving import (
    ALLOWING,
    DECLINING,
    DISPOSING,
    GIVING,
    JUDGING,
    Gift,
    Pairing,
    lenses_for,
    lenses_left,
    within_a_year,
)
from ..policies.rules import policy_of

ONE_DAY = timedelta(days=1)


def decide(ask: Command, pair: Pairing) -> list[Event]:
    match ask:
        case NotePairing():
            return [] if pair.known else [PairingNoted.following(ask)]
        case LocateCase(errand=errand):
            there = replace(errand, institution_id=pair.institution_id, relationship_id=None)
            return [CaseLocated.following(ask, case_id=errand.case_id, errand=there)]
        case DeclareGift():
            return declare(ask, pair)
        case _:
            rules, do = DONE[type(ask)]
            allowed = obey(rules, ask, pair)
            return allow(do(ask, pair), allowed)


def declare(ask: DeclareGift, pair: Pairing) -> list[Event]:
    """A gift, and whether it is one too many; or the record that the forbidden was asked for."""
    if ask.gift_id in pair.gifts or ask.gift_id in pair.refused:
        return []
    try:
        allowed = obey(GIVING, ask, pair)
    except Refused as no:
        return [GiftRefused.following(ask, rule=no.rule)]
    rules = policy_of(ask).gifts
    before = [one for one in pair.gifts.values() if one.decision != "declined"]
    year = within_a_year(before, ask.given_on)
    too_many = len(year) + 1 >= rules.per_year
    gift = declared(
        ask, pair, needs_approval=too_many or ask.value_minor > rules.approve_over_minor_units
    )
    events: list[Event] = [gift]
    if too_many:
        total = sum(one.value_minor for one in year) + ask.value_minor
        events.append(limit(ask, count=len(year) + 1, total=total))
    return allow(events, allowed)


def declared(ask: DeclareGift, pair: Pairing, *, needs_approval: bool) -> GiftDeclared:
    return GiftDeclared.following(
        ask,
        declared_by=ask.asked.by.id,
        declared_late=is_late(ask),
        needs_approval=needs_approval,
        lenses=lenses_for(ask, pair),
    )


def is_late(ask: DeclareGift) -> bool:
    """Whether more time has gone by since that day than the policy gives."""
    policy = policy_of(ask)
    zone = policy.policy.time_zone
    return ask.asked.at >= later(
        midnight(ask.given_on + ONE_DAY, zone), policy.gifts.late_after, zone
    )


def limit(ask: DeclareGift, *, count: int, total: int) -> GiftLimitReached:
    since = add_months(ask.given_on, -12)
    return GiftLimitReached.following(ask, since=since, count=count, total_minor=total)


def assess(ask: AssessGift, pair: Pairing) -> list[Event]:
    """What was seen; and where all is well and the gift is small, that is all it takes."""
    gift = pair.gifts[ask.gift_id]
    seen = answers(ask.bribery_ok, ask.safeguarding_ok)
    if not seen:
        return []
    after = replace(gift, answers={**gift.answers, **seen})
    told: list[Event] = [GiftAssessed.following(ask, assessor=ask.asked.by.id)]
    if not (lenses_left(after) or gift.declared.needs_approval) and all(after.answers.values()):
        told.append(approved(ask, "within_limit"))
    return told


def approve(ask: ApproveGift, _: Pairing) -> list[Event]:
    return [approved(ask, "decided")]


def approved(ask: AssessGift | ApproveGift, basis: str) -> GiftApproved:
    return GiftApproved.following(ask, approved_by=ask.asked.by.id, basis=basis)


def decline(ask: DeclineGift, _: Pairing) -> list[Event]:
    return [GiftDeclined.following(ask, declined_by=ask.asked.by.id)]


def dispose(ask: DisposeGift, pair: Pairing) -> list[Event]:
    return [] if pair.gifts[ask.gift_id].disposed else [GiftDisposed.following(ask)]


DONE: dict[type[Command], tuple[tuple[Any, ...], Callable[[Any, Pairing], list[Event]]]] = {
    AssessGift: (JUDGING, assess),
    ApproveGift: (ALLOWING, approve),
    DeclineGift: (DECLINING, decline),
    DisposeGift: (DISPOSING, dispose),
}


def answers(bribery: bool | None, safeguarding: bool | None) -> dict[str, bool]:  # noqa: FBT001
    seen = {"bribery": bribery, "safeguarding": safeguarding}
    return {lens: ok for lens, ok in seen.items() if ok is not None}


def evolve(pair: Pairing, event: Event) -> Pairing:
    match event:
        case PairingNoted(institution_id=institution, age_band=band):
            return replace(pair, known=True, institution_id=institution, minor=band != "adult")
        case GiftDeclared(gift_id=gift_id):
            return with_gift(pair, gift_id, Gift(event))
        case GiftRefused(gift_id=gift_id):
            return replace(pair, refused=pair.refused | {gift_id})
        case GiftAssessed() | GiftApproved() | GiftDeclined() | GiftDisposed():
            return with_gift(pair, event.gift_id, judged(pair.gifts[event.gift_id], event))
        case _:
            return pair


def judged(gift: Gift, event: GiftAssessed | GiftApproved | GiftDeclined | GiftDisposed) -> Gift:
    """What was found and decided about one gift."""
    match event:
        case GiftAssessed():
            seen = answers(event.bribery_ok, event.safeguarding_ok)
            return replace(gift, answers={**gift.answers, **seen})
        case GiftDisposed(how=how):
            return replace(gift, disposed=how)
        case _:
            decision = "approved" if isinstance(event, GiftApproved) else "declined"
            return replace(gift, decision=decision)


def with_gift(pair: Pairing, gift_id: UUID, gift: Gift) -> Pairing:
    return replace(pair, gifts={**pair.gifts, gift_id: gift})


pairing: Decider[Pairing] = Decider(
    "pairing-{relationship_id}",
    Pairing(),
    decide,
    evolve,
    accepts=(NotePairing, LocateCase, DeclareGift, *DONE),
    keeps_programme=True,
)
