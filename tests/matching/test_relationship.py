"""From the paperwork to the parting."""

from datetime import UTC, date, datetime, timedelta

import pytest

from services.matching import commands, events, heard
from services.matching.policies import from_administration, from_sessions, timers
from shared.envelope import Envelope
from shared.reacting import Due, Off

from .vocabulary import (
    ANN,
    BOSS,
    CAT,
    DAY,
    NOW,
    OTHER,
    SESSION,
    TEACHER,
    THIS,
    ended,
    opened,
    started,
    varied,
)
from .vocabulary import given_relationship as given

ITEMS = ("agreement", "consents", "policy_ack", "chaperone_named")
check = commands.CompleteStartChecklist(**THIS, items=ITEMS, chaperone_id=TEACHER)
end = commands.EndRelationship(**THIS, kind="party_ended")
hold = commands.NoteHold(**THIS, ground="administration")
release = commands.NoteRelease(**THIS, ground="administration")
suspended = events.RelationshipSuspended(**THIS)
lifted = events.SuspensionLifted(**THIS)
recorded = events.HoldRecorded(**THIS, ground="administration")
met = commands.NoteSessionHeld(**THIS, session_id=SESSION, held_at=NOW)


open_ = commands.OpenRelationship(
    **{name: getattr(opened(), name) for name in commands.OpenRelationship.codecs}
)


def signed(by_role):
    return events.AgreementSigned(**THIS, by_role=by_role)


SIGNED = (opened(), signed("mentor"), signed("mentee"))


def sign(by_role):
    return commands.SignAgreement(**THIS, by_role=by_role)


def test_each_side_signs_for_itself_once():
    given(opened()).by(f"mentor:{ANN}").when(sign("mentor")).then(signed("mentor"))
    given(*SIGNED).by(f"mentor:{ANN}").when(sign("mentor")).then_nothing()
    given(opened()).by(f"mentor:{ANN}").when(sign("mentee")).then_refused("signs-for-oneself")
    given(opened()).by(f"mentor:{OTHER}").when(sign("mentor")).then_refused(
        "asked-by-one-concerned"
    )


@pytest.mark.requirement("1MM-079")
def test_the_checklist_is_complete_with_every_item_and_names_what_is_missing():
    done = events.StartChecklistCompleted(**THIS, items=ITEMS, chaperone_id=TEACHER)
    given(*SIGNED).when(check).then(done)
    given(*SIGNED, done).when(check).then_nothing()
    short = commands.CompleteStartChecklist(**THIS, items=("agreement",), chaperone_id=TEACHER)
    refused = given(*SIGNED).when(short).then_refused("checklist-complete")
    assert str(refused) == "Missing: consents, policy_ack, chaperone_named."


@pytest.mark.requirement("1MM-079")
def test_both_have_signed_before_the_checklist_is_done():
    refused = given(*SIGNED[:2]).when(check).then_refused("agreement-signed")
    assert str(refused) == "The agreement is not signed by: mentee."
    optional = varied(relationship__agreement="optional")
    given(opened()).under(optional).when(check).then_types(events.StartChecklistCompleted)


@pytest.mark.requirement("1MM-079")
def test_an_under_18_needs_a_named_chaperone_and_an_adult_none():
    unnamed = commands.CompleteStartChecklist(**THIS, items=ITEMS)
    given(*SIGNED).when(unnamed).then_refused("chaperone-named")
    adult = commands.CompleteStartChecklist(**THIS, items=ITEMS[:3])
    given(opened("adult"), *SIGNED[1:]).when(adult).then_types(events.StartChecklistCompleted)
    given(*SIGNED).by(f"mentor:{ANN}").when(check).then_refused("run-by-office-or-institution")


