"""Who holds a role reviews, who only says so does not; whose membership lapsed asks for nobody."""

from uuid import UUID

import pytest

from services.matching import events, heard
from services.matching.commands import (
    AcceptRequest,
    IntroducePair,
    ReadRequestTexts,
    ReviewRequest,
)
from services.matching.policies import from_profiles
from shared.envelope import Envelope
from tests.contracts.programmes import DIRECT as HUB
from tests.contracts.programmes import RANKED as PILOT

from .asking import (
    DIRECTOR,
    HEAD,
    RANKED,
    REQUEST,
    REVIEWING,
    SECOND,
    changed,
    duty,
    house_of,
    mentee,
    mentor,
    of,
    request,
    submit,
)
from .finding import ended, granted, ruled
from .test_direct import refused
from .vocabulary import ANN, BEN, CAT, COLLEGE, DAN, DAY, NOW, OTHER, PROGRAMME, person

DEPUTY = UUID(int=78)
AS_DEPUTY = f"{REVIEWING}:{DEPUTY}"
review = of(ReviewRequest)


def submitted():
    return house_of(RANKED).ask(submit(ANN, BEN), by=mentee())


def reviewed(house):
    return len(house.told(events.RequestApproved))


def noted(house):
    return [
        (one.person_id, one.role, one.holds, one.stands_in)
        for one in house.told(events.StaffRoleNoted)
    ]


# ---- who holds the role --------------------------------------------------------------------------


@pytest.mark.requirement("ASME-04", "ASME-36")
def test_who_calls_themselves_by_the_role_reviews_nothing():
    house = submitted()
    for id_ in (person(OTHER), OTHER, DEPUTY, "", "somebody"):
        assert refused(house, review, f"{REVIEWING}:{id_}") == "reviewer-holds-the-role"
    assert reviewed(house) == 0
    assert reviewed(house.ask(review, by=DIRECTOR)) == 1


@pytest.mark.requirement("ASME-04")
def test_who_holds_the_role_reviews_until_they_no_longer_do():
    house = submitted().hear("profiles", duty(heard.StaffRoleEnded))
    assert refused(house, review, DIRECTOR) == "reviewer-holds-the-role"
    house.at(NOW + DAY).hear("profiles", duty())
    assert reviewed(house.ask(review, by=DIRECTOR)) == 1


@pytest.mark.requirement("ASME-04")
def test_who_stands_in_reviews_on_these_days_and_the_holder_too():
    house = submitted()
    house.hear("profiles", duty(heard.StaffCoverStarted, DEPUTY))
    assert reviewed(house.ask(review, by=AS_DEPUTY)) == 1
    house.hear("profiles", duty(heard.StaffCoverEnded, DEPUTY))
    house.ask(submit(DAN, request_id=SECOND, mentee=OTHER), by=mentee(OTHER))
    assert refused(house, of(ReviewRequest, SECOND), AS_DEPUTY) == "reviewer-holds-the-role"
    assert reviewed(house.ask(of(ReviewRequest, SECOND), by=DIRECTOR)) == 2


def test_the_end_of_a_cover_ends_no_role_of_one_s_own():
    house = submitted().hear("profiles", duty(person_id=DEPUTY))
    house.hear("profiles", duty(heard.StaffCoverStarted, DEPUTY))
    house.hear("profiles", duty(heard.StaffCoverEnded, DEPUTY))
    assert reviewed(house.ask(review, by=AS_DEPUTY)) == 1


def test_a_role_in_two_regions_is_held_until_both_have_ended():
    house = submitted().hear("profiles", duty(region="north"))
    house.hear("profiles", duty(heard.StaffRoleEnded))
    assert reviewed(house.ask(review, by=DIRECTOR)) == 1


def test_another_role_gives_nothing_and_neither_does_one_at_an_institution():
    house = submitted().hear("profiles", duty(person_id=DEPUTY, role="registrar"))
    house.hear("profiles", duty(person_id=DEPUTY, institution_id=COLLEGE))
    assert refused(house, review, AS_DEPUTY) == "reviewer-holds-the-role"
    assert noted(house)[1:] == [(DEPUTY, "registrar", True, False)]


def test_what_was_heard_twice_or_overtaken_changes_nothing():
    house = submitted().hear("profiles", duty(), times=2)
    house.hear("profiles", duty(heard.StaffRoleEnded, DEPUTY))
    assert noted(house) == [(HEAD, REVIEWING, True, False)]
    house.at(NOW + DAY).hear("profiles", duty(heard.StaffRoleEnded), times=2)
    assert noted(house)[1:] == [(HEAD, REVIEWING, False, False)]
    house.now = NOW
    house.hear("profiles", duty())
    assert refused(house, review, DIRECTOR) == "reviewer-holds-the-role"


