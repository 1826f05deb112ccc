"""What is done about a case once somebody has it, and by whom it may be."""

from datetime import timedelta
from uuid import UUID

import pytest

from services.safeguarding.commands import (
    AcknowledgeDisclosure,
    AddCaseNote,
    ApplyInterimMeasure,
    ApproveClosure,
    ChaseAcknowledgement,
    ChaseReferral,
    CloseCase,
    DecideNotToRefer,
    GrantCaseAccess,
    LiftInterimMeasure,
    MakeReferral,
    NoteRouting,
    OpenCase,
    ReadCase,
    RecordReferralReply,
    ReopenCase,
    RevokeCaseAccess,
    SecondReadDecision,
    TriageDisclosure,
)
from services.safeguarding.events import (
    AccessRefused,
    AcknowledgementOverdue,
    CaseAccessGranted,
    CaseAccessRevoked,
    CaseClosed,
    CaseNoteAdded,
    CaseOpened,
    CaseReopened,
    ClosureProposed,
    ConcernTriaged,
    DecisionNotToReferRecorded,
    DecisionSecondRead,
    DisclosureAcknowledged,
    DisclosureEscalated,
    InterimMeasureApplied,
    InterimMeasureLifted,
    RecordRead,
    ReferralChased,
    ReferralMade,
    ReferralReplied,
    Told,
)
from shared.refusals import Invalid

from .vocabulary import (
    BOARD_LEAD,
    CASE,
    COORDINATOR,
    DSL,
    MENTOR,
    MONDAY,
    PAIR,
    PROGRAMME_DSL,
    STRANGER,
    TEACHER,
    at,
    given,
    in_hand,
    telling,
    told,
    told_to,
)

THING = UUID(int=50)
read = ReadCase(case_id=CASE, purpose="review")
grant = GrantCaseAccess(case_id=CASE, person_id=PROGRAMME_DSL, purpose="second_approval")
granted = CaseAccessGranted(case_id=CASE, person_id=PROGRAMME_DSL, purpose="second_approval")
triage = TriageDisclosure(
    case_id=CASE, categories=("physical",), threshold="harm", rationale="Two marks, one account."
)


def lead(*history):
    return given(*in_hand(), *history).by(f"dsl:{DSL}")


def second(*history):
    return given(*in_hand(), granted, *history).by(f"programme_dsl:{PROGRAMME_DSL}")


def triaged(threshold="harm"):
    return ConcernTriaged(
        case_id=CASE,
        categories=("physical",),
        threshold=threshold,
        rationale="Why.",
        triaged_by=DSL,
    )


MATRIX = [
    (f"mentor:{MENTOR}", "is_not_a_raiser"),
    (f"institution:{TEACHER}", "is_not_accused"),
    (f"mentoring_coordinator:{COORDINATOR}", "is_on_the_team"),
    (f"operator:{STRANGER}", "is_on_the_team"),
    ("service:safeguarding", "is_a_person"),
    ("mentor:not-a-person", "is_a_person"),
]


@pytest.mark.requirement("SG-06")
@pytest.mark.parametrize(("actor", "rule"), MATRIX)
def test_who_has_no_business_with_a_case_is_refused_and_the_refusal_is_kept(actor, rule):
    given(*in_hand(accused=(TEACHER,))).by(actor).when(read).then(
        AccessRefused(case_id=CASE, reader=actor, rule=rule)
    )


@pytest.mark.requirement("SG-06", "SG-07")
def test_the_lead_reads_and_the_reading_is_recorded():
    lead().when(read).then(
        RecordRead(case_id=CASE, reader=DSL, purpose="review", projection="timeline")
    )


@pytest.mark.requirement("SG-06")
def test_being_told_is_not_yet_being_allowed_to_read():
    given(*told(), told_to(("dsl", DSL))).by(f"dsl:{DSL}").when(read).then_types(AccessRefused)


@pytest.mark.requirement("SG-06")
def test_reading_what_does_not_exist_looks_like_any_refusal():
    given().by(f"dsl:{DSL}").when(read).then_refused("access-refused")


@pytest.mark.requirement("SG-06")
def test_whoever_turns_out_to_be_part_of_it_is_shut_out_at_once():
    more = telling(accused=(DSL,))
    words, stood_down = given(*in_hand()).by(f"mentor:{MENTOR}").when(more).decide()
    lead(words, stood_down).when(read).then(
        AccessRefused(case_id=CASE, reader=f"dsl:{DSL}", rule="is_not_accused")
    )
    assert stood_down.errand.conflicted == (MENTOR, DSL)


