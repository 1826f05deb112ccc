"""The whole room: what was heard, what follows, and what repeats do not do."""

from itertools import permutations

import pytest

from services.matching import commands, events, heard
from services.matching.decider import pool as deciding_pool
from services.matching.decider.proposal import relationship_of
from shared.refusals import Refused

from .house import House
from .vocabulary import (
    ANN,
    BEN,
    BOSS,
    CAT,
    COLLEGE,
    DAY,
    HERE,
    NOW,
    OTHER,
    PROPOSAL,
    SESSION,
    active,
    agree,
    listed,
    propose,
    ready,
    trained,
)

RELATIONSHIP = relationship_of(PROPOSAL)
THIS = {"relationship_id": RELATIONSHIP}
ROLE_ENDED = heard.MentorRoleEnded(mentor_id=ANN, effective_on=NOW.date())


def waiting_pair():
    house = House()
    for one in (active, listed(), trained(), ready()):
        house.hear("profiles", one, times=2)
    return house


def proposed():
    return waiting_pair().ask(propose())


def matched():
    house = proposed()
    for side in ("mentor", "mentee", "institution"):
        house.ask(agree(side))
    return house


def pool(house):
    return deciding_pool.fold(house.streams[f"pool-{HERE['pool_id']}"])


def test_everybody_agrees_and_a_relationship_begins():
    house = matched().hear(
        "sessions", heard.SessionHeld(**THIS, session_id=SESSION, held_at=NOW), times=2
    )
    assert [one.relationship_id for one in house.told(events.MatchMade)] == [RELATIONSHIP]
    assert len(house.told(events.RelationshipOpened)) == 1
    assert len(house.told(events.RelationshipStarted)) == 1
    assert {one.candidate_id for one in house.told(events.MatchingPoolLeft)} == {ANN, CAT}


@pytest.mark.requirement("QS-07")
def test_no_match_is_made_without_a_yes_from_both():
    house = proposed().ask(agree("mentor")).ask(agree("institution"))
    assert house.told(events.MatchMade) == []
    house.ask(agree("mentee"))
    assert {"mentor", "mentee"} <= {one.by_role for one in house.told(events.MatchAgreed)}
    assert len(house.told(events.MatchMade)) == 1


@pytest.mark.requirement("1MM-050")
def test_no_update_is_sent_after_the_match():
    house = proposed().at(NOW + 32 * DAY)
    assert len(house.told(events.WaitingUpdateSent)) == 1
    house.ask(propose(OTHER))
    for side in ("mentor", "mentee", "institution"):
        house.ask(agree(side, OTHER))
    house.at(NOW + 200 * DAY)
    assert len(house.told(events.WaitingUpdateSent)) == 1


@pytest.mark.requirement("1MM-049")
def test_a_lapsed_proposal_leaves_both_waiting_since_when_they_did():
    house = proposed().at(NOW + 22 * DAY)
    assert len(house.told(events.MatchProposalExpired)) == 1
    assert pool(house).mentors[ANN].since == pool(house).mentees[CAT].since == NOW
    assert house.ask(propose(OTHER)).told(events.MatchProposed)[-1].mentor_id == ANN


@pytest.mark.requirement("1MM-017", "1MM-023")
def test_the_end_of_a_mentors_role_ends_each_relationship_exactly_once():
    house = matched().hear("profiles", ROLE_ENDED, times=3)
    (told,) = house.told(events.RelationshipEnded)
    assert (told.relationship_id, told.kind) == (RELATIONSHIP, "operator_ended")
    assert not pool(house).mentors[ANN].waiting


@pytest.mark.requirement("1MM-023")
def test_the_mentee_of_a_mentor_who_left_can_wait_for_another():
    house = matched().hear("profiles", ROLE_ENDED)
    house.hear("profiles", listed(BEN)).hear("profiles", trained(BEN))
    house.at(NOW + 3 * DAY).ask(commands.ReturnToPool(**HERE, mentee_id=CAT))
    assert house.ask(propose(OTHER)).told(events.MatchProposed)[-1].mentor_id == BEN


def test_the_end_of_a_mentors_role_withdraws_an_open_proposal():
    house = proposed().hear("profiles", ROLE_ENDED, times=2)
    assert len(house.told(events.MatchProposalWithdrawn)) == 1
    assert pool(house).mentees[CAT].waiting
    assert pool(house).mentees[CAT].proposals == frozenset()


def test_a_mentor_who_left_while_the_last_yes_was_on_its_way_is_let_go():
    """The pool hears of the match after the departure: what just began ends at once."""
    house = proposed()
    late = commands.EngagePair(**HERE, proposal_id=PROPOSAL, relationship_id=RELATIONSHIP)
    gone = commands.NoteMentorDeparture(**HERE, mentor_id=ANN, kind="operator_ended")
    house.decide(gone, "service:matching")
    told = [one.data for one in house.decide(late, "service:matching")]
    assert [type(one) for one in told[:2]] == [events.PairEngaged, events.MentorDepartureNoted]
    assert told[1].relationships == (RELATIONSHIP,)


@pytest.mark.parametrize("order", list(permutations(range(4))))
def test_whatever_the_order_in_which_things_are_heard_both_wait_in_the_end(order):
    house, said = House(), (active, listed(), trained(), ready())
    for place in order:
        house.hear("profiles", said[place])
    house.ask(propose())
    assert len(house.told(events.MatchProposed)) == 1


