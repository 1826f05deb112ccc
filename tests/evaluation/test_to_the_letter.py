"""What is counted, recorded and printed to the letter: ids, days, shares, causes, who may.

Each of these once survived a change of the code that no other test noticed.
"""

from dataclasses import replace
from datetime import date, timedelta
from uuid import UUID, uuid5

import pytest

from services.evaluation import commands, events, heard
from services.evaluation.policies import rules as named
from services.evaluation.policies.asked_for import (
    end_response,
    pre_response,
    register_id,
)
from services.evaluation.policies.own import own
from shared.asked import Rules
from shared.envelope import Envelope
from tests.evaluation import test_cohort as cohorts
from tests.evaluation import test_instrument as instruments
from tests.evaluation import test_pairing as pairings
from tests.evaluation import test_reactions as reactions
from tests.evaluation import test_response as responses
from tests.evaluation import test_voices as voices
from tests.evaluation.vocabulary import (
    AGAIN,
    APRIL,
    END,
    JANUARY,
    JULY,
    MARTIN,
    MARTIN_PERSON,
    PRE,
    PROGRAMME,
    TOGETHER,
    YASMIN,
    YASMIN_PERSON,
    end_asked_of,
    pre_asked_of,
    rules,
)

# ---- which rules allowed it ----------------------------------------------------------------------

ALLOWED = [
    (instruments.given(), instruments.ours, named.publishing_rules),
    (responses.given(responses.assigned), responses.submit, named.answering_rules),
    (
        responses.given(responses.assigned),
        commands.DeclineEvaluation(response_id=PRE),
        named.answering_rules,
    ),
    (voices.given(), commands.RecordNps(**voices.MARTIN_SAYS, score=9), named.voice_rules),
    (
        cohorts.in_cohort(),
        commands.FreezeCohort(cohort_id=cohorts.COHORT),
        named.cohort_rules,
    ),
]


@pytest.mark.parametrize(
    ("history", "ask", "by"), ALLOWED, ids=[type(ask).__name__ for _, ask, _ in ALLOWED]
)
def test_what_happens_says_which_rules_let_it(history, ask, by):
    (told,) = history.when(ask).decide()
    assert told.allowed_by == tuple(rule.__name__ for rule in by)


def test_a_mentor_answers_only_for_themself_too():
    asked = responses.given(responses.assigned)
    asked.by(f"mentor:{MARTIN}").when(responses.submit).then_refused("answers-are-ones-own")


def test_a_window_of_one_day_and_one_open_at_an_end_run_forwards():
    day = date(2022, 1, 1)
    for window in ((day, day), (day, None), (None, day)):
        ask = commands.FreezeCohort(
            cohort_id=cohorts.COHORT, window_from=window[0], window_to=window[1]
        )
        cohorts.in_cohort().when(ask).then_types(events.CohortAsked)


@pytest.mark.parametrize(("positive_from", "divides"), [(1, False), (2, True), (5, True)])
def test_a_threshold_may_be_the_last_step_of_the_scale_but_not_the_first(positive_from, divides):
    ask = instruments.changed(positive_from=positive_from, scale_from=1, scale_to=5)
    if divides:
        instruments.given().when(ask).then_types(events.InstrumentPublished)
    else:
        instruments.given().when(ask).then_refused("thresholds-lie-within-the-scale")


def test_where_a_programme_names_no_themes_any_will_do():
    free = instruments.given().under(rules(themes=[]))
    free.when(instruments.changed(theme="grit")).then_types(events.InstrumentPublished)


# ---- being asked ---------------------------------------------------------------------------------


