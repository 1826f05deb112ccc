"""Who waits, who is proposed to whom, and who must not be."""

from dataclasses import replace

import pytest

from services.matching import commands, events, heard
from services.matching.decider import pool
from services.matching.policies import from_profiles
from shared.envelope import Envelope

from .house import House
from .vocabulary import (
    ANN,
    BEN,
    BOSS,
    CAT,
    COLLEGE,
    DAN,
    DAY,
    HERE,
    NOW,
    OTHER,
    PROGRAMME,
    PROPOSAL,
    active,
    given,
    listed,
    person,
    propose,
    ready,
    trained,
    varied,
)


def story(*told, rules=None):
    """The pool's own events after these were heard."""
    house = House(rules) if rules else House()
    for one in told:
        house.hear("profiles", one)
    return house.streams[f"pool-{HERE['pool_id']}"]


FULL = (active, listed(), trained(), ready())


def test_the_best_is_proposed_with_reasons_and_the_alternatives_considered():
    told = story(*FULL, listed(BEN, topics=()), trained(BEN), listed(DAN))
    (match,) = given(*told).when(propose()).then_types(events.MatchProposed)
    assert (match.mentor_id, match.mentee_id, match.institution_id) == (ANN, CAT, COLLEGE)
    assert match.score == 14
    assert match.matched_on == (
        "topics in common: careers, law",
        "goals in common: confidence",
        "same region: Leeds",
        "a similar background",
    )
    assert match.alternatives_considered == 1
    assert match.algorithm_version
    assert match.expires_at == NOW + 21 * DAY
    assert "mentor_trained" in match.allowed_by


@pytest.mark.requirement("1MM-048")
def test_the_office_proposes_and_nobody_asks_for_a_match_themselves():
    told = given(*story(*FULL))
    for asker in ("mentee:21", "mentor:1", "institution:3"):
        told.by(asker).when(propose()).then_refused("proposed-by-the-office")
    told.by("programme_manager:9").when(propose(mentor=ANN)).then_types(events.MatchProposed)


def test_a_mode_that_is_not_built_yet_is_refused():
    rules = varied(matching__mode="ranked")
    given(*story(*FULL)).under(rules).when(propose()).then_refused("mode-is-offered")


@pytest.mark.requirement("1MM-045")
def test_an_untrained_mentor_is_refused_until_the_training_is_heard_of():
    told = story(active, listed(), ready())
    refused = given(*told).when(propose(mentor=ANN)).then_refused("mentor-trained")
    assert (refused.rule, refused.policy_version) == ("mentor_trained", 1)
    given(*told).when(propose()).then_refused("somebody-fits")
    told = story(active, listed(), ready(), trained())
    given(*told).when(propose(mentor=ANN)).then_types(events.MatchProposed)


@pytest.mark.requirement("1MM-045")
@pytest.mark.parametrize("order", [(listed(), trained()), (trained(), listed())])
def test_a_mentor_waits_once_both_were_heard_in_whatever_order(order):
    told = story(*order, *order)
    entered = [one for one in told if isinstance(one, events.MatchingPoolEntered)]
    assert [one.candidate_id for one in entered] == [ANN]


def test_a_programme_without_training_gates_nobody():
    rules = varied(matching__requires=["mentee_ready"])
    told = story(active, listed(), ready(), rules=rules)
    given(*told).under(rules).when(propose(mentor=ANN)).then_types(events.MatchProposed)


@pytest.mark.requirement("1MM-011")
def test_a_mentee_has_one_proposal_and_one_mentor_at_a_time():
    told = story(*FULL, listed(BEN), trained(BEN))
    (match,) = given(*told).when(propose()).then_types(events.MatchProposed)
    refused = given(*told, match).when(propose(OTHER, mentor=BEN)).then_refused("one-to-one")
    assert refused.rule == "one_to_one"
    engage = commands.EngagePair(**HERE, proposal_id=PROPOSAL, relationship_id=OTHER)
    after = given(*told, match).when(engage).decide()
    given(*told, match, *after).when(propose(OTHER, mentor=BEN)).then_refused("one-to-one")


@pytest.mark.requirement("1MM-054")
def test_an_under_18_is_matched_only_through_an_active_institution():
    suspended = heard.InstitutionSuspended(institution_id=COLLEGE)
    people = (listed(), trained(), ready())
    for told in (
        people,
        (*people, active, suspended),
        (listed(), trained(), ready(institution_id=None)),
    ):
        given(*story(*told)).when(propose()).then_refused("institution-active")
    adult = (listed(), trained(), ready(institution_id=None, age_band="adult"))
    given(*story(*adult)).when(propose()).then_types(events.MatchProposed)


