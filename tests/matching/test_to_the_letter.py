"""What is recorded to the letter: who may, which rules allowed it, on which day, in whose words.

Each of these once survived a change of the code that no other test noticed.
"""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.matching import commands, events, heard
from services.matching.commands import AcceptRequest, DeclineRequest, WithdrawRequest
from services.matching.policies.pools import pool_of
from services.matching.room import room
from shared.envelope import Envelope
from shared.messages import Consequence
from shared.refusals import Refused

from .asking import (
    DIRECT,
    DIRECTOR,
    RANKED,
    REQUEST,
    changed,
    house_of,
    mentee,
    mentor,
    of,
    request,
    submit,
)
from .house import House
from .vocabulary import (
    ANN,
    BEN,
    CAT,
    COLLEGE,
    DAN,
    DAY,
    HERE,
    NOW,
    OTHER,
    PROPOSAL,
    RELATIONSHIP,
    SESSION,
    TEACHER,
    THIS,
    active,
    agree,
    ended,
    given_proposal,
    given_relationship,
    listed,
    opened,
    person,
    propose,
    put,
    ready,
    started,
    trained,
    varied,
)
from .vocabulary import given as given_pool

FORWARD = commands.ReviewRequest(**HERE, request_id=REQUEST, verdict="forward")
OPEN = commands.OpenRelationship(
    **{name: getattr(opened(), name) for name in commands.OpenRelationship.codecs}
)
from_profiles = room.hears["profiles"]
# Half past midnight in London, the evening before by the clock of the world.
SUMMER_NIGHT = datetime(2026, 7, 1, 23, 30, tzinfo=UTC)


def refused(house, command, by):
    with pytest.raises(Refused) as found:
        house.ask(command, by=by)
    return found.value


def facts(*told):
    """The pool's stream after these were heard."""
    house = House()
    for one in told:
        house.hear("profiles", one)
    return house.streams[f"pool-{HERE['pool_id']}"]


def test_a_word_with_a_no_is_kept_and_an_empty_one_is_not():
    for message, kept in (("Not this year, I am sorry.", True), ("  ", False), (None, False)):
        house = house_of(DIRECT).ask(request(), by=mentee())
        house.ask(of(DeclineRequest, message=message), by=mentor())
        (no,) = house.told(events.RequestDeclined)
        assert (no.message, no.message_sent) == (message if kept else None, kept)


def test_the_words_of_a_no_are_of_the_one_who_said_it():
    either = changed(DIRECT, "direct", initiator="either")
    for asker, answerer, whose in ((mentee(), mentor(), ANN), (mentor(), mentee(), CAT)):
        house = house_of(either).ask(request(), by=asker)
        house.ask(of(DeclineRequest), by=answerer)
        assert house.told(events.RequestDeclined)[0].by_person_id.int == whose.int + 1000


def test_a_no_said_twice_is_one_no_and_nobody_else_s():
    house = house_of(DIRECT).ask(request(), by=mentee()).ask(of(DeclineRequest), by=mentor())
    house.ask(of(DeclineRequest), by=mentor())
    assert len(house.told(events.RequestDeclined)) == 1
    assert refused(house, of(DeclineRequest), mentor(BEN)).rule == "request_open"


def test_a_mentor_s_second_no_comes_too_late_to_be_the_next_one_s():
    house = house_of(RANKED).ask(submit(ANN, BEN), by=mentee()).ask(FORWARD, by=DIRECTOR)
    house.ask(of(DeclineRequest), by=mentor(ANN)).ask(of(DeclineRequest), by=mentor(ANN))
    assert len(house.told(events.RequestDeclined)) == 1
    house.ask(of(AcceptRequest), by=mentor(BEN))
    assert house.told(events.RequestAccepted)[0].mentor_id == BEN


@pytest.mark.parametrize("by", [mentee(OTHER), mentor(CAT), mentor(ANN), "timer:"])
def test_a_request_is_taken_back_by_whose_it_is_or_the_office(by):
    house = house_of(DIRECT).ask(request(), by=mentee())
    assert refused(house, of(WithdrawRequest), by).rule == "withdrawn_by_whose_it_is"
    assert house.ask(of(WithdrawRequest), by=mentee()).told(events.RequestWithdrawn)


def test_a_mentor_takes_back_what_they_began():
    house = house_of(changed(DIRECT, "direct", initiator="either")).ask(request(), by=mentor())
    assert refused(house, of(WithdrawRequest), mentee()).rule == "withdrawn_by_whose_it_is"
    assert house.ask(of(WithdrawRequest), by=mentor()).told(events.RequestWithdrawn)


