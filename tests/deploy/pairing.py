"""A town's pairs: a mentor and an adult mentee, as far on as a test needs them."""

from uuid import uuid4

import uuid6

from services.matching.decider.proposal import relationship_of
from services.matching.policies import pool_of

HERE = "1mm-ncs"
POOL = {"pool_id": str(pool_of(HERE))}
NOW = "2026-01-12T16:00:00Z"
DETAILS = {"region": None, "topics": [], "goal_tags": [], "background_tags": []}


def known_mentor(town, capacity, *, own=False, trained=True):
    who = {"mentor_id": str(uuid6.uuid7()), "person_id": str(uuid4())}
    listed = {**POOL, **who, **DETAILS, "listed_at": NOW}
    number = {"capacity": capacity, "capacity_stated": own}
    town.follow("matching", "NoteMentorListed", HERE, **listed, **number)
    if trained:
        town.follow("matching", "NoteMentorTrained", HERE, **POOL, **who)
    return who["mentor_id"]


def matched(town, mentor):
    """This mentor and an adult mentee of nobody's institution."""
    mentee, proposal = str(uuid6.uuid7()), uuid4()
    ready = {"institution_id": None, "age_band": "adult", "ready_at": NOW, **DETAILS}
    who = {**POOL, "mentee_id": mentee}
    town.follow("matching", "NoteMenteeReady", HERE, **who, person_id=str(uuid4()), **ready)
    pair = {**who, "mentor_id": mentor, "proposal_id": str(proposal)}
    town.ask("matching", "ProposeMatch", HERE, **pair)
    for side in ("mentor", "mentee"):
        agree = {"proposal_id": str(proposal), "by_role": side}
        town.ask("matching", "AgreeMatch", HERE, **agree)
    return {"relationship_id": str(relationship_of(proposal))}


def prepared(town, pair):
    for side in ("mentor", "mentee"):
        town.ask("matching", "SignAgreement", HERE, **pair, by_role=side)
    items = {"items": ["agreement", "consents", "policy_ack"], "chaperone_id": None}
    town.ask("matching", "CompleteStartChecklist", HERE, **pair, **items)
    return pair


def held(town, pair):
    met = {"started_at": "2026-01-10T10:00:00Z", "minutes": 60, "mode": "online"}
    first = {"session_id": str(uuid6.uuid7()), "topics": ["goals"]}
    town.ask("sessions", "RecordSession", HERE, **pair, **first, **met)
    return pair


def planned(town, pair):
    ahead = {"starts_at": "2026-02-01T10:00:00Z", "ends_at": "2026-02-01T11:00:00Z"}
    session = {"session_id": str(uuid6.uuid7()), "mode": "online"}
    town.ask("sessions", "ScheduleSession", HERE, **pair, **session, **ahead)
    return session["session_id"]
