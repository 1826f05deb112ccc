"""Everybody who must agrees, or it comes to nothing."""

import pytest

from services.matching import commands, events
from services.matching.decider.proposal import relationship_of
from services.matching.policies import timers
from services.matching.policies.agreeing import sides_needed
from shared.envelope import Envelope
from shared.reacting import Due, Off

from .vocabulary import ANN, BEN, CAT, COLLEGE, DAY, NOW, PROPOSAL, agree, person, put
from .vocabulary import given_proposal as given


def agreed(by_role):
    return events.MatchAgreed(proposal_id=PROPOSAL, by_role=by_role)


decline = commands.DeclineMatch(proposal_id=PROPOSAL, by_role="mentee")
declined = events.MatchDeclined(proposal_id=PROPOSAL, by_role="mentee", pool_id=put().pool_id)


@pytest.mark.requirement("QS-07")
def test_the_last_yes_makes_the_match():
    given(put()).when(agree("mentor")).then(agreed("mentor"))
    given(put(), agreed("mentor")).when(agree("mentee")).then(agreed("mentee"))
    both = (put(), agreed("mentor"), agreed("mentee"))
    _, made = (
        given(*both).when(agree("institution")).then_types(events.MatchAgreed, events.MatchMade)
    )
    assert (made.mentor_id, made.mentee_id, made.institution_id) == (ANN, CAT, COLLEGE)
    assert made.relationship_id == relationship_of(PROPOSAL)
    assert (made.mode, made.age_band, made.made_at) == ("curated", "minor", NOW)


@pytest.mark.requirement("QS-07")
@pytest.mark.parametrize(
    ("policy", "band", "institution", "sides"),
    [
        (
            ("mentor", "mentee", "institution"),
            "minor",
            COLLEGE,
            ("mentor", "mentee", "institution"),
        ),
        (("mentor", "mentee", "institution"), "adult", COLLEGE, ("mentor", "mentee")),
        (("mentor", "mentee", "institution"), "adult", None, ("mentor", "mentee")),
        (("institution",), "minor", COLLEGE, ("mentor", "mentee", "institution")),
        ((), "adult", None, ("mentor", "mentee")),
    ],
)
def test_both_always_agree_and_an_institution_for_the_under_18s(policy, band, institution, sides):
    assert sides_needed(policy, band, institution) == sides


@pytest.mark.requirement("QS-07")
@pytest.mark.parametrize(
    ("asker", "side", "code"),
    [
        ("mentor:{ann}", "mentor", None),
        ("mentor:{ann_person}", "mentor", None),
        ("mentor:{ben}", "mentor", "speaks-for-oneself"),
        ("mentor:{ann}", "mentee", "speaks-for-oneself"),
        ("mentee:{cat}", "mentee", None),
        ("institution:1", "institution", None),
        ("institution:1", "mentee", "speaks-for-oneself"),
        ("operator:1", "mentee", None),
    ],
)
def test_every_side_speaks_for_itself_and_the_office_passes_on(asker, side, code):
    by = asker.format(ann=ANN, ann_person=person(ANN), ben=BEN, cat=CAT)
    told = given(put()).by(by).when(agree(side))
    told.then_refused(code) if code else told.then(agreed(side))


def test_agreeing_twice_is_agreeing_once_also_after_the_match():
    given(put(), agreed("mentor")).when(agree("mentor")).then_nothing()
    opened = put("adult", ("mentor", "mentee"))
    yes = given(opened, agreed("mentor")).when(agree("mentee")).decide()
    given(opened, agreed("mentor"), *yes).when(agree("mentee")).then_nothing()


def test_a_side_that_is_not_asked_cannot_agree():
    given(put("adult", ("mentor", "mentee"))).when(agree("institution")).then_refused(
        "a-side-of-it"
    )


def test_one_no_is_enough_and_needs_no_reason():
    given(put(), agreed("mentor")).when(decline).then(declined)
    given(put(), declined).when(decline).then_nothing()
    given(put(), declined).when(agree("mentor")).then_refused("proposal-open")


def test_a_made_match_is_ended_and_not_declined():
    opened = put("adult", ("mentor", "mentee"))
    yes = given(opened, agreed("mentor")).when(agree("mentee")).decide()
    given(opened, agreed("mentor"), *yes).when(decline).then_refused("proposal-open")


def test_an_unknown_proposal_is_refused():
    given().when(agree("mentor")).then_refused("proposal-known")


@pytest.mark.parametrize(("days", "expires"), [(20, False), (21, True), (30, True)])
def test_a_proposal_lapses_when_its_time_is_up_and_not_before(days, expires):
    ask = commands.ExpireProposal(proposal_id=PROPOSAL)
    told = given(put()).at(NOW + days * DAY)
    expired = events.MatchProposalExpired(proposal_id=PROPOSAL, pool_id=put().pool_id)
    told.when(ask).then(*[expired] * expires)
    late = told.when(agree("mentor"))
    late.then_refused("before-expiry") if expires else late.then(agreed("mentor"))


def test_an_open_proposal_can_be_withdrawn_and_a_settled_one_not():
    ask = commands.WithdrawProposal(proposal_id=PROPOSAL)
    given(put()).when(ask).then_types(events.MatchProposalWithdrawn)
    given(put(), declined).when(ask).then_nothing()
    given().when(ask).then_nothing()


def test_the_expiry_is_set_once_and_called_off_when_settled():
    ask = commands.ExpireProposal(proposal_id=PROPOSAL)
    key = f"proposal-expiry:{PROPOSAL}"
    assert timers.to(Envelope.about(put())) == [Due(key, NOW + 21 * DAY, ask)]
    assert timers.to(Envelope.about(declined)) == [Off(key)]
