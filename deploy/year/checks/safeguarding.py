"""Disclosures: heard, routed, climbed, never told to those concerned."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from deploy.year.evidence import Year
from deploy.year.policy import Policy
from shared.durations import later


def no_alarm_is_left_ringing(year: Year) -> Iterator[str]:
    """SG-02: every disclosure was taken up by somebody who had been told."""
    told: dict[object, set[object]] = {}
    for one in year.of("DisclosureRouted", "DisclosureEscalated"):
        told.setdefault(one.data.case_id, set()).update(to.person_id for to in one.data.to)
    taken = {
        one.data.case_id: one.data.acknowledged_by for one in year.of("DisclosureAcknowledged")
    }
    for raised in year.of("DisclosureRecorded"):
        case = raised.data.case_id
        if taken.get(case) not in told.get(case, ()):
            yield f"case {raised.data.case_ref} was not taken up by anybody who was told"


def nobody_is_told_of_themselves(year: Year) -> Iterator[str]:
    """SG-01, SG-06: neither who is accused nor who raised it."""
    concerned = {
        one.data.case_id: {*one.data.accused, *one.data.raisers}
        for one in year.of("DisclosureRecorded")
    }
    for one in year.of("DisclosureRouted", "DisclosureEscalated"):
        if concerned[one.data.case_id] & {to.person_id for to in one.data.to}:
            yield f"case {one.data.case_id} was told to somebody it is about"


def the_ladder_is_climbed_rung_by_rung(year: Year) -> Iterator[str]:
    """SG-02: in the policy's order, each rung as long after the one before as the band allows."""
    ladder = list(year.policy.get("safeguarding.ladder", ()))
    for recorded in year.of("DisclosureRecorded"):
        climbed = [
            (one.data.to[0].role, one.occurred_at)
            for one in year.of("DisclosureEscalated")
            if one.data.case_id == recorded.data.case_id and one.data.cause == "not_acknowledged"
        ]
        roles = [role for role, _ in climbed]
        if roles != [role for role in ladder if role in roles]:
            yield f"case {recorded.data.case_ref} was passed on to {', '.join(roles)}"
        late = deadlines(year.policy, recorded.data, len(ladder))
        if any(at not in late for _, at in climbed):
            yield f"case {recorded.data.case_ref} was not passed on when it was due"


def deadlines(policy: Policy, recorded: Any, rungs: int) -> list[datetime]:
    """When an alarm nobody answers rings again: once a rung."""
    within = policy.get(f"safeguarding.ack_within.{recorded.band}")
    found = [recorded.acknowledge_by]
    for _ in range(rungs):
        found.append(later(found[-1], within, policy.zone, policy.holidays))
    return found
