"""In what shape, on paper or not, whether it goes on, and how one parts."""

from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from hypothesis import given as drawn
from hypothesis import settings
from hypothesis import strategies as st

from services.matching import commands, events, heard
from services.matching.policies import from_sessions, timers
from shared.envelope import Envelope
from shared.reacting import Due, Off
from shared.refusals import Refused
from shared.rulebook import ProgrammePolicyPublished

from .house import House
from .test_at_work import Node, matched, plain
from .test_relationship import end, met, open_, sign, suspended
from .vocabulary import (
    ANN,
    BOSS,
    CAT,
    DAY,
    NOW,
    OTHER,
    PROGRAMME,
    RELATIONSHIP,
    SESSION,
    THIS,
    ended,
    opened,
    person,
    started,
    varied,
)
from .vocabulary import given_relationship as given

SHAPES = ("one_off", "short_series", "ongoing")
FREE = varied(
    relationship__shapes=list(SHAPES),
    relationship__agreement="optional",
    relationship__start_checklist=[],
    relationship__first_contact_within="P1M",
    relationship__closure={"steps": ["message"], "within": "P14D"},
    ending={
        "right": ["mentor", "mentee"],
        "reason": "optional",
        "message": "encouraged",
        "dormancy_after": "P6M",
        "answer_within": "P30D",
    },
)
BY_MENTOR, BY_MENTEE = f"mentor:{ANN}", f"mentee:{CAT}"
BOTH = ("mentor", "mentee")
GOING = (opened("adult"), started())
paused_ = events.RelationshipPaused(**THIS, by_role="mentee")
LATER = NOW + 30 * DAY


def free(*history):
    return given(*history).under(FREE)


# ---- in what shape ---------------------------------------------------------------------------


def see(by_role, shape):
    return commands.AgreeShape(**THIS, by_role=by_role, shape=shape)


def chosen(by_role, shape):
    return events.ShapeChosen(**THIS, by_role=by_role, shape=shape)


@pytest.mark.requirement("JOH-03")
@pytest.mark.parametrize("shape", SHAPES)
def test_each_shape_is_accepted_and_holds_once_both_have_said_it(shape):
    agreed = events.RelationshipShapeAgreed(**THIS, shape=shape)
    free(*GOING).by(BY_MENTOR).when(see("mentor", shape)).then(chosen("mentor", shape))
    one = (*GOING, chosen("mentor", shape))
    free(*one).by(BY_MENTOR).when(see("mentor", shape)).then_nothing()
    free(*one).by(BY_MENTEE).when(see("mentee", shape)).then(chosen("mentee", shape), agreed)


@pytest.mark.requirement("JOH-03")
def test_a_shape_is_one_of_the_programmes_and_nobody_speaks_for_the_other():
    given(*GOING).when(see("mentor", "one_off")).then_refused("shape-is-offered")
    free(*GOING).by(BY_MENTOR).when(see("mentee", "one_off")).then_refused("signs-for-oneself")
    free(*GOING).by(f"mentor:{OTHER}").when(see("mentor", "one_off")).then_refused(
        "asked-by-one-concerned"
    )
    other = (*GOING, chosen("mentor", "ongoing"))
    free(*other).by(BY_MENTEE).when(see("mentee", "one_off")).then(chosen("mentee", "one_off"))


# ---- on paper or not -------------------------------------------------------------------------

offer = commands.OfferAgreement(**THIS)
offered = events.AgreementOffered(**THIS)


@pytest.mark.requirement("ASME-32")
def test_a_relationship_starts_without_an_agreement_and_one_can_be_offered():
    free(opened("adult")).when(met).then_types(events.RelationshipStarted)
    free(*GOING).when(offer).then(offered)
    free(*GOING, offered).when(offer).then_nothing()
    free(*GOING).by(BY_MENTOR).when(offer).then_refused("run-by-office-or-institution")
    unknown = varied(relationship__agreement="none")
    given(*GOING).under(unknown).when(offer).then_refused("agreement-is-known-here")


