"""A role that ends in one programme ends there, for everybody who listens; an institution's ends.

Profiles decides, and says in which programme; safeguarding keeps the roster, matching who reviews,
sessions who is an institution's. None of them lets one programme's word end another's role.
"""

from uuid import UUID

import pytest

from services.matching.policies import pool_of
from services.matching.room import room as matching
from services.profiles.commands.programme import EndStaffRole, GrantStaffRole
from services.profiles.decider.staff import staff
from services.safeguarding.room import room as safeguarding
from services.sessions.room import room as sessions
from shared.asked import Actor, Asked
from shared.envelope import Envelope
from shared.testing import NOON

from .programmes import DIRECT, RANKED, rules

ONE, OTHER = rules(RANKED), rules(DIRECT)
PERSON, SCHOOL = UUID(int=1), UUID(int=2)
LEAD = {"person_id": PERSON, "role": "programme_dsl"}
TEACHER = {"person_id": PERSON, "role": "institution_staff", "institution_id": SCHOOL}


def said(*asks):
    """What profiles says when it is asked this, each in a programme."""
    history, told = [], []
    for command, policy in asks:
        asked = Asked(NOON, Actor("operator", "1"), policy, policy)
        new = staff.decide(command.by(asked), staff.fold(history))
        history += new
        told += [(one, policy) for one in new if one.published]
    return told


def streams_of(room, told):
    """What another service records when it hears this."""
    streams = {}
    for event, policy in told:
        kind = room.hears["profiles"].events[type(event).__name__]
        heard = kind(**{name: getattr(event, name) for name in kind.codecs})
        envelope = Envelope.about(heard, programme=policy.programme, occurred_at=NOON)
        asked = Asked(NOON, Actor("service", room.name), policy, policy)
        for ask in room.hears["profiles"].to(envelope):
            decider = room.deciders_by_command[type(ask).__name__][1]
            known = streams.setdefault(decider.stream_of(ask), [])
            known += decider.decide(ask.by(asked), decider.fold(known))
    return streams


def states(room, told, asked):
    """What the streams that decide on such a command add up to, by stream."""
    decider = room.deciders_by_command[asked][1]
    found = streams_of(room, told)
    return {name: decider.fold(known) for name, known in found.items() if prefixed(name, decider)}


def prefixed(name, decider):
    return name.startswith(f"{decider.category}-")


def test_the_roster_hears_of_the_second_programme_and_keeps_the_first():
    granted = [(GrantStaffRole(**LEAD), policy) for policy in (ONE, OTHER)]
    ended = (EndStaffRole(**LEAD), OTHER)
    for asks, programmes in ((granted, [ONE, OTHER]), ([*granted, ended], [ONE])):
        (roster,) = states(safeguarding, said(*asks), "NoteRoleHolder").values()
        known = [one.programme for one in roster.holders]
        assert known == [one.programme for one in programmes]


def test_whoever_reviews_in_one_programme_goes_on_when_the_other_ends_it():
    told = said(
        *((GrantStaffRole(**LEAD), policy) for policy in (ONE, OTHER)),
        (EndStaffRole(**LEAD), OTHER),
    )
    pools = states(matching, told, "NoteStaffRole")
    known = {one.programme: pools[f"pool-{pool_of(one.programme)}"] for one in (ONE, OTHER)}
    holds = {name: [now for now, _ in pool.duties.values()] for name, pool in known.items()}
    assert holds == {ONE.programme: [True], OTHER.programme: [False]}


@pytest.mark.parametrize("ends", [ONE, OTHER])
def test_an_institution_s_role_granted_in_one_programme_may_end_in_any(ends):
    granted = (GrantStaffRole(**TEACHER), ONE)
    for room, asked, held in (
        (safeguarding, "NoteRoleHolder", lambda one: one.holders),
        (sessions, "NoteStaff", lambda one: one.standing.staff),
    ):
        (there,) = states(room, said(granted), asked).values()
        assert held(there)
        (left,) = states(room, said(granted, (EndStaffRole(**TEACHER), ends)), asked).values()
        assert not held(left)