def test_times_count_from_the_request_and_reminders_come_in_order():
    asked = responses.given().under(
        rules(reminders=["P21D", "P7D"], pre_due="P3D", end_due="P5D", expires_after="P10D")
    )
    (before,) = asked.when(pre_asked_of()).decide()
    (after,) = asked.when(end_asked_of()).decide()
    day = timedelta(days=1)
    assert before.remind_at == (JANUARY + 7 * day, JANUARY + 21 * day)
    assert (before.due_on, before.expires_at) == (JANUARY + 3 * day, JANUARY + 13 * day)
    assert (after.due_on, after.expires_at) == (JANUARY + 5 * day, JANUARY + 15 * day)
    (set_,) = asked.when(replace(pre_asked_of(), due_on=APRIL)).decide()
    assert (set_.due_on, set_.expires_at) == (APRIL, APRIL + 10 * day)


def test_only_the_roles_that_are_asked_before_are_asked_before():
    document = rules().document
    neither = Rules(PROGRAMME, 1, {**document, "application": {"pre_evaluation": ["mentor"]}})
    asked = responses.given().under(neither)
    asked.when(pre_asked_of()).then_nothing()
    asked.when(pre_asked_of(role="mentor")).then_types(events.EvaluationAssigned)
    asked.when(end_asked_of()).then_types(events.EvaluationAssigned)


def test_what_is_answered_at_the_end_says_of_which_relationship():
    asked = responses.given().when(end_asked_of()).decide()
    submit = commands.SubmitEvaluation(response_id=END, answers=responses.ANSWERS)
    (told,) = responses.given(*asked).when(submit).decide()
    assert (told.phase, told.relationship_id, told.participant_id) == ("end", TOGETHER, YASMIN)
    assert (told.role, told.person_id) == ("mentee", YASMIN_PERSON)
    assert told.instrument == asked[0].instrument
    opened = events.EvaluationOpened(response_id=END)
    late = commands.OpenEvaluation(response_id=END)
    responses.given(*asked, opened, told).when(late).then_nothing()
    responses.given().when(late).then_refused("impossible")


def test_the_ids_of_answers_follow_from_who_when_and_with_whom():
    assert len({PRE, pre_response(YASMIN, TOGETHER), END, pre_response(MARTIN)}) == 4
    assert pre_response(YASMIN) == uuid5(YASMIN, "pre")
    assert pre_response(YASMIN, TOGETHER) == uuid5(YASMIN, f"pre:{TOGETHER}")
    assert end_response(YASMIN, TOGETHER) == uuid5(YASMIN, f"end:{TOGETHER}")


# ---- voices --------------------------------------------------------------------------------------


def test_the_same_feeling_of_another_session_is_another():
    felt = events.PulseRecorded(**voices.PULSE, tags=())
    again = commands.RecordPulse(**{**voices.PULSE, "session_id": UUID(int=2)}, tags=())
    voices.given(felt).when(again).then_types(events.PulseRecorded)
    score = events.NpsRecorded(**voices.MARTIN_SAYS, score=9)
    voices.given(felt, score).when(commands.RecordPulse(**voices.PULSE, tags=())).then_nothing()
    voices.given(score, felt).when(commands.RecordNps(**voices.MARTIN_SAYS, score=9)).then_nothing()


# ---- cohorts -------------------------------------------------------------------------------------


def test_every_report_that_waited_is_published_and_none_twice():
    other = UUID(int=4)
    wanted = [
        events.ReportWanted(report_id=one, cohort_id=cohorts.COHORT)
        for one in (cohorts.REPORT, other)
    ]
    _, *told = cohorts.in_cohort(cohorts.asked, *wanted).when(cohorts.seal).decide()
    assert [one.report_id for one in told] == [cohorts.REPORT, other]
    known = cohorts.in_cohort(cohorts.asked, *wanted, cohorts.frozen, *told)
    for one in (cohorts.REPORT, other):
        ask = commands.PublishReport(report_id=one, cohort_id=cohorts.COHORT)
        known.when(ask).then_nothing()


def test_a_report_withholds_what_the_programme_withholds():
    ask = cohorts.in_cohort(cohorts.asked, cohorts.frozen).under(rules(min_cell=7))
    (told,) = ask.when(cohorts.publish).decide()
    assert told.min_cell == 7


