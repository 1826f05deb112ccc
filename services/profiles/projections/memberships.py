"""Who is a member, as far as each programme is concerned; no personal data."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from .. import events as said


@projection(
    "membership (programme text, person_id uuid, organisation text, basis text[] NOT NULL,"
    " since timestamptz NOT NULL, ended_at timestamptz,"
    " PRIMARY KEY (programme, person_id, organisation))"
)
def membership(told: Envelope[Any], sql: Sql) -> None:
    """The last word on every membership (ASME-13)."""
    match told.data:
        case said.MembershipGranted() as one:
            sql(
                """
                INSERT INTO membership (programme, person_id, organisation, basis, since)
                VALUES (%(programme)s, %(person)s, %(organisation)s, %(basis)s, %(at)s)
                ON CONFLICT (programme, person_id, organisation) DO UPDATE
                SET basis = excluded.basis, ended_at = NULL,
                    since = CASE WHEN membership.ended_at IS NULL THEN membership.since
                                 ELSE excluded.since END
                """,
                **about(one, told),
                basis=list(one.basis),
            )
        case said.MembershipEnded() as one:
            sql(
                """
                UPDATE membership SET ended_at = %(at)s
                 WHERE programme = %(programme)s AND person_id = %(person)s
                   AND organisation = %(organisation)s
                """,
                **about(one, told),
            )


def about(
    one: said.MembershipGranted | said.MembershipEnded, told: Envelope[Any]
) -> dict[str, Any]:
    return {
        "programme": one.programme,
        "person": str(one.person_id),
        "organisation": one.organisation,
        "at": told.occurred_at,
    }
