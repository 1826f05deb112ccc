"""The safeguarding service: commands in, a few questions answered, other services heard."""

from uuid import UUID, uuid4

from shared.desk import Desk, plain
from shared.entrypoints import Service, asked, hears_many
from shared.fields import instant
from shared.messages import Json
from shared.refusals import Invalid, Refused

from .room import room

QUEUE = """
SELECT queue.*, cases.case_ref, cases.band, cases.acknowledge_by
  FROM queue LEFT JOIN cases USING (case_id)
 WHERE person_id = %(person)s AND what <> 'closed'
 ORDER BY acknowledge_by NULLS LAST, case_id
"""
STATUS = """
SELECT CASE state WHEN 'closed' THEN 'closed' ELSE 'received' END AS status
  FROM cases
 WHERE case_id = %(case)s
"""
OPEN_CASES = "SELECT * FROM cases WHERE state <> 'closed' ORDER BY raised_at, case_id"
GIFTS = """
SELECT * FROM gifts
 WHERE given_on BETWEEN %(since)s AND %(until)s
 ORDER BY given_on, declared_at, gift_id
"""
OPEN_REVIEWS = "SELECT * FROM reviews WHERE completed_at IS NULL ORDER BY opened_at, review_id"


class Safeguarding(Service):
    """What safeguarding can be asked, over the bus."""

    name = "safeguarding"
    room = room

    @hears_many("profiles", room.hears["profiles"].types)
    def hear_profiles(self, messages: list[Json]) -> None:
        """Role holders, and roles that ended."""
        self.desk.hear_many("profiles", messages)

    @hears_many("matching", room.hears["matching"].types)
    def hear_matching(self, messages: list[Json]) -> None:
        """Pairs."""
        self.desk.hear_many("matching", messages)

    @hears_many("sessions", room.hears["sessions"].types)
    def hear_sessions(self, messages: list[Json]) -> None:
        """What went against the rules."""
        self.desk.hear_many("sessions", messages)

    @asked
    def my_queue(self, person_id: str) -> list[Json]:
        """What waits for a person: drafts to know of, cases to acknowledge, cases in hand."""
        return self.desk.rows(QUEUE, person=person_id)

    @asked(expected_exceptions=(Invalid, Refused))
    def case_timeline(self, case_id: str, actor: str, purpose: str) -> list[Json]:
        """Everything in a case, in order, for its team; the reading is recorded first."""
        return timeline(self.desk, case_id, actor, purpose)

    @asked
    def disclosure_status(self, case_id: str) -> str | None:
        """All that who raised it may know: received or closed (SG-06)."""
        return self.desk.value(STATUS, case=case_id)  # type: ignore[no-any-return]

    @asked
    def open_cases(self) -> list[Json]:
        """How every open case stands; nothing of what it is about."""
        return self.desk.rows(OPEN_CASES)

    @asked
    def gifts_register(self, since: str, until: str) -> list[Json]:
        """Every gift given in that period, both days included, and what was decided (SG-30)."""
        return self.desk.rows(GIFTS, since=since, until=until)

    @asked
    def open_reviews(self) -> list[Json]:
        """What somebody should look at."""
        return self.desk.rows(OPEN_REVIEWS)


def timeline(desk: Desk, case_id: str, actor: str, purpose: str) -> list[Json]:
    """Record the reading, then show the case. What could not be recorded is not shown (SG-07)."""
    answer = desk.submit(
        {
            "type": "ReadCase",
            "data": {"case_id": case_id, "purpose": purpose},
            "id": str(uuid4()),  # every reading is one of its own
            "actor": actor,
        }
    )
    if answer["recorded"] != ["RecordRead"]:
        raise Refused("access-refused", "There is nothing to show you.", "is_on_the_team")
    told = (desk.commands.recorder.open(row) for row in desk.store.read(f"case-{UUID(case_id)}"))
    return [
        {
            "at": instant(one.occurred_at),
            "recorded_at": instant(one.recorded_at),
            "type": type(one.data).__name__,
            "actor": str(one.actor),
            "data": plain(one.data.dump()),
        }
        for one in told
    ]