@pytest.mark.parametrize(
    ("window", "counts"),
    [
        ({"window_from": date(2020, 1, 1)}, True),
        ({"window_from": date(2020, 1, 2)}, False),
        ({"window_to": date(2020, 1, 1)}, True),
        ({"window_to": date(2019, 12, 31)}, False),
    ],
)
def test_a_window_open_at_one_end_holds_its_own_edge(window, counts):
    told = cohorts.drawn(cohorts.entry(1), **window)
    assert bool(told.pairs) is counts


def test_who_has_no_start_is_in_no_window():
    unknown = cohorts.entry(1, started_on=None)
    assert cohorts.drawn(unknown, window_from=date(2020, 1, 1)).pairs == ()
    assert cohorts.drawn(unknown).pairs == (cohorts.pair(1),)


def test_another_cohort_is_drawn_from_the_same_register():
    first = cohorts.drawn(cohorts.entry(1))
    other = replace(cohorts.draw(), cohort_id=UUID(int=9))
    (told,) = cohorts.in_register(cohorts.entry(1), first).when(other).decide()
    assert (told.cohort_id, told.register_id) == (UUID(int=9), cohorts.REGISTER)


def test_an_entry_is_compared_with_the_last_one_of_the_same_person():
    enter = cohorts.entry(1, kind=commands.EnterStanding)
    cohorts.in_register().when(enter).then(cohorts.entry(1))
    cohorts.in_register(cohorts.entry(1), cohorts.entry(2)).when(enter).then_nothing()


def test_two_answers_that_make_no_pair_are_none_in_a_cohort():
    other = cohorts.entry(1, "instrument_changed", end_response=UUID(int=501))
    told = cohorts.drawn(other)
    assert told.pairs == ()
    assert [one.cause for one in told.causes] == ["instrument_changed"]


# ---- pairs ---------------------------------------------------------------------------------------


def test_a_pair_and_a_standing_say_whose_they_are():
    known = (pairings.enrolled, pairings.before, pairings.bound, pairings.over)
    end = pairings.note("end", "submitted", JULY)
    _, pair, now = pairings.given(*known).when(end).decide()
    assert (pair.role, pair.relationship_id, pair.participant_id) == ("mentee", TOGETHER, YASMIN)
    assert now == pairings.standing(
        "paired", ended_on=JULY.date(), pair_id=pair.pair_id, end_response=END
    )


def test_enrolling_and_beginning_are_recorded():
    enrol = commands.EnrolParticipant(
        participant_id=YASMIN, person_id=YASMIN_PERSON, role="mentee", applied_at=JANUARY
    )
    pairings.given().when(enrol).then(pairings.enrolled)
    begin = commands.NoteBeginning(participant_id=YASMIN, relationship_id=TOGETHER, started_at=JULY)
    pairings.given(pairings.before, pairings.bound).when(begin).then_types(
        events.RelationshipBegun, events.StandingChanged
    )


def test_answers_taken_out_are_the_reason_why_there_is_no_pair():
    out = pairings.note("pre", "invalidated")
    known = (pairings.before, pairings.bound)
    assert pairings.the_standing(*known, command=out) == ["pre_invalidated"]


def test_what_was_answered_before_a_further_relationship_is_apart_from_what_comes_at_its_end():
    anew = {"relationship_id": AGAIN, "response_id": pre_response(YASMIN, AGAIN)}
    bound = events.RelationshipBound(**{**pairings.BOUND, "relationship_id": AGAIN}, first=False)
    asked = pairings.told("pre", "asked", **anew)
    known = (pairings.before, pairings.bound, bound, asked)
    submit = pairings.note("pre", "submitted", **anew)
    now = pairings.given(*known).when(submit).decide()
    assert now[0] == pairings.told("pre", "submitted", **anew)
    first = pairings.standing("still_active")
    expire = pairings.note("pre", "expired", **anew)
    pairings.given(*known, first, *now).when(expire).then_nothing()
    end = {"relationship_id": AGAIN, "response_id": end_response(YASMIN, AGAIN)}
    ended = pairings.note("end", "asked", **end)
    told, *_ = pairings.given(*known, first, *now).when(ended).decide()
    assert (told.phase, told.status) == ("end", "asked")


