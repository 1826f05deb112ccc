"""The rules a session is planned by; most are asked of a recorded one too."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import timedelta

from shared.messages import Command

from ..commands import RecordSession, RescheduleSession, ScheduleSession
from ..events import SessionScheduled
from ..events.codes import IN_PERSON
from .excepting import EXCEPTION
from .plan import Plan
from .terms import protection, terms

Rule = Callable[[ScheduleSession, Plan], str | None]


def relationship_is_active(_: Command, plan: Plan) -> str | None:
    if plan.pair is None:
        return "No such relationship is known."
    return None if plan.is_active else "The relationship is not active."


def start_checklist_complete(ask: ScheduleSession, plan: Plan) -> str | None:
    if plan.checked is not None:
        return None
    minor = plan.band_at(ask.starts_at) == "minor"
    needed = terms(ask).relationship.start_checklist
    missing = ", ".join(one for one in needed if minor or one != "chaperone_named")
    return f"Before the first session is missing: {missing}." if missing else None


def institution_is_ready(ask: ScheduleSession, plan: Plan) -> str | None:
    if plan.band_at(ask.starts_at) != "minor" or plan.pair is None or not plan.pair.institution_id:
        return None
    if not plan.house.active:
        return "The institution is not active."
    vacant = ", ".join(plan.house.vacant)
    return f"At the institution nobody holds the role of {vacant}." if vacant else None


def ends_after_it_starts(ask: ScheduleSession, _: Plan) -> str | None:
    return None if ask.starts_at < ask.ends_at else "A session ends after it starts."


def starts_later_than_now(ask: ScheduleSession, _: Plan) -> str | None:
    late = ask.starts_at <= ask.asked.at
    return "A session is scheduled before it starts; record it instead." if late else None


def overlaps_no_other(ask: ScheduleSession, plan: Plan) -> str | None:
    clash = any(
        one.starts_at < ask.ends_at and ask.starts_at < one.ends_at for one in plan.slots.values()
    )
    return "The two have another session at that time." if clash else None


def within_the_cap(ask: ScheduleSession, plan: Plan) -> str | None:
    policy = terms(ask).relationship
    beyond = policy.max_sessions is not None and plan.count >= policy.max_sessions
    return "No more sessions are foreseen." if beyond and policy.overrun == "refuse" else None


def mode_is_offered(ask: ScheduleSession, _: Plan) -> str | None:
    modes = protection(ask).sessions.modes
    excepted = ask.mode == IN_PERSON and ask.exception is not None
    return None if ask.mode in modes or excepted else f"Sessions are offered {' or '.join(modes)}."


def no_homes(ask: ScheduleSession, _: Plan) -> str | None:
    denied = ask.mode == IN_PERSON and ask.venue_type in protection(ask).sessions.deny_venues
    return "Nobody meets at a home." if denied else None


def first_sessions_online(ask: ScheduleSession, plan: Plan) -> str | None:
    if ask.mode != IN_PERSON or plan.band_at(ask.starts_at) != "adult":
        return None
    first = protection(ask).sessions.adult.first_online
    return None if plan.preceding(ask.starts_at) >= first else "They meet online first."


def in_person_by_mutual_choice(ask: ScheduleSession, plan: Plan) -> str | None:
    if ask.mode != IN_PERSON or plan.band_at(ask.starts_at) != "adult":
        return None
    mutual = protection(ask).sessions.adult.in_person == "mutual_choice"
    missing = {"mentor", "mentee"} - plan.choose_in_person
    return "Both have to choose to meet in person." if mutual and missing else None


def public_places_only(ask: ScheduleSession, plan: Plan) -> str | None:
    if ask.mode != IN_PERSON or plan.band_at(ask.starts_at) != "adult":
        return None
    if ask.exception:  # which has a list of its own
        return None
    places = protection(ask).sessions.adult.venues
    return None if ask.venue_type in places else f"Adults meet at one of: {', '.join(places)}."


def partner_premises_only(ask: ScheduleSession, plan: Plan) -> str | None:
    if ask.mode != IN_PERSON or plan.band_at(ask.starts_at) != "minor":
        return None
    if ask.venue_type not in protection(ask).sessions.minor.venues:
        return "Minors are met at the institution's premises."
    own = ask.premises_id in plan.house.premises
    return None if own else "These premises are not the mentee's institution's."


def chaperone_named(ask: ScheduleSession, plan: Plan) -> str | None:
    needed = protection(ask).sessions.minor.chaperone.required
    if plan.band_at(ask.starts_at) != "minor" or not needed:
        return None
    return None if ask.chaperone_id else "A session with a minor needs a chaperone."


def chaperone_is_staff(ask: ScheduleSession, plan: Plan) -> str | None:
    if plan.band_at(ask.starts_at) != "minor" or ask.chaperone_id in (None, plan.chaperone):
        return None
    role = protection(ask).sessions.minor.chaperone.role
    known = {one.person_id for one in plan.house.staff if one.role == role}
    return None if ask.chaperone_id in known else "The chaperone is not of the institution's staff."


def chemistry_comes_first(ask: ScheduleSession, plan: Plan) -> str | None:
    if ask.kind != "chemistry":
        return None
    if protection(ask).sessions.chemistry is None:
        return "The programme knows no such call."
    return "The two have met or planned to before." if plan.count else None


def chemistry_in_its_mode(ask: ScheduleSession, _: Plan) -> str | None:
    policy = protection(ask).sessions
    mode = policy.chemistry.mode if policy.chemistry and ask.kind == "chemistry" else None
    # A mode that the programme does not offer by that name cannot be asked for.
    return f"The first call is {mode}." if mode in policy.modes and ask.mode != mode else None


PLACE: tuple[Rule, ...] = (
    mode_is_offered,
    *EXCEPTION,
    no_homes,
    partner_premises_only,
    first_sessions_online,
    in_person_by_mutual_choice,
    public_places_only,
)
COMPANY: tuple[Rule, ...] = (chaperone_named, chaperone_is_staff)
STANDING: tuple[Rule, ...] = (relationship_is_active, start_checklist_complete)
DIARY: tuple[Rule, ...] = (
    ends_after_it_starts,
    starts_later_than_now,
    overlaps_no_other,
    within_the_cap,
    chemistry_comes_first,
    chemistry_in_its_mode,
)

SCHEDULING = (*STANDING, *DIARY, institution_is_ready, *PLACE, *COMPANY)
MEETING = (*STANDING, *PLACE)
REVIEW = (*PLACE, *COMPANY)


def broken(rules: Iterable[Rule], ask: ScheduleSession, plan: Plan) -> tuple[str, ...]:
    """The names of the rules that forbid it."""
    return tuple(rule.__name__ for rule in rules if rule(ask, plan))


def as_if_scheduled(slot: SessionScheduled) -> ScheduleSession:
    """A scheduled session as the request it could have been."""
    return ScheduleSession(**{name: getattr(slot, name) for name in ScheduleSession.codecs})


def as_moved(ask: RescheduleSession, slot: SessionScheduled) -> ScheduleSession:
    """A rescheduled session as the request it amounts to."""
    moved = replace(as_if_scheduled(slot), starts_at=ask.starts_at, ends_at=ask.ends_at)
    return moved.by(ask.asked)


def as_met(ask: RecordSession, plan: Plan) -> ScheduleSession:
    """A session that was held, as the request it would have been."""
    slot = plan.slots.get(ask.session_id)
    return ScheduleSession(
        relationship_id=ask.relationship_id,
        session_id=ask.session_id,
        starts_at=ask.started_at,
        ends_at=ask.started_at + timedelta(minutes=ask.minutes),
        mode=ask.mode,
        venue_type=ask.venue_type,
        premises_id=ask.premises_id,
        exception=slot.exception if slot and ask.mode == IN_PERSON else None,
    ).by(ask.asked)