def test_a_mentee_who_leaves_ends_the_relationship():
    house = matched().hear("profiles", heard.MenteeLeft(mentee_id=CAT), times=2)
    (told,) = house.told(events.RelationshipEnded)
    assert told.kind == "party_ended"
    assert pool(house).mentors[ANN].waiting


def test_a_mentor_whose_relationship_ended_waits_anew():
    house = matched().at(NOW + 90 * DAY)
    house.ask(commands.EndRelationship(**THIS, kind="completed"))
    assert pool(house).mentors[ANN].since == NOW + 90 * DAY
    assert not pool(house).mentees[CAT].waiting


@pytest.mark.requirement("1MM-054")
def test_when_an_institution_falls_its_under_18s_rest_and_its_proposals_are_withdrawn():
    suspended = heard.InstitutionSuspended(institution_id=COLLEGE)
    house = matched().hear("profiles", suspended, times=2)
    assert len(house.told(events.RelationshipSuspended)) == 1
    house.at(NOW + DAY).hear("profiles", heard.InstitutionReinstated(institution_id=COLLEGE))
    assert len(house.told(events.SuspensionLifted)) == 1
    house = proposed().hear("profiles", suspended)
    assert len(house.told(events.MatchProposalWithdrawn)) == 1


def test_coming_of_age_reaches_the_relationship():
    band = heard.AgeBandChanged(mentee_id=CAT, to_band="adult")
    house = matched().at(NOW + DAY).hear("profiles", band, times=2)
    assert house.told(events.AgeBandNoted) == [events.AgeBandNoted(**THIS, age_band="adult")]


def test_an_end_taken_back_binds_both_again_unless_the_mentee_has_another():
    back = commands.ReverseEnd(
        **THIS, reason_code="mistake", approved_by=BOSS, agreed_by=("mentor", "mentee")
    )
    house = matched().ask(commands.EndRelationship(**THIS, kind="other")).ask(back)
    assert pool(house).mentees[CAT].relationships == {RELATIONSHIP}

    house = matched().ask(commands.EndRelationship(**THIS, kind="other"))
    house.ask(commands.ReturnToPool(**HERE, mentee_id=CAT)).ask(propose(OTHER, mentor=ANN))
    house.ask(back)
    assert house.told(events.RelationshipEnded)[-1].reason_code == "one_to_one"


def test_a_closing_runs_out_by_itself():
    house = matched().ask(commands.EndRelationship(**THIS, kind="run_its_course"))
    (closed,) = house.at(NOW + 31 * DAY).told(events.RelationshipClosed)
    assert not closed.complete
    assert "debrief" in closed.missing


def test_a_decline_lets_both_wait_on_for_somebody_else():
    house = proposed().ask(commands.DeclineMatch(proposal_id=PROPOSAL, by_role="mentee"))
    assert pool(house).mentors[ANN].proposals == frozenset()
    assert pool(house).mentees[CAT].waiting
    house.hear("profiles", listed(BEN, topics=())).hear("profiles", trained(BEN))
    assert house.ask(propose(OTHER)).told(events.MatchProposed)[-1].mentor_id == BEN


def test_a_mentee_is_proposed_again_only_after_returning_to_the_pool():
    house = matched().ask(commands.EndRelationship(**THIS, kind="no_fit"))
    with pytest.raises(Refused) as refused:
        house.ask(propose(OTHER))
    assert refused.value.code == "mentee-ready"


def test_an_institution_that_withdraws_lets_its_under_18s_rest():
    house = matched().hear("profiles", heard.InstitutionWithdrew(institution_id=COLLEGE))
    assert len(house.told(events.RelationshipSuspended)) == 1


def test_nothing_is_due_that_can_no_longer_happen():
    house = matched()
    assert house.due == {}
    house = proposed().ask(commands.WithdrawProposal(proposal_id=PROPOSAL))
    assert set(house.due) == {f"waiting-update:{ANN}"}
    house.hear("profiles", heard.MentorPaused(mentor_id=ANN))
    assert house.due == {}


def test_an_extension_moves_what_is_due():
    house = matched().hear("sessions", heard.SessionHeld(**THIS, session_id=SESSION, held_at=NOW))
    before = {key: one.at for key, one in house.due.items()}
    house.ask(commands.ExtendRelationship(**THIS, until=(NOW + 500 * DAY).date()))
    assert len(before) == 2
    assert all(house.due[key].at > at for key, at in before.items())


def test_a_parting_that_is_done_is_not_closed_again():
    house = matched().ask(commands.EndRelationship(**THIS, kind="completed"))
    for step in house.told(events.RelationshipEnded)[0].steps:
        house.ask(commands.RecordClosureStep(**THIS, step=step))
    (closed,) = house.told(events.RelationshipClosed)
    assert closed.complete
    assert not any(key.startswith("closure:") for key in house.due)


@pytest.mark.requirement("JOH-21")
def test_a_first_talk_that_did_not_fit_ends_it_and_names_nobody():
    house = matched().hear("sessions", heard.FitDenied(**THIS))
    (ended,) = house.told(events.RelationshipEnded)
    assert (ended.kind, ended.reason_code) == ("no_fit", None)
    assert len(house.hear("sessions", heard.FitDenied(**THIS)).told(events.RelationshipEnded)) == 1
