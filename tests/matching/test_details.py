"""What people tell of themselves, what mentors are willing to do, and which rank mentees have."""

from dataclasses import replace

import pytest

from services.matching import events, heard
from services.matching.decider import pool
from services.matching.policies.candidates import Facets
from services.matching.policies.scoring import Fit, fit
from services.matching.policies.views import Weights
from shared.refusals import Refused

from .asking import DIRECT, REQUEST, SECOND, house_of, mentee, request
from .house import House
from .vocabulary import (
    ANN,
    BEN,
    CAT,
    DAY,
    HERE,
    LIKINGS,
    NOW,
    active,
    listed,
    person,
    propose,
    ready,
    trained,
)

POOL = f"pool-{HERE['pool_id']}"


def changed(who=ANN, **more):
    plain = {"region": "York", "topics": ("art",), "goal_tags": (), "background_tags": ()}
    plain |= {"facets": ("industry=law",), "willingness": ("help",), "cannot_help": ("visas",)}
    return heard.MentorDetailsChanged(mentor_id=who, person_id=person(who), **{**plain, **more})


def seeks(**more):
    plain = {"region": "York", "topics": ("art",), "goal_tags": (), "background_tags": ()}
    return heard.MenteeDetailsChanged(
        mentee_id=CAT, person_id=person(CAT), **{**plain, "facets": (), **more}
    )


def state(house):
    return pool.fold(house.streams[POOL])


def test_what_a_mentor_tells_anew_is_what_fit_is_judged_by():
    house = house_of(DIRECT).at(NOW + DAY).hear("profiles", changed(), times=2)
    known = state(house).mentor(ANN)
    assert known.facets == Facets("York", frozenset({"art"}), named=frozenset({"industry=law"}))
    assert (known.willing, known.cannot_help) == ({"help"}, {"visas"})


def test_what_a_mentee_tells_anew_is_what_fit_is_judged_by():
    house = house_of(DIRECT).at(NOW + DAY).hear("profiles", seeks(facets=("industry=law",)))
    known = state(house).mentee(CAT).facets
    assert known == Facets("York", frozenset({"art"}), named=frozenset({"industry=law"}))


def test_a_change_that_is_heard_before_the_listing_still_counts():
    house = House(DIRECT).at(NOW + DAY).hear("profiles", changed()).hear("profiles", seeks())
    house.hear("profiles", listed(listed_at=NOW)).hear("profiles", ready(ready_at=NOW))
    known = state(house)
    assert known.mentor(ANN).facets.topics == known.mentee(CAT).facets.topics == {"art"}
    assert known.mentor(ANN).willing == {"help"}
    assert known.mentor(ANN).listed_at == NOW


def test_an_older_change_does_not_undo_a_newer_one():
    house = house_of(DIRECT).at(NOW + 2 * DAY).hear("profiles", changed(topics=("new",)))
    house.now = NOW + DAY
    house.hear("profiles", changed(topics=("old",)))
    assert state(house).mentor(ANN).facets.topics == {"new"}


@pytest.mark.requirement("JOH-14")
def test_a_mentor_is_asked_for_what_they_are_willing_to_do_and_nothing_else():
    house = house_of(DIRECT, mentors=())
    house.hear("profiles", listed(willingness=("help",)))
    with pytest.raises(Refused) as refused:
        house.ask(request(kind="mentoring"), by=mentee())
    assert (refused.value.code, refused.value.rule) == ("kind-is-willing", "kind_is_willing")
    house.ask(request(kind="help"), by=mentee())
    assert [one.kind for one in house.told(events.MentoringRequested)] == ["help"]


@pytest.mark.requirement("JOH-14")
def test_who_changes_their_mind_is_asked_for_the_other_thing():
    house = house_of(DIRECT, willingness=("mentoring",)).at(NOW + DAY)
    house.ask(request(kind="mentoring"), by=mentee())
    house.hear("profiles", changed(BEN, willingness=("help",)))
    with pytest.raises(Refused) as refused:
        house.ask(request(SECOND, mentor=BEN, kind="mentoring"), by=mentee())
    assert refused.value.code == "kind-is-willing"
    house.ask(request(SECOND, mentor=BEN, kind="help"), by=mentee())
    assert [one.request_id for one in house.told(events.MentoringRequested)] == [REQUEST, SECOND]


def test_facets_in_common_count_where_a_programme_gives_them_weight():
    both = Facets(named=frozenset({"industry=law", "job_function=editor"}))
    assert fit(both, both, Weights()) == Fit()
    reasons = ("the same: industry law, job function editor",)
    assert fit(both, both, Weights(facets=2)) == Fit(4, reasons)


@pytest.mark.requirement("1MM-098")
def test_a_topic_of_help_is_a_voluntary_part_of_the_fit():
    """Exams, options, applications, interviews: who offers what is asked for comes first, and who
    says nothing of it, mentor or mentee, is matched all the same.
    """
    plain = {**LIKINGS, "topics": ()}
    helper = listed(BEN, **{**plain, "topics": ("interviews", "exams")})
    told = (active, listed(ANN, **plain), trained(ANN), helper, trained(BEN))
    for topics, best in ((("interviews",), BEN), ((), ANN), (("options",), ANN)):
        house = House()
        for one in (*told, ready(**{**plain, "topics": topics})):
            house.hear("profiles", one)
        (match,) = house.ask(propose()).told(events.MatchProposed)
        assert (match.mentor_id, match.alternatives_considered) == (best, 1)
    assert fit(Facets(), Facets(topics=frozenset({"exams"})), Weights()) == Fit()


def test_a_mentee_s_rank_is_noted_once_and_a_mentor_s_never():
    tier = heard.PriorityTierAssigned(participant_id=CAT, role="mentee", tier=2)
    house = house_of(DIRECT).hear("profiles", tier, times=2)
    house.hear("profiles", replace(tier, role="mentor", participant_id=ANN))
    assert [(one.mentee_id, one.tier) for one in house.told(events.PriorityTierNoted)] == [(CAT, 2)]
