"""The whole room on a real database: routing, timers, reading, holds, the register, the bus."""

import re
from datetime import timedelta
from uuid import uuid4

import pytest

from services.safeguarding.service import Safeguarding, timeline
from shared.refusals import Invalid, Refused

from .house import House
from .vocabulary import (
    BOARD_LEAD,
    COORDINATOR,
    DEPUTY,
    DSL,
    MENTEE,
    MENTOR,
    PAIR,
    PROGRAMME_DSL,
    SCHOOL,
)

LEAD, SECOND = f"dsl:{DSL}", f"programme_dsl:{PROGRAMME_DSL}"
HOUR = timedelta(hours=1)
TELLTALE = re.compile(r"safeguard|disclos|concern|abuse|bruise|he hits me", re.IGNORECASE)


@pytest.fixture(scope="module")
def house(postgres, tmp_path_factory):
    return House(postgres, tmp_path_factory.mktemp("safeguarding"))


@pytest.fixture(autouse=True)
def quiet(house):
    """Whatever a test leaves unanswered is answered, so that no alarm rings into the next one."""
    yield
    waiting = house.desk.rows("SELECT case_id, person_id FROM queue WHERE what = 'acknowledge'")
    for row in waiting:
        house.ask("AcknowledgeDisclosure", f"dsl:{row['person_id']}", case_id=row["case_id"])


def raise_disclosure(house, **more):
    case = str(uuid4())
    words = {"narrative": "Bruises on both arms.", "verbatim": "He hits me."}
    known = {"case_id": case, "trigger": "current_child_abuse", "relationship_id": PAIR, **words}
    assert house.ask("RaiseDisclosure", f"mentor:{MENTOR}", **known, **more) == [
        "DisclosureRecorded"
    ]
    return case


def of_case(house, case, *types):
    return [told for told in house.log(*types) if str(told.data.case_id) == case]


@pytest.mark.requirement("1MM-071", "1MM-007", "SG-01")
def test_a_disclosure_reaches_the_schools_people_and_is_acknowledged(house):
    case = raise_disclosure(house)
    (routed,) = of_case(house, case, "DisclosureRouted")
    assert [one.person_id for one in routed.data.to] == [DSL, COORDINATOR]
    assert house.queue(DSL)[case] == house.queue(COORDINATOR)[case] == "acknowledge"
    assert house.ask("AcknowledgeDisclosure", LEAD, case_id=case) == ["DisclosureAcknowledged"]
    assert house.queue(DSL)[case] == "in_hand"
    assert case not in house.queue(COORDINATOR)


@pytest.mark.requirement("1MM-071", "SG-06")
def test_a_disclosure_about_the_lead_never_reaches_the_lead(house):
    case = raise_disclosure(house, accused=[str(DSL)])
    assert case not in house.queue(DSL)
    assert house.queue(COORDINATOR)[case] == "acknowledge"
    with pytest.raises(Refused):
        house.ask("AcknowledgeDisclosure", LEAD, case_id=case)


@pytest.mark.requirement("SG-02")
def test_nobody_answers_and_the_alarm_climbs_the_ladder_and_rings_on(house):
    case, start = raise_disclosure(house), house.now
    house.wait(hours=4, minutes=30)
    rung = of_case(house, case, "DisclosureEscalated")
    assert [((told.occurred_at - start) / HOUR, told.data.to[0].person_id) for told in rung] == [
        (1, DEPUTY),
        (2, PROGRAMME_DSL),
        (3, BOARD_LEAD),
        (4, BOARD_LEAD),
    ]
    assert house.ask("AcknowledgeDisclosure", SECOND, case_id=case) == ["DisclosureAcknowledged"]
    house.wait(days=1)
    assert len(of_case(house, case, "DisclosureEscalated")) == 4


@pytest.mark.requirement("SG-02")
def test_a_tail_that_starts_anew_in_the_middle_loses_no_alarm(house):
    case = raise_disclosure(house)
    for hand in house.tail.hands:
        hand.forget()
    house.wait(hours=1)
    assert len(of_case(house, case, "DisclosureEscalated")) == 1


