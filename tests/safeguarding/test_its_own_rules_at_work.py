"""On a real database: whoever names another programme gains nothing by it."""

from datetime import timedelta
from uuid import uuid4

import pytest

from shared.refusals import Refused

from .house import House
from .vocabulary import DSL, MENTEE, MENTOR, PAIR, PROGRAMME_DSL, RULES

LEAD, SECOND = f"dsl:{DSL}", f"programme_dsl:{PROGRAMME_DSL}"
ELSEWHERE, NOWHERE = "leisurely", "no_such_programme"
YEAR = "P365D"
SAFETY = {
    **RULES.document["safeguarding"],
    "ack_within": dict.fromkeys(("immediate", "high", "standard"), YEAR),
    "referral_reply_within": YEAR,
    "dbs_reasons": [],
}
LEISURELY = {
    **RULES.document,
    "safeguarding": SAFETY,
    "gifts": {**RULES.document["gifts"], "approve_over_minor_units": 10**6, "per_year": 99},
}
WEEK = timedelta(days=7)


@pytest.fixture(scope="module")
def house(postgres, tmp_path_factory):
    house = House(postgres, tmp_path_factory.mktemp("rules"))
    house.adopt(ELSEWHERE, LEISURELY)
    return house


def raised(house, programme="1mm-ncs"):
    case = str(uuid4())
    known = {"case_id": case, "trigger": "current_child_abuse", "relationship_id": PAIR}
    house.ask("RaiseDisclosure", f"mentor:{MENTOR}", programme=programme, **known)
    return case


def in_hand(house):
    case = raised(house)
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)
    return case


def last(house, kind):
    return house.log(kind)[-1]


@pytest.mark.parametrize("named", [ELSEWHERE, NOWHERE, None])
def test_nobody_gets_a_longer_deadline_for_a_case_elsewhere(house, named):
    case = in_hand(house)
    referral = {"case_id": case, "referral_id": uuid4(), "agency": "police"}
    words = {"consent_sought": "yes", "rationale": "Two marks, one account."}
    house.ask("MakeReferral", LEAD, programme=named, **referral, **words)
    made = last(house, "ReferralMade")
    assert made.programme == "1mm-ncs"
    assert made.data.reply_by - house.now <= WEEK


def test_telling_more_in_another_programme_makes_no_new_lead_wait_a_year(house):
    case = in_hand(house)
    more = {"trigger": "other", "narrative": "It is the lead.", "accused": [str(DSL)]}
    told = f"mentor:{MENTOR}"
    house.ask("RaiseDisclosure", told, programme=ELSEWHERE, case_id=case, **more)
    assert last(house, "LeadStoodDown").data.acknowledge_by - house.now <= WEEK
    house.ask("AcknowledgeDisclosure", f"dsl:{someone_told(house, case)}", case_id=case)


def someone_told(house, case):
    rows = house.desk.rows("SELECT * FROM queue WHERE case_id = %(case)s", case=case)
    return rows[0]["person_id"]


def test_the_duty_to_tell_the_barring_service_is_not_left_behind_elsewhere(house):
    mentor = uuid4()
    house.hear("profiles", "MentorRoleEnded", mentor_id=mentor, person_id=mentor)
    review = last(house, "ReviewOpened").data.review_id
    done = {"finding": "infringed", "reason_code": "safeguarding_guidelines", "rationale": "Read."}
    with pytest.raises(Refused) as refused:
        house.ask("CompleteReview", SECOND, programme=ELSEWHERE, review_id=review, **done)
    assert refused.value.code == "dbs-duty-is-decided"


def test_no_gift_is_small_elsewhere(house):
    gift = {"relationship_id": PAIR, "gift_id": uuid4(), "kind": "gift", "value_minor": 9999}
    people = {"giver_person_id": MENTOR, "receiver_person_id": MENTEE}
    known = {"direction": "mentor_to_mentee", "given_on": "2026-01-05"}
    house.ask("DeclareGift", f"mentor:{MENTOR}", programme=ELSEWHERE, **gift, **people, **known)
    assert last(house, "GiftDeclared").data.needs_approval


@pytest.mark.parametrize("named", [NOWHERE, None])
def test_a_case_told_in_no_known_programme_can_still_be_acted_on(house, named):
    case = raised(house, named)
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)
    measure = {"case_id": case, "measure_id": uuid4(), "kind": "suspend_relationship"}
    house.ask(
        "ApplyInterimMeasure", LEAD, **measure, relationship_ids=[str(uuid4())], rationale="Now."
    )
    assert last(house, "HoldPlaced").programme == "1mm-ncs"


def test_a_relationship_rests_under_its_own_programme_whoever_names_another(house):
    resting = uuid4()
    for programme in ("1mm-ncs", ELSEWHERE):
        wish = {"relationship_id": resting, "reason_code": "papers"}
        house.ask("HoldRelationship", f"operator:{uuid4()}", programme=programme, **wish)
        release = {"relationship_id": resting}
        house.ask("ReleaseRelationship", f"operator:{uuid4()}", programme=programme, **release)
    steps = house.log("HoldPlaced", "HoldLifted")[-4:]
    assert {told.programme for told in steps} == {"1mm-ncs"}