@pytest.mark.requirement("SG-06", "SG-02")
def test_a_case_whose_lead_is_accused_goes_to_somebody_else_with_all_that_was_done():
    more = telling(accused=(DSL,))
    history = [*in_hand(), triaged()]
    history += given(*history).at(MONDAY).by(f"mentor:{MENTOR}").when(more).decide()
    found = NoteRouting(
        case_id=CASE,
        attempt=1,
        why="raised",
        basis="raised:institution",
        to=(Told(role="mentoring_coordinator", person_id=COORDINATOR),),
    )
    (escalated,) = given(*history).when(found).then_types(DisclosureEscalated)
    assert escalated.cause == "lead_conflicted"
    acknowledge = AcknowledgeDisclosure(case_id=CASE)
    coordinator = given(*history, escalated).by(f"mentoring_coordinator:{COORDINATOR}")
    (taken,) = coordinator.when(acknowledge).then_types(DisclosureAcknowledged)
    coordinator(*history, escalated, taken).when(refer).then_types(ReferralMade)
    chase = ChaseAcknowledgement(case_id=CASE, attempt=1)
    due = MONDAY + timedelta(hours=1)
    given(*history, escalated).at(due).when(chase).then_types(AcknowledgementOverdue)


@pytest.mark.requirement("SG-06")
def test_access_is_given_by_the_lead_until_a_time_and_taken_at_once():
    until = MONDAY + timedelta(days=1)
    short = GrantCaseAccess(case_id=CASE, person_id=STRANGER, purpose="advice", until=until)
    (new,) = lead().when(short).then_types(CaseAccessGranted)
    guest = given(*in_hand(), new).by(f"operator:{STRANGER}")
    guest.at(until - timedelta(seconds=1)).when(read).then_types(RecordRead)
    guest.at(until).when(read).then_types(AccessRefused)
    revoke = RevokeCaseAccess(case_id=CASE, person_id=STRANGER)
    (gone,) = lead(new).when(revoke).then_types(CaseAccessRevoked)
    given(*in_hand(), new, gone).by(f"operator:{STRANGER}").when(read).then_types(AccessRefused)


@pytest.mark.requirement("SG-06")
def test_access_is_not_given_by_others_nor_to_the_conflicted():
    second().when(grant).then_refused("leads-the-case")
    conflicted = GrantCaseAccess(case_id=CASE, person_id=MENTOR, purpose="advice")
    lead().when(conflicted).then_refused("newcomer-is-unconflicted")


@pytest.mark.requirement("SG-03")
def test_a_triage_needs_its_reasons():
    with pytest.raises(Invalid):
        TriageDisclosure.load({**triage.dump(), "rationale": "  "})
    lead().when(triage).then(ConcernTriaged.following(triage, triaged_by=DSL))


def test_no_machine_triages():
    given(*in_hand()).by("service:safeguarding").when(triage).then_refused("is-a-person")


def test_a_case_is_opened_under_a_lead_once_it_was_triaged():
    name = OpenCase(case_id=CASE, lead=PROGRAMME_DSL)
    lead().when(name).then_refused("is-triaged")
    lead(triaged()).when(name).then(CaseOpened(case_id=CASE, lead=PROGRAMME_DSL))
    new = CaseOpened(case_id=CASE, lead=PROGRAMME_DSL)
    given(*in_hand(), triaged(), new).by(f"programme_dsl:{PROGRAMME_DSL}").when(grant).then_types(
        CaseAccessGranted
    )
    lead(triaged(), new).when(grant).then_refused("leads-the-case")


def test_a_note_is_added_and_a_correction_keeps_both():
    note = AddCaseNote(case_id=CASE, note_id=THING, text="Rang the school.", supersedes=PAIR)
    lead().when(note).then(CaseNoteAdded.following(note))


refer = MakeReferral(
    case_id=CASE,
    referral_id=THING,
    agency="children_services",
    consent_sought="unsafe",
    rationale="Asking would put the child at risk.",
)


