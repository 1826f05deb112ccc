"""How the pool comes to know who holds a role, and whose membership has lapsed."""

from collections.abc import Callable, Mapping
from typing import Any

from shared.messages import Command, Event

from ...commands import NoteMembershipLapse, NoteStaffRole
from ...events import MembershipLapseNoted, StaffRoleNoted
from ...policies.candidates import Duty, Pool, Since, but


def is_news(known: Since | None, ask: Command, *, now: bool) -> bool:
    """Whether this is news: neither as it was known to be, nor older than what is known."""
    if known is None:
        return now
    return known[0] != now and ask.asked.at >= known[1]


def staff_role(ask: NoteStaffRole, pool: Pool) -> list[Event]:
    if not is_news(pool.duties.get(duty(ask)), ask, now=ask.holds):
        return []
    return [StaffRoleNoted.following(ask, as_of=ask.asked.at)]


def membership_lapse(ask: NoteMembershipLapse, pool: Pool) -> list[Event]:
    known = pool.lapses.get((ask.person_id, ask.organisation))
    if not is_news(known, ask, now=ask.lapsed):
        return []
    return [MembershipLapseNoted.following(ask, as_of=ask.asked.at)]


def duty(one: NoteStaffRole | StaffRoleNoted) -> Duty:
    return one.person_id, one.role, one.region, one.stands_in


def trusted(pool: Pool, told: StaffRoleNoted) -> Pool:
    return but(pool, duties=pool.duties.set(duty(told), (told.holds, told.as_of)))


def lapsed(pool: Pool, told: MembershipLapseNoted) -> Pool:
    known = (told.person_id, told.organisation)
    return but(pool, lapses=pool.lapses.set(known, (told.lapsed, told.as_of)))


TRUSTS: Mapping[type[Command], Callable[[Any, Pool], list[Event]]] = {
    NoteStaffRole: staff_role,
    NoteMembershipLapse: membership_lapse,
}
TRUSTED: Mapping[type[Event], Callable[[Pool, Any], Pool]] = {
    StaffRoleNoted: trusted,
    MembershipLapseNoted: lapsed,
}
