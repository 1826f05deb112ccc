"""From what people do to the tables people read, over real read models."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.evaluation.commands import (
    FreezeCohort,
    InvalidateResponse,
    PublishReport,
    RateWorkshop,
    RecordNps,
    RecordPulse,
    SubmitEvaluation,
)
from services.evaluation.events import CohortFrozen, ReportPublished, ResponsePaired
from services.evaluation.heard import (
    MatchMade,
    MenteeReferred,
    MentorApplicationStarted,
    RelationshipEnded,
    RelationshipStarted,
    SessionHeld,
)
from services.evaluation.policies.asked_for import end_response, pre_response
from services.evaluation.projections import answering

from .house import House, read_models, some_id
from .vocabulary import APRIL, JANUARY, JULY, PROGRAMME, instrument, rules

pytestmark = pytest.mark.store
COHORT, REPORT = UUID(int=2), UUID(int=3)
YES, NO = 4, 2


@pytest.fixture
def reader(postgres, fresh_database):
    with read_models(postgres.dsn(fresh_database)) as reader:
        yield reader


@pytest.fixture
def house(reader):
    house = House(reader.sql)
    house.ask(instrument("young-person-v1"))
    house.ask(instrument("mentor-v1"))
    return house


class Two:
    """A mentor and a mentee, and their way together."""

    def __init__(self, house, mentor=None):
        self.house = house
        self.mentee, self.relationship = some_id(), some_id()
        self.mentor = mentor or some_id()
        self.new_mentor = mentor is None

    def apply(self):
        self.house.hear("profiles", MenteeReferred(mentee_id=self.mentee, person_id=self.mentee))
        if self.new_mentor:
            applied = MentorApplicationStarted(mentor_id=self.mentor, person_id=self.mentor)
            self.house.hear("profiles", applied)
        return self

    def before(self, **answers):
        return self.answer(pre_response(self.mentee), answers, JANUARY)

    def after(self, **answers):
        return self.answer(end_response(self.mentee, self.relationship), answers, JULY)

    def answer(self, response, answers, at):
        self.house.ask(SubmitEvaluation(response_id=response, answers=answers), at)
        return self

    def meet(self, sessions=1, at=APRIL):
        sides = {"mentor_id": self.mentor, "mentee_id": self.mentee}
        self.house.hear("matching", MatchMade(**self.both(), made_at=at), at)
        if sessions:
            started = RelationshipStarted(relationship_id=self.relationship, **sides, started_at=at)
            self.house.hear("matching", started, at)
        for week in range(sessions):
            held = SessionHeld(
                session_id=some_id(),
                relationship_id=self.relationship,
                **sides,
                held_at=at + timedelta(weeks=week),
                minutes=60,
            )
            self.house.hear("sessions", held, at + timedelta(weeks=week))
        return self

    def part(self):
        ended = RelationshipEnded(**self.both(), effective_on=JULY.date())
        self.house.hear("matching", ended, JULY)
        return self

    def both(self):
        return {
            "relationship_id": self.relationship,
            "mentor_id": self.mentor,
            "mentor_person_id": self.mentor,
            "mentee_id": self.mentee,
            "mentee_person_id": self.mentee,
        }

    def whole(self, before, after, item="empowerment_1", sessions=1):
        """Everything from applying to the answers at the end."""
        self.apply().before(**{item: before}).meet(sessions).part()
        return self.after(**{item: after})


def a_cohort_of(house, a, b, c, d, item):
    cells = [(YES, YES)] * a + [(NO, YES)] * b + [(YES, NO)] * c + [(NO, NO)] * d
    for before, after in cells:
        Two(house).whole(before, after, item)
    house.ask(FreezeCohort(cohort_id=COHORT), JULY)


@pytest.mark.parametrize(
    ("item", "cells", "percentages", "points", "interval", "p"),
    [
        pytest.param(
            "empowerment_1", (33, 48, 0, 19), (33.0, 81.0), 48.0, (37.15, 56.89), 7.105e-15,
            marks=pytest.mark.requirement("1MM-102"),
        ),
        pytest.param(
            "wellbeing_1", (50, 25, 6, 19), (56.0, 75.0), 19.0, (8.37, 29.01), 0.000878,
            marks=pytest.mark.requirement("1MM-103"),
        ),
        pytest.param(
            "social_1", (30, 45, 8, 17), (38.0, 75.0), 37.0, (23.82, 48.34), 2.368e-07,
            marks=pytest.mark.requirement("1MM-104"),
        ),
    ],
)  # fmt: skip
def test_a_hundred_pairs_give_the_published_percentages_and_how_sure_one_may_be(  # noqa: PLR0917 -- a row
    house, reader, item, cells, percentages, points, interval, p
):
    a_cohort_of(house, *cells, item)
    table = answering.paired_table(reader, str(COHORT))
    (row,) = table["items"]
    assert (row["item"], row["n"], table["pairs"]) == (item, 100, 100)
    assert tuple(row[cell] for cell in "abcd") == cells
    assert (row["before"]["percent"], row["after"]["percent"]) == percentages
    assert row["change"]["points"] == points
    assert (row["change"]["low"], row["change"]["high"]) == pytest.approx(interval, abs=0.006)
    assert row["p_exact"] == pytest.approx(p, rel=5e-4)
    assert row["p_adjusted"] == row["p_exact"]
    assert (row["improved"], row["same"], row["worse"]) == (cells[1], cells[0] + cells[3], cells[2])


@pytest.mark.requirement("1MM-106")
def test_answers_without_their_other_half_change_no_percentage_and_are_counted(house, reader):
    Two(house).whole(NO, YES)
    alone = answering.impact(reader, PROGRAMME, "mentee")["items"]
    Two(house).apply().before(empowerment_1=YES)  # never matched
    Two(house).apply().before(empowerment_1=YES).meet()  # still at it
    Two(house).apply().before(empowerment_1=YES).meet().part()  # said nothing at the end
    Two(house).apply().meet().part().after(empowerment_1=YES)  # said nothing before
    table = answering.impact(reader, PROGRAMME, "mentee")
    assert table["items"] == alone
    assert table["pairs"] == 1
    assert table["unpaired"] == {
        "people": 3,
        "unpaired_pre": 2,
        "by_cause": {"no_end": 1, "no_pre": 1, "still_active": 1},
        "never_matched": 1,
    }


@pytest.mark.requirement("1MM-106")
def test_what_comes_after_the_freeze_changes_nothing(house, reader):
    Two(house).whole(NO, YES)
    house.ask(FreezeCohort(cohort_id=COHORT), JULY)
    frozen = answering.paired_table(reader, str(COHORT))
    Two(house).whole(YES, NO)
    assert answering.paired_table(reader, str(COHORT)) == frozen
    assert answering.impact(reader, PROGRAMME, "mentee")["pairs"] == 2


@pytest.mark.requirement("1MM-108")
@pytest.mark.requirement("1MM-111")
def test_mentors_are_counted_apart_from_mentees(house, reader):
    two = Two(house).whole(NO, YES)
    two.answer(pre_response(two.mentor), {"mentor_wellbeing_1": NO}, JANUARY)
    assert answering.impact(reader, PROGRAMME, "mentor")["unpaired"]["people"] == 1


@pytest.mark.requirement("1MM-108")
@pytest.mark.requirement("1MM-111")
def test_mentors_have_a_table_of_their_own(house, reader):
    two = Two(house).apply()
    two.before(empowerment_1=NO)
    two.answer(pre_response(two.mentor), {"mentor_wellbeing_1": NO}, JANUARY).meet().part()
    two.answer(end_response(two.mentor, two.relationship), {"mentor_wellbeing_1": YES}, JULY)
    two.after(empowerment_1=YES)
    mentees = answering.impact(reader, PROGRAMME, "mentee")
    mentors = answering.impact(reader, PROGRAMME, "mentor")
    assert [row["item"] for row in mentees["items"]] == ["empowerment_1"]
    assert [row["item"] for row in mentors["items"]] == ["mentor_wellbeing_1"]


@pytest.mark.requirement("1MM-105")
def test_one_measure_that_got_worse_makes_the_claim_false_and_is_named(house, reader):
    better = {"empowerment_1": NO, "social_1": NO}
    Two(house).apply().before(**better).meet().part().after(empowerment_1=YES, social_1=YES)
    found = answering.impact(reader, PROGRAMME, "mentee")["all_measures_direction"]
    assert found == {"all_positive": True, "measures": 2, "not_positive": []}
    Two(house).whole(YES, NO, "social_1")
    Two(house).whole(YES, NO, "social_1")
    found = answering.impact(reader, PROGRAMME, "mentee")["all_measures_direction"]
    assert found == {"all_positive": False, "measures": 2, "not_positive": ["social_1"]}


def test_an_answer_off_its_scale_counts_for_nothing(house, reader):
    Two(house).whole(NO, 9)
    assert answering.impact(reader, PROGRAMME, "mentee")["items"] == []


def test_answers_taken_out_leave_the_table(house, reader):
    two = Two(house).whole(NO, YES)
    end = end_response(two.mentee, two.relationship)
    house.ask(InvalidateResponse(response_id=end, cause="test"), JULY)
    table = answering.impact(reader, PROGRAMME, "mentee")
    assert table["items"] == []
    assert table["unpaired"]["by_cause"] == {"end_invalidated": 1}


def test_a_report_withholds_what_is_small_and_knows_its_data(house, reader):
    a_cohort_of(house, 8, 9, 1, 7, "empowerment_1")
    house.ask(PublishReport(report_id=REPORT, cohort_id=COHORT), JULY)
    (frozen,), (report,) = house.told(CohortFrozen), house.told(ReportPublished)
    assert report.dataset_sha256 == frozen.dataset_sha256
    table = answering.published_table(reader, str(REPORT))
    (row,) = table["items"]
    assert table["verified"]
    assert [row[name] for name in ("a", "b", "c", "d", "change", "p_exact")] == [None] * 6
    assert (row["n"], row["before"]["percent"], row["after"]["percent"]) == (25, 36.0, 68.0)
    reader.sql(
        "DELETE FROM cohort_pair WHERE pair_id = (SELECT min(pair_id::text)::uuid FROM cohort_pair)"
    )
    assert not answering.published_table(reader, str(REPORT))["verified"]


def test_a_cohort_that_is_not_there_has_no_table(house, reader):
    assert answering.paired_table(reader, str(COHORT)) is None
    assert answering.published_table(reader, str(REPORT)) is None


def test_averages_over_cohorts_are_told_apart(house, reader):
    first, second = some_id(), some_id()
    Two(house).whole(NO, YES)
    house.ask(FreezeCohort(cohort_id=first), JULY)
    Two(house).whole(NO, NO)
    Two(house).whole(NO, NO)
    house.ask(FreezeCohort(cohort_id=second), JULY)
    found = answering.averages_of(reader, [str(first), str(second)])
    (row,) = found["items"]
    assert found["stages"] == ["live"]
    assert row["pooled"] == {"before": 0.0, "after": 50.0}
    assert row["mean_of_cohorts"] == {"before": 0.0, "after": 66.67}


# ---- the programme ---------------------------------------------------------------------------


@pytest.mark.requirement("1MM-001")
def test_reach_counts_relationships_and_distinct_people(house, reader):
    mentor = some_id()
    one, other = Two(house, mentor).apply().meet(2), Two(house, mentor).apply().meet()
    again = Two(house)
    again.mentee = one.mentee
    again.apply().meet()
    Two(house).apply().meet(sessions=0)  # matched, never met
    found = answering.programme_reach(reader, PROGRAMME)
    assert (found["relationships_started"], found["mentees"], found["mentors"]) == (3, 2, 2)
    assert (found["sessions"], found["minutes"]) == (4, 240)
    assert found["target"] == 1_000_000
    assert other.mentee != one.mentee


@pytest.mark.requirement("1MM-059")
def test_dosage_bands_sum_to_all_pairs(house, reader):
    for sessions in (1, 3, 4, 12, 13):
        Two(house).whole(NO, YES, sessions=sessions)
    Two(house).apply().meet(6)  # not paired, not counted
    bands = answering.dosage(reader, PROGRAMME, "mentee")["bands"]
    assert {one["band"]: one["pairs"] for one in bands} == {
        "1-3": 2, "4-6": 1, "7-9": 0, "10-12": 1, "more": 1,
    }  # fmt: skip
    assert sum(one["pairs"] for one in bands) == 5
    assert [row["n"] for row in bands[0]["items"]] == [2]


@pytest.mark.requirement("1MM-046")
def test_lead_time_is_counted_against_the_programmes_weeks(house, reader):
    for weeks in (7, 11, 13):
        Two(house).apply().meet(at=JANUARY + timedelta(weeks=weeks))
    found = answering.lead_time(reader, PROGRAMME, "mentor")
    assert (found["people"], found["median_weeks"], found["expected_weeks"]) == (3, 11, [8, 12])
    assert (found["sooner"], found["as_expected"], found["later"]) == (1, 1, 1)


@pytest.mark.requirement("1MM-109")
def test_the_share_of_seven_to_ten_stands_apart_from_the_score(house, reader):
    for score in [10] * 46 + [7] * 46 + [2] * 8:
        house.ask(RecordNps(participant_id=some_id(), role="mentor", score=score))
    house.ask(RecordNps(participant_id=some_id(), role="mentee", score=0))
    found = answering.nps(reader, PROGRAMME, "mentor")
    assert found["nps"] == 38
    assert found["share_7_to_10"]["percent"] == 92
    assert (found["promoters"], found["passives"], found["detractors"]) == (46, 46, 8)


def rate(house, role, ratings, workshop=None):
    for rating, answers in ratings:
        house.ask(
            RateWorkshop(
                workshop_id=workshop or some_id(),
                participant_id=some_id(),
                role=role,
                rating=rating,
                **answers,
            )
        )


@pytest.mark.requirement("1MM-033")
def test_mentees_rate_workshops_and_say_whether_they_feel_prepared(house, reader):
    rate(house, "mentee", [("excellent", {"felt_prepared": True})] * 97)
    rate(house, "mentee", [("fair", {"felt_prepared": False})] * 3)
    found = answering.workshop_ratings(reader, PROGRAMME, "mentee", None)
    expected = {"count": 97, "n": 100, "percent": 97.0, "low": 91.55, "high": 98.97}
    assert found["rated_top"] == expected
    assert found["felt_prepared"] == expected
    assert found["would_recommend"]["percent"] is None


@pytest.mark.requirement("1MM-044")
def test_mentors_rate_workshops_and_say_whether_they_recommend_the_training(house, reader):
    rate(house, "mentor", [("good", {"would_recommend": True})] * 97)
    rate(house, "mentor", [("very_good", {"would_recommend": False})] * 2 + [("poor", {})])
    found = answering.workshop_ratings(reader, PROGRAMME, "mentor", None)
    assert found["rated_top"]["percent"] == 99
    assert found["would_recommend"]["percent"] == pytest.approx(97.98)


@pytest.mark.requirement("1MM-110")
def test_the_programme_says_what_counts_as_good(reader):
    house = House(reader.sql, rules(workshop={"top": ["excellent"]}))
    one = some_id()
    rate(house, "mentor", [("good", {}), ("excellent", {})], one)
    rate(house, "mentor", [("poor", {})])
    found = answering.workshop_ratings(reader, PROGRAMME, "mentor", str(one))
    assert found["rated_top"]["percent"] == 50


@pytest.mark.requirement("1MM-025")
def test_needs_are_counted_by_item_and_rare_answers_withheld(house, reader):
    for place in range(25):
        rarely = NO if place < 9 else YES
        often = NO if place < 12 else YES
        Two(house).apply().before(empowerment_1=often, wellbeing_1=rarely)
    often, rarely = answering.needs_insight(reader, PROGRAMME, None, None)["items"]
    assert (often["item"], often["lacking"]["count"], often["lacking"]["percent"]) == (
        "empowerment_1",
        12,
        48.0,
    )
    assert (rarely["item"], rarely["n"], rarely["lacking"]) == ("wellbeing_1", 25, None)
    day = JANUARY.date()
    assert len(answering.needs_insight(reader, PROGRAMME, str(day), str(day))["items"]) == 2
    assert answering.needs_insight(reader, PROGRAMME, str(APRIL.date()), None)["items"] == []


@pytest.mark.requirement("QS-18")
def test_a_mentee_whose_needs_nobody_asked_for_is_counted(house, reader):
    Two(house).apply().before(empowerment_1=NO)
    Two(house).apply()
    found = answering.needs_assessed(reader, PROGRAMME)
    assert (found["mentees"], found["assessed"], found["missing"]) == (2, 1, 1)


@pytest.mark.requirement("1MM-097")
def test_how_sessions_felt_is_told_of_many_only(house, reader):
    def feel(people):
        for _ in range(people):
            pulse = {"participant_id": some_id(), "session_id": some_id(), "role": "mentor"}
            house.ask(RecordPulse(**pulse, valence="positive", tags=("rewarding",)))

    feel(9)
    assert answering.pulse(reader, PROGRAMME, "mentor")["people"] is None
    feel(1)
    found = answering.pulse(reader, PROGRAMME, "mentor")
    assert (found["people"], found["valence"]) == (10, {"positive": 10})
    assert found["tags"] == {"rewarding": 10}


@pytest.mark.requirement("1MM-113")
def test_how_long_people_take_from_applying_to_having_answered(house, reader):
    for minutes in (10, 20, 90):
        two = Two(house).apply()
        given = SubmitEvaluation(response_id=pre_response(two.mentor), answers={"a": 1})
        house.ask(given, JANUARY + timedelta(minutes=minutes))
    found = answering.onboarding_time(reader, PROGRAMME, "mentor")
    assert (found["people"], found["median_minutes"], found["p90_minutes"]) == (3, 20, 76)


def test_what_somebody_may_answer_comes_with_its_questions(house, reader):
    two = Two(house).apply()
    (one,) = answering.open_evaluations(reader, str(two.mentee))
    assert one["response_id"] == str(pre_response(two.mentee))
    assert one["questions"][0]["item"] == "empowerment_1"
    two.before(empowerment_1=YES)
    assert answering.open_evaluations(reader, str(two.mentee)) == []
    rates = answering.response_rates(reader, PROGRAMME)["responses"]
    assert {"role": "mentee", "phase": "pre", "status": "submitted", "responses": 1} in rates


@pytest.mark.requirement("1MM-001")
def test_replayed_read_models_are_the_same(house, reader):
    for cells in ((NO, YES), (YES, NO)):
        Two(house).whole(*cells, sessions=3)
    house.ask(FreezeCohort(cohort_id=COHORT), JULY)
    house.ask(PublishReport(report_id=REPORT, cohort_id=COHORT), JULY)
    house.ask(RecordNps(participant_id=some_id(), role="mentor", score=9))
    rate(house, "mentor", [("good", {})])
    assert len(house.told(ResponsePaired)) == 2
    live = reader.everything()
    reader.sql(f"TRUNCATE {', '.join(reader.tables())}")
    house.replay()
    assert reader.everything() == live
    assert all(live[name] for name in ("journey", "answer", "cohort_pair", "report", "nps"))
