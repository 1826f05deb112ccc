"""Whose story it is: from a person's id to everything else they are known by."""

from collections.abc import Iterable, Iterator, Sequence

from deploy.cli.logbooks import BY_MENTION, Entry, Logbook, in_order

PERSON = "person_id"
PARTICIPATIONS = ("participant_id", "mentor_id", "mentee_id")


def story_of(books: Sequence[Logbook], id_: str) -> list[Entry]:
    """Every event about a person: by their own id, as a participant, in their relationships."""
    found = mentions(books, [id_])
    parts = participations(found, id_)
    if parts:
        found += mentions(books, parts)
    together = relationships(found, {id_, *parts})
    if together:
        found += mentions(books, together)
    return in_order(found)


def mentions(books: Sequence[Logbook], ids: Iterable[str]) -> list[Entry]:
    """Every event in which one of these ids stands."""
    wanted = sorted(set(ids))
    return [entry for book in books for entry in book.find(BY_MENTION, ids=wanted)]


def participations(entries: Iterable[Entry], person: str) -> set[str]:
    """The ids under which a person takes part, from the events that name both."""
    return {id_ for entry in entries for id_ in also_known_as(entry, person)} - {person}


def also_known_as(entry: Entry, person: str) -> Iterator[str]:
    """`mentor_person_id` goes with `mentor_id`; a bare `person_id` with any participation."""
    for name, value in entry.data.items():
        if value == person and name.endswith(PERSON):
            prefix = name.removesuffix(PERSON)
            partners = (f"{prefix}id",) if prefix else PARTICIPATIONS
            yield from (entry.data[one] for one in partners if entry.data.get(one))


def relationships(entries: Iterable[Entry], known: set[str]) -> set[str]:
    """The relationships of events in which one of these ids takes part."""
    return {
        entry.data["relationship_id"]
        for entry in entries
        if entry.data.get("relationship_id") and known & set(values(entry))
    }


def values(entry: Entry) -> Iterator[str]:
    return (value for value in entry.data.values() if isinstance(value, str))
