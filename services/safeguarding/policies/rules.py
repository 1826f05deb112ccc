"""The parts of a programme's policy that safeguarding reads, and what silence means."""

from datetime import date, datetime
from typing import Literal
from uuid import UUID

from shared.durations import Iso, later
from shared.messages import Command, Value

MACHINES = frozenset({"timer", "service", "importer"})
# The installation's own, whatever a programme calls its people.
OPERATOR = "operator"
# Whom no policy can make one of the operator's own leads; the empty role is nobody's.
OUTSIDERS = frozenset({"mentor", "mentee", "member", "institution", ""})


class Route(Value):
    """Whom to tell: at the institution all of them, at the operator the first that is held."""

    institution: tuple[str, ...] = ("dsl", "mentoring_coordinator")
    no_institution: tuple[str, ...] = ("programme_dsl",)
    about_mentor: tuple[str, ...] = ("programme_dsl",)


class AckWithin(Value):
    """How long the people told have to say that they have it, by band."""

    immediate: Iso = "PT1H"
    high: Iso = "PT4H"
    standard: Iso = "P1WD"


class Safety(Value):
    """The section `safeguarding`. `pattern_after` counts low-level concerns about one adult."""

    route: Route = Route()
    ack_within: AckWithin = AckWithin()
    ladder: tuple[str, ...] = ("deputy_dsl", "programme_dsl", "board_lead")
    draft_idle: Iso = "PT15M"
    referral_reply_within: Iso = "P1WD"
    pattern_after: int = 3
    dbs_reasons: tuple[str, ...] = ("safeguarding_guidelines",)


class GiftRules(Value):
    """The section `gifts`. Amounts are in minor units; `per_year` counts in any twelve months."""

    kinds: tuple[str, ...] = ("gift", "food", "drink", "entertainment")
    assess: tuple[str, ...] = ("bribery", "safeguarding")
    approve_over_minor_units: int = 1000
    cash: Literal["deny", "allow"] = "deny"
    per_year: int = 3
    late_after: Iso = "P7D"


class Whose(Value):
    """The section `programme`. `operator` is the organisation that answers for it."""

    operator: str | None = None


class Roles(Value):
    """The section `roles`: what the office is called, and who is of an institution."""

    leaders: tuple[str, ...] = ("programme_manager",)
    office: tuple[str, ...] = ("regional_coordinator",)
    institution: tuple[str, ...] = ("mentoring_coordinator",)
    staff: tuple[str, ...] = ("institution_staff",)


class Meta(Value):
    """The section `policy`."""

    time_zone: str = "Europe/London"


class Policy(Value):
    """Everything safeguarding reads of a programme."""

    programme: Whose = Whose()
    roles: Roles = Roles()
    safeguarding: Safety = Safety()
    gifts: GiftRules = GiftRules()
    policy: Meta = Meta()
    holidays: tuple[date, ...] = ()


DEFAULT = Policy()


def policy_of(ask: Command) -> Policy:
    """The rules the matter began under; the defaults outside any programme."""
    return ask.asked.rules.read(Policy) if ask.asked.rules else DEFAULT


def leads_of(ask: Command) -> frozenset[str]:
    """The roles of the operator's own safeguarding leads, as the matter began and as it is now."""
    return frozenset().union(*map(leads_in, policies_of(ask)))


def office_of(ask: Command) -> frozenset[str]:
    """The roles of the office, as the matter began and as it is now."""
    named = {role for one in policies_of(ask) for role in (*one.roles.leaders, *one.roles.office)}
    return frozenset({OPERATOR, *named})


def policies_of(ask: Command) -> list[Policy]:
    known = [one.read(Policy) for one in (ask.asked.rules, ask.asked.rules_now) if one]
    return known or [DEFAULT]


def leads_in(policy: Policy) -> frozenset[str]:
    safety, roles = policy.safeguarding, policy.roles
    named = {*safety.route.no_institution, *safety.route.about_mentor, *safety.ladder}
    return frozenset(named) - OUTSIDERS.union(roles.institution, roles.staff)


def deadline(ask: Command, length: str) -> datetime:
    """That much later, with the programme's working days."""
    policy = policy_of(ask)
    return later(ask.asked.at, length, policy.policy.time_zone, policy.holidays)


def person(ask: Command) -> UUID | None:
    """The human who asks, None for a machine or an actor whose id is no person's."""
    if ask.asked.by.role in MACHINES:
        return None
    try:
        return UUID(ask.asked.by.id)
    except ValueError:
        return None


def somebody(ask: Command) -> UUID:
    """The human who asks, where a rule has made sure that there is one."""
    found = person(ask)
    if found is None:
        raise TypeError(f"{type(ask).__name__} passed its rules without a person")
    return found