def test_a_referral_is_chased_each_working_day_until_there_is_a_reply():
    friday = at(
        "2026-04-02T15:55:00Z"
    )  # the Thursday before Easter; the clocks went forward on Sunday
    (made,) = lead().at(friday).when(refer).then_types(ReferralMade)
    assert made.reply_by == at("2026-04-07T15:55:00Z")
    chase = ChaseReferral(case_id=CASE, referral_id=THING)
    (chased,) = lead(made).at(made.reply_by).when(chase).then_types(ReferralChased)
    assert chased.reply_by == at("2026-04-08T15:55:00Z")
    reply = RecordReferralReply(case_id=CASE, referral_id=THING, outcome="Assessment begun.")
    (replied,) = lead(made, chased).when(reply).then_types(ReferralReplied)
    lead(made, chased, replied).when(chase).then_nothing()
    lead(made).when(refer).then_nothing()


keep = DecideNotToRefer(case_id=CASE, rationale="Already known to the agency.")
close = CloseCase(case_id=CASE, outcome="supported_in_school")


@pytest.mark.requirement("SG-10")
def test_not_to_refer_in_the_top_band_needs_a_second_reader():
    (kept,) = lead(triaged()).when(keep).then_types(DecisionNotToReferRecorded)
    lead(triaged()).when(close).then_refused("referral-is-decided")
    lead(triaged(), kept).when(close).then_refused("decision-was-second-read")
    again = SecondReadDecision(case_id=CASE)
    lead(triaged(), kept).when(again).then_refused("is-another-than-the-decider")
    (confirmed,) = second(triaged(), kept).when(again).then_types(DecisionSecondRead)
    lead(granted, triaged(), kept, confirmed).when(close).then_types(ClosureProposed)


@pytest.mark.requirement("SG-10")
def test_not_to_refer_needs_its_reasons_and_below_the_top_band_no_second_reader():
    with pytest.raises(Invalid):
        DecideNotToRefer.load({**keep.dump(), "rationale": ""})
    history = [*in_hand(band="high"), triaged()]
    (kept,) = given(*history).by(f"dsl:{DSL}").when(keep).decide()
    given(*history, kept).by(f"dsl:{DSL}").when(close).then_types(ClosureProposed)


@pytest.mark.requirement("SG-03")
def test_a_case_is_closed_by_two_people():
    lead().when(close).then_refused("is-triaged")
    (proposed,) = lead(triaged("none")).when(close).then_types(ClosureProposed)
    history = [granted, triaged("none"), proposed]
    approve = ApproveClosure(case_id=CASE)
    second(triaged("none")).when(approve).then_refused("closure-is-proposed")
    lead(*history).when(approve).then_refused("is-another-than-the-proposer")
    closed = CaseClosed(
        case_id=CASE, outcome="supported_in_school", closed_by=DSL, second_approver=PROGRAMME_DSL
    )
    second(triaged("none"), proposed).when(approve).then(closed)
    second(triaged("none"), proposed, closed).when(approve).then_nothing()
    reopen = ReopenCase(case_id=CASE, cause="new_information")
    lead(*history, closed).when(reopen).then_types(CaseReopened)
    lead(*history, closed).when(triage).then_refused("impossible")


@pytest.mark.requirement("SG-06")
@pytest.mark.parametrize("ask", [triage, keep, close, refer, grant])
@pytest.mark.parametrize(("actor", "rule"), MATRIX)
def test_nobody_without_business_decides_anything(ask, actor, rule):
    history = in_hand(accused=(TEACHER,))
    given(*history).by(actor).when(ask).then_refused(rule.replace("_", "-"))


measure = ApplyInterimMeasure(
    case_id=CASE,
    measure_id=THING,
    kind="suspend_relationship",
    relationship_ids=(PAIR,),
    rationale="Until clear.",
)


def test_a_measure_is_applied_once_and_lifted_even_after_the_case_is_closed():
    (applied,) = lead().when(measure).then_types(InterimMeasureApplied)
    lead(applied).when(measure).then_nothing()
    lift = LiftInterimMeasure(case_id=CASE, measure_id=THING, rationale="It is clear.")
    closed = CaseClosed(case_id=CASE, outcome="x", closed_by=DSL, second_approver=BOARD_LEAD)
    (lifted,) = lead(applied, closed).when(lift).then_types(InterimMeasureLifted)
    assert lifted.relationship_ids == (PAIR,)
    lead(applied, closed, lifted).when(lift).then_nothing()