def test_a_reminder_is_sent_once_a_day_it_is_due():
    house = house_of(DIRECT).ask(request(), by=mentee())
    remind = of(commands.RemindOfRequest, ordinal=1)
    house.at(NOW + 11 * DAY).ask(remind, by="timer:")
    assert [one.ordinal for one in house.told(events.RequestReminderSent)] == [1, 2]


def test_a_declined_ranked_choice_is_passed_on_and_frees_the_one_who_declined():
    house = house_of(RANKED).ask(submit(ANN, BEN), by=mentee()).ask(FORWARD, by=DIRECTOR)
    house.ask(of(DeclineRequest), by=mentor(ANN))
    forwards = house.told(events.RequestForwarded)
    assert [(one.mentor_id, one.ordinal) for one in forwards] == [(ANN, 1), (BEN, 2)]
    house.ask(submit(ANN, request_id=OTHER, mentee=OTHER), by=mentee(OTHER))
    house.ask(of(commands.ReviewRequest, request_id=OTHER, verdict="forward"), by=DIRECTOR)
    assert house.told(events.RequestForwarded)[-1].mentor_id == ANN


def test_a_region_is_required_only_where_the_programme_says_so():
    far = facts(active, listed(region="York"), trained(), ready())
    asked = given_pool(*far).under(varied(matching__same_region="require"))
    assert asked.when(propose(mentor=ANN)).then_refused("same-region")
    given_pool(*far).when(propose(mentor=ANN)).then_types(events.MatchProposed)
    near = facts(active, listed(), trained(), ready())
    required = given_pool(*near).under(varied(matching__same_region="require"))
    required.when(propose(mentor=ANN)).then_types(events.MatchProposed)


def test_all_others_who_could_have_been_proposed_are_counted_and_the_mode_is_kept():
    others = [one for id_ in (BEN, DAN) for one in (listed(id_, topics=()), trained(id_))]
    told = facts(active, listed(), trained(), *others, ready())
    (match,) = given_pool(*told).when(propose()).then_types(events.MatchProposed)
    assert (match.alternatives_considered, match.mode) == (2, "curated")


def test_an_end_names_the_institution_and_the_local_day():
    end = commands.EndRelationship(**THIS, kind="party_ended")
    told = given_relationship(opened()).at(SUMMER_NIGHT).by(f"mentor:{ANN}").when(end).decide()
    assert (told[0].institution_id, told[0].effective_on) == (COLLEGE, date(2026, 7, 2))
    again = commands.ReverseEnd(
        **THIS, agreed_by=("mentor", "mentee"), reason_code="mistake", approved_by=TEACHER
    )
    (back, *_) = given_relationship(opened(), started(), ended()).when(again).decide()
    assert back.institution_id == COLLEGE


def test_what_was_departed_from_ends_on_the_local_day():
    house = House().hear("profiles", listed()).at(SUMMER_NIGHT)
    house.hear("profiles", heard.MentorWithdrawn(mentor_id=ANN))
    assert house.told(events.MentorDepartureNoted)[0].effective_on == date(2026, 7, 2)


@pytest.mark.parametrize(
    ("departure", "noted", "kind"),
    [
        (heard.MenteeLeft(mentee_id=CAT), events.MenteeDepartureNoted, "party_ended"),
        (
            heard.MentorRoleEnded(mentor_id=ANN, effective_on=date(2026, 1, 5)),
            events.MentorDepartureNoted,
            "operator_ended",
        ),
    ],
)
def test_who_left_during_the_last_yes_is_named_with_the_reason(departure, noted, kind):
    told = facts(active, listed(), trained(), ready())
    (match,) = given_pool(*told).when(propose()).decide()
    house = House()
    house.streams[f"pool-{HERE['pool_id']}"] = [*told, match]
    house.hear("profiles", departure)
    gone = house.told(noted)[0]
    engage = commands.EngagePair(**HERE, proposal_id=PROPOSAL, relationship_id=RELATIONSHIP)
    _, left, *_ = given_pool(*told, match, gone).at(NOW + DAY).when(engage).decide()
    assert isinstance(left, noted)
    assert (left.kind, left.as_of, left.relationships) == (kind, NOW, (RELATIONSHIP,))


def test_a_term_is_not_extended_to_where_it_ends_already():
    last = date(2027, 1, 4)
    begun = (opened(), started(ends_at=datetime(2027, 1, 5, tzinfo=UTC)))
    same, more = (
        commands.ExtendRelationship(**THIS, until=last + timedelta(days)) for days in (0, 1)
    )
    given_relationship(*begun).when(same).then_refused("later-than-before")
    given_relationship(*begun).when(more).then_types(events.RelationshipExtended)


