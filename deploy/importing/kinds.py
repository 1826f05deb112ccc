"""The files an operator may import, column by column, and the commands each row stands for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from functools import partial
from typing import Any

from .cells import Email, Filled, Known, Ref, Row, without_empty
from .naming import id_for, id_of_person

Names = tuple[str, ...]
Given = tuple[str, str, dict[str, Any]]


class InstitutionRow(Row):
    ref: Ref
    name: Filled
    type: Filled
    region: Filled
    urn: str | None = None
    premises: tuple[str, ...] = ()


class StaffRow(Row):
    ref: Ref
    name: Filled
    email: Email | None = None
    role: Filled
    region: str | None = None
    institution: Ref | None = None


class MentorRow(Row):
    """`person` names somebody who takes part in another programme too, as `programme/ref` there."""

    ref: Ref
    person: Known | None = None
    name: Filled
    email: Email
    date_of_birth: date | None = None
    region: Filled
    source: str = "independent"
    employer: str | None = None
    scheme: str | None = None
    status: Filled
    general_years: float = 0.0
    postgraduate_years: float = 0.0
    youth_experience_years: float | None = None
    occupation: str | None = None
    goal: str | None = None
    goal_tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    background_tags: tuple[str, ...] = ()
    biography: str | None = None
    member_of: str | None = None
    basis: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()
    willingness: tuple[str, ...] = ()


class MenteeRow(Row):
    """`person` is as in a mentor's row."""

    ref: Ref
    person: Known | None = None
    name: Filled
    date_of_birth: date
    institution: Ref | None = None
    school_year: str | None = None
    region: Filled
    goal: str | None = None
    goal_tags: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    background_tags: tuple[str, ...] = ()
    introduction: str | None = None
    member_of: str | None = None
    basis: tuple[str, ...] = ()
    facets: tuple[str, ...] = ()


LEADS = ("dsl", "mentoring_coordinator")


def institution(row: InstitutionRow, programme: str) -> Iterator[Given]:
    id_ = str(id_for(programme, "institution", row.ref))
    known = without_empty(
        institution_id=id_, name=row.name, type=row.type, region=row.region, urn=row.urn
    )
    yield "profiles", "ProposeInstitution", known
    for place, label in enumerate(row.premises, start=1):
        premises = str(id_for(programme, "premises", f"{row.ref}-{place}"))
        data = {"institution_id": id_, "premises_id": premises, "label": label}
        yield "profiles", "RegisterPremises", data


def staff(row: StaffRow, programme: str, leads: Names = LEADS) -> Iterator[Given]:
    """`leads` are the roles that the programme asks institutions to fill."""
    person = str(id_for(programme, "person", row.ref))
    yield (
        "profiles",
        "RegisterPerson",
        without_empty(person_id=person, name=row.name, email=row.email),
    )
    where = row.institution and str(id_for(programme, "institution", row.institution))
    if row.institution and row.role in leads:
        data = {"institution_id": where, "role": row.role, "person_id": person}
        yield "profiles", "AppointSafeguardingLead", data
    else:
        yield (
            "profiles",
            "GrantStaffRole",
            without_empty(person_id=person, role=row.role, region=row.region, institution_id=where),
        )


def mentor(row: MentorRow, programme: str) -> Iterator[Given]:
    person, mentor_id = ids(programme, "mentor", row)
    start = without_empty(
        mentor_id=mentor_id,
        person_id=person,
        source=row.source,
        region=row.region,
        date_of_birth=row.date_of_birth,
    )
    yield from member(row, person)
    yield "profiles", "StartMentorApplication", start
    known = without_empty(person_id=person, name=row.name, email=row.email)
    yield "profiles", "RegisterPerson", known
    yield from about_mentor(row, programme, mentor_id)


def member(row: MentorRow | MenteeRow, person: str) -> Iterator[Given]:
    """A member, and in which ways; nothing for a row that names no organisation."""
    if row.member_of:
        data = {"person_id": person, "organisation": row.member_of, "basis": list(row.basis)}
        yield "profiles", "GrantMembership", data


def about_mentor(row: MentorRow, programme: str, mentor_id: str) -> Iterator[Given]:
    if row.employer:
        employer = str(id_for(programme, "employer", row.employer))
        scheme = without_empty(mentor_id=mentor_id, employer_id=employer, scheme=row.scheme)
        yield "profiles", "DeclareEmployerAffiliation", scheme
    profile = without_empty(
        mentor_id=mentor_id,
        topics=row.topics,
        background_tags=row.background_tags,
        occupation=row.occupation,
        biography=row.biography,
        facets=row.facets or None,
    )
    yield "profiles", "UpdateMentorProfile", profile
    if row.willingness:
        willing = {"mentor_id": mentor_id, "ways": list(row.willingness)}
        yield "profiles", "DeclareWillingness", willing
    if row.goal:
        goal = {"mentor_id": mentor_id, "text": row.goal, "tags": list(row.goal_tags)}
        yield "profiles", "SetMentorGoal", goal
    work = without_empty(
        mentor_id=mentor_id,
        status=row.status,
        general_years=row.general_years,
        postgraduate_years=row.postgraduate_years,
        youth_experience_years=row.youth_experience_years,
    )
    yield "profiles", "DeclareEligibility", work


def mentee(row: MenteeRow, programme: str) -> Iterator[Given]:
    person, mentee_id = ids(programme, "mentee", row)
    born = row.date_of_birth.isoformat()
    where = row.institution and str(id_for(programme, "institution", row.institution))
    referral = without_empty(
        mentee_id=mentee_id,
        person_id=person,
        date_of_birth=born,
        institution_id=where,
        school_year=row.school_year,
        region=row.region,
    )
    yield from member(row, person)
    yield "profiles", "ReferMentee", referral
    who = {"person_id": person, "name": row.name, "date_of_birth": born}
    yield "profiles", "RegisterPerson", who
    profile = without_empty(
        mentee_id=mentee_id,
        topics=row.topics,
        background_tags=row.background_tags,
        introduction=row.introduction,
        facets=row.facets or None,
    )
    yield "profiles", "UpdateMenteeProfile", profile
    if row.goal:
        goal = {"mentee_id": mentee_id, "text": row.goal, "tags": list(row.goal_tags)}
        yield "profiles", "SetMenteeGoal", goal


def ids(programme: str, kind: str, row: MentorRow | MenteeRow) -> tuple[str, str]:
    """The person behind a row, and their participation."""
    person = id_of_person(programme, row.person or row.ref)
    return str(person), str(id_for(programme, kind, row.ref))


@dataclass(frozen=True)
class Kind:
    """A kind of file: its row, and the commands a row stands for, in order.

    With `needs_institution`, the one a row names has to be known already; with `needs_roles`, it is
    the programme's policy that says which roles are an institution's.
    """

    row: type[Row]
    commands: Callable[..., Iterator[Given]]
    needs_institution: bool = False
    needs_roles: bool = False

    def by_roles(self, leads: Names) -> "Kind":
        """The same for a programme whose institutions have to fill these roles."""
        return replace(self, commands=partial(self.commands, leads=leads)) if leads else self


KINDS = {
    "institutions": Kind(InstitutionRow, institution),
    "staff": Kind(StaffRow, staff, needs_institution=True, needs_roles=True),
    "mentors": Kind(MentorRow, mentor),
    "mentees": Kind(MenteeRow, mentee, needs_institution=True),
}