def test_a_role_outside_every_programme_is_of_no_pool():
    assert from_profiles.to(Envelope.about(duty(), id=REQUEST, occurred_at=NOW)) == []
    within = Envelope.about(duty(), id=REQUEST, occurred_at=NOW, programme=PROGRAMME)
    assert len(from_profiles.to(within)) == 1


@pytest.mark.requirement("ASME-37")
def test_who_calls_themselves_by_the_role_reads_nothing_either():
    read = of(ReadRequestTexts)
    assert refused(submitted(), read, AS_DEPUTY) == "read-by-whom-it-is-for"
    house = submitted().ask(read, by=DIRECTOR)
    assert [one.side for one in house.told(events.RequestTextsRead)] == ["reviewer"]


@pytest.mark.requirement("ASME-39")
def test_where_a_role_introduces_its_holder_does():
    rules = changed(RANKED, "introduction", by=REVIEWING)
    house = house_of(rules).ask(submit(ANN), by=mentee()).ask(review, by=DIRECTOR)
    house.ask(of(AcceptRequest), by=mentor(ANN))
    introduce = of(IntroducePair)
    assert refused(house, introduce, "operator:1") == "introduced-by-the-right-role"
    assert refused(house, introduce, AS_DEPUTY) == "introducer-holds-the-role"
    assert house.ask(introduce, by=DIRECTOR).told(events.IntroductionMade)


# ---- whose membership lapsed ---------------------------------------------------------------------


def pilot(*said):
    house = house_of(ruled(PILOT))
    for one in said:
        house.hear("profiles", one)
    return house


ORGANISATION = ruled(PILOT).document["membership"]
LAPSED, RENEWED = ended(organisation=ORGANISATION), granted(organisation=ORGANISATION)
choose = submit(ANN)


@pytest.mark.requirement("ASME-13")
def test_whose_membership_lapsed_chooses_nobody_until_it_is_renewed():
    house = pilot(RENEWED, LAPSED)
    assert refused(house, choose, mentee()) == "membership-is-current"
    house.ask(submit(ANN, mentee=OTHER), by=mentee(OTHER))
    house.at(NOW + DAY).hear("profiles", RENEWED)
    house.ask(submit(BEN, request_id=SECOND), by=mentee())
    assert len(house.told(events.MentoringRequestSubmitted)) == 2


@pytest.mark.requirement("ASME-13")
def test_what_a_member_asked_for_goes_on_when_the_membership_lapses():
    role = ruled(PILOT).document["matching"]["ranked"]["review"]["role"]
    house = pilot(RENEWED, duty(role=role)).ask(choose, by=mentee()).hear("profiles", LAPSED)
    house.ask(review, by=f"{role}:{HEAD}").ask(of(AcceptRequest), by=mentor(ANN))
    house.ask(of(IntroducePair), by="programme_manager:1")
    assert len(house.told(events.RelationshipOpened)) == 1


@pytest.mark.requirement("ASME-13")
def test_on_the_hub_too_who_is_no_member_asks_nobody():
    house = house_of(ruled(HUB)).hear("profiles", ended())
    assert refused(house, request(kind="help"), mentee()) == "membership-is-current"


def test_another_organisation_s_or_another_person_s_lapse_stops_nobody():
    house = pilot(ended(organisation="elsewhere"), ended(person(OTHER), ORGANISATION))
    assert house.ask(choose, by=mentee()).told(events.MentoringRequestSubmitted)


def test_a_lapse_is_noted_once_and_a_membership_that_never_lapsed_not_at_all():
    house = pilot(RENEWED)
    assert house.told(events.MembershipLapseNoted) == []
    house.hear("profiles", LAPSED, times=2).at(NOW + DAY).hear("profiles", RENEWED, times=2)
    told = house.told(events.MembershipLapseNoted)
    assert [(one.person_id, one.lapsed) for one in told] == [
        (person(CAT), True),
        (person(CAT), False),
    ]
    house.now = NOW
    assert house.hear("profiles", LAPSED).told(events.MembershipLapseNoted) == told


def test_where_a_programme_is_for_no_members_in_particular_nobody_lapses():
    house = house_of(RANKED).hear("profiles", LAPSED)
    assert house.ask(choose, by=mentee()).told(events.MentoringRequestSubmitted)