@pytest.mark.requirement("1MM-058")
def test_the_first_session_starts_the_term_and_no_later_one_does():
    (told,) = given(opened()).when(met).then_types(events.RelationshipStarted)
    assert (told.first_session_id, told.started_at) == (SESSION, NOW)
    assert told.term_ends_at == datetime(2027, 1, 5, 12, tzinfo=UTC)
    assert told.notice_at == told.term_ends_at - timedelta(30)
    second = commands.NoteSessionHeld(**THIS, session_id=OTHER, held_at=NOW + DAY)
    given(opened(), told).when(second).then_nothing()
    (ask,) = from_sessions.to(
        Envelope.about(heard.SessionHeld(**THIS, session_id=SESSION, held_at=NOW))
    )
    assert ask == met


def test_a_first_session_heard_too_early_starts_the_relationship_later():
    (early,) = given().when(met).then_types(events.EarlySessionNoted)
    _, told = (
        given(early).when(open_).then_types(events.RelationshipOpened, events.RelationshipStarted)
    )
    assert told.started_at == NOW


@pytest.mark.requirement("1MM-058")
def test_a_word_before_the_end_of_the_term_and_one_at_it_once_each():
    notice, reach = commands.AnnounceTermEnd(**THIS), commands.ReachTerm(**THIS)
    told = started()
    assert timers.to(Envelope.about(told))[:2] == [
        Due(f"term-notice:{THIS['relationship_id']}", told.notice_at, notice),
        Due(f"term:{THIS['relationship_id']}", told.term_ends_at, reach),
    ]
    ending = events.TermEnding(**THIS, term_ends_at=told.term_ends_at)
    reached = events.TermReached(**THIS, overrun="flag")
    given(opened(), told).when(notice).then_nothing()
    given(opened(), told).at(told.notice_at).when(notice).then(ending)
    given(opened(), told, ending).at(told.notice_at).when(notice).then_nothing()
    given(opened(), told).at(told.notice_at).when(reach).then_nothing()
    given(opened(), told).at(told.term_ends_at).when(reach).then(reached)
    given(opened(), told, reached).at(told.term_ends_at).when(reach).then_nothing()
    given(opened(), told, ended()).at(told.term_ends_at).when(reach).then_nothing()


@pytest.mark.requirement("1MM-058")
def test_a_term_is_extended_where_an_overrun_is_flagged_and_not_where_it_is_refused():
    extend = commands.ExtendRelationship(**THIS, until=date(2027, 3, 31))
    (told,) = given(opened(), started()).when(extend).then_types(events.RelationshipExtended)
    assert told.term_ends_at == datetime(2027, 3, 31, 23, tzinfo=UTC)
    reach = commands.ReachTerm(**THIS)
    given(opened(), started(), told).at(started().term_ends_at).when(reach).then_nothing()
    strict = varied(relationship__overrun="refuse")
    given(opened(), started()).under(strict).when(extend).then_refused("within-the-term")
    shorter = commands.ExtendRelationship(**THIS, until=date(2026, 3, 31))
    given(opened(), started()).when(shorter).then_refused("later-than-before")
    given(opened()).when(extend).then_refused("started")


@pytest.mark.requirement("1MM-058")
def test_three_months_can_be_a_completed_relationship():
    complete = commands.EndRelationship(**THIS, kind="completed")
    (told,) = (
        given(opened(), started())
        .at(NOW + 90 * DAY)
        .when(complete)
        .then_types(events.RelationshipEnded)
    )
    assert (told.kind, told.effective_on) == ("completed", date(2026, 4, 5))


@pytest.mark.parametrize("history", [(), (started(),), (started(), recorded, suspended)])
@pytest.mark.parametrize("asker", [f"mentor:{ANN}", f"mentee:{CAT}", "operator:1"])
def test_either_may_end_it_alone_and_always_without_a_reason(history, asker):
    rules = varied(ending__right=["operator"])
    (told,) = given(opened(), *history).under(rules).by(asker).when(end).decide()
    assert told.kind == "party_ended"
    assert told.by_role == asker.partition(":")[0]
    assert told.closure_due_at == NOW + 30 * DAY


