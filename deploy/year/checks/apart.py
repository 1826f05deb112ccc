"""Programmes side by side: nothing of one knows anything of who takes part in another alone."""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from deploy.year.evidence import Evidence, programme_of
from deploy.year.policy import texts
from shared.desk import plain
from shared.envelope import Envelope

ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
BEGINNINGS = ("MentorApplicationStarted", "MenteeReferred", "PersonRegistered")
WHO = ("mentor_id", "mentee_id", "person_id")
# Streams of the house: it keeps one roster and one book of refusals for all programmes, asks with
# the same instruments, and looks up the same levels; each event there says whose it is.
OF_THE_HOUSE = {"roster", "refusals", "rulebook", "instrument", "readiness"}


def participants(whole: Evidence) -> Mapping[str, set[str]]:
    """The ids of those who take part, by programme; people may take part in several."""
    found: dict[str, set[str]] = {one.programme: set() for one in whole.scenarios}
    for one in whole.of(*BEGINNINGS):
        ids = (getattr(one.data, name, None) for name in WHO)
        found.setdefault(str(one.programme), set()).update(str(id_) for id_ in ids if id_)
    return found


def strangers(whole: Evidence) -> Mapping[str, set[str]]:
    """By programme: those who take part elsewhere, and not here."""
    known = participants(whole)
    everybody = {id_ for ids in known.values() for id_ in ids}
    return {name: everybody - ids for name, ids in known.items()}


def no_event_of_a_programme_names_a_participant_of_another(whole: Evidence) -> Iterator[str]:
    """Neither in a log nor on the bus: not in its data, its stream, its subjects, nor as actor."""
    away = strangers(whole)
    for service, events in whole.told.items():
        for one in events:
            if ids(one) & away.get(str(programme_of(one)), set()):
                yield f"{service}: {type(one.data).__name__} {one.id} names one of another's"
    for said in whole.published:
        if named(said) & away.get(str(said.get("programme")), set()):
            yield f"on the bus {said['type']} {said['id']} names one of another's"


def ids(one: Envelope[Any]) -> set[str]:
    """Every id anywhere in an event but those of the events that led to it."""
    return named([plain(one.data.dump()), one.stream, str(one.actor), list(one.subjects)])


def named(value: Any) -> set[str]:
    return {id_ for text in texts(value) for id_ in ID.findall(text)}


def no_stream_is_shared_but_by_those_who_take_part_in_both(whole: Evidence) -> Iterator[str]:
    """No pool, pair, session plan or case belongs to two programmes; a person may."""
    for service, events in whole.told.items():
        sharing: dict[str, set[str]] = {}
        for one in events:
            if owner := programme_of(one):
                sharing.setdefault(one.stream, set()).add(owner)
        for stream, owners in sharing.items():
            if len(owners) > 1 and not may_be_shared(whole, stream, owners):
                yield f"{service}: {stream} is of {' and '.join(sorted(owners))}"


def may_be_shared(whole: Evidence, stream: str, owners: set[str]) -> bool:
    category, _, id_ = stream.partition("-")
    known = participants(whole)
    return category in OF_THE_HOUSE or all(id_ in known[one] for one in owners if one in known)


def no_question_about_a_programme_is_answered_with_another(whole: Evidence) -> Iterator[str]:
    """Who waits, what is to be reviewed; and how many began is how many began here."""
    away = strangers(whole)
    for name in (one.programme for one in whole.scenarios):
        for query in ("matching.waiting", "matching.review_queue"):
            if named(whole.ask(query, name)) & away[name]:
                yield f"{query} of {name} names one of another's"
        began = sum(one.programme == name for one in whole.of("RelationshipStarted"))
        told = whole.ask("evaluation.programme_reach", name)["relationships_started"]
        if told != began:
            yield f"{began} relationships of {name} began, and {told} are told of"


def nobody_is_told_of_a_case_of_another_programme(whole: Evidence) -> Iterator[str]:
    """SG-01, SG-06: whom a case is passed to holds a role in the programme that it is of."""
    holders: dict[str, set[Any]] = {}
    for one in whole.of("RoleHolderNoted"):
        holders.setdefault(str(one.data.programme), set()).add(one.data.person_id)
    for one in whole.of("DisclosureRouted", "DisclosureEscalated", "LeadToldOfDraft"):
        told = {to.person_id for to in one.data.to}
        if told - holders.get(str(one.programme), set()):
            yield f"case {one.data.case_id} was told to somebody of another programme"
