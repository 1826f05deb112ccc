"""Disclosures: heard, routed, climbed, never told to those concerned."""

from collections.abc import Iterator
from datetime import timedelta

from deploy.year.evidence import Evidence


def no_alarm_is_left_ringing(year: Evidence) -> Iterator[str]:
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


def nobody_is_told_of_themselves(year: Evidence) -> Iterator[str]:
    """SG-01, SG-06: neither who is accused nor who raised it."""
    concerned = {
        one.data.case_id: {*one.data.accused, *one.data.raisers}
        for one in year.of("DisclosureRecorded")
    }
    for one in year.of("DisclosureRouted", "DisclosureEscalated"):
        if concerned[one.data.case_id] & {to.person_id for to in one.data.to}:
            yield f"case {one.data.case_id} was told to somebody it is about"


def the_ladder_is_climbed_rung_by_rung(year: Evidence) -> Iterator[str]:
    """SG-02: in the policy's order, each rung as long after the one before as the band allows."""
    climbs: dict[object, list[tuple[str, timedelta]]] = {}
    raised = {one.data.case_id: one.occurred_at for one in year.of("DisclosureRecorded")}
    for one in year.of("DisclosureEscalated"):
        waited = one.occurred_at - raised[one.data.case_id]
        climbs.setdefault(one.data.case_id, []).append((one.data.to[0].role, waited))
    expected = [
        (role, timedelta(hours=hours))
        for hours, role in enumerate(("deputy_dsl", "programme_dsl", "board_lead"), start=1)
    ]
    for case, climbed in climbs.items():
        if climbed != expected[: len(climbed)]:
            yield f"case {case} was passed on to {climbed}"
    if not climbs:
        yield "no disclosure had to climb"
