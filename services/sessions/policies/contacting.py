"""The rules of being in touch between sessions."""

from datetime import datetime

from shared.messages import Command

from ..commands import AgreeContactChannel
from .plan import Plan
from .terms import Channels, protection


def allowed(channels: Channels, band: str) -> tuple[str, ...]:
    """The closed list for an age band."""
    return channels.minor.allow if band == "minor" else channels.adult.allow


def minors_via_coordinator(ask: AgreeContactChannel, plan: Plan) -> str | None:
    if plan.band_at(ask.asked.at) != "minor":
        return None
    listed = protection(ask).channels.minor.allow
    return None if ask.channel in listed else "Contact with a minor goes by way of the coordinator."


def channel_is_listed(ask: AgreeContactChannel, plan: Plan) -> str | None:
    listed = allowed(protection(ask).channels, plan.band_at(ask.asked.at))
    return None if ask.channel in listed else f"The channels are: {', '.join(listed)}."


BOTH = ("mentor", "mentee")
WHO_AGREES = {None: (), "mentee_consent": ("mentee",), "pair_agreement": BOTH}
CHANNEL = (minors_via_coordinator, channel_is_listed)


def is_open(command: Command, plan: Plan, channel: str, at: datetime) -> bool:
    """Whether they may be in touch this way at that time.

    By way of the coordinator is open to everybody.
    """
    channels = protection(command).channels
    if channel in channels.minor.allow:
        return True
    agreed = {role for one, role in plan.channels if one == channel}
    consented = set(WHO_AGREES.get(channels.adult.requires, BOTH)) <= agreed
    return plan.band_at(at) == "adult" and channel in channels.adult.allow and consented
