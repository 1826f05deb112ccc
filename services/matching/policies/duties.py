"""When profiles says who holds a role, or stands in for who does, what matching asks of itself."""

from shared.envelope import Envelope
from shared.messages import Command

from ..commands import NoteStaffRole
from ..heard import StaffCoverEnded, StaffCoverStarted, StaffRoleEnded, StaffRoleGranted
from .pools import noting

Asks = list[Command]
Told = StaffRoleGranted | StaffRoleEnded | StaffCoverStarted | StaffCoverEnded


def when_staff_role_granted_then_note(heard: Envelope[StaffRoleGranted]) -> Asks:
    return duty(heard, holds=True)


def when_staff_role_ended_then_note(heard: Envelope[StaffRoleEnded]) -> Asks:
    return duty(heard, holds=False)


def when_cover_started_then_note(heard: Envelope[StaffCoverStarted]) -> Asks:
    return duty(heard, holds=True, stands_in=True)


def when_cover_ended_then_note(heard: Envelope[StaffCoverEnded]) -> Asks:
    return duty(heard, holds=False, stands_in=True)


def duty(heard: Envelope[Told], *, holds: bool, stands_in: bool = False) -> Asks:
    """The programme's own roles only: an institution's staff have no say over its requests."""
    if heard.data.institution_id is not None:
        return []
    return noting(NoteStaffRole, heard, holds=holds, stands_in=stands_in)


duties = (
    when_staff_role_granted_then_note,
    when_staff_role_ended_then_note,
    when_cover_started_then_note,
    when_cover_ended_then_note,
)