@pytest.mark.requirement("1MM-072")
def test_the_lead_learns_of_a_draft_left_alone_and_not_of_its_words(house):
    case = str(uuid4())
    house.ask("SaveDraft", f"mentor:{MENTOR}", case_id=case, words="She said", relationship_id=PAIR)
    house.wait(minutes=14, seconds=59)
    assert case not in house.queue(DSL)
    house.wait(seconds=1)
    assert house.queue(DSL)[case] == "draft"
    with pytest.raises(Refused):
        timeline(house.desk, case, LEAD, "curiosity")


@pytest.mark.requirement("SG-06", "SG-07")
def test_reading_is_recorded_before_anything_is_shown_and_refusals_are_too(house):
    case = raise_disclosure(house)
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)
    shown = timeline(house.desk, case, LEAD, "triage")
    assert shown[-1]["type"] == "RecordRead"
    assert shown[-1]["data"]["purpose"] == "triage"
    assert shown[0]["data"]["verbatim"] == "He hits me."
    for nosy in (f"mentor:{MENTOR}", f"mentoring_coordinator:{COORDINATOR}"):
        with pytest.raises(Refused) as refused:
            timeline(house.desk, case, nosy, "curiosity")
        assert refused.value.code == "access-refused"
    house.settle()
    kept = of_case(house, case, "AccessRefused")
    assert [told.data.rule for told in kept] == ["is_not_a_raiser", "is_on_the_team"]


@pytest.mark.requirement("SG-07")
def test_what_cannot_be_recorded_is_not_shown(house, monkeypatch):
    case = raise_disclosure(house)
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)

    def broken(*_, **__):
        raise ConnectionError

    monkeypatch.setattr(house.desk.commands.store, "append", broken)
    with pytest.raises(ConnectionError):
        timeline(house.desk, case, LEAD, "triage")


@pytest.mark.requirement("SG-03")
def test_a_decision_without_its_reasons_is_not_taken(house):
    case = raise_disclosure(house)
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)
    with pytest.raises(Invalid):
        house.ask(
            "TriageDisclosure",
            LEAD,
            case_id=case,
            categories=["physical"],
            threshold="harm",
            rationale=" ",
        )


@pytest.mark.requirement("SG-12", "SG-13")
def test_on_the_bus_a_protective_hold_is_an_ordinary_one(house):
    case, ordinary = raise_disclosure(house), uuid4()
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)
    protective = uuid4()
    before = len(house.said("administration.events"))
    measure = {"case_id": case, "measure_id": uuid4(), "rationale": "Until it is clear."}
    house.ask(
        "ApplyInterimMeasure",
        LEAD,
        **measure,
        kind="suspend_relationship",
        relationship_ids=[str(protective)],
    )
    house.ask(
        "HoldRelationship", f"operator:{uuid4()}", relationship_id=ordinary, reason_code="papers"
    )
    house.ask("LiftInterimMeasure", LEAD, **measure)
    house.ask("ReleaseRelationship", f"operator:{uuid4()}", relationship_id=ordinary)
    messages = house.said("administration.events")[before:]
    shapes = [(one["type"], one["data"], sorted(one)) for one in messages]
    assert [(kind, data["relationship_id"]) for kind, data, _ in shapes] == [
        ("HoldPlaced", str(protective)),
        ("HoldPlaced", str(ordinary)),
        ("HoldLifted", str(protective)),
        ("HoldLifted", str(ordinary)),
    ]
    hidden = {"id", "subject", "data", "ordinal", "recordedtime", "type", "dataschema"}
    same = [{name: value for name, value in one.items() if name not in hidden} for one in messages]
    assert same[0] == same[1]
    assert same[2] == same[3]
    steps = house.log("HoldPlaced", "HoldLifted")[-4:]
    assert len({told.actor for told in steps}) == 1


