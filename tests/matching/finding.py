"""Words for the tests of finding a mentor: two programmes as they are shipped, at work."""

from services.matching import heard
from shared.asked import Rules
from shared.rulebook import ProgrammePolicyPublished
from tests.contracts.programmes import DIRECT, RANKED, document

from .test_at_work import Node, plain
from .vocabulary import ANN, BEN, CAT, DAN, DAY, NOW, PROGRAMME, listed, person, ready, trained

HUB = document(DIRECT)
ORGANISATION = HUB["membership"]
READER = person(CAT)

FACETS = {
    ANN: ("industry=law", "location=cambridge", "matriculation_year=1998"),
    BEN: ("industry=law", "location=london", "matriculation_year=1998"),
    DAN: ("industry=arts", "location=london", "matriculation_year=2003"),
}
TOPICS = {ANN: ("next_step",), BEN: ("next_step", "career_change"), DAN: ("industry_insight",)}


def ruled(way=DIRECT, **changes):
    """A shipped programme's rules, under the name that these tests use, with some keys changed."""
    return Rules(PROGRAMME, 1, document(way, **changes))


def published(rules):
    return ProgrammePolicyPublished(
        programme=PROGRAMME,
        policy_version=1,
        effective_from=NOW - 100 * DAY,
        document=plain(rules.document),
        sha256="",
    )


def mentor_of(id_, **more):
    told = {"facets": FACETS.get(id_, ()), "topics": TOPICS.get(id_, ()), "capacity": 1}
    told |= {"willingness": ("help", "mentoring"), "region": None, "goal_tags": ()}
    return listed(id_, **{**told, "background_tags": (), **more})


def mentee_of(id_=CAT, **more):
    told = {"institution_id": None, "age_band": "adult", "topics": ("next_step", "career_change")}
    return ready(id_, **{**told, "region": None, "goal_tags": (), "background_tags": (), **more})


def granted(who=READER, organisation=ORGANISATION):
    return heard.MembershipGranted(programme=PROGRAMME, person_id=who, organisation=organisation)


def ended(who=READER, organisation=ORGANISATION):
    return heard.MembershipEnded(programme=PROGRAMME, person_id=who, organisation=organisation)


def peopled(postgres, home, rules):
    """A node that knows three mentors, a mentee, and that the mentee is a member."""
    node = Node(postgres, home).hear("profiles", published(rules))
    for one in (ANN, BEN, DAN):
        node.hear("profiles", mentor_of(one)).hear("profiles", trained(one))
    node.hear("profiles", mentee_of())
    organisation = rules.document.get("membership", ORGANISATION)
    return node.hear("profiles", granted(organisation=organisation))


__all__ = ["RANKED"]