# ---- whether they have been in touch ---------------------------------------------------------

wonder = commands.AskFirstContact(**THIS)
wondered = events.FirstContactAsked(**THIS, roles=BOTH)
planned = commands.NoteContact(**THIS, session_id=SESSION)


def test_both_are_asked_once_if_nothing_was_heard_of_them_for_a_month():
    """A complaint: matched, and never in touch, while others wait (U8)."""
    (told,) = free().when(open_).then_types(events.RelationshipOpened)
    assert told.first_contact_at == datetime.fromisoformat("2026-02-05T12:00:00Z")
    due = Due(f"first-contact:{RELATIONSHIP}", told.first_contact_at, wonder)
    assert timers.to(Envelope.about(told)) == [due]
    free(told).when(wonder).then(wondered)
    free(told, wondered).when(wonder).then_nothing()
    free(told, started()).when(wonder).then_nothing()
    free(told, events.ContactNoted(**THIS)).when(wonder).then_nothing()
    free(told, ended()).when(wonder).then_nothing()
    assert Off(f"first-contact:{RELATIONSHIP}") in timers.to(Envelope.about(started()))
    (never,) = given().when(open_).decide()
    assert timers.to(Envelope.about(never)) == []


def test_who_plans_to_meet_is_in_touch():
    word = heard.SessionScheduled(**THIS, session_id=SESSION)
    assert from_sessions.to(Envelope.about(word)) == [planned]
    free(opened()).when(planned).then(events.ContactNoted(**THIS))
    free(opened(), events.ContactNoted(**THIS)).when(planned).then_nothing()
    free(*GOING).when(planned).then_nothing()
    free().when(planned).then_nothing()


# ---- whether it goes on ----------------------------------------------------------------------


def ask(cause="dormant"):
    return commands.AskContinuation(**THIS, cause=cause)


def asked(cause="dormant", at=NOW):
    by = at + 30 * DAY
    return events.ContinuationAsked(**THIS, cause=cause, roles=BOTH, asked_at=at, answer_by=by)


def answer(by_role, *, go_on):
    return commands.AnswerContinuation(**THIS, by_role=by_role, go_on=go_on)


def goes_on(by_role, cause="dormant"):
    return events.RelationshipContinued(**THIS, cause=cause, by_role=by_role)


expire = commands.ExpireContinuation(**THIS, answer_by=LATER)
CAUSES = [("dormant", "run_its_course"), ("series_completed", "completed")]


@pytest.mark.requirement("JOH-28")
@pytest.mark.parametrize(
    ("word", "cause"),
    [(heard.PairDormant, "dormant"), (heard.SeriesCompleted, "series_completed")],
)
def test_both_are_asked_whether_it_goes_on(word, cause):
    assert from_sessions.to(Envelope.about(word(**THIS))) == [ask(cause)]
    free(*GOING).when(ask(cause)).then(asked(cause))
    free(*GOING, asked(cause)).when(ask(cause)).then_nothing()
    wait = Due(f"continuation:{RELATIONSHIP}", LATER, expire)
    assert timers.to(Envelope.about(asked(cause))) == [wait]


@pytest.mark.requirement("JOH-28")
@pytest.mark.parametrize(("cause", "kind"), CAUSES)
def test_silence_ends_it_and_not_a_second_too_soon(cause, kind):
    history = (*GOING, asked(cause))
    free(*history).at(LATER - timedelta(seconds=1)).when(expire).then_nothing()
    told, _ = free(*history).at(LATER).by("timer:").when(expire).decide()
    assert (told.kind, told.by_role) == (kind, "operator")
    free(*history, told).at(LATER).when(expire).then_nothing()
    assert Off(f"continuation:{RELATIONSHIP}") in timers.to(Envelope.about(told))


