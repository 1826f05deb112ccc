from datetime import timedelta

import pytest

from services.evaluation.commands import (
    DeclineEvaluation,
    ExpireEvaluation,
    InvalidateResponse,
    OpenEvaluation,
    RemindRespondent,
    SubmitEvaluation,
)
from services.evaluation.decider import response
from services.evaluation.events import (
    EvaluationAssigned,
    EvaluationDeclined,
    EvaluationExpired,
    EvaluationOpened,
    EvaluationReminderSent,
    EvaluationSubmitted,
    ResponseInvalidated,
)
from shared.envelope import Envelope
from shared.refusals import Invalid
from shared.testing import scenario

from .vocabulary import (
    APRIL,
    END,
    JANUARY,
    NCS,
    NOTHING_ASKED,
    PRE,
    TOGETHER,
    YASMIN,
    YASMIN_PERSON,
    end_asked_of,
    pre_asked_of,
    rules,
)

given = scenario(response).at(JANUARY).under(NCS)

ABOUT = {"response_id": PRE, "participant_id": YASMIN, "phase": "pre", "relationship_id": None}
assigned = EvaluationAssigned(
    **ABOUT,
    person_id=YASMIN_PERSON,
    role="mentee",
    instrument="young-person-v1",
    due_on=JANUARY + timedelta(days=14),
    remind_at=(JANUARY + timedelta(days=7), JANUARY + timedelta(days=21)),
    expires_at=APRIL.replace(month=3, day=20, hour=12),
)
ANSWERS = {"empowerment_1": 2, "wellbeing_1": 4, "social_1": 1}
submit = SubmitEvaluation(response_id=PRE, answers=ANSWERS)
submitted = EvaluationSubmitted(
    **ABOUT,
    person_id=YASMIN_PERSON,
    role="mentee",
    instrument="young-person-v1",
    answers=ANSWERS,
)
declined = EvaluationDeclined(**ABOUT, role="mentee")
expired = EvaluationExpired(**ABOUT, cause="time")
invalidated = ResponseInvalidated(**ABOUT, cause="test")


@pytest.mark.requirement("1MM-024")
def test_an_applicant_is_asked_before_mentoring_with_the_instrument_of_their_role():
    given().when(pre_asked_of()).then(assigned)
    (asked,) = given().when(pre_asked_of(role="mentor")).decide()
    assert asked.instrument == "mentor-v1"


def test_nobody_is_asked_where_the_programme_does_not_ask():
    given().under(NOTHING_ASKED).when(pre_asked_of()).then_nothing()
    given().under(rules(phases=["end"])).when(pre_asked_of()).then_nothing()
    given().under(rules(instruments={"mentor": "mentor-v1"})).when(pre_asked_of()).then_nothing()


def test_outside_a_programme_nobody_is_asked():
    scenario(response)().when(pre_asked_of()).then_nothing()


def test_somebody_is_asked_once():
    given(assigned).when(pre_asked_of()).then_nothing()
    given(assigned, submitted).when(pre_asked_of()).then_nothing()


@pytest.mark.parametrize("role", ["mentor", "mentee"])
@pytest.mark.requirement("1MM-089")
def test_both_roles_are_asked_at_the_end_and_have_a_month(role):
    (asked,) = given().when(end_asked_of(role=role)).then_types(EvaluationAssigned)
    assert asked.phase == "end"
    assert asked.relationship_id == TOGETHER
    assert asked.response_id == END
    assert asked.due_on == JANUARY + timedelta(days=30)


def test_the_first_look_is_recorded():
    opened = EvaluationOpened(response_id=PRE)
    given(assigned).when(OpenEvaluation(response_id=PRE)).then(opened)
    given(assigned, opened).when(OpenEvaluation(response_id=PRE)).then_nothing()
    given(assigned, opened).when(submit).then(submitted)


def test_answers_are_given_once():
    given(assigned).when(submit).then(submitted)
    given(assigned, submitted).when(submit).then_refused("answered-already")


def test_answers_nobody_asked_for_are_refused():
    given().when(submit).then_refused("not-asked")
    given().when(DeclineEvaluation(response_id=PRE)).then_refused("not-asked")


def test_somebody_may_rather_not_answer():
    given(assigned).when(DeclineEvaluation(response_id=PRE)).then(declined)
    given(assigned, declined).when(submit).then_refused("answered-already")


def test_answers_after_the_time_are_still_taken():
    given(assigned, expired).when(submit).then(submitted)


def test_only_the_person_asked_may_answer():
    given(assigned).by("mentee:somebody-else").when(submit).then_refused("answers-are-ones-own")
    given(assigned).by(f"mentee:{YASMIN}").when(submit).then(submitted)
    given(assigned).by(f"mentee:{YASMIN_PERSON}").when(submit).then(submitted)
    given(assigned).by("operator:1").when(submit).then(submitted)


@pytest.mark.parametrize(
    "answers", [{}, {"empowerment_1": 11}, {"empowerment_1": -1}, {"empowerment_1": "4"},
                {"empowerment_1": True}, {"empowerment_1": 3.5}],
)  # fmt: skip
def test_answers_are_whole_numbers_on_a_scale(answers):
    with pytest.raises(Invalid) as invalid:
        SubmitEvaluation.load({"response_id": str(PRE), "answers": answers})
    assert "answers" in invalid.value.problems


def test_reminders_come_in_order_and_end():
    first = EvaluationReminderSent(response_id=PRE, ordinal=1, next_at=JANUARY + timedelta(days=21))
    last = EvaluationReminderSent(response_id=PRE, ordinal=2, next_at=None)
    remind = [RemindRespondent(response_id=PRE, ordinal=ordinal) for ordinal in (1, 2)]
    given(assigned).when(remind[0]).then(first)
    given(assigned).when(remind[1]).then_nothing()
    given(assigned, first).when(remind[0]).then_nothing()
    given(assigned, first).when(remind[1]).then(last)


def test_who_answered_is_left_in_peace():
    remind, expire = RemindRespondent(response_id=PRE, ordinal=1), ExpireEvaluation(response_id=PRE)
    for ended in (submitted, declined, expired):
        given(assigned, ended).when(remind).then_nothing()
        given(assigned, ended).when(expire).then_nothing()
    given().when(expire).then_nothing()


def test_waiting_ends():
    given(assigned).when(ExpireEvaluation(response_id=PRE)).then(expired)


def test_answers_can_be_taken_out_of_the_count_but_not_before_they_are_given():
    ask = InvalidateResponse(response_id=PRE, cause="test")
    given(assigned, submitted).when(ask).then(invalidated)
    given(assigned, submitted, invalidated).when(ask).then_nothing()
    given(assigned, submitted, invalidated).when(submit).then_refused("answered-already")
    given(assigned).when(ask).then_refused("impossible")


def test_what_was_answered_is_personal_and_never_leaves():
    assert EvaluationSubmitted.personal == {"answers": "person_id"}
    assert {"answers", "instrument"} <= EvaluationSubmitted.indoors


def test_a_written_answer_reads_back_the_same():
    assert EvaluationSubmitted.revive(submitted.dump()) == submitted
    assert EvaluationSubmitted.load(submitted.dump()) == submitted
    assert Envelope.about(submitted).data.answers == ANSWERS
