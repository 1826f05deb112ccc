"""From the first word to the moment somebody says: I have it."""

import pytest

from services.safeguarding.commands import (
    AcknowledgeDisclosure,
    ChaseAcknowledgement,
    NoteRouting,
    SaveDraft,
    TellOfDraft,
)
from services.safeguarding.events import (
    AcknowledgementOverdue,
    CaseClosed,
    CaseReopened,
    ClosureProposed,
    DisclosureAcknowledged,
    DisclosureEscalated,
    DisclosureRaised,
    DisclosureRecorded,
    DisclosureRouted,
    DraftLeftIdle,
    DraftSaved,
    FurtherWordsRecorded,
    LeadToldOfDraft,
    Told,
)

from .vocabulary import (
    BOARD_LEAD,
    CASE,
    COORDINATOR,
    DSL,
    MENTEE,
    MENTOR,
    MONDAY,
    PAIR,
    STRANGER,
    at,
    given,
    in_hand,
    telling,
    told,
    told_to,
)

found = NoteRouting(
    case_id=CASE,
    attempt=0,
    why="raised",
    basis="raised:institution",
    to=(Told(role="dsl", person_id=DSL), Told(role="mentoring_coordinator", person_id=COORDINATOR)),
)
acknowledge = AcknowledgeDisclosure(case_id=CASE)
draft = SaveDraft(case_id=CASE, words="She said")
routed = told_to(("dsl", DSL), ("mentoring_coordinator", COORDINATOR))


def recorded(**more):
    (event,) = told(**more)
    assert isinstance(event, DisclosureRecorded)
    return event


@pytest.mark.requirement("1MM-071", "SG-03")
def test_what_is_told_is_recorded_whole():
    incident = at("2026-01-05T09:30:00Z")
    event = recorded(
        concerning_person_id=MENTEE,
        incident_at=incident,
        witnesses=(STRANGER,),
        relationship_id=PAIR,
    )
    assert event.trigger == "current_child_abuse"
    assert event.incident_at == incident
    assert event.raisers == (MENTOR,)
    assert event.witnesses == (STRANGER,)
    assert event.raised_at == MONDAY


@pytest.mark.requirement("SG-04")
def test_the_childs_words_stay_apart_from_the_recorders():
    event = recorded(narrative="I think he is afraid.", verbatim="He hits me.")
    assert (event.narrative, event.verbatim) == ("I think he is afraid.", "He hits me.")
    assert event.remarks == ()


@pytest.mark.requirement("SG-04")
def test_an_opinion_among_the_childs_words_is_remarked_and_still_recorded():
    event = recorded(verbatim="I think he hits her.")
    assert event.remarks == ("opinion-in-verbatim",)
    assert event.verbatim == "I think he hits her."


@pytest.mark.requirement("1MM-071")
@pytest.mark.parametrize(
    "trigger", ["current_child_abuse", "harm_to_self", "harm_to_others", "other", "a slip"]
)
def test_no_trigger_is_refused(trigger):
    assert recorded(trigger=trigger).trigger == trigger


@pytest.mark.requirement("1MM-072")
def test_not_even_an_empty_telling_is_refused():
    assert recorded(narrative="", verbatim="").narrative == ""


def test_who_takes_it_down_for_another_is_a_raiser_too():
    event = recorded(by=f"operator:{STRANGER}", raised_by=MENTOR)
    assert event.raisers == (MENTOR, STRANGER)


@pytest.mark.parametrize(
    ("band", "when", "due"),
    [
        ("immediate", "2026-01-05T12:00:00Z", "2026-01-05T13:00:00Z"),
        ("high", "2026-01-05T12:00:00Z", "2026-01-05T16:00:00Z"),
        ("standard", "2026-01-05T12:00:00Z", "2026-01-06T12:00:00Z"),
        ("standard", "2026-01-09T16:55:00Z", "2026-01-12T16:55:00Z"),
    ],
)
@pytest.mark.requirement("SG-02")
def test_each_band_has_its_time(band, when, due):
    assert recorded(band=band, when=at(when)).acknowledge_by == at(due)


