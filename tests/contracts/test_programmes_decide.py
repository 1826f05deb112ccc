"""The same code decides differently under each programme we ship: the documents make them."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest

from services.evaluation.policies.asked_for import instrument_asked
from services.matching import commands as match
from services.matching import events as matched
from services.matching.decider import relationship
from services.matching.policies.candidates import Mentee, Mentor, Pool
from services.matching.policies.proposing import permitted
from services.matching.policies.timing import timers
from services.profiles.commands import mentor as ask
from services.profiles.commands.mentee import ReferMentee
from services.profiles.decider.mentee import mentee
from services.profiles.decider.mentor import mentor
from services.profiles.events import mentor as said
from services.profiles.events.mentee import MenteeReferred
from services.profiles.events.telling import ProfileNudged, WillingnessDeclared
from services.profiles.policies.document import Document
from services.sessions import commands as sessions
from services.sessions.decider.recording import term_began
from shared.asked import Actor, Asked
from shared.envelope import Envelope
from shared.reacting import Due
from shared.testing import scenario
from tests.contracts.programmes import DIRECT, FILES, MINORS, ONLINE, RANKED, read, rules

NOW = datetime(2021, 1, 5, 12, tzinfo=UTC)
ANN, CAT, SOMEBODY, SESSION, THIS = (UUID(int=n) for n in range(1, 6))
WHO = {"mentor_id": ANN, "person_id": SOMEBODY}


def under(path, **changes):
    return rules(path, **changes)


def asked(path, **changes):
    found = under(path, **changes)
    return Asked(NOW, Actor("operator", "1"), found, found)


def years_old(years, institution=None):
    born = NOW.date().replace(year=NOW.year - years)
    return ReferMentee(
        mentee_id=CAT, person_id=SOMEBODY, date_of_birth=born, institution_id=institution
    )


def refer(path, command):
    return scenario(mentee).under(under(path)).at(NOW)().when(command)


# ---- who may join -------------------------------------------------------------------------------


@pytest.mark.requirement("1MM-004")
@pytest.mark.parametrize(
    ("path", "years", "welcome"),
    [
        (MINORS, 16, True),
        (MINORS, 17, True),
        (MINORS, 18, False),
        (ONLINE, 17, False),
        (ONLINE, 18, True),
        (ONLINE, 25, True),
        (ONLINE, 26, False),
    ],
    ids=str,
)
def test_programmes_side_by_side_keep_their_own_ages(path, years, welcome):
    referred = refer(path, years_old(years, institution=THIS))
    if welcome:
        referred.then_types(MenteeReferred)
    else:
        referred.then_refused("mentee-age")


@pytest.mark.requirement("ASME-42")
def test_where_members_are_adults_a_minor_is_refused_and_nobody_asks_for_a_guardian():
    refer(RANKED, years_old(17)).then_refused("mentee-age")
    (told,) = refer(RANKED, years_old(18)).then_types(MenteeReferred)
    assert told.age_band == "adult"
    assert Document.load(read(RANKED)).consents.required == ()


@pytest.mark.requirement("ASME-10")
@pytest.mark.parametrize("years", [0, 1])
def test_near_peers_are_accepted_as_mentors(years):
    began = said.MentorApplicationStarted(**WHO, source="member")
    declare = ask.DeclareEligibility(
        mentor_id=ANN, status="student", general_years=years, postgraduate_years=0
    )
    given = scenario(mentor).under(under(RANKED, membership=None)).at(NOW)
    confirmed = given(began).when(declare).decide()
    assert isinstance(confirmed[-1], said.MentorEligibilityConfirmed)
    handed_in = given(began, *confirmed).when(ask.SubmitMentorApplication(mentor_id=ANN)).decide()
    accept = ask.AcceptMentor(mentor_id=ANN, decided_by=SOMEBODY)
    given(began, *confirmed, *handed_in).when(accept).then_types(said.MentorApplicationAccepted)


# ---- training -----------------------------------------------------------------------------------


@pytest.mark.requirement("ASME-06")
def test_the_month_of_the_first_workshop_is_told_and_decides_nothing():
    assert Document.load(read(RANKED)).training.first_window == "2021-02"


@pytest.mark.requirement("JOH-44")
def test_who_is_willing_can_be_asked_at_once_without_training_or_evaluation():
    serving = (
        said.MentorApplicationStarted(**WHO, source="alumni"),
        said.MentorEligibilityConfirmed(mentor_id=ANN, satisfied_by=()),
        said.MentorApplicationSubmitted(mentor_id=ANN),
        said.MentorProfileUpdated(**WHO, topics=("next_step",)),
        WillingnessDeclared(mentor_id=ANN, ways=("help",)),
    )
    given = scenario(mentor).under(under(DIRECT, membership=None)).at(NOW)
    accept = ask.AcceptMentor(mentor_id=ANN, decided_by=SOMEBODY)
    accepted = given(*serving).when(accept).then_types(said.MentorApplicationAccepted)
    put = ask.ListMentor(mentor_id=ANN)
    listed, _ = given(*serving, *accepted).when(put).then_types(said.MentorListed, ProfileNudged)
    known = Mentor(id=ANN, person_id=SOMEBODY, listed_at=NOW, capacity=listed.capacity)
    assert known.trained_at is None
    assert permitted(propose(DIRECT), known, pool_of(known))
    assert instrument_asked(asked(DIRECT), "mentor", "pre") is None
    assert Document.load(read(DIRECT)).support.check_in is None


def propose(path):
    made = match.ProposeMatch(pool_id=THIS, proposal_id=SESSION, mentee_id=CAT, mentor_id=ANN)
    return made.by(asked(path))


def pool_of(known):
    seeking = Mentee(id=CAT, person_id=CAT, ready=True, age_band="adult")
    return Pool(mentors={ANN: known}, mentees={CAT: seeking})


def test_where_training_is_asked_for_the_untrained_are_not_permitted():
    known = Mentor(id=ANN, person_id=SOMEBODY, listed_at=NOW)
    for path in (MINORS, ONLINE, RANKED):
        assert not permitted(propose(path), known, pool_of(known))
        trained = replace(known, trained_at=NOW)
        assert permitted(propose(path), trained, pool_of(trained))


# ---- how long -----------------------------------------------------------------------------------

opened = matched.RelationshipOpened(
    relationship_id=THIS,
    pool_id=SESSION,
    mentor_id=ANN,
    mentor_person_id=SOMEBODY,
    mentee_id=CAT,
    mentee_person_id=CAT,
    institution_id=None,
    age_band="adult",
)
met = match.NoteSessionHeld(relationship_id=THIS, session_id=SESSION, held_at=NOW)


def start_under(path):
    here = scenario(relationship).under(under(path)).at(NOW)
    (started,) = here(opened).when(met).then_types(matched.RelationshipStarted)
    return here, started


def terms(event):
    return [one for one in timers.to(Envelope.about(event)) if isinstance(one, Due)]


@pytest.mark.requirement("ASME-22")
@pytest.mark.parametrize("path", [RANKED, DIRECT], ids=["ranked", "direct"])
def test_a_relationship_without_a_term_runs_its_course_and_no_end_is_ever_announced(path):
    here, started = start_under(path)
    assert (started.term_ends_at, started.notice_at, terms(started)) == (None, None, [])
    later = here.at(NOW + timedelta(days=4000))(opened, started)
    later.when(match.AnnounceTermEnd(relationship_id=THIS)).then_nothing()
    later.when(match.ReachTerm(relationship_id=THIS)).then_nothing()
    end = match.EndRelationship(relationship_id=THIS, kind="run_its_course")
    ended = later.by(f"mentor:{ANN}").when(end).decide()
    assert any(isinstance(one, matched.RelationshipEnded) for one in ended)


def test_a_relationship_with_a_term_is_told_of_its_end():
    for path in (MINORS, ONLINE):
        _, started = start_under(path)
        assert started.term_ends_at == NOW.replace(year=2022)
        assert len(terms(started)) == 2


@pytest.mark.parametrize(
    ("path", "asked_on"), [(MINORS, NOW.replace(month=2)), (RANKED, None), (DIRECT, None)]
)
def test_mentors_are_asked_how_it_goes_where_the_programme_wants_to_know(path, asked_on):
    recorded = sessions.RecordSession(
        relationship_id=THIS,
        session_id=SESSION,
        started_at=NOW,
        minutes=60,
        mode="online",
        topics=("other",),
    )
    assert term_began(recorded.by(asked(path))).first_check_in_at == asked_on


def test_every_document_says_a_time_zone_and_an_adult_age():
    for path in FILES:
        found = Document.load(read(path))
        assert (found.policy.time_zone, found.adult_age) == ("Europe/London", 18)
