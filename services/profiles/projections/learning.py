"""How training goes, who came to which workshop, and which certificates are valid."""

from datetime import datetime
from typing import Any
from uuid import UUID

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from .. import events as said
from ..policies.numbers import compact


@projection(
    "training (participant_id uuid PRIMARY KEY, role text NOT NULL, items text[] NOT NULL,"
    " assigned_at timestamptz NOT NULL, due_on timestamptz, overdue boolean NOT NULL,"
    " completed_on date)",
    "training_module (participant_id uuid, module text, percent int NOT NULL,"
    " seconds_spent int NOT NULL, completed_on date, PRIMARY KEY (participant_id, module))",
    "training_part (participant_id uuid, item text, completed_on date NOT NULL,"
    " seconds_spent int NOT NULL, unusual boolean NOT NULL, voluntary boolean NOT NULL,"
    " PRIMARY KEY (participant_id, item))",
)
def training(told: Envelope[Any], sql: Sql) -> None:
    """Assigned, saved, completed; and parts done in an unusual time (1MM-034, 1MM-036)."""
    match told.data:
        case said.TrainingAssigned() as one:
            began(one, told, sql)
        case said.TrainingProgressSaved() | said.TrainingModuleCompleted() as one:
            went_on(one, sql)
        case said.TrainingPartCompleted() as one:
            sql(
                """
                INSERT INTO training_part
                VALUES (%(id)s, %(item)s, %(day)s, %(seconds)s, %(unusual)s, %(voluntary)s)
                """,
                id=str(one.participant_id),
                item=one.item,
                day=one.completed_on,
                seconds=one.seconds_spent,
                unusual=one.unusual,
                voluntary=one.voluntary,
            )
        case said.TrainingOverdue(participant_id=id_):
            sql("UPDATE training SET overdue = true WHERE participant_id = %(id)s", id=str(id_))
        case said.MentorTrained(mentor_id=id_, completed_on=day):
            finished(id_, day, sql)
        case said.TrainingCompleted(participant_id=id_, completed_on=day):
            finished(id_, day, sql)


def began(one: said.TrainingAssigned, told: Envelope[Any], sql: Sql) -> None:
    sql(
        """
        INSERT INTO training (participant_id, role, items, assigned_at, due_on, overdue)
        VALUES (%(id)s, %(role)s, %(items)s, %(at)s, %(due)s, false)
        """,
        id=str(one.participant_id),
        role=one.role,
        items=list(one.items),
        at=told.occurred_at,
        due=one.due_on,
    )


def went_on(one: said.TrainingProgressSaved | said.TrainingModuleCompleted, sql: Sql) -> None:
    if isinstance(one, said.TrainingModuleCompleted):
        percent, day = 100, one.completed_on
    else:
        percent, day = one.percent, None
    sql(
        """
        INSERT INTO training_module (participant_id, module, percent, seconds_spent, completed_on)
        VALUES (%(id)s, %(module)s, %(percent)s, %(seconds)s, %(day)s)
        ON CONFLICT (participant_id, module) DO UPDATE
        SET percent = excluded.percent, seconds_spent = excluded.seconds_spent,
            completed_on = excluded.completed_on
        """,
        id=str(one.participant_id),
        module=one.module,
        percent=percent,
        seconds=one.seconds_spent,
        day=day,
    )


def finished(participant_id: UUID, day: object, sql: Sql) -> None:
    sql(
        "UPDATE training SET completed_on = %(day)s WHERE participant_id = %(id)s",
        id=str(participant_id),
        day=day,
    )


@projection(
    "workshop (workshop_id uuid PRIMARY KEY, item text NOT NULL, starts_at timestamptz NOT NULL,"
    " capacity int NOT NULL, by_tier boolean NOT NULL)",
    "workshop_place (workshop_id uuid, participant_id uuid, standing text NOT NULL, minutes int,"
    " tier int, asked_at timestamptz,"
    " PRIMARY KEY (workshop_id, participant_id))",
)
def workshop(told: Envelope[Any], sql: Sql) -> None:
    """Who has a place, who waits since when with which rank, who came and for how long."""
    match told.data:
        case said.WorkshopScheduled() as one:
            sql(
                """
                INSERT INTO workshop (workshop_id, item, starts_at, capacity, by_tier)
                VALUES (%(id)s, %(item)s, %(at)s, %(capacity)s, %(by_tier)s)
                """,
                id=str(one.workshop_id),
                item=one.item,
                at=one.starts_at,
                capacity=one.capacity,
                by_tier=one.by_tier,
            )
        case said.WorkshopPlaceAllocated() as one:
            stands(one, "allocated", sql, tier=one.tier, at=one.submitted_at or told.occurred_at)
        case said.WorkshopPlaceWaitlisted() as one:
            stands(one, "waitlisted", sql, tier=one.tier, at=one.submitted_at or told.occurred_at)
        case said.WorkshopPlaceReleased() as one:
            stands(one, "released", sql)
        case said.WorkshopAttendanceRecorded() as one:
            stands(one, "attended", sql, minutes=one.minutes)


def stands(
    one: Any,
    standing: str,
    sql: Sql,
    *,
    minutes: int | None = None,
    tier: int | None = None,
    at: datetime | None = None,
) -> None:
    sql(
        """
        INSERT INTO workshop_place (workshop_id, participant_id, standing, minutes, tier, asked_at)
        VALUES (%(id)s, %(participant)s, %(standing)s, %(minutes)s, %(tier)s, %(at)s)
        ON CONFLICT (workshop_id, participant_id) DO UPDATE
        SET standing = excluded.standing, minutes = excluded.minutes,
            tier = coalesce(excluded.tier, workshop_place.tier),
            asked_at = coalesce(excluded.asked_at, workshop_place.asked_at)
        """,
        id=str(one.workshop_id),
        participant=str(one.participant_id),
        standing=standing,
        minutes=minutes,
        tier=tier,
        at=at,
    )


@projection(
    "certificate (number text PRIMARY KEY, printed text NOT NULL, certificate_id uuid NOT NULL,"
    " mentor_id uuid NOT NULL, completed_on date NOT NULL, status text NOT NULL)"
)
def certificate(told: Envelope[Any], sql: Sql) -> None:
    """Certificates by number: valid, replaced or revoked (1MM-043)."""
    match told.data:
        case said.CertificateIssued() as one:
            if one.replaces:
                becomes("replaced", one.replaces, sql)
            sql(
                """
                INSERT INTO certificate
                VALUES (%(number)s, %(printed)s, %(id)s, %(mentor)s, %(day)s, 'valid')
                """,
                number=compact(one.number),
                printed=one.number,
                id=str(one.certificate_id),
                mentor=str(one.mentor_id),
                day=one.completed_on,
            )
        case said.CertificateRevoked(certificate_id=id_):
            becomes("revoked", id_, sql)


def becomes(status: str, certificate_id: UUID, sql: Sql) -> None:
    sql(
        "UPDATE certificate SET status = %(status)s WHERE certificate_id = %(id)s",
        id=str(certificate_id),
        status=status,
    )
