"""What the compiler checks about ages, applications and the people who keep minors safe."""

from collections.abc import Iterator
from typing import Any

from .document import Document
from .expressions import leaves
from .problems import Problem

RESERVED = frozenset(
    {"mentor", "mentee", "member", "operator", "institution", "chaperone"}
    | {"service", "timer", "importer", ""}
)
DECLARED = ("general_years", "postgraduate_years", "youth_experience_years")
TELLABLE = (
    *("region", "topics", "goal", "background_tags", "occupation", "biography"),
    *("willingness", "cannot_help", "availability"),
)


def minors_allowed(rules: Document) -> bool:
    """Whether anyone below the adult age may be a mentee."""
    return rules.mentee.age.min is None or rules.mentee.age.min < rules.adult_age


def ages_are_ranges(rules: Document) -> Iterator[Problem]:
    for who, age in (("mentee", rules.mentee.age), ("mentor", rules.mentor.age)):
        if age.min is not None and age.max is not None and age.min > age.max:
            yield Problem(f"{who}.age", "min-over-max", "nobody is old enough and young enough")


def minors_have_a_route(rules: Document) -> Iterator[Problem]:
    route = rules.safeguarding.route
    if not minors_allowed(rules):
        return
    if rules.roles.lead not in route.institution or not route.no_institution:
        why = "minors need a safeguarding lead to turn to, with and without an institution"
        yield Problem("safeguarding.route", "minors-without-lead", why)
    if (
        rules.mentee.via_institution != "none"
        and rules.roles.lead not in rules.institution.required_roles
    ):
        why = "an institution of minors has a safeguarding lead"
        yield Problem("institution.required_roles", "minors-without-lead", why)


def roles_are_told_apart(rules: Document) -> Iterator[Problem]:
    """Nobody becomes the office by a name that means somebody else, here or everywhere."""
    roles = rules.roles
    groups = {
        "office": {*roles.leaders, *roles.office},
        "institution": {*roles.institution},
        "staff": {*roles.staff},
        "lead": {roles.lead},
        "provider": {roles.provider},
    }
    for where, names in groups.items():
        others = {one for name, group in groups.items() if name != where for one in group}
        if strange := sorted(names & (RESERVED | others)):
            why = f"{', '.join(strange) or 'no name'}: this is the name of others already"
            yield Problem(f"roles.{where}", "role-of-others", why)


def institutions_have_types(rules: Document) -> Iterator[Problem]:
    if rules.mentee.via_institution == "required" and not rules.institution.types:
        yield Problem("institution.types", "no-institution-type", "through which institutions?")


def experience_is_declared(rules: Document) -> Iterator[Problem]:
    for leaf in leaves(rules.mentor.experience):
        if not well_formed(leaf):
            why = f"compares one of {', '.join(DECLARED)} with a number of years"
            yield Problem("mentor.experience", "undefined-experience", why)


def well_formed(leaf: Any) -> bool:
    return isinstance(leaf, dict) and all(
        name in DECLARED and isinstance(years, int | float) for name, years in leaf.items()
    )


def reasons_that_need_a_case_are_reasons(rules: Document) -> Iterator[Problem]:
    for name, part in (("decline", rules.mentor.decline), ("end", rules.mentor.end)):
        if strange := set(part.needs_case) - set(part.reasons):
            why = f"{', '.join(sorted(strange))}: not among the reasons"
            yield Problem(f"mentor.{name}.needs_case", "undefined-reason", why)


def recruiting_ends_after_it_began(rules: Document) -> Iterator[Problem]:
    for role in ("mentor", "mentee"):
        window = getattr(rules.recruitment, role)
        if window.closes and window.advertise_by and window.closes < window.advertise_by:
            why = "people would be looked for who cannot apply any more"
            yield Problem(f"recruitment.{role}.closes", "closed-while-advertised", why)


def nudges_are_about_profiles(rules: Document) -> Iterator[Problem]:
    known = {*TELLABLE, *rules.mentor.facets}
    if strange := sorted(set(rules.mentor.completeness_nudge.fields) - known):
        why = f"{', '.join(strange)}: a profile tells {', '.join(TELLABLE)} and facets"
        yield Problem("mentor.completeness_nudge.fields", "undefined-field", why)


PEOPLE_CHECKS = (
    roles_are_told_apart,
    ages_are_ranges,
    minors_have_a_route,
    institutions_have_types,
    experience_is_declared,
    reasons_that_need_a_case_are_reasons,
    recruiting_ends_after_it_began,
    nudges_are_about_profiles,
)