def test_who_else_may_end_it_is_the_programmes_to_say():
    given(opened()).by("institution:3").when(end).then_refused("ending-right")
    rules = varied(ending__right=["mentor", "mentee", "operator", "institution"])
    given(opened()).under(rules).by("institution:3").when(end).then_types(events.RelationshipEnded)
    given(opened()).by(f"mentee:{OTHER}").when(end).then_refused("asked-by-one-concerned")
    given(opened(), ended()).when(end).then_nothing()
    given().when(end).then_refused("impossible")


@pytest.mark.requirement("1MM-023")
def test_what_a_departure_ends_is_ended_once():
    conclude = commands.ConcludeRelationship(**THIS, kind="operator_ended")
    (told,) = given(opened(), started()).by("service:matching").when(conclude).decide()
    assert told.kind == "operator_ended"
    given(opened(), told).when(conclude).then_nothing()
    given().when(conclude).then_nothing()


def step(name):
    return commands.RecordClosureStep(**THIS, step=name)


def stepped(name):
    return events.ClosureStepCompleted(**THIS, step=name)


def test_ending_and_closing_are_two_facts():
    closed = events.RelationshipClosed(**THIS, complete=True, missing=())
    over = (opened(), started(), ended())
    given(*over).when(step("message")).then(stepped("message"))
    half = (*over, stepped("message"))
    given(*half).when(step("message")).then_nothing()
    given(*half).when(step("final_meeting")).then(stepped("final_meeting"), closed)
    given(*over).when(step("party")).then_refused("closure-step-known")
    given(opened()).when(step("message")).then_refused("impossible")


def test_a_relationship_closes_incomplete_when_its_time_is_up():
    close = commands.CloseRelationship(**THIS)
    over = (opened(), started(), ended(), stepped("message"))
    given(*over).at(NOW + 29 * DAY).when(close).then_nothing()
    closed = events.RelationshipClosed(**THIS, complete=False, missing=("final_meeting",))
    given(*over).at(NOW + 30 * DAY).when(close).then(closed)
    given(*over, closed).at(NOW + 31 * DAY).when(close).then_nothing()
    given(*over, closed).when(step("final_meeting")).then(stepped("final_meeting"))
    due = timers.to(Envelope.about(ended()))
    (closing,) = [one for one in due if isinstance(one, Due)]
    assert closing == Due(f"closure:{THIS['relationship_id']}", NOW + 30 * DAY, close)


def test_an_end_is_taken_back_only_if_both_want_it():
    back = {"reason_code": "mistake", "approved_by": BOSS}
    both = commands.ReverseEnd(**THIS, **back, agreed_by=("mentor", "mentee"))
    one = commands.ReverseEnd(**THIS, **back, agreed_by=("mentor",))
    over = (opened(), started(), ended())
    given(*over).when(one).then_refused("both-want-to-go-on")
    given(*over).by(f"mentor:{ANN}").when(both).then_refused("run-by-the-office")
    (told,) = given(*over).when(both).then_types(events.EndReversed)
    given(*over, told).when(both).then_nothing()
    given(*over, told).when(end).then_types(events.RelationshipEnded)
    assert [type(one) for one in timers.to(Envelope.about(told))] == [Off, Due, Due]
    given(*over, recorded).when(both).then_types(events.EndReversed, events.RelationshipSuspended)


def test_a_hold_suspends_neutrally_and_its_lifting_lets_them_go_on():
    given(opened()).when(hold).then(recorded, suspended)
    given(opened(), recorded, suspended).when(hold).then_nothing()
    gone = events.HoldReleased(**THIS, ground="administration")
    given(opened(), recorded, suspended).when(release).then(gone, lifted)
    given(opened()).when(release).then_nothing()
    assert suspended.dump() == {"relationship_id": str(THIS["relationship_id"])} | {
        "reason": "administrative"
    }