@pytest.mark.requirement("JOH-28")
@pytest.mark.parametrize("by_role", BOTH)
def test_one_answer_keeps_it(by_role):
    by, history = f"{by_role}:{ANN if by_role == 'mentor' else CAT}", (*GOING, asked())
    free(*history).by(by).when(answer(by_role, go_on=True)).then(goes_on(by_role))
    kept = (*history, goes_on(by_role))
    free(*kept).at(LATER).when(expire).then_nothing()
    free(*kept).by(by).when(answer(by_role, go_on=True)).then_nothing()
    assert timers.to(Envelope.about(goes_on(by_role))) == [Off(f"continuation:{RELATIONSHIP}")]
    free(*kept).when(ask()).then(asked())


@pytest.mark.requirement("JOH-28")
def test_a_no_ends_it_at_once_as_having_run_its_course():
    told, _ = free(*GOING, asked()).by(BY_MENTEE).when(answer("mentee", go_on=False)).decide()
    assert (told.kind, told.by_role) == ("run_its_course", "mentee")
    free(*GOING).by(BY_MENTEE).when(answer("mentee", go_on=False)).then_refused("they-were-asked")
    free(*GOING, asked()).by(BY_MENTOR).when(answer("mentee", go_on=False)).then_refused(
        "signs-for-oneself"
    )


@pytest.mark.requirement("JOH-28")
def test_meeting_or_planning_to_is_an_answer():
    free(*GOING, asked()).when(planned).then(goes_on("both"))
    free(*GOING, asked()).when(met).then(goes_on("both"))
    # The last talk of a series is heard of beside the series' end, and answers nothing.
    over = (*GOING, asked("series_completed"))
    free(*over).when(met).then_nothing()
    again = commands.NoteSessionHeld(**THIS, session_id=OTHER, held_at=NOW + DAY)
    free(*over).when(again).then(goes_on("both", "series_completed"))


def test_who_rests_is_asked_nothing_and_an_open_question_lapses():
    held = (events.HoldRecorded(**THIS, ground="administration"), suspended)
    for halt in ((paused_,), held):
        free(*GOING, *halt).when(ask()).then_nothing()
        free(*GOING, asked(), *halt).at(LATER).when(expire).then_nothing()
    free(opened(), ended()).when(ask()).then_nothing()
    free().when(ask()).then_nothing()


def test_who_agreed_on_an_open_end_is_not_asked_after_a_series():
    ongoing = events.RelationshipShapeAgreed(**THIS, shape="ongoing")
    free(*GOING, ongoing).when(ask("series_completed")).then_nothing()
    free(*GOING, ongoing).when(ask()).then(asked())


# ---- each alone may end it, and parts kindly -------------------------------------------------

MOMENTS = {
    "before the first session": (),
    "under way": (started(),),
    "resting": (started(), paused_),
    "held": (started(), events.HoldRecorded(**THIS, ground="administration"), suspended),
    "asked whether it goes on": (started(), asked()),
    "beyond its term": (started(), events.TermReached(**THIS, overrun="flag")),
    "taken back": (
        started(),
        ended(),
        events.EndReversed(
            **THIS,
            pool_id=opened().pool_id,
            institution_id=None,
            reason_code="mistake",
            approved_by=BOSS,
            term_ends_at=None,
            notice_at=None,
        ),
    ),
}


@pytest.mark.requirement("JOH-27")
@pytest.mark.parametrize("role", BOTH)
@pytest.mark.parametrize("moment", MOMENTS)
def test_each_alone_ends_it_at_any_time_without_approval_and_without_a_reason(moment, role):
    by = {"mentor": BY_MENTOR, "mentee": BY_MENTEE}[role]
    told, *_ = free(opened("adult"), *MOMENTS[moment]).by(by).when(end).decide()
    assert isinstance(told, events.RelationshipEnded)
    assert (told.by_role, told.kind, told.reason_code) == (role, "party_ended", None)


