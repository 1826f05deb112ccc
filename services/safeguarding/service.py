"""The safeguarding service: commands in, a few questions answered, other services heard."""

from uuid import UUID, uuid4

from shared.asked import Actor
from shared.desk import Desk, plain
from shared.entrypoints import Service, asked, hears_many
from shared.fields import instant
from shared.messages import Json
from shared.refusals import Invalid, Refused

from .policies.reactions import OPERATOR
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
# What was told outside any programme is everybody's to see to.
OPEN_CASES = """
SELECT * FROM cases
 WHERE state <> 'closed' AND (programme = %(programme)s OR programme IS NULL)
 ORDER BY raised_at, case_id
"""
GIFTS = """
SELECT * FROM gifts
 WHERE given_on BETWEEN %(since)s AND %(until)s
   AND (programme = %(programme)s OR programme IS NULL)
 ORDER BY given_on, declared_at, gift_id
"""
OPEN_REVIEWS = """
SELECT * FROM reviews
 WHERE completed_at IS NULL AND (programme = %(programme)s OR programme IS NULL)
 ORDER BY opened_at, review_id
"""


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

    @asked(expected_exceptions=(Invalid, Refused))
    def my_queue(self, actor: str) -> list[Json]:
        """What waits for who asks: drafts to know of, cases to acknowledge, cases in hand."""
        person = Actor.parse(actor).id
        record(self.desk, "ReadQueue", {"person_id": person}, actor)
        return self.desk.rows(QUEUE, person=person)

    @asked(expected_exceptions=(Invalid, Refused))
    def case_timeline(self, case_id: str, actor: str, purpose: str) -> list[Json]:
        """Everything in a case, in order, for its team; the reading is recorded first."""
        return timeline(self.desk, case_id, actor, purpose)

    @asked
    def disclosure_status(self, case_id: str) -> str | None:
        """All that who raised it may know: received or closed (SG-06)."""
        return self.desk.value(STATUS, case=case_id)  # type: ignore[no-any-return]

    @asked(expected_exceptions=(Invalid, Refused))
    def open_cases(self, actor: str, programme: str) -> list[Json]:
        """How every open case of a programme stands, for its leads; nothing of what it is about."""
        return register(self.desk, "cases", OPEN_CASES, actor, programme)

    @asked(expected_exceptions=(Invalid, Refused))
    def gifts_register(self, since: str, until: str, actor: str, programme: str) -> list[Json]:
        """Every gift given in that period, both days included, and what was decided, for a
        programme's leads and office (SG-30).
        """
        period = {"since": since, "until": until}
        return register(self.desk, "gifts", GIFTS, actor, programme, **period)

    @asked(expected_exceptions=(Invalid, Refused))
    def open_reviews(self, actor: str, programme: str) -> list[Json]:
        """What somebody should look at in a programme, for its leads."""
        return register(self.desk, "reviews", OPEN_REVIEWS, actor, programme)


def register(
    desk: Desk, name: str, statement: str, actor: str, programme: str, **period: str
) -> list[Json]:
    """Record the reading, then show the register (SG-07)."""
    asked = {"roster_id": str(OPERATOR), "register": name}
    record(desk, "ReadRegister", asked, actor, programme=programme)
    return desk.rows(statement, programme=programme, **period)


def record(desk: Desk, reading: str, data: Json, actor: str, **where: str) -> Json:
    """Every reading is one of its own; what it recorded."""
    return desk.submit({"type": reading, "data": data, "id": str(uuid4()), "actor": actor, **where})


def timeline(desk: Desk, case_id: str, actor: str, purpose: str) -> list[Json]:
    """Record the reading, then show the case. What could not be recorded is not shown (SG-07)."""
    answer = record(desk, "ReadCase", {"case_id": case_id, "purpose": purpose}, actor)
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