@pytest.mark.requirement("SG-12")
def test_the_bus_says_nothing_a_stranger_could_use(house):
    raise_disclosure(house, concerning_person_id=str(MENTEE))
    alarms = house.said("safeguarding.events")
    assert alarms
    assert {tuple(sorted(one["data"])) for one in alarms} == {("band", "case_ref", "role")}
    people = {str(one) for one in (MENTOR, MENTEE, DSL, COORDINATOR, PAIR)}
    for one in alarms:
        text = str(one)
        assert not [who for who in people if who in text]
        assert "He hits me" not in text
    everywhere = {one.exchange for one in house.speaker.said}
    assert everywhere <= {"safeguarding.events", "administration.events"}
    bodies = [one["data"] for one in house.said("administration.events")]
    assert not [body for body in bodies if TELLTALE.search(str(body))]


def test_words_are_ciphertext_on_disk(house):
    case = raise_disclosure(house)
    raw = " ".join(row.data for row in house.desk.store.read(f"case-{case}"))
    assert "He hits me" not in raw
    assert "Bruises" not in raw


@pytest.mark.requirement("SG-30", "1MM-080", "1MM-081")
def test_the_register_shows_each_gift_with_its_decision_and_who_decided(house):
    pair = uuid4()
    gift = {
        "relationship_id": pair,
        "direction": "mentor_to_mentee",
        "value_minor": 500,
        "giver_person_id": MENTOR,
        "receiver_person_id": MENTEE,
        "given_on": "2026-02-05",
    }
    ids = [uuid4() for _ in range(2)]
    mentor = f"mentor:{MENTOR}"
    assert house.ask("DeclareGift", mentor, gift_id=ids[0], kind="gift", **gift) == ["GiftDeclared"]
    assert house.ask("DeclareGift", mentor, gift_id=ids[1], kind="cash", **gift) == ["GiftRefused"]
    seen = {"relationship_id": pair, "gift_id": ids[0], "bribery_ok": True, "safeguarding_ok": True}
    assert house.ask("AssessGift", SECOND, **seen) == ["GiftAssessed", "GiftApproved"]
    rows = house.desk.rows("SELECT * FROM gifts WHERE relationship_id = %(pair)s", pair=str(pair))
    found = {row["gift_id"]: row for row in rows}
    assert found[str(ids[0])]["decision"] == "approved"
    assert found[str(ids[0])]["decided_by"] == str(PROGRAMME_DSL)
    assert found[str(ids[1])]["decision"] == "refused"
    assert found[str(ids[1])]["decided_by"] == "no_cash"
    assert all(row["decided_at"] for row in rows)


@pytest.mark.requirement("1MM-065")
def test_an_absent_chaperone_becomes_one_review(house):
    session = uuid4()
    heard = {"session_id": session, "relationship_id": PAIR, "mentor_id": MENTOR}
    house.hear("sessions", "ChaperoneAbsent", **heard)
    found = [told for told in house.log("ReviewOpened") if told.data.session_id == session]
    assert [told.data.kind for told in found] == ["chaperone_absent"]


@pytest.mark.requirement("SG-06")
def test_a_lead_who_is_accused_loses_the_case_to_somebody_else(house):
    case = raise_disclosure(house)
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)
    more = {
        "case_id": case,
        "trigger": "other",
        "narrative": "It is the lead.",
        "accused": [str(DSL)],
    }
    recorded = house.ask("RaiseDisclosure", f"mentor:{MENTOR}", **more)
    assert recorded == ["FurtherWordsRecorded", "LeadStoodDown"]
    assert case not in house.queue(DSL)
    assert house.queue(COORDINATOR)[case] == "acknowledge"
    house.wait(hours=1)
    assert house.queue(DEPUTY)[case] == "acknowledge"


