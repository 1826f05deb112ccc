"""Words that the tests of sessions are written in."""

from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from uuid import UUID

import yaml

from services.sessions import commands, events
from services.sessions.decider import institution, mentee, mentor, plan
from shared.asked import Rules
from shared.envelope import Envelope
from shared.testing import scenario

PROGRAMME = Path(__file__).parents[2] / "deploy" / "programmes" / "1mm-ncs.yaml"
DOCUMENT = yaml.safe_load(PROGRAMME.read_text())
RULES = Rules("1mm-ncs", 1, DOCUMENT)

RELATIONSHIP, MENTOR, MENTEE, COLLEGE = (UUID(int=n) for n in (1, 2, 3, 4))
MENTOR_PERSON, MENTEE_PERSON, TEACHER, STRANGER = (UUID(int=n) for n in (12, 13, 14, 15))
HALL, OTHER_HALL = UUID(int=21), UUID(int=22)
TASK, GOAL, STRENGTH = UUID(int=31), UUID(int=32), UUID(int=33)

THIS = {"relationship_id": RELATIONSHIP}
NOW = datetime(2026, 1, 5, 12, tzinfo=UTC)
HOUR, DAY = timedelta(hours=1), timedelta(days=1)


def varied(**changes):
    """The programme's rules with some values changed, by `section__key`."""
    document = yaml.safe_load(PROGRAMME.read_text())
    for path, value in changes.items():
        *sections, key = path.split("__")
        inner = document
        for section in sections:
            inner = inner[section]
        inner[key] = value
    return Rules("varied", 2, document)


given = scenario(plan).under(RULES).at(NOW)
given_mentor = scenario(mentor).under(RULES).at(NOW)
given_mentee = scenario(mentee).under(RULES).at(NOW)
given_institution = scenario(institution).under(RULES).at(NOW)


def session(number):
    return UUID(int=100 + number)


def opened(band, institution_id=COLLEGE):
    return events.PlanOpened(
        **THIS,
        mentor_id=MENTOR,
        mentor_person_id=MENTOR_PERSON,
        mentee_id=MENTEE,
        mentee_person_id=MENTEE_PERSON,
        institution_id=institution_id,
        age_band=band,
        made_at=NOW,
    )


def open_plan(band):
    told = opened(band).dump()
    return commands.OpenPlan.load({name: told[name] for name in commands.OpenPlan.codecs})


checked = events.ChecklistNoted(**THIS, items=("agreement", "consents"), chaperone_id=None)
college = events.InstitutionNoted(
    **THIS,
    standing=events.Standing(
        ordinal=3,
        active=True,
        premises=(HALL,),
        staff=(events.Staff(person_id=TEACHER, role="institution_staff"),),
    ),
)
ADULT = (opened("adult", None), checked)
MINOR = (opened("minor"), checked, college)


def schedule(number=1, at=NOW + 7 * DAY, **more):
    plain = {"mode": "online", "starts_at": at, "ends_at": at + HOUR}
    return commands.ScheduleSession(**THIS, session_id=session(number), **{**plain, **more})


def scheduled(number=1, at=NOW + 7 * DAY, **more):
    plain = {"mode": "online", "starts_at": at, "ends_at": at + HOUR, "number": number}
    return events.SessionScheduled(**THIS, session_id=session(number), **{**plain, **more})


def record(number=1, at=NOW - DAY, **more):
    plain = {"mode": "online", "started_at": at, "minutes": 60, "topics": ("goals",)}
    return commands.RecordSession(**THIS, session_id=session(number), **{**plain, **more})


def held(number=1, at=NOW - DAY, **more):
    plain = {
        "mentor_id": MENTOR,
        "mentee_id": MENTEE,
        "institution_id": None,
        "number": number,
        "held_at": at,
        "minutes": 60,
        "mode": "online",
        "age_band": "adult",
        "topics": ("goals",),
        "attendees": ("mentor", "mentee"),
        "recorded_by": f"mentor:{MENTOR}",
        "written_at": at,
    }
    return events.SessionHeld(**{**THIS, "session_id": session(number), **plain, **more})


def began(at=NOW - DAY):
    return events.TermBegan(
        **THIS, began_at=at, first_check_in_at=at + 31 * DAY, notice_at=None, ends_at=None
    )


def in_the_hall(number=1, **more):
    plain = {"mode": "in_person", "venue_type": "partner_premises", "premises_id": HALL}
    return schedule(number, **{**plain, "chaperone_id": TEACHER, **more})


def heard(event, **more):
    return Envelope.about(event, **more)


def birthday(year=2026, month=3, day=1):
    return date(year, month, day)
