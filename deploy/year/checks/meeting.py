"""Sessions, and what surrounds them."""

from collections import Counter
from collections.abc import Iterator
from typing import Any

from deploy.year.evidence import Year
from deploy.year.policy import Policy
from shared.envelope import Envelope

from .asking import only_where


def chaperoned(policy: Policy) -> bool:
    """Whether minors are met with somebody else present: they are where nothing is said."""
    return policy.under_age and bool(policy.get("sessions.minor.chaperone.required", True))


@only_where(chaperoned, "nobody is of an age to need one, or it asks for none")
def nobody_meets_a_minor_unnoticed_without_a_chaperone(year: Year) -> Iterator[str]:
    """1MM-064, 065."""
    told = {one.data.session_id for one in year.of("ChaperoneAbsent")}
    for met in year.of("SessionHeld"):
        alone = met.data.age_band == "minor" and not met.data.chaperone_present
        if alone and met.data.session_id not in told:
            yield f"session {met.data.session_id} was held without a chaperone and nobody was told"


def nobody_meets_unnoticed_in_a_way_that_is_not_offered(year: Year) -> Iterator[str]:
    """1MM-060, 066: what is not offered needs an exception's name, or somebody is told."""
    told = {one.data.session_id for one in year.of("OutOfPolicyMeetingRecorded")}
    offered = year.policy.get("sessions.modes", ())
    for met in year.of("SessionHeld"):
        known = met.data.mode in offered or met.data.exception
        if not known and met.data.session_id not in told:
            yield f"session {met.data.session_id} was held {met.data.mode}, and nobody was told"


def the_age_at_the_start_of_a_session_decides(year: Year) -> Iterator[str]:
    """1MM-077: from midnight of the eighteenth birthday."""
    referred = {one.data.mentee_id: one.data for one in year.of("MenteeReferred")}
    for met in year.of("SessionHeld"):
        mentee = referred[met.data.mentee_id]
        grown = mentee.adult_from and met.data.held_at >= mentee.adult_from
        band = "adult" if grown else mentee.age_band
        if met.data.age_band != band:
            yield f"session {met.data.session_id} was held as if with a {met.data.age_band}"


@only_where(lambda policy: policy.get("support.check_in"), "nobody is asked from month to month")
def every_check_in_was_completed_or_missed(year: Year) -> Iterator[str]:
    """1MM-084; what was due when the relationship ended is left open."""
    answered = {key(one) for one in year.of("CheckInCompleted", "CheckInMissed")}
    ended = {one.data.relationship_id: one.occurred_at for one in year.of("RelationshipEnded")}
    until = year.scenario.until
    for due in year.of("CheckInDue"):
        last = ended.get(due.data.relationship_id, until)
        if key(due) not in answered and due.data.missed_at <= last:
            yield f"check-in {due.data.ordinal} of {due.data.relationship_id} was forgotten"


def key(one: Envelope[Any]) -> tuple[Any, Any]:
    """Which check-in an event is about."""
    return one.data.relationship_id, one.data.ordinal


@only_where(
    lambda policy: policy.get("fit_check.after_held_session"), "nobody is asked after so many"
)
def after_so_many_sessions_they_are_asked_once_how_it_goes(year: Year) -> Iterator[str]:
    """1MM-082: once each relationship, at the session held that the policy names."""
    enough = year.policy.get("fit_check.after_held_session")
    held = Counter(one.data.relationship_id for one in year.of("SessionHeld"))
    asked = Counter(one.data.relationship_id for one in year.of("FitCheckDue"))
    needed = {one for one, sessions in held.items() if sessions >= enough}
    if asked != Counter(needed):
        yield f"{len(needed)} relationships came to session {enough}, {asked.total()} were asked"


def rests_are_rests(year: Year) -> Iterator[str]:
    """Nothing is planned while a relationship rests, and what was planned is called off."""
    resting: set[object] = set()
    kinds = ("PlanSuspended", "PlanPaused", "PlanReleased", "PlanResumed", "SessionScheduled")
    for one in sorted(year.of(*kinds), key=lambda told: told.position or 0):
        this, name = one.data.relationship_id, type(one.data).__name__
        if name == "SessionScheduled" and this in resting:
            yield f"session {one.data.session_id} was planned while {this} rested"
        elif name in ("PlanSuspended", "PlanPaused"):
            resting.add(this)
        elif name in ("PlanReleased", "PlanResumed"):
            resting.discard(this)