def test_a_case_goes_all_the_way_and_its_agency_is_chased_until_it_answers(house):
    case, referral = raise_disclosure(house, institution_id=str(SCHOOL)), uuid4()
    known = {"case_id": case, "rationale": "Two marks, one account."}
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)
    house.ask("TriageDisclosure", LEAD, **known, categories=["physical"], threshold="harm")
    house.ask("OpenCase", LEAD, case_id=case, lead=DSL)
    agency = {"agency": "children_services", "consent_sought": "yes", "referral_id": referral}
    house.ask("MakeReferral", LEAD, **known, **agency)
    house.wait(days=7)
    chased = len(of_case(house, case, "ReferralChased"))
    assert chased >= 3
    house.ask("RecordReferralReply", LEAD, case_id=case, referral_id=referral, outcome="Taken on.")
    house.wait(days=7)
    assert len(of_case(house, case, "ReferralChased")) == chased
    grant = {"case_id": case, "person_id": PROGRAMME_DSL, "purpose": "second_approval"}
    house.ask("GrantCaseAccess", LEAD, **grant)
    house.ask("CloseCase", LEAD, case_id=case, outcome="referred")
    assert house.ask("ApproveClosure", SECOND, case_id=case) == ["CaseClosed"]
    assert house.queue(DSL)[case] == "closed"
    house.ask("ReopenCase", LEAD, case_id=case, cause="new_information")
    assert house.queue(DSL)[case] == "in_hand"


@pytest.mark.requirement("1MM-022", "SG-27", "1MM-021")
def test_the_end_of_a_role_is_reviewed_with_the_duty_to_tell_decided(house):
    mentor = uuid4()
    house.hear("profiles", "MentorRoleEnded", mentor_id=mentor, person_id=mentor)
    (opened,) = [told for told in house.log("ReviewOpened") if told.data.mentor_id == mentor]
    known = {"review_id": opened.data.review_id, "rationale": "Read the file."}
    house.ask("DecideDbsDuty", SECOND, **known, duty_to_refer=True)
    done = {"finding": "infringed", "reason_code": "safeguarding_guidelines"}
    house.ask("CompleteReview", SECOND, **known, **done)
    row = house.desk.row("SELECT * FROM reviews WHERE mentor_id = %(mentor)s", mentor=str(mentor))
    assert (row["dbs_duty"], row["finding"]) == (True, "infringed")


class Asked:
    """The service with its desk, without a container around it."""

    def __init__(self, house):
        self.service = Safeguarding()
        self.service.desk = house.desk


@pytest.fixture
def service(house):
    return Asked(house).service


def test_the_service_answers_its_questions(house, service):
    case = raise_disclosure(house)
    (mine,) = [row for row in service.my_queue(f"dsl:{DSL}") if row["case_id"] == case]
    assert (mine["what"], mine["band"]) == ("acknowledge", "immediate")
    assert service.disclosure_status(case) == "received"
    assert case in {row["case_id"] for row in service.open_cases(SECOND, "1mm-ncs")}
    assert isinstance(service.gifts_register("2026-01-01", "2026-12-31", SECOND, "1mm-ncs"), list)
    assert isinstance(service.open_reviews(SECOND, "1mm-ncs"), list)
    house.ask("AcknowledgeDisclosure", LEAD, case_id=case)
    assert service.case_timeline(case, LEAD, "triage")


def test_read_models_built_anew_are_the_same(house):
    tables = {
        "queue": "case_id, person_id",
        "cases": "case_id",
        "gifts": "gift_id",
        "reviews": "review_id",
    }

    def models():
        return {
            name: house.desk.rows(f"SELECT * FROM {name} ORDER BY {key}")
            for name, key in tables.items()
        }

    raise_disclosure(house)
    before = models()
    assert before["queue"]
    for hand in house.tail.hands:
        if hasattr(hand, "projection"):
            with hand.workshop() as cursor:
                hand.make(cursor)
            hand.forget()
    house.settle()
    assert models() == before


def test_business_time_is_the_clocks(house):
    house.wait(days=30)
    case = raise_disclosure(house)
    (told,) = of_case(house, case, "DisclosureRecorded")
    assert told.occurred_at == house.now


@pytest.mark.requirement("SG-12")
def test_asking_the_service_itself_does_not_tell_that_there_was_a_disclosure(house):
    raise_disclosure(house)
    house.ask(
        "HoldRelationship", f"operator:{uuid4()}", relationship_id=uuid4(), reason_code="paperwork"
    )
    assert house.desk.events_after("DisclosureRaised", 0) == []
    assert "DisclosureRaised" not in house.desk.progress()["said"]
    assert house.desk.events_after("HoldPlaced", 0) != []
