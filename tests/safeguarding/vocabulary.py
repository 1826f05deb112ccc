"""The people, pairs and cases that the tests of safeguarding speak of."""

from datetime import datetime
from pathlib import Path
from uuid import UUID

import yaml

from services.safeguarding.commands import RaiseDisclosure
from services.safeguarding.decider import case
from services.safeguarding.events import (
    DisclosureAcknowledged,
    DisclosureRouted,
    Errand,
    Told,
)
from shared.asked import Rules
from shared.testing import scenario

PROGRAMMES = Path(__file__).parents[2] / "deploy/programmes"


def rules(file):
    """A programme's rules, as its document has them."""
    document = yaml.safe_load(file.read_text(encoding="utf-8"))
    return Rules(document["programme"]["id"], document["policy"]["version"], document)


def shipped():
    """The rules of every programme there is."""
    return [rules(file) for file in sorted(PROGRAMMES.glob("*.yaml"))]


RULES = rules(PROGRAMMES / "1mm-ncs.yaml")

CASE, PAIR, SCHOOL = UUID(int=1), UUID(int=2), UUID(int=3)
MENTOR, MENTEE, TEACHER = UUID(int=11), UUID(int=12), UUID(int=13)
DSL, COORDINATOR = UUID(int=21), UUID(int=22)
DEPUTY, PROGRAMME_DSL, BOARD_LEAD = UUID(int=31), UUID(int=32), UUID(int=33)
STRANGER = UUID(int=99)

MONDAY = datetime.fromisoformat("2026-01-05T12:00:00Z")


def at(text):
    """A moment, in UTC."""
    return datetime.fromisoformat(text)


def telling(**more):
    """A mentor tells of harm."""
    words = {"narrative": "Bruises on both arms.", "verbatim": "He hits me."}
    return RaiseDisclosure(
        **{
            "case_id": CASE,
            "trigger": "current_child_abuse",
            "institution_id": SCHOOL,
            **words,
            **more,
        }
    )


def told(when=MONDAY, by=f"mentor:{MENTOR}", **more):
    """The events of that telling."""
    return given().at(when).by(by).when(telling(**more)).decide()


def told_to(*people, attempt=0):
    """The people who were told of the case."""
    to = tuple(Told(role=role, person_id=person) for role, person in people)
    return DisclosureRouted(case_id=CASE, attempt=attempt, to=to, basis="raised:institution")


def in_hand(**more):
    """A case that the school's lead has taken up."""
    return [
        *told(**more),
        told_to(("dsl", DSL), ("mentoring_coordinator", COORDINATOR)),
        DisclosureAcknowledged(case_id=CASE, acknowledged_by=DSL, in_time=True),
    ]


def errand(**more):
    """Somebody is looked for on behalf of a case."""
    return Errand(
        **{
            "case_id": CASE,
            "attempt": 0,
            "why": "raised",
            "roles": ("dsl", "mentoring_coordinator"),
            "fallback": ("programme_dsl", "deputy_dsl", "board_lead"),
            "institution_id": SCHOOL,
            **more,
        }
    )


def given(*history):
    """A case under the first programme's rules."""
    return scenario(case)(*history).under(RULES)
