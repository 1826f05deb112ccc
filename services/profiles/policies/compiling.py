"""The policy compiler: no document is published that contradicts itself."""

from collections.abc import Callable, Iterable

from shared.messages import Json

from .checking_drafts import DRAFT_CHECKS
from .checking_meeting import MEETING_CHECKS
from .checking_pairing import PAIRING_CHECKS
from .checking_people import PEOPLE_CHECKS
from .checking_running import RUNNING_CHECKS
from .checking_support import SUPPORT_CHECKS, resources_shape
from .checking_training import TRAINING_CHECKS
from .document import Document, Item
from .problems import Problem, shape

NOWHERE = object()
Check = Callable[[Document], Iterable[Problem]]
CHECKS: tuple[Check, ...] = (
    *RUNNING_CHECKS,
    *PEOPLE_CHECKS,
    *DRAFT_CHECKS,
    *TRAINING_CHECKS,
    *PAIRING_CHECKS,
    *MEETING_CHECKS,
    *SUPPORT_CHECKS,
)


def compile_policy(document: Json) -> list[Problem]:
    """Everything that is wrong with a document, by place; an empty list means it may be published.

    A section of the wrong shape is reported as such, and judged no further.
    """
    wrong = [
        *shape(Document, document),
        *item_shapes(document),
        *resources_shape(document),
        *says_which_version(document),
        *says_which_weeks(document),
        *says_what_does_not_wait(document),
    ]
    faulty = {one.where.split(".")[0] for one in wrong if one.code == "bad-value"}
    sound = Document.load({name: part for name, part in document.items() if name not in faulty})
    judged = [one for check in CHECKS for one in check(sound)]
    return sorted({*wrong, *(one for one in judged if one.where.split(".")[0] not in faulty)})


def says_which_version(document: Json) -> Iterable[Problem]:
    if version_of(document) is None:
        yield Problem("policy.version", "missing-key", "a whole number from 1")


def says_which_weeks(document: Json) -> Iterable[Problem]:
    """A promise of a lead time, once made, has both its ends."""
    promise = document.get("lead_time")
    if isinstance(promise, dict) and not promise.get("weeks"):
        yield Problem("lead_time.weeks", "missing-key", "write [at least, at most]")


def says_what_does_not_wait(document: Json) -> Iterable[Problem]:
    """What holds at once has to be written down: a path that leads nowhere would do nothing."""
    policy = document.get("policy")
    marked = policy.get("immediately") if isinstance(policy, dict) else None
    for place, path in enumerate(marked if isinstance(marked, list) else ()):
        part: object = document
        for name in str(path).split("."):
            part = part.get(name, NOWHERE) if isinstance(part, dict) else NOWHERE
        if part is NOWHERE:
            yield Problem(f"policy.immediately.{place}", "undefined-path", "no such key is written")


def version_of(document: Json) -> int | None:
    """The version a document calls itself; None where it says nothing of use."""
    policy = document.get("policy")
    version = policy.get("version") if isinstance(policy, dict) else None
    return version if type(version) is int and version > 0 else None


def item_shapes(document: Json) -> Iterable[Problem]:
    training = document.get("training")
    items = training.get("items") if isinstance(training, dict) else None
    for name, item in items.items() if isinstance(items, dict) else ():
        where = f"training.items.{name}"
        if isinstance(item, dict):
            yield from shape(Item, item, where)
        else:
            yield Problem(where, "bad-value", "an item is a mapping")