def test_a_hold_heard_before_the_opening_holds_from_the_first_day():
    early = events.HoldRecorded(**THIS, ground="administration")
    release = commands.NoteRelease(**THIS, ground="administration")
    told = given_relationship(early).when(OPEN).decide()
    freed = given_relationship(early, *told).when(release).decide()
    assert events.HoldReleased in map(type, freed)


def test_a_first_session_heard_before_the_opening_begins_it_for_these_two():
    early = events.EarlySessionNoted(**THIS, session_id=SESSION, held_at=NOW)
    _, begun = given_relationship(early).when(OPEN).decide()
    assert (begun.mentor_id, begun.mentee_id) == (ANN, CAT)


# ---- what is heard of people ---------------------------------------------------------------------

PERSON = {"programme": "another", "person_id": person(CAT), "organisation": "guild"}
POOL = {"pool_id": pool_of("another")}


def follows(event):
    """What is asked when profiles says so in that programme."""
    return from_profiles.to(Envelope.about(event, programme="another"))


@pytest.mark.parametrize(
    ("kind", "member"), [(heard.MembershipGranted, True), (heard.MembershipEnded, False)]
)
def test_whoever_becomes_a_member_or_is_one_no_longer_is_so_for_readers_and_for_the_pool(
    kind, member
):
    about = {"organisation": "guild"}
    who = {"reader_id": person(CAT), "programme": "another"}
    assert follows(kind(**PERSON)) == [
        commands.NoteMembership(**who, **about, member=member),
        commands.NoteMembershipLapse(**POOL, person_id=person(CAT), **about, lapsed=not member),
    ]


@pytest.mark.parametrize(("role", "ranked"), [("mentee", True), ("mentor", False)])
def test_only_a_mentee_has_a_rank_in_the_pool(role, ranked):
    tier = heard.PriorityTierAssigned(participant_id=CAT, role=role, tier=2)
    noted = commands.NotePriorityTier(**POOL, mentee_id=CAT, tier=2)
    assert follows(tier) == [noted] * ranked


TOLD = {"region": "York", "topics": ("art",), "goal_tags": ("grow",), "background_tags": ("deaf",)}


def test_what_people_tell_of_themselves_is_noted_as_it_was_told():
    who = {"person_id": person(CAT), **TOLD, "facets": ("industry=law",)}
    more = {"willingness": ("help",), "cannot_help": ("visas",)}
    (mentee_,) = follows(heard.MenteeDetailsChanged(mentee_id=CAT, **who))
    (mentor_,) = follows(heard.MentorDetailsChanged(mentor_id=ANN, **who, **more))
    for told, kind, said in (
        (mentee_, commands.NoteMenteeDetails, {"mentee_id": CAT, **who}),
        (mentor_, commands.NoteMentorDetails, {"mentor_id": ANN, **who, **more}),
    ):
        fields = {name: value for name, value in said.items() if name in kind.codecs}
        assert told == kind(**POOL, **fields)


ASKED_BY_PEOPLE = {
    "the mentee agrees": (given_proposal(put()).by(f"mentee:{CAT}"), agree("mentee")),
    "the mentor declines": (
        given_proposal(put()).by(f"mentor:{ANN}"),
        commands.DeclineMatch(proposal_id=PROPOSAL, by_role="mentor", reason_code="timing"),
    ),
    "a side signs": (
        given_relationship(opened()).by(f"mentor:{ANN}"),
        commands.SignAgreement(**THIS, by_role="mentor"),
    ),
    "a side rests": (
        given_relationship(opened(), started()).by(f"mentor:{ANN}"),
        commands.PauseRelationship(**THIS, reason_code="other"),
    ),
    "a side ends": (
        given_relationship(opened(), started()).by(f"mentor:{ANN}"),
        commands.EndRelationship(**THIS, kind="party_ended"),
    ),
    "a step of the closing": (
        given_relationship(opened(), started(), ended()),
        commands.RecordClosureStep(**THIS, step="message"),
    ),
    "the office sweeps": (
        given_pool(*facts(listed(), trained())),
        commands.SweepPool(**HERE, cycle="2026-01"),
    ),
    "the office declares a conflict": (
        given_pool(),
        commands.DeclareConflict(**HERE, mentor_id=ANN, mentee_id=CAT, kind="relative"),
    ),
}


@pytest.mark.parametrize("what", ASKED_BY_PEOPLE)
def test_what_people_ask_for_names_the_rules_that_allowed_it(what):
    given, command = ASKED_BY_PEOPLE[what]
    told = given.when(command).decide()
    assert not isinstance(command, Consequence)
    assert told
    assert told[0].allowed_by