SAID = st.lists(
    st.sampled_from(
        [
            (see("mentor", "one_off"), BY_MENTOR),
            (see("mentee", "one_off"), BY_MENTEE),
            (met, "service:1"),
            (planned, "service:1"),
            (ask(), "service:1"),
            (ask("series_completed"), "service:1"),
            (answer("mentor", go_on=True), BY_MENTOR),
            (offer, "operator:1"),
            (sign("mentor"), BY_MENTOR),
            (commands.PauseRelationship(**THIS), BY_MENTEE),
            (commands.ResumeRelationship(**THIS), BY_MENTOR),
            (commands.NoteHold(**THIS, ground="administration"), "service:1"),
            (commands.NoteRelease(**THIS, ground="administration"), "service:1"),
        ]
    ),
    max_size=12,
)


@pytest.mark.requirement("JOH-27")
@settings(max_examples=80, deadline=None, derandomize=True)
@drawn(said=SAID)
def test_whatever_went_before_each_alone_can_end_it(said):
    house = House(FREE).ask(open_, by="service:1")
    for command, by in said:
        with suppress(Refused):
            house.ask(command, by=by)
    for by in (BY_MENTOR, BY_MENTEE):
        history = house.streams[f"relationship-{RELATIONSHIP}"]
        told, *_ = free(*history).by(by).when(end).decide()
        assert isinstance(told, events.RelationshipEnded)


@pytest.mark.requirement("JOH-29")
def test_the_end_comes_with_an_encouragement_to_part_kindly():
    def prompted(*roles):
        return events.ClosingMessagePrompted(**THIS, roles=roles)

    assert free(*GOING).by(BY_MENTEE).when(end).decide()[1:] == [prompted("mentee")]
    left = commands.ConcludeRelationship(**THIS, kind="party_ended")
    assert free(*GOING).when(left).decide()[1:] == [prompted(*BOTH)]
    assert given(*GOING).by(BY_MENTEE).when(end).decide()[1:] == []
    bereft = commands.ConcludeRelationship(**THIS, kind="other")
    assert free(*GOING).when(bereft).decide()[1:] == []


@pytest.mark.requirement("JOH-29")
@pytest.mark.parametrize("strength", ["encouraged", "required"])
def test_no_end_waits_for_a_message(strength):
    rules = varied(ending={"right": ["mentor", "mentee"], "message": strength})
    told, _ = given(*GOING).under(rules).by(BY_MENTEE).when(end).decide()
    close = commands.CloseRelationship(**THIS)
    closed = given(*GOING, told).under(rules).at(told.closure_due_at).when(close)
    closed.then_types(events.RelationshipClosed)


@pytest.mark.requirement("JOH-29")
def test_a_last_word_is_sealed_and_is_the_step_of_parting():
    word = commands.SendClosingMessage(**THIS, by_role="mentee", text="Thank you.")
    sent = events.ClosingMessageSent(
        **THIS, by_role="mentee", by_person_id=person(CAT), text="Thank you."
    )
    step = events.ClosureStepCompleted(**THIS, step="message")
    over = (*GOING, ended())
    free(*over).by(BY_MENTEE).when(word).then(sent, step)
    free(*over, sent, step).by(BY_MENTEE).when(word).then(sent)
    free(*over).by(BY_MENTOR).when(word).then_refused("signs-for-oneself")
    free(*GOING).by(BY_MENTEE).when(word).then_refused("impossible")
    assert events.ClosingMessageSent.personal == {"text": "by_person_id"}


# ---- complaints ------------------------------------------------------------------------------

EACH_FOR_THEMSELF = {
    "rest": lambda _: commands.PauseRelationship(**THIS),
    "end": lambda _: commands.EndRelationship(**THIS, kind="party_ended"),
    "sign": lambda role: commands.SignAgreement(**THIS, by_role=role),
    "choose a shape": lambda role: see(role, "one_off"),
    "answer": lambda role: answer(role, go_on=True),
    "say that it does not click": lambda role: commands.ReportFitConcern(
        **THIS, by_role=role, session_number=1, reason_code="no_rapport"
    ),
}