@pytest.mark.requirement("SG-32")
def test_a_working_day_skips_christmas():
    event = recorded(band="standard", when=at("2026-12-24T16:55:00Z"))
    assert event.acknowledge_by == at("2026-12-29T16:55:00Z")


@pytest.mark.requirement("SG-01")
def test_a_case_is_routed_once_and_said_without_a_person():
    case_ref = recorded().case_ref
    given(*told()).when(found).then(
        DisclosureRouted(case_id=CASE, attempt=0, to=found.to, basis=found.basis),
        DisclosureRaised(case_ref=case_ref, band="immediate", role="dsl"),
    )
    given(*told(), routed).when(found).then_nothing()


@pytest.mark.requirement("1MM-071", "SG-02")
@pytest.mark.parametrize("person", [DSL, COORDINATOR])
def test_either_of_those_told_can_acknowledge(person):
    given(*told(), routed).at(MONDAY).by(f"dsl:{person}").when(acknowledge).then(
        DisclosureAcknowledged(case_id=CASE, acknowledged_by=person, in_time=True)
    )


def test_one_acknowledgement_is_enough():
    given(*in_hand()).by(f"mentoring_coordinator:{COORDINATOR}").when(acknowledge).then_nothing()


def test_nobody_acknowledges_what_was_never_told():
    given().by(f"dsl:{DSL}").when(acknowledge).then_refused("impossible")


@pytest.mark.requirement("SG-06")
@pytest.mark.parametrize(
    ("actor", "code"),
    [
        (f"mentor:{STRANGER}", "was-told"),
        (f"mentor:{MENTOR}", "is-not-a-raiser"),
        ("service:safeguarding", "is-a-person"),
        ("timer:safeguarding", "is-a-person"),
    ],
)
def test_others_cannot_acknowledge(actor, code):
    given(*told(), routed).by(actor).when(acknowledge).then_refused(code)


@pytest.mark.requirement("SG-06")
def test_the_accused_cannot_acknowledge():
    history = [*told(accused=(DSL,)), routed]
    given(*history).by(f"dsl:{DSL}").when(acknowledge).then_refused("is-not-accused")


@pytest.mark.requirement("SG-02")
def test_three_rungs_at_the_exact_times_and_then_the_last_one_for_ever():
    history = [*told(), routed]
    rungs, times = [], []
    for attempt in range(5):
        due = history[-1].acknowledge_by if attempt else history[0].acknowledge_by
        chase = ChaseAcknowledgement(case_id=CASE, attempt=attempt)
        (overdue,) = given(*history).at(due).when(chase).then_types(AcknowledgementOverdue)
        rungs.append(overdue.errand.roles)
        times.append(f"{due:%H:%M}")
        history.append(overdue)
    assert rungs == [("deputy_dsl",), ("programme_dsl",), *[("board_lead",)] * 3]
    assert times == ["13:00", "14:00", "15:00", "16:00", "17:00"]


@pytest.mark.requirement("SG-02")
def test_an_alarm_rings_neither_early_nor_twice_nor_after_an_acknowledgement():
    chase = ChaseAcknowledgement(case_id=CASE, attempt=0)
    given(*told(), routed).at(at("2026-01-05T12:59:59Z")).when(chase).then_nothing()
    (overdue,) = given(*told(), routed).at(at("2026-01-05T13:00:00Z")).when(chase).decide()
    given(*told(), routed, overdue).at(at("2026-01-05T14:00:00Z")).when(chase).then_nothing()
    given(*in_hand()).at(at("2026-01-05T13:00:00Z")).when(chase).then_nothing()


