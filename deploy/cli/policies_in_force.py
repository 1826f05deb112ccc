"""Programme documents as the services have them: published over the bus, read back from a log."""

from contextlib import closing
from pathlib import Path
from typing import Any

from deploy.cli.homes import Home
from deploy.cli.ops_data import clock_of
from deploy.cli.policies import written
from deploy.cli.reporting import Trouble
from shared.connecting import connect
from shared.fields import moment

OWNER = "profiles"
# A policy is no personal data, and every document was checked before it was recorded.
IN_FORCE = """
SELECT data->'document'
  FROM es.event
 WHERE type = 'ProgrammePolicyPublished'
   AND data->>'programme' = %(programme)s
 ORDER BY (data->>'effective_from')::timestamptz <= %(at)s::timestamptz DESC,
          CASE WHEN (data->>'effective_from')::timestamptz <= %(at)s::timestamptz
               THEN (data->>'effective_from')::timestamptz END DESC,
          (data->>'effective_from')::timestamptz
 LIMIT 1
"""


def sent_as(document: dict[str, Any], id_: str, by: str, at: str | None) -> dict[str, Any]:
    """The submission that publishes a document."""
    programme = document["programme"]["id"]
    return {
        "type": "PublishPolicy",
        "data": {"programme": programme, "document": document},
        "id": id_,
        "actor": by,
        "occurred_at": at,
        "programme": programme,
    }


def named_or_read(home: Path, name: str) -> dict[str, Any]:
    """A document from a file, or the one that is in force in the programme of that name."""
    if Path(name).is_file():
        return written(Path(name)).document
    return in_force(Home(home), name)


def in_force(home: Home, programme: str) -> dict[str, Any]:
    """The version in force now, by the clock the services live by; before the first, the first."""
    now = clock_of(home.installation, OWNER)
    asked = {"programme": programme, "at": (now and moment(now)) or "now"}
    dsn = home.installation.dsn(OWNER, "auditor")
    with closing(connect(dsn)) as lent, lent.cursor() as cursor:
        cursor.execute(IN_FORCE, asked)
        row = cursor.fetchone()
    if row is None:
        raise Trouble(f"{programme} is no file, and no programme that has a policy")
    document: dict[str, Any] = row[0]
    return document