@pytest.mark.parametrize("what", EACH_FOR_THEMSELF)
def test_what_the_mentor_may_the_mentee_may(what):
    """A complaint: a mentee could neither withdraw nor end a mentorship (U7)."""
    told = {
        role: [
            {**one.dump(), "by_role": None, "roles": None}
            for one in free(*GOING, asked()).by(by).when(EACH_FOR_THEMSELF[what](role)).decide()
        ]
        for role, by in (("mentor", BY_MENTOR), ("mentee", BY_MENTEE))
    }
    assert told["mentor"] == told["mentee"] != []


def test_a_closed_match_is_opened_again_and_everything_that_was_stays_in_the_log():
    """A complaint: to reopen a match it had to be deleted and made anew (U10)."""
    begin = replace(open_, age_band="adult", institution_id=None)
    house = House(FREE).ask(begin, by="service:1").ask(met, by="service:1")
    house.ask(end, by=BY_MENTEE).at(NOW + 20 * DAY)
    before = list(house.streams[f"relationship-{RELATIONSHIP}"])
    assert isinstance(before[-1], events.RelationshipClosed)
    back = commands.ReverseEnd(**THIS, reason_code="mistake", approved_by=BOSS, agreed_by=BOTH)
    house.ask(back)
    after = house.streams[f"relationship-{RELATIONSHIP}"]
    assert after[: len(before)] == before
    assert [type(one) for one in after[len(before) :]] == [events.EndReversed]


def test_an_end_is_back_dated_by_saying_so_and_no_record_is_edited():
    """A complaint: to back-date a match an earlier entry had to be edited (U11)."""
    last_week = (NOW - 7 * DAY).date()
    told, *_ = (
        free(*GOING)
        .by(BY_MENTEE)
        .when(
            commands.EndRelationship(
                **THIS, kind="party_ended", reason_code="told_late", effective_on=last_week
            )
        )
        .decide()
    )
    assert (told.effective_on, told.reason_code) == (last_week, "told_late")


# ---- on a real database ----------------------------------------------------------------------


@pytest.fixture
def node(postgres, tmp_path):
    node = Node(postgres, tmp_path)
    policy = ProgrammePolicyPublished(
        programme=PROGRAMME,
        policy_version=1,
        effective_from=NOW - 100 * DAY,
        document=plain(FREE.document),
        sha256="",
    )
    yield node.hear("profiles", policy)
    node.desk.pool.close()


@pytest.mark.requirement("ASME-32", "JOH-28")
def test_offered_until_both_have_signed_and_over_after_a_long_silence(node):
    made = matched(node)
    this = {"relationship_id": made}
    assert shown(node, made)["agreement"] is None
    node.hear("sessions", heard.SessionHeld(**this, session_id=SESSION, held_at=NOW))
    assert (shown(node, made)["phase"], shown(node, made)["agreement"]) == ("active", None)
    node.ask("SignAgreement", **this, by_role="mentor")
    assert shown(node, made)["agreement"] == "offered"
    node.ask("SignAgreement", **this, by_role="mentee")
    assert shown(node, made)["agreement"] == "signed"
    for role in BOTH:
        node.ask("AgreeShape", **this, by_role=role, shape="short_series")
    assert (shown(node, made)["shape"], node.told["RelationshipShapeAgreed"]) == ("short_series", 1)
    node.at(NOW + 200 * DAY).hear("sessions", heard.PairDormant(**this))
    node.at(NOW + 210 * DAY).ask(
        "AnswerContinuation", by=BY_MENTEE, **this, by_role="mentee", go_on=True
    )
    node.at(NOW + 300 * DAY)
    assert (node.told["RelationshipContinued"], node.told["RelationshipEnded"]) == (1, 0)
    node.at(NOW + 400 * DAY).hear("sessions", heard.PairDormant(**this))
    node.at(NOW + 429 * DAY)
    assert node.told["RelationshipEnded"] == 0
    node.at(NOW + 431 * DAY)
    assert shown(node, made)["ended_as"] == "run_its_course"


def shown(node, made):
    return node.desk.row("SELECT * FROM relationship WHERE relationship_id = %(id)s", id=made)
