"""One mentee across relationships: the age band, and the plans that have to know of it."""

from dataclasses import dataclass, replace
from datetime import date
from uuid import UUID

from shared.deciding import Decider
from shared.messages import Command, Event

from ..commands import ChangeMenteeBand, FollowPlan, LapseConsent
from ..events import MenteeBandChanged, MenteeConsentLapsed, PlanFollowed
from ..events.codes import Band

# The consents that being in touch rests on.
CONTACT = ("participation", "contact")


@dataclass(frozen=True)
class Mentee:
    """What is known of a mentee; `band` only once it changed."""

    plans: tuple[UUID, ...] = ()
    band: Band | None = None
    effective_on: date | None = None


def decide(command: Command, mentee: Mentee) -> list[Event]:
    match command:
        case FollowPlan() if command.relationship_id not in mentee.plans:
            news = mentee.band != command.age_band and mentee.band is not None
            known = (mentee.band, mentee.effective_on) if news else (None, None)
            return [PlanFollowed.following(command, band=known[0], effective_on=known[1])]
        case ChangeMenteeBand() if (command.band, command.effective_on) != (
            mentee.band,
            mentee.effective_on,
        ):
            return [MenteeBandChanged.following(command, plans=mentee.plans)]
        case LapseConsent() if command.purpose in CONTACT:
            return [MenteeConsentLapsed.following(command, plans=mentee.plans)]
    return []


def evolve(mentee: Mentee, event: Event) -> Mentee:
    match event:
        case PlanFollowed():
            return replace(mentee, plans=(*mentee.plans, event.relationship_id))
        case MenteeBandChanged():
            return replace(mentee, band=event.band, effective_on=event.effective_on)
    return mentee


mentee: Decider[Mentee] = Decider(
    "mentee-{mentee_id}",
    Mentee(),
    decide,
    evolve,
    accepts=(FollowPlan, ChangeMenteeBand, LapseConsent),
    keeps_programme=True,
)
