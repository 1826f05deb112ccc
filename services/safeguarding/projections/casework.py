"""Who has what to do, and how cases stand. No words, no names."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import (
    AcknowledgementOverdue,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CaseRouted,
    CaseUnplaced,
    ConcernTriaged,
    DisclosureAcknowledged,
    DisclosureEscalated,
    DisclosureRecorded,
    DisclosureRouted,
    LeadStoodDown,
    LeadToldOfDraft,
    Told,
)

TELL = """
INSERT INTO queue VALUES (%(case)s, %(person)s, %(role)s, %(what)s)
ON CONFLICT (case_id, person_id) DO UPDATE SET role = excluded.role, what = excluded.what
"""
TAKE_UP = "DELETE FROM queue WHERE case_id = %(case)s AND person_id <> %(person)s"
DONE = "UPDATE queue SET what = 'closed' WHERE case_id = %(case)s"
DUE = """
UPDATE cases SET acknowledge_by = %(by)s, escalations = escalations + %(more)s
 WHERE case_id = %(case)s
"""
UNPLACED = "UPDATE cases SET unplaced = %(value)s WHERE case_id = %(case)s"
WEIGHED = "UPDATE cases SET threshold = %(threshold)s WHERE case_id = %(case)s"
STAND = "UPDATE cases SET state = %(state)s WHERE case_id = %(case)s"
STATES = {
    DisclosureRouted: "routed",
    LeadStoodDown: "routed",
    DisclosureAcknowledged: "in_hand",
    CaseReopened: "in_hand",
    CaseClosed: "closed",
}
MINE = "UPDATE queue SET what = 'in_hand' WHERE case_id = %(case)s"


@projection(
    "queue (case_id uuid, person_id uuid, role text, what text, PRIMARY KEY (case_id, person_id))",
    indexes=("queue (person_id)",),
)
def queue(told: Envelope[Any], sql: Sql) -> None:
    """What waits for whom: a draft to know of, a case to acknowledge, a case in hand."""
    match told.data:
        case LeadToldOfDraft(case_id=case, to=to):
            tell(sql, case, to, "draft")
        case CaseClosed(case_id=case):
            sql(DONE, case=str(case))
        case CaseReopened(case_id=case):
            sql(MINE, case=str(case))
        case DisclosureRecorded(case_id=case) | LeadStoodDown(case_id=case):
            sql("DELETE FROM queue WHERE case_id = %(case)s", case=str(case))
        case DisclosureRouted(case_id=case, to=to) | DisclosureEscalated(case_id=case, to=to):
            tell(sql, case, to, "acknowledge")
        case DisclosureAcknowledged(case_id=case, acknowledged_by=person):
            sql(TAKE_UP, case=str(case), person=str(person))
            sql(MINE, case=str(case))
        case CaseOpened(case_id=case, lead=lead):
            tell(sql, case, (Told(role="lead", person_id=lead),), "in_hand")
            sql(TAKE_UP, case=str(case), person=str(lead))


def tell(sql: Sql, case: Any, to: tuple[Told, ...], what: str) -> None:
    for one in to:
        sql(TELL, case=str(case), person=str(one.person_id), role=one.role, what=what)


@projection(
    "cases (case_id uuid PRIMARY KEY, case_ref text, band text, state text, raised_at timestamptz,"
    " acknowledge_by timestamptz, escalations int, unplaced boolean, threshold text,"
    " programme text)"
)
def cases(told: Envelope[Any], sql: Sql) -> None:
    """How each case stands; `programme` is the one whose people were looked for, if any was."""
    match told.data:
        case DisclosureRecorded() as new:
            sql(
                "INSERT INTO cases VALUES (%(case)s, %(ref)s, %(band)s, 'raised', %(at)s, %(by)s,"
                " 0, false, NULL, %(programme)s)",
                case=str(new.case_id),
                ref=new.case_ref,
                band=new.band,
                at=new.raised_at,
                by=new.acknowledge_by,
                programme=new.errand.programme,
            )
        case CaseUnplaced(case_id=case):
            sql(UNPLACED, case=str(case), value=True)
        case CaseRouted(case_id=case):
            sql(UNPLACED, case=str(case), value=False)
        case LeadStoodDown(case_id=case, acknowledge_by=by):
            sql(DUE, case=str(case), by=by, more=0)
        case AcknowledgementOverdue(case_id=case, acknowledge_by=by):
            sql(DUE, case=str(case), by=by, more=1)
        case ConcernTriaged(case_id=case, threshold=threshold):
            sql(WEIGHED, case=str(case), threshold=threshold)
    if state := STATES.get(type(told.data)):
        sql(STAND, case=str(told.data.case_id), state=state)