@pytest.mark.requirement("1MM-054")
def test_a_match_names_the_mentees_institution():
    for told in ((active, *FULL[1:]), (*FULL[1:], active)):
        (match,) = given(*story(*told)).when(propose()).then_types(events.MatchProposed)
        assert match.institution_id == COLLEGE


@pytest.mark.requirement("QS-08")
@pytest.mark.parametrize("kind", ["line_manager", "assessor"])
def test_nobody_is_matched_with_a_manager_or_assessor(kind):
    told = story(*FULL)
    conflict = commands.DeclareConflict(**HERE, mentor_id=ANN, mentee_id=CAT, kind=kind)
    (declared,) = given(*told).when(conflict).then_types(events.ConflictDeclared)
    given(*told, declared).when(conflict).then_nothing()
    given(*told, declared).when(propose(mentor=ANN)).then_refused("no-conflict")
    given(*told, declared).when(propose()).then_refused("somebody-fits")


def test_a_conflict_that_the_programme_does_not_exclude_is_only_known():
    conflict = events.ConflictDeclared(**HERE, mentor_id=ANN, mentee_id=CAT, kind="relative")
    rules = varied(matching__exclude=["line_manager"])
    given(*story(*FULL), conflict).under(rules).when(propose()).then_types(events.MatchProposed)


def test_nobody_mentors_themselves():
    oneself = replace(ready(), person_id=person(ANN))
    told = story(active, listed(), trained(), oneself)
    given(*told).when(propose(mentor=ANN)).then_refused("not-oneself")


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ((heard.MentorPaused(mentor_id=ANN),), "mentor-available"),
        ((heard.MentorCapacitySet(mentor_id=ANN, capacity=0),), "mentor-has-a-seat"),
        ((heard.MentorWithdrawn(mentor_id=ANN),), "mentor-available"),
        ((listed(region="York"),), None),
    ],
)
def test_a_mentor_must_be_there_and_have_a_seat(more, code):
    told = given(*story(*FULL, *more)).when(propose(mentor=ANN))
    told.then_refused(code) if code else told.then_types(events.MatchProposed)


def test_a_mentor_nobody_knows_and_a_mentee_nobody_knows_are_refused():
    told = given(*story(*FULL))
    told.when(propose(mentor=BOSS)).then_refused("mentor-known")
    told.when(propose(mentee=BOSS)).then_refused("mentee-known")


def test_a_mentor_who_is_trained_and_not_listed_is_refused():
    told = given(*story(active, trained(), ready()))
    told.when(propose(mentor=ANN)).then_refused("mentor-listed")


def test_a_programme_may_insist_on_the_same_region():
    strict = varied(matching__same_region="require")
    told = story(active, listed(region="York"), trained(), ready())
    given(*told).under(strict).when(propose(mentor=ANN)).then_refused("same-region")


def test_proposing_again_under_the_same_id_changes_nothing():
    told = story(*FULL)
    (match,) = given(*told).when(propose()).decide()
    given(*told, match).when(propose()).then_nothing()


@pytest.mark.requirement("1MM-052")
def test_a_protected_attribute_changes_nothing_about_who_is_considered():
    plain = listed().dump()
    for attribute, value in [("gender", "f"), ("religion", "x"), ("ethnicity", "y"), ("age", 61)]:
        told = heard.MentorListed.load({**plain, attribute: value})
        envelope = Envelope.about(told, programme=PROGRAMME)
        assert from_profiles.to(envelope) == from_profiles.to(
            Envelope.about(listed(), programme=PROGRAMME)
        )
    facets = {"region", "topics", "goal_tags", "background_tags", "facets"}
    read = set(heard.MentorListed.codecs) & set(heard.MenteeReadyForMatching.codecs)
    assert read == facets | {"person_id"}


@pytest.mark.requirement("1MM-049")
def test_whoever_is_not_selected_keeps_their_place():
    told = story(*FULL, listed(BEN), trained(BEN))
    (match,) = given(*told).when(propose(mentor=ANN)).decide()
    sweep = commands.SweepPool(**HERE, cycle="2026-01")
    (passed,) = given(*told, match).at(NOW + 9 * DAY).when(sweep).decide()
    assert passed == events.CandidateNotSelected(
        **HERE, mentor_id=BEN, cycle="2026-01", waiting_since=NOW
    )
    after = (*told, match, passed)
    given(*after).when(sweep).then_nothing()
    (again,) = given(*after).when(replace(sweep, cycle="2026-02")).decide()
    assert again.waiting_since == NOW
    given(*after).by("mentor:1").when(sweep).then_refused("run-by-the-office")