@pytest.mark.requirement("SG-02")
def test_the_next_rung_is_told_as_well_and_may_acknowledge_late():
    (overdue,) = (
        given(*told(), routed)
        .at(at("2026-01-05T13:00:00Z"))
        .when(ChaseAcknowledgement(case_id=CASE, attempt=0))
        .decide()
    )
    further = NoteRouting(
        case_id=CASE,
        attempt=1,
        why="unanswered",
        basis="unanswered:operator",
        to=(Told(role="board_lead", person_id=BOARD_LEAD),),
    )
    now = given(*told(), routed, overdue)
    (escalated,) = now.when(further).then_types(DisclosureEscalated)
    late = DisclosureAcknowledged(case_id=CASE, acknowledged_by=DSL, in_time=False)
    given(*now.history, escalated).by(f"dsl:{DSL}").when(acknowledge).then(late)
    given(*now.history, escalated).when(found).then_nothing()


@pytest.mark.requirement("SG-01")
def test_a_case_that_only_an_alarm_could_place_is_routed_then():
    (overdue,) = (
        given(*told())
        .at(at("2026-01-05T13:00:00Z"))
        .when(ChaseAcknowledgement(case_id=CASE, attempt=0))
        .decide()
    )
    late = NoteRouting(
        case_id=CASE, attempt=1, why="unanswered", basis="unanswered:operator", to=found.to
    )
    given(*told(), overdue).when(late).then_types(DisclosureRouted, DisclosureRaised)


@pytest.mark.requirement("1MM-072")
def test_a_draft_left_for_a_quarter_of_an_hour_is_known_to_the_lead():
    (saved,) = given().at(MONDAY).by(f"mentor:{MENTOR}").when(draft).then_types(DraftSaved)
    assert saved.idle_at == at("2026-01-05T12:15:00Z")
    look = TellOfDraft(case_id=CASE)
    given(saved).at(at("2026-01-05T12:14:59Z")).when(look).then_nothing()
    (idle,) = given(saved).at(saved.idle_at).when(look).then_types(DraftLeftIdle)
    note = NoteRouting(case_id=CASE, attempt=0, why="draft", basis="draft:institution", to=found.to)
    (known,) = given(saved, idle).when(note).then_types(LeadToldOfDraft)
    given(saved, idle, known).when(note).then_nothing()


def test_a_draft_that_is_touched_again_waits_anew():
    (saved,) = given().at(MONDAY).when(draft).decide()
    (again,) = given(saved).at(at("2026-01-05T12:10:00Z")).when(draft).decide()
    given(saved, again).at(saved.idle_at).when(TellOfDraft(case_id=CASE)).then_nothing()


@pytest.mark.requirement("1MM-072")
def test_a_draft_becomes_a_case_and_its_timer_comes_to_nothing():
    (saved,) = given().at(MONDAY).when(draft).decide()
    (raised,) = given(saved).at(MONDAY).when(telling()).then_types(DisclosureRecorded)
    given(saved, raised).at(saved.idle_at).when(TellOfDraft(case_id=CASE)).then_nothing()
    given(saved, raised).when(draft).then_refused("already-raised")


@pytest.mark.requirement("1MM-072")
def test_telling_the_same_again_adds_nothing_and_telling_more_is_kept():
    given(*in_hand()).by(f"mentor:{MENTOR}").when(telling()).then_nothing()
    more = telling(narrative="And again today.")
    given(*in_hand()).by(f"mentor:{MENTOR}").when(more).then_types(FurtherWordsRecorded)


def test_telling_more_of_a_closed_case_opens_it_again():
    closing = [
        ClosureProposed(case_id=CASE, outcome="resolved", proposed_by=DSL),
        CaseClosed(case_id=CASE, outcome="resolved", closed_by=DSL, second_approver=BOARD_LEAD),
    ]
    closed = given(*in_hand(), *closing).by(f"mentor:{MENTOR}")
    closed.when(telling()).then_nothing()
    closed.when(telling(narrative="Again.")).then_types(FurtherWordsRecorded, CaseReopened)
