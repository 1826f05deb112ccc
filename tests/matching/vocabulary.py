"""Words that the tests of matching are written in."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import yaml

from services.matching import commands, events, heard
from services.matching.decider import institution, pool, proposal, relationship
from services.matching.policies import pool_of
from shared.asked import Rules
from shared.testing import scenario

PROGRAMME = "1mm-ncs"
FILE = Path(__file__).parents[2] / "deploy" / "programmes" / f"{PROGRAMME}.yaml"
RULES = Rules(PROGRAMME, 1, yaml.safe_load(FILE.read_text()))


def varied(**changes):
    """The programme's rules with some values changed, by `section__key`."""
    document = yaml.safe_load(FILE.read_text())
    for path, value in changes.items():
        *sections, key = path.split("__")
        inner = document
        for section in sections:
            inner = inner[section]
        inner[key] = value
    return Rules(PROGRAMME, 2, document)


POOL = pool_of(PROGRAMME)
HERE = {"pool_id": POOL}
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
DAY = timedelta(days=1)

ANN, BEN, COLLEGE, PROPOSAL, SESSION, TEACHER, BOSS = (UUID(int=n) for n in range(1, 8))
CAT, DAN, OTHER = (UUID(int=n) for n in (21, 22, 23))
RELATIONSHIP = UUID(int=99)
THIS = {"relationship_id": RELATIONSHIP}

given = scenario(pool).under(RULES).at(NOW)
given_proposal = scenario(proposal).under(RULES).at(NOW)
given_relationship = scenario(relationship).under(RULES).at(NOW)
given_institution = scenario(institution).under(RULES).at(NOW)


def person(id_):
    """The human behind a participation."""
    return UUID(int=id_.int + 1000)


LIKINGS = {
    "topics": ("careers", "law"),
    "goal_tags": ("confidence",),
    "background_tags": ("first",),
}


def listed(mentor=ANN, **more):
    plain = {"capacity": 1, "region": "Leeds", "listed_at": NOW, **LIKINGS}
    plain["person_id"] = person(mentor)
    return heard.MentorListed(mentor_id=mentor, **{**plain, **more})


def trained(mentor=ANN):
    return heard.MentorTrained(mentor_id=mentor, person_id=person(mentor))


def ready(mentee=CAT, **more):
    plain = {"institution_id": COLLEGE, "age_band": "minor", "region": "Leeds", **LIKINGS}
    plain["ready_at"] = NOW
    return heard.MenteeReadyForMatching(
        mentee_id=mentee, person_id=person(mentee), **{**plain, **more}
    )


def propose(proposal_id=PROPOSAL, mentee=CAT, mentor=None):
    return commands.ProposeMatch(
        **HERE, proposal_id=proposal_id, mentee_id=mentee, mentor_id=mentor
    )


def agree(by_role, proposal_id=PROPOSAL):
    return commands.AgreeMatch(proposal_id=proposal_id, by_role=by_role)


active = heard.InstitutionActivated(institution_id=COLLEGE)


def opened(band="minor"):
    return events.RelationshipOpened(
        **THIS,
        **HERE,
        mentor_id=ANN,
        mentor_person_id=person(ANN),
        mentee_id=CAT,
        mentee_person_id=person(CAT),
        institution_id=COLLEGE,
        age_band=band,
    )


def put(band="minor", sides=("mentor", "mentee", "institution")):
    return events.ProposalOpened(
        **HERE,
        proposal_id=PROPOSAL,
        mode="curated",
        mentor_id=ANN,
        mentor_person_id=person(ANN),
        mentee_id=CAT,
        mentee_person_id=person(CAT),
        institution_id=COLLEGE,
        age_band=band,
        agreement_of=sides,
        expires_at=NOW + 21 * DAY,
    )


def started(at=NOW, ends_at=None):
    ends_at = ends_at or at.replace(year=at.year + 1)
    return events.RelationshipStarted(
        **THIS,
        mentor_id=ANN,
        mentee_id=CAT,
        first_session_id=SESSION,
        started_at=at,
        term_ends_at=ends_at,
        notice_at=ends_at - 30 * DAY,
    )


def ended(kind="completed", by_role="operator"):
    return events.RelationshipEnded(
        **THIS,
        **HERE,
        mentor_id=ANN,
        mentor_person_id=person(ANN),
        mentee_id=CAT,
        mentee_person_id=person(CAT),
        kind=kind,
        effective_on=date(2026, 1, 5),
        by_role=by_role,
        institution_id=COLLEGE,
        steps=("final_meeting", "message"),
        closure_due_at=NOW + 30 * DAY,
    )