@pytest.mark.requirement("1MM-049")
def test_after_a_decline_both_wait_on_since_when_they_did():
    told = story(*FULL)
    (match,) = given(*told).when(propose()).decide()
    release = commands.ReleasePair(**HERE, proposal_id=PROPOSAL, declined=True)
    released = events.PairReleased(**HERE, proposal_id=PROPOSAL, declined=True)
    given(*told, match).at(NOW + 5 * DAY).when(release).then(released)
    given(*told, match, released).when(release).then_nothing()
    pool = given.decider.fold((*told, match, released))
    assert pool.mentors[ANN].since == pool.mentees[CAT].since == NOW
    given(*told, match, released).when(propose(OTHER)).then_refused("somebody-fits")
    given(*told, match, released).when(propose(OTHER, mentor=ANN)).then_types(events.MatchProposed)


def test_a_break_interrupts_the_wait_and_does_not_begin_it_anew():
    house = House().hear("profiles", listed()).hear("profiles", trained())
    house.at(NOW + 9 * DAY).hear("profiles", heard.MentorPaused(mentor_id=ANN), times=2)
    house.at(NOW + 40 * DAY).hear("profiles", heard.MentorResumed(mentor_id=ANN), times=2)
    first, second = house.told(events.MatchingPoolEntered)
    assert first.waiting_since == second.waiting_since == NOW
    assert second.update_due_at > NOW + 40 * DAY
    assert len(house.told(events.MatchingPoolLeft)) == 1


def test_a_break_heard_after_the_return_does_not_hold():
    pause = commands.NoteMentorPause(**HERE, mentor_id=ANN, paused=True)
    back = events.MentorPauseNoted(**HERE, mentor_id=ANN, paused=False, as_of=NOW)
    given(*story(*FULL), back).at(NOW - DAY).when(pause).then_nothing()


@pytest.mark.requirement("1MM-050")
def test_after_65_days_of_waiting_two_updates_were_sent():
    house = House().hear("profiles", listed()).hear("profiles", trained()).at(NOW + 65 * DAY)
    sent = house.told(events.WaitingUpdateSent)
    assert [(one.mentor_id, one.ordinal) for one in sent] == [(ANN, 1), (ANN, 2)]


@pytest.mark.requirement("1MM-050")
def test_an_update_is_sent_once_and_only_while_somebody_waits():
    told = story(listed(), trained())
    ask = commands.SendWaitingUpdate(**HERE, mentor_id=ANN, due_at=NOW + 31 * DAY)
    (sent,) = given(*told).at(NOW + 31 * DAY).when(ask).decide()
    given(*told, sent).when(ask).then_nothing()
    gone = story(listed(), trained(), heard.MentorWithdrawn(mentor_id=ANN))
    given(*gone).at(NOW + 31 * DAY).when(ask).then_nothing()


def test_coming_of_age_heard_before_readiness_is_not_forgotten():
    band = heard.AgeBandChanged(mentee_id=CAT, to_band="adult")
    told = story(band, listed(), trained(), ready(ready_at=NOW - DAY, institution_id=None))
    (match,) = given(*told).when(propose()).then_types(events.MatchProposed)
    assert match.age_band == "adult"


def test_the_pool_knows_whose_number_a_capacity_is():
    def capacity(*told):
        one = pool.fold(story(*told)).mentor(ANN)
        return one.capacity, one.capacity_stated

    def say(number):
        return heard.MentorCapacitySet(mentor_id=ANN, capacity=number)

    assert capacity(listed(capacity=2)) == (2, False)
    assert capacity(listed(capacity=2, capacity_stated=True)) == (2, True)
    assert capacity(listed(capacity=2), say(2)) == (2, True)
    assert capacity(listed(capacity=2), say(3), say(None)) == (1, False)
    assert len(story(listed(), say(2), say(2))) == len(story(listed(), say(2)))


def test_a_mentor_with_room_for_two_waits_for_the_second():
    told = story(active, listed(capacity=2), trained(), ready(), ready(DAN))
    (match,) = given(*told).when(propose()).decide()
    engage = commands.EngagePair(**HERE, proposal_id=PROPOSAL, relationship_id=OTHER)
    after = given(*told, match).at(NOW + 9 * DAY).when(engage).decide()
    (again,) = (one for one in after if isinstance(one, events.MatchingPoolEntered))
    assert (again.candidate_id, again.waiting_since) == (ANN, NOW + 9 * DAY)
    second = propose(OTHER, mentee=DAN, mentor=ANN)
    given(*told, match, *after).when(second).then_types(events.MatchProposed)
