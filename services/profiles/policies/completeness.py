"""How complete a profile is: a share of what the policy names, and nothing else decides it."""

from .document import Document
from .files import Mentor, name_of


def told(file: Mentor) -> frozenset[str]:
    """The names of everything that a mentor has told."""
    parts = {
        "region": file.region,
        "topics": file.topics,
        "goal": file.has_goal,
        "background_tags": file.background_tags,
        "occupation": file.has_occupation,
        "biography": file.has_biography,
        "willingness": file.willingness,
        "cannot_help": file.has_boundaries,
        "availability": file.has_availability,
    }
    return frozenset({name for name, is_told in parts.items() if is_told}) | {
        name_of(one) for one in file.all_facets
    }


def missing(file: Mentor, rules: Document) -> tuple[str, ...]:
    """What the policy names and the mentor has not told, in its order."""
    known = told(file)
    return tuple(one for one in rules.mentor.completeness_nudge.fields if one not in known)


def percent(file: Mentor, rules: Document) -> int:
    """The share told, in whole percent rounded down; all of it where nothing is named (JOH-15)."""
    named = len(rules.mentor.completeness_nudge.fields)
    return 100 if not named else 100 * (named - len(missing(file, rules))) // named