def test_a_start_that_was_told_counts_before_the_match():
    begun = events.RelationshipBegun(
        participant_id=YASMIN, relationship_id=TOGETHER, started_at=JULY
    )
    bind = commands.BindRelationship(**pairings.BOUND)
    *_, now = pairings.given(pairings.before, begun).when(bind).decide()
    assert now.started_on == JULY.date()


@pytest.mark.parametrize(
    ("late", "name"), [(timedelta(0), "no_end"), (timedelta(seconds=1), "pre_after_first_session")]
)
def test_an_answer_at_the_very_beginning_of_the_first_session_is_one_from_before(late, name):
    answer = pairings.note("pre", "submitted", APRIL + late)
    held = pairings.held(1)
    known = (pairings.bound, held, pairings.held(2, JULY), pairings.over)
    assert pairings.the_standing(*known, command=answer) == [name]


def test_the_earliest_session_is_the_first_whichever_was_heard_first():
    answer = pairings.note("pre", "submitted", APRIL + timedelta(days=1))
    for order in ((JULY, APRIL), (APRIL, JULY)):
        met = [pairings.held(number, at) for number, at in enumerate(order)]
        known = (pairings.bound, *met, pairings.over, pairings.after)
        assert pairings.the_standing(*known, command=answer) == ["pre_after_first_session"]


@pytest.mark.parametrize(
    ("last", "news", "counts"),
    [
        ("asked", "expired", True),
        ("expired", "declined", True),
        ("declined", "submitted", True),
        ("submitted", "invalidated", True),
        ("asked", "asked", False),
        ("invalidated", "submitted", False),
        ("declined", "expired", False),
    ],
)
def test_what_comes_after_what(last, news, counts):
    told = pairings.given(pairings.told("pre", last)).when(pairings.note("pre", news)).decide()
    assert bool(told) is counts


@pytest.mark.parametrize(
    ("last", "news", "counts"),
    [
        ("expired", "asked", True),
        ("declined", "submitted", True),
        ("expired", "declined", False),
        ("submitted", "asked", False),
    ],
)
def test_another_questionnaire_takes_the_place_only_of_one_that_will_not_count(last, news, counts):
    other = pairings.note("pre", news, response_id=UUID(int=9))
    told = pairings.given(pairings.told("pre", last)).when(other).decide()
    assert bool(told) is counts


def test_without_a_band_of_weeks_nothing_is_expected():
    document = {name: part for name, part in rules().document.items() if name != "lead_time"}
    meet = pairings.held(1, APRIL, commands.CountSession)
    without = pairings.given(pairings.enrolled).under(Rules(PROGRAMME, 1, document))
    _, reached = without.when(meet).decide()
    assert reached == events.FirstMeetingReached(
        participant_id=YASMIN, days=91, expected_weeks=(), verdict="no_expectation"
    )
    pairings.given().when(meet).then_types(events.SessionCounted)


def test_an_end_told_anew_is_another_and_the_same_is_none():
    known = (pairings.before, pairings.bound, pairings.over)
    end = commands.NoteEnding(participant_id=YASMIN, relationship_id=TOGETHER, ended_on=JULY.date())
    pairings.given(*known).when(end).then_types(events.StandingChanged)
    later = replace(end, ended_on=date(2026, 8, 1))
    told, *_ = pairings.given(*known).when(later).decide()
    assert told.ended_on == date(2026, 8, 1)


# ---- what follows from what ----------------------------------------------------------------------

ABOUT = {
    "response_id": END,
    "participant_id": YASMIN,
    "phase": "end",
    "relationship_id": TOGETHER,
}
WHO = {"person_id": YASMIN_PERSON, "role": "mentee"}


def noted(status, instrument=None):
    return commands.NoteResponse(**ABOUT, status=status, instrument=instrument, noted_at=APRIL)