def test_two_grounds_make_one_suspension_and_both_must_go():
    other = commands.NoteHold(**THIS, ground="institution")
    second = events.HoldRecorded(**THIS, ground="institution")
    given(opened(), recorded, suspended).when(other).then(second)
    gone = events.HoldReleased(**THIS, ground="administration")
    given(opened(), recorded, suspended, second).when(release).then(gone)


def test_a_hold_heard_before_the_match_suspends_it_from_the_start():
    given().when(hold).then(recorded)
    given(recorded).when(open_).then_types(events.RelationshipOpened, events.RelationshipSuspended)


def test_a_hold_on_what_is_over_is_kept_and_not_told():
    given(opened(), ended()).when(hold).then(recorded)


@pytest.mark.parametrize(
    ("word", "kind"),
    [(heard.HoldPlaced, commands.NoteHold), (heard.HoldLifted, commands.NoteRelease)],
)
def test_the_administrations_word_is_taken_without_a_why(word, kind):
    (ask,) = from_administration.to(Envelope.about(word(**THIS)))
    assert ask == kind(**THIS, ground="administration")


def test_a_hold_lifted_after_the_end_is_told_so_that_a_way_back_is_open():
    over = (opened(), recorded, suspended, ended())
    gone = events.HoldReleased(**THIS, ground="administration")
    given(*over).when(release).then(gone, lifted)
    given(opened(), ended(), recorded).when(release).then(gone)
    back = commands.ReverseEnd(
        **THIS, reason_code="mistake", approved_by=BOSS, agreed_by=("mentor", "mentee")
    )
    given(*over).when(back).then_types(events.EndReversed)
    given(*over, gone, lifted).when(back).then_types(events.EndReversed)


def test_an_adults_relationship_outlives_the_institutions_standing():
    grown = commands.NoteHold(**THIS, ground="institution")
    given(opened("adult")).when(grown).then_nothing()
    young = (opened(), events.HoldRecorded(**THIS, ground="institution"), suspended)
    of_age = commands.NoteAgeBand(**THIS, age_band="adult")
    given(*young).when(of_age).then(
        events.AgeBandNoted(**THIS, age_band="adult"),
        events.HoldReleased(**THIS, ground="institution"),
        lifted,
    )
    given(opened("adult")).when(of_age).then_nothing()
    given().when(of_age).then_nothing()


def test_they_take_a_break_and_come_back():
    pause = commands.PauseRelationship(**THIS)
    paused = events.RelationshipPaused(**THIS, by_role="mentee")
    resumed = events.RelationshipResumed(**THIS)
    given(opened()).by(f"mentee:{CAT}").when(pause).then(paused)
    given(opened(), paused).when(pause).then_nothing()
    given(opened(), paused).when(commands.ResumeRelationship(**THIS)).then(resumed)
    given(opened()).when(commands.ResumeRelationship(**THIS)).then_nothing()


def worry(after=1, reason_code="no_rapport"):
    return commands.ReportFitConcern(
        **THIS, by_role="mentee", session_number=after, reason_code=reason_code
    )


@pytest.mark.requirement("1MM-082", "1MM-083")
@pytest.mark.parametrize(("after", "review"), [(1, False), (2, False), (3, True), (5, True)])
def test_a_concern_brings_advice_and_from_the_third_session_a_review(after, review):
    told, advice = given(opened(), started()).when(worry(after)).decide()
    assert told == events.FitConcernReported(
        **THIS, by_role="mentee", session_number=after, reason_code="no_rapport"
    )
    assert (advice.resource, advice.review) == ("good-mentoring-relationships", review)
    given(opened(), started(), told, advice).when(worry(after)).then_nothing()


@pytest.mark.requirement("1MM-082")
def test_a_worry_about_safety_goes_the_other_way_at_once():
    given(opened(), started()).when(worry(1, "safety")).then_refused("safety-goes-the-other-way")


def test_the_third_session_takes_nobodys_right_to_stop():
    given(opened(), started()).by(f"mentee:{CAT}").when(
        commands.EndRelationship(**THIS, kind="no_fit")
    ).then_types(events.RelationshipEnded)
