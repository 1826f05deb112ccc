"""Words for the tests of requests: two programmes in which mentees choose for themselves."""

from uuid import UUID

from services.matching import commands, heard
from shared.asked import Rules

from .house import House
from .vocabulary import ANN, BEN, CAT, DAN, HERE, OTHER, listed, ready, trained, varied

DIRECT = varied(
    matching__mode="direct",
    matching__requires=[],
    matching__direct={
        "kinds": ["help", "mentoring"],
        "initiator": "mentee",
        "prompts": ["questions", "why_you"],
        "remind_after": ["P5D", "P10D"],
        "expire_after": "P14D",
    },
    matching__decline={"acknowledge": "required", "message": "encouraged"},
)
RANKED = varied(
    matching__mode="ranked",
    matching__ranked={
        "max_choices": 3,
        "requires": ["biography", "purpose"],
        "review": {
            "role": "director_of_groups",
            "default": "forward",
            "refuse_reasons": ["inappropriate"],
        },
        "respond_within": "P14D",
        "exhausted": "invite_rerank",
    },
    matching__introduction={"by": "office"},
)
REQUEST, SECOND = UUID(int=501), UUID(int=502)
REVIEWING, HEAD = "director_of_groups", UUID(int=77)
DIRECTOR = f"{REVIEWING}:{HEAD}"


def amended(rules, section, **keys):
    """The same programme with some keys of one section changed."""
    document = {**rules.document, section: {**rules.document[section], **keys}}
    return Rules(rules.programme, rules.version + 1, document)


def changed(rules, section, **keys):
    """The same programme with some keys of one section of `matching` changed."""
    return amended(rules, "matching", **{section: {**rules.document["matching"][section], **keys}})


def duty(kind=heard.StaffRoleGranted, person_id=HEAD, role=REVIEWING, **more):
    """That somebody has the role, stands in for who has it, or no longer."""
    plain = {"region": None, "institution_id": None}
    return kind(person_id=person_id, role=role, **{**plain, **more})


def house_of(rules, mentors=(ANN, BEN, DAN), mentees=(CAT, OTHER), **facets):
    """A house in which these are known, all of them adults."""
    house = House(rules).hear("profiles", duty())
    for one in mentors:
        house.hear("profiles", listed(one, **facets)).hear("profiles", trained(one))
    for one in mentees:
        house.hear("profiles", ready(one, institution_id=None, age_band="adult"))
    return house


def request(request_id=REQUEST, mentee=CAT, mentor=ANN, **more):
    plain = {"kind": "mentoring", "questions": "How did you begin?", "why": "Your talk."}
    return commands.RequestMentoring(
        **HERE, request_id=request_id, mentee_id=mentee, mentor_id=mentor, **{**plain, **more}
    )


def submit(*choices, request_id=REQUEST, mentee=CAT, **more):
    plain = {"biography": "A registrar.", "purpose": "To learn to teach."}
    return commands.SubmitMentoringRequest(
        **HERE, request_id=request_id, mentee_id=mentee, choices=choices, **{**plain, **more}
    )


def of(kind, request_id=REQUEST, **more):
    """Any command about one request."""
    return kind(**HERE, request_id=request_id, **more)


def mentee(id_=CAT):
    return f"mentee:{id_}"


def mentor(id_=ANN):
    return f"mentor:{id_}"