NOTED = [
    (
        events.EvaluationAssigned(
            **ABOUT, **WHO, instrument="a", due_on=JULY, remind_at=(), expires_at=None
        ),
        noted("asked", "a"),
    ),
    (
        events.EvaluationSubmitted(**ABOUT, **WHO, instrument="a", answers={"one": 1}),
        noted("submitted", "a"),
    ),
    (events.EvaluationDeclined(**ABOUT, role="mentee"), noted("declined")),
    (events.EvaluationExpired(**ABOUT, cause="time"), noted("expired")),
    (events.ResponseInvalidated(**ABOUT, cause="test"), noted("invalidated")),
]


@pytest.mark.parametrize(("event", "ask"), NOTED, ids=[type(one).__name__ for one, _ in NOTED])
def test_what_became_of_a_questionnaire_is_noted_for_the_person(event, ask):
    assert own.to(Envelope.about(event, occurred_at=APRIL)) == [ask]


def test_a_further_relationship_is_asked_of_the_same_person():
    further = events.RelationshipBound(**pairings.BOUND, first=False)
    assert own.to(Envelope.about(further)) == [
        replace(
            pre_asked_of(),
            response_id=pre_response(YASMIN, TOGETHER),
            relationship_id=TOGETHER,
        )
    ]


def test_a_standing_is_entered_and_a_cohort_drawn_in_the_programmes_register():
    there = {"register_id": register_id(PROGRAMME)}
    now = pairings.standing("no_pre")
    fields = {name: getattr(now, name) for name in now.codecs}
    enter = commands.EnterStanding(**there, **fields)
    draw = commands.DrawCohort(**there, cohort_id=cohorts.COHORT, **cohorts.WHOLE)
    drawn = cohorts.drawn(cohorts.entry(1), cohorts.entry(2, "no_end"))
    seal = commands.SealCohort(cohort_id=cohorts.COHORT, pairs=drawn.pairs, causes=drawn.causes)
    for event, ask in ((now, enter), (cohorts.asked, draw), (drawn, seal)):
        assert own.to(Envelope.about(event, programme=PROGRAMME)) == [ask]
    for event in (now, cohorts.asked):
        assert own.to(Envelope.about(event, programme=None)) == []
    assert register_id(PROGRAMME) != register_id("another")


SIDES = (("mentor", MARTIN, MARTIN_PERSON), ("mentee", YASMIN, YASMIN_PERSON))


def test_what_happens_to_the_two_is_told_of_each_with_all_that_was_said():
    made = reactions.asks("matching", heard.MatchMade(**reactions.BOTH, made_at=APRIL))
    assert made == [
        commands.BindRelationship(
            participant_id=one, person_id=who, role=role, relationship_id=TOGETHER, made_at=APRIL
        )
        for role, one, who in SIDES
    ]
    started = heard.RelationshipStarted(**reactions.SIDES, started_at=APRIL)
    assert reactions.asks("matching", started) == [
        commands.NoteBeginning(participant_id=one, relationship_id=TOGETHER, started_at=APRIL)
        for _, one, _ in SIDES
    ]
    met = heard.SessionHeld(session_id=UUID(int=1), **reactions.SIDES, held_at=APRIL, minutes=50)
    assert reactions.asks("sessions", met) == [
        replace(pairings.held(1, kind=commands.CountSession), participant_id=one, minutes=50)
        for _, one, _ in SIDES
    ]
    ended = heard.RelationshipEnded(**reactions.BOTH, effective_on=JULY.date())
    assert reactions.asks("matching", ended) == [
        ask
        for role, one, who in SIDES
        for ask in (
            commands.NoteEnding(participant_id=one, relationship_id=TOGETHER, ended_on=JULY.date()),
            end_asked_of(one, who, role),
        )
    ]
    applied = heard.MentorApplicationStarted(mentor_id=MARTIN, person_id=MARTIN_PERSON)
    enrol, _ = reactions.asks("profiles", applied)
    assert (enrol.participant_id, enrol.person_id, enrol.role) == (MARTIN, MARTIN_PERSON, "mentor")
