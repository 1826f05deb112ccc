"""What a stranger at the bus could see."""

import json
from collections.abc import Iterator

from deploy.year.evidence import Evidence
from deploy.year.planted import planted
from deploy.year.quiet import unsettled

WORDS = ("disclos", "safeguarding_case", "abuse", "interim", "accused", "case_id", "case_ref")


def everything_said_was_heard(whole: Evidence) -> Iterator[str]:
    """By everybody who listens, with nothing missing in between."""
    yield from unsettled(desk.progress() for desk in whole.desks.values())


def nothing_on_the_bus_names_anybody_or_says_what_they_wrote(whole: Evidence) -> Iterator[str]:
    """Neither in the data nor anywhere else in what was published, of a programme or of none.

    An everyday word that somebody wrote in one programme may be a code in another.
    """
    for one in whole.scenarios:
        secrets = planted(one)
        for said in whole.published:
            if said.get("programme") in (None, one.programme):
                yield from (f"{said['type']} says {word[:4]}…" for word in told(said, secrets))


def told(said: dict[str, object], secrets: set[str]) -> Iterator[str]:
    text = json.dumps(said, ensure_ascii=False).lower()
    yield from (secret for secret in secrets if secret in text)


def nobody_else_hears_of_disclosures(whole: Evidence) -> Iterator[str]:
    """SG-12: no service hears the one event about a disclosure, and no other hints at any."""
    for name, desk in whole.desks.items():
        for exchange, heard in desk.room.hears.items():
            if exchange == "safeguarding" or "DisclosureRaised" in heard.types:
                yield f"{name} listens to {exchange}"
    for said in whole.published:
        text = json.dumps([said["type"], said["data"]]).lower()
        if said["type"] not in ("DisclosureRaised", "ProgrammePolicyPublished"):
            yield from (f"{said['type']} says {word}" for word in WORDS if word in text)


def a_hold_looks_the_same_whatever_its_cause(whole: Evidence) -> Iterator[str]:
    """SG-12, SG-13: an everyday hold and one that follows from a case have one shape."""
    for name in ("HoldPlaced", "HoldLifted", "RelationshipSuspended", "SuspensionLifted"):
        shapes = {shape(said) for said in whole.published if said["type"] == name}
        if len(shapes) > 1:
            yield f"{name} comes in {len(shapes)} shapes"


def shape(said: dict[str, object]) -> str:
    """Everything but ids and times, and whose it is."""
    told = {key: value for key, value in said["data"].items() if not key.endswith("_id")}  # type: ignore[attr-defined]
    return json.dumps([sorted(said), said["source"], told], sort_keys=True)
