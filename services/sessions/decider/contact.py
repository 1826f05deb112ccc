"""How the two agree to meet in person and to be in touch."""

from shared.deciding import obey
from shared.messages import Event

from ..commands import (
    AgreeContactChannel,
    AgreeInPerson,
    LapseChannels,
    LogContact,
    RevokeContactChannel,
)
from ..events import (
    ContactChannelAgreed,
    ContactChannelRevoked,
    ContactLogged,
    InPersonAgreed,
    OutOfPolicyContactReported,
)
from ..policies.contacting import CHANNEL, is_open
from ..policies.plan import Plan
from ..policies.rhythm import dormant_from
from ..policies.scheduling import relationship_is_active
from ..policies.working import relationship_is_known, speaks_for_themself
from .family import Family


def agree_in_person(ask: AgreeInPerson, plan: Plan) -> list[Event]:
    allowed = obey((relationship_is_active, speaks_for_themself), ask, plan)
    if ask.by_role in plan.choose_in_person:
        return []
    return [InPersonAgreed.following(ask, allowed_by=allowed)]


def agree_channel(ask: AgreeContactChannel, plan: Plan) -> list[Event]:
    allowed = obey((relationship_is_active, speaks_for_themself, *CHANNEL), ask, plan)
    if (ask.channel, ask.by_role) in plan.channels:
        return []
    return [ContactChannelAgreed.following(ask, allowed_by=allowed)]


def revoke_channel(ask: RevokeContactChannel, plan: Plan) -> list[Event]:
    if ask.channel not in {channel for channel, _ in plan.channels}:
        return []
    return [ContactChannelRevoked.following(ask, reason_code="taken_back")]


def log_contact(ask: LogContact, plan: Plan) -> list[Event]:
    allowed = obey((relationship_is_known,), ask, plan)
    at = ask.contacted_at or ask.asked.at
    dormant_at = dormant_from(ask, plan, at)
    logged = ContactLogged.following(
        ask, contacted_at=at, dormant_at=dormant_at, allowed_by=allowed
    )
    if plan.pair is None or is_open(ask, plan, ask.channel, at):
        return [logged]
    return [logged, OutOfPolicyContactReported.following(ask, mentor_id=plan.pair.mentor_id)]


def lapse_channels(ask: LapseChannels, plan: Plan) -> list[Event]:
    agreed = sorted({channel for channel, _ in plan.channels})
    return [
        ContactChannelRevoked.following(ask, channel=one, reason_code="consent_lapsed")
        for one in agreed
    ]


CONTACT: Family = {
    AgreeInPerson: agree_in_person,
    AgreeContactChannel: agree_channel,
    RevokeContactChannel: revoke_channel,
    LogContact: log_contact,
    LapseChannels: lapse_channels,
}
