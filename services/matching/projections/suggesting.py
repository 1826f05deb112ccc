"""Mentors are suggested: the best are found, that is recorded, and then they are shown."""

from uuid import UUID

from shared.asked import Actor
from shared.desk import Desk
from shared.messages import Json
from shared.refusals import Refused

from ..commands import NoteSuggestions
from ..policies.candidates import Facets
from ..policies.pools import pool_of
from ..policies.scoring import ALGORITHM, Fit
from ..policies.views import Programme
from .entries import Entry
from .finding import asking, id_of, rules_of
from .keeping import catalogue
from .searching import SEEKER

ITSELF = Actor("service", "matching")


def suggested(desk: Desk, programme: str, mentee_id: str) -> list[Json]:
    """Who fits a mentee best and can be asked now, best first, with reasons; recorded before it is
    shown (JOH-10).
    """
    rules, pool = rules_of(desk, programme), pool_of(programme)
    mentee = str(id_of("mentee_id", mentee_id))
    seeker = desk.row(SEEKER, mentee=mentee, pool=str(pool))
    if seeker is None:
        raise Refused("mentee-known", "No such mentee is in this pool.", "mentee_known")
    best = catalogue(desk, pool).best(
        wanted(seeker), rules.matching, rules.matching.suggestions.limit, kept_apart(seeker, rules)
    )
    command = NoteSuggestions(
        mentee_id=UUID(mentee),
        mentors=tuple(mentor.id for _, mentor in best),
        matched_on=tuple(how.reasons for how, _ in best),
        scores=tuple(how.score for how, _ in best),
        algorithm_version=ALGORITHM,
    )
    asking(desk, command, programme, ITSELF)
    return [as_shown(how, mentor, rules) for how, mentor in best]


def as_shown(how: Fit, mentor: Entry, rules: Programme) -> Json:
    """A mentor with what the two have in common, in words; the number only where it is wanted."""
    shows = rules.matching.suggestions
    return {
        "mentor_id": str(mentor.id),
        "matched_on": list(how.reasons) if shows.explain else [],
        **({"score": how.score} if shows.show_score else {}),
        "algorithm_version": ALGORITHM,
        "willingness": list(mentor.willingness),
        "cannot_help": list(mentor.cannot_help),
    }


def wanted(seeker: Json) -> Facets:
    lists = ("topics", "goal_tags", "background_tags", "facets")
    return Facets(seeker["region"], *(frozenset(seeker[name]) for name in lists))


def kept_apart(seeker: Json, rules: Programme) -> list[UUID]:
    """Whom a conflict forbids, and the mentee themselves, who may be a mentor too."""
    apart = [id_ for id_, kind in seeker["barred"] if kind in rules.matching.exclude]
    return [UUID(one) for one in (*apart, *seeker["themselves"])]
