"""The register of gifts."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import (
    GiftApproved,
    GiftAssessed,
    GiftDeclared,
    GiftDeclined,
    GiftDisposed,
    GiftRefused,
)
from ..policies.reading import known_programme


@projection(
    "gifts (gift_id uuid PRIMARY KEY, relationship_id uuid, direction text, kind text,"
    " value_minor bigint, currency text, given_on date, declared_at timestamptz,"
    " declared_late boolean, needs_approval boolean, bribery_ok boolean, safeguarding_ok boolean,"
    " decision text, decided_by text, decided_at timestamptz, disposed text,"
    " programme text)"
)
def gifts(told: Envelope[Any], sql: Sql) -> None:
    """The register: every gift, what was decided, by whom and when (SG-30)."""
    match told.data:
        case GiftDeclared() as gift:
            enter(sql, told, late=gift.declared_late, needs=gift.needs_approval)
        case GiftRefused() as gift:
            enter(sql, told)
            decided(sql, told, "refused", gift.rule)
        case GiftAssessed() as seen:
            sql(
                "UPDATE gifts SET bribery_ok = coalesce(%(bribery)s, bribery_ok),"
                " safeguarding_ok = coalesce(%(safe)s, safeguarding_ok) WHERE gift_id = %(gift)s",
                gift=str(seen.gift_id),
                bribery=seen.bribery_ok,
                safe=seen.safeguarding_ok,
            )
        case GiftApproved() as gift:
            decided(sql, told, "approved", gift.approved_by)
        case GiftDeclined() as gift:
            decided(sql, told, "declined", gift.declined_by)
        case GiftDisposed(gift_id=gift_id, how=how):
            statement = "UPDATE gifts SET disposed = %(how)s WHERE gift_id = %(gift)s"
            sql(statement, gift=str(gift_id), how=how)


def enter(
    sql: Sql, told: Envelope[Any], *, late: bool | None = None, needs: bool | None = None
) -> None:
    gift = told.data
    sql(
        "INSERT INTO gifts VALUES (%(gift)s, %(relationship)s, %(direction)s, %(kind)s, %(value)s,"
        " %(currency)s, %(given)s, %(at)s, %(late)s, %(needs)s, NULL, NULL, NULL, NULL, NULL, NULL,"
        " %(programme)s)",
        gift=str(gift.gift_id),
        relationship=str(gift.relationship_id),
        direction=gift.direction,
        kind=gift.kind,
        value=gift.value_minor,
        currency=gift.currency,
        given=gift.given_on,
        at=told.occurred_at,
        late=late,
        needs=needs,
        programme=known_programme(told),
    )


def decided(sql: Sql, told: Envelope[Any], decision: str, by: str) -> None:
    sql(
        "UPDATE gifts SET decision = %(decision)s, decided_by = %(by)s, decided_at = %(at)s"
        " WHERE gift_id = %(gift)s",
        gift=str(told.data.gift_id),
        decision=decision,
        by=by,
        at=told.occurred_at,
    )
