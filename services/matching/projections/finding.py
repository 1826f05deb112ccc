"""A mentor is looked for: whether one may is asked first, then come a page and its numbers."""

from collections.abc import Sequence
from typing import Any
from uuid import NAMESPACE_URL, UUID, uuid4, uuid5

from shared.answering import Request
from shared.asked import Actor
from shared.desk import Desk
from shared.messages import Command, Json
from shared.recording import Thread
from shared.refusals import Invalid
from shared.rulebook import rulebook_of

from ..commands import SeekMentors
from ..policies.pools import pool_of
from ..policies.views import PLAIN, Programme
from .entries import Trait
from .keeping import catalogue
from .searching import TAKES_PART, page

MOST = 100
SHOWN = ("topics", "willingness", "cannot_help")
FIRST = UUID(int=0)


def asking(desk: Desk, command: Command, programme: str, by: Actor) -> None:
    """Have it decided, and recorded if there is anything to record; raises Refused."""
    id_ = uuid4()
    thread = Thread(correlation_id=str(id_), programme=programme)
    now = desk.commands.clock.now()
    try:
        desk.commands.ask(Request(command=command, id=id_, at=now, by=by, thread=thread))
    finally:
        desk.wake()


def rules_of(desk: Desk, programme: str) -> Programme:
    """The rules in force now."""
    book = rulebook_of(programme)
    guide = desk.store.load("reader-nobody", None, book).guide
    if guide < 0:
        return PLAIN
    rules = desk.commands.books.book(programme, guide, desk.store).at(desk.commands.clock.now())
    return rules.read(Programme) if rules else PLAIN


def seeking(
    desk: Desk, programme: str, reader: str, facets: Sequence[str], topics: Sequence[str]
) -> None:
    """Whether this reader may look, and for this; a refusal is recorded (ASME-33)."""
    by = Actor.parse(reader) if ":" in reader else Actor("person", str(id_of("reader", reader)))
    who = {"person": by.id if by.role == "person" else str(FIRST), "pool": str(pool_of(programme))}
    command = SeekMentors(
        reader_id=UUID(by.id) if by.role == "person" else uuid5(NAMESPACE_URL, str(by)),
        participates=bool(desk.value(TAKES_PART, **who)),
        facets=tuple(facets),
        topics=tuple(topics),
    )
    asking(desk, command, programme, by)


def found(
    desk: Desk,
    programme: str,
    facets: Sequence[str] = (),
    topics: Sequence[str] = (),
    after: str | None = None,
    limit: int = 50,
) -> list[Json]:
    """A page of entries behind the mentor `after`, as the directory shows them."""
    rules = rules_of(desk, programme)
    where = {**place(programme, rules, facets, topics), "limit": max(1, min(limit, MOST))}
    rows = desk.rows(page(facets, topics), **where, after=str(id_of("after", after or str(FIRST))))
    return [entry(row, rules) for row in rows]


def place(
    programme: str, rules: Programme, facets: Sequence[str], topics: Sequence[str]
) -> dict[str, Any]:
    return {
        "pool": str(pool_of(programme)),
        "trained": "mentor_trained" in rules.matching.requires,
        "free": rules.matching.directory.full == "hide",
        "facets": list(facets),
        "topics": list(topics),
    }


def entry(row: Json, rules: Programme) -> Json:
    """What the programme shows of a mentor; names and biographies are kept elsewhere."""
    fields = set(rules.matching.directory.fields)
    told: Json = {one: row[one] for one in SHOWN if one in fields}
    facets = [one for one in row["facets"] if one.partition("=")[0] in fields]
    return {
        "mentor_id": row["mentor_id"],
        "available": row["available"],
        **told,
        **({"facets": facets} if facets else {}),
    }


def turned(entries: list[Json], limit: int) -> Json:
    """A page and the key of the next one, None after the last."""
    full = len(entries) >= max(1, min(limit, MOST))
    return {"mentors": entries, "next": entries[-1]["mentor_id"] if full else None}


def counted(desk: Desk, programme: str, facets: Sequence[str], topics: Sequence[str]) -> Json:
    """How many mentors a search finds, and of these how many each value of a facet (JOH-11)."""
    rules = rules_of(desk, programme)
    where = place(programme, rules, facets, topics)
    sought: list[Trait] = [("shown", None)]
    sought += [(name, None) for name in ("trained", "free") if where[name]]
    sought += [("facets", one) for one in facets] + [("topics", one) for one in topics]
    total, each = catalogue(desk, pool_of(programme)).numbers(sought)
    by_name: dict[str, dict[str, int]] = {}
    for (kind, tag), number in each.items():
        word = f"{kind}={tag}" if kind == "topics" else str(tag)
        name, _, value = word.partition("=")
        if name in {*rules.matching.facets, "topics"}:
            by_name.setdefault(name, {})[value] = number
    return {"total": total, "counts": by_name}


def id_of(name: str, text: str) -> UUID:
    """An id that a client wrote; raises Invalid."""
    try:
        return UUID(text)
    except ValueError:
        raise Invalid("Question", {name: ["Not a valid UUID."]}) from None
