"""What is recorded to the letter: who may, which rules allowed it, whom it is about, until when.

Each of these once survived a change of the code that no other test noticed.
"""

from datetime import date, timedelta
from uuid import UUID

import pytest

from services.safeguarding import commands, events
from services.safeguarding.decider import case, hold_request
from services.safeguarding.policies import (
    access,
    giving,
    reviewing,
)
from shared.asked import Rules
from shared.testing import scenario
from tests.safeguarding import test_casework as casework
from tests.safeguarding import test_gifts as gifts
from tests.safeguarding import test_reviews as reviews
from tests.safeguarding import test_telling as tellings
from tests.safeguarding.vocabulary import (
    BOARD_LEAD,
    CASE,
    COORDINATOR,
    DSL,
    MENTEE,
    MENTOR,
    MONDAY,
    PAIR,
    PROGRAMME_DSL,
    RULES,
    STRANGER,
    TEACHER,
    at,
    errand,
    given,
    in_hand,
    telling,
    told,
)

SECOND = timedelta(seconds=1)
OTHER = UUID(int=4)
close_case = events.CaseClosed(
    case_id=CASE, outcome="resolved", closed_by=DSL, second_approver=BOARD_LEAD
)
lift = commands.LiftInterimMeasure(
    case_id=CASE, measure_id=casework.THING, rationale="It is clear."
)
applied = events.InterimMeasureApplied.following(casework.measure)


def names(rules):
    return tuple(rule.__name__ for rule in rules)


# ---- which rules allowed it ----------------------------------------------------------------------

reopen = commands.ReopenCase(case_id=CASE, cause="new_information")
ALLOWED = [
    (casework.lead(applied), lift, access.RESTING),
    (casework.lead(close_case), reopen, access.WORKING),
    (casework.lead(), casework.triage, access.WORKING),
    (casework.lead(), casework.read, access.WORKING),
    (casework.lead(), casework.grant, access.GRANTING),
    (casework.lead(casework.triaged("none")), casework.close, access.CLOSING),
    (
        given(*told(), tellings.routed).by(f"dsl:{DSL}"),
        tellings.acknowledge,
        access.ACKNOWLEDGING,
    ),
    (gifts.pair(gifts.paired()), gifts.giving(), giving.GIVING),
    (gifts.judge(*gifts.declared(gifts.paired())), gifts.looking(**gifts.WELL), giving.JUDGING),
    (gifts.judge(*gifts.declared(gifts.paired())), gifts.decline, giving.DECLINING),
    (reviews.look(reviews.opened()), reviews.dbs, reviewing.DECIDING),
    (reviews.look(reviews.opened()), reviews.complete("standards"), reviewing.COMPLETING),
]


@pytest.mark.parametrize(
    ("history", "ask", "rules"), ALLOWED, ids=[type(ask).__name__ for _, ask, _ in ALLOWED]
)
def test_what_happens_says_which_rules_let_it(history, ask, rules):
    assert {one.allowed_by for one in history.when(ask).decide()} == {names(rules)}


def test_what_does_not_exist_is_refused_by_the_name_of_the_rule_for_what_does():
    refused = given().by(f"dsl:{DSL}").when(casework.read).then_refused("access-refused")
    assert refused.rule == "is_on_the_team"


# ---- who did it ----------------------------------------------------------------------------------


def test_who_read_looked_decided_and_completed_is_named():
    kept = casework.lead(casework.triaged()).when(casework.keep).decide()
    again = commands.SecondReadDecision(case_id=CASE)
    (read,) = casework.second(casework.triaged(), *kept).when(again).decide()
    assert read.read_by == PROGRAMME_DSL
    history = gifts.declared(gifts.paired())
    seen, approved = gifts.judge(*history).when(gifts.looking(**gifts.WELL)).decide()
    assert (seen.assessor, approved.approved_by) == (str(PROGRAMME_DSL), str(PROGRAMME_DSL))
    assert approved.basis == "within_limit"
    (declined,) = gifts.judge(*history).when(gifts.decline).decide()
    assert declined.declined_by == str(PROGRAMME_DSL)
    (decided,) = reviews.look(reviews.opened()).when(reviews.dbs).decide()
    assert decided.decided_by == DSL
    (done,) = reviews.look(reviews.opened()).when(reviews.complete("standards")).decide()
    assert done.completed_by == DSL


# ---- what is so already --------------------------------------------------------------------------


def test_what_is_so_already_in_a_case_is_not_recorded_again():
    named = commands.OpenCase(case_id=CASE, lead=DSL)
    casework.lead(casework.triaged()).when(named).then_nothing()
    stranger = commands.RevokeCaseAccess(case_id=CASE, person_id=STRANGER)
    casework.lead().when(stranger).then_nothing()
    reply = commands.RecordReferralReply(case_id=CASE, referral_id=OTHER, outcome="None.")
    casework.lead().when(reply).then_nothing()
    again = commands.SecondReadDecision(case_id=CASE)
    casework.second(casework.triaged()).when(again).then_nothing()
    proposed = events.ClosureProposed(case_id=CASE, outcome="resolved", proposed_by=DSL)
    casework.lead(casework.triaged("none"), proposed).when(casework.close).then_nothing()


def test_a_measure_is_lifted_while_the_case_is_in_hand_too():
    (lifted,) = casework.lead(applied).when(lift).then_types(events.InterimMeasureLifted)
    assert lifted.relationship_ids == (PAIR,)


def test_each_wish_of_the_office_has_a_reference_that_no_other_had():
    ask = commands.HoldRelationship(relationship_id=PAIR, reason_code="paperwork")
    release = commands.ReleaseRelationship(relationship_id=PAIR)
    history, wishes = [], []
    for _ in range(3):
        for one in (ask, release):
            history += scenario(hold_request)(*history).under(RULES).when(one).decide()
        wishes.append(history[-1].reference)
    assert len(set(wishes)) == 3


# ---- access --------------------------------------------------------------------------------------


def test_access_given_again_lasts_as_long_as_was_said_last():
    until = MONDAY + timedelta(days=1)
    for_good = events.CaseAccessGranted(case_id=CASE, person_id=STRANGER, purpose="advice")
    short = events.CaseAccessGranted(
        case_id=CASE, person_id=STRANGER, purpose="advice", until=until
    )
    guest = given(*in_hand(), for_good, short).by(f"operator:{STRANGER}")
    guest.at(until).when(casework.read).then_types(events.AccessRefused)


def test_after_a_case_was_opened_again_closing_it_is_proposed_anew():
    proposed = events.ClosureProposed(case_id=CASE, outcome="resolved", proposed_by=DSL)
    again = events.CaseReopened(case_id=CASE, cause="new_information")
    approve = commands.ApproveClosure(case_id=CASE)
    reopened = casework.second(casework.triaged("none"), proposed, close_case, again)
    reopened.when(approve).then_refused("closure-is-proposed")


# ---- told again ----------------------------------------------------------------------------------

newly = telling(narrative="And again today.", accused=(DSL,))


def test_told_further_while_nobody_has_it_the_accused_cannot_take_it_up():
    waiting = [*told(), tellings.routed]
    added = given(*waiting).by(f"mentor:{MENTOR}").when(newly).decide()
    assert [type(one) for one in added] == [events.FurtherWordsRecorded]
    now = given(*waiting, *added)
    now.by(f"dsl:{DSL}").when(tellings.acknowledge).then_refused("is-not-accused")
    now.by(f"mentor:{MENTOR}").when(newly).then_nothing()
    now.by(f"mentor:{MENTOR}").when(telling()).then_nothing()
    teacher = now.by(f"institution:{TEACHER}").when(telling(narrative="I saw it.")).decide()
    assert teacher[0].raisers == (TEACHER,)
    gone = commands.ChaseAcknowledgement(case_id=CASE, attempt=0)
    (late,) = given(*waiting, *added, *teacher).at(MONDAY + timedelta(hours=1)).when(gone).decide()
    assert late.errand.conflicted == (MENTOR, TEACHER, DSL)


def stood_down():
    """A case whose lead turned out to be part of it, taken up by the coordinator."""
    history = in_hand(relationship_id=PAIR)
    granted = events.CaseAccessGranted(case_id=CASE, person_id=STRANGER, purpose="advice")
    referred = casework.lead(granted).at(MONDAY).when(casework.refer).decide()
    history += [granted, *referred]
    history += given(*history).at(MONDAY).by(f"mentor:{MENTOR}").when(newly).decide()
    return history


def taken_up():
    asked = commands.NoteRouting(
        case_id=CASE,
        attempt=1,
        why="raised",
        basis="raised:institution",
        to=(events.Told(role="mentoring_coordinator", person_id=COORDINATOR),),
    )
    history = stood_down()
    history += given(*history).when(asked).decide()
    coordinator = given(*history).by(f"mentoring_coordinator:{COORDINATOR}")
    return [*history, *coordinator.when(tellings.acknowledge).decide()]


def test_another_is_looked_for_as_at_first_when_the_lead_stands_down():
    assert stood_down()[-1] == events.LeadStoodDown(
        case_id=CASE,
        attempt=1,
        acknowledge_by=MONDAY + timedelta(hours=1),
        errand=errand(
            attempt=1,
            fallback=("programme_dsl", "deputy_dsl", "board_lead"),
            relationship_id=PAIR,
            conflicted=(MENTOR, DSL),
            programme="1mm-ncs",
            operator=RULES.document["programme"]["operator"],
        ),
    )


def test_an_answer_to_an_earlier_asking_is_no_answer_to_the_new_one():
    given(*stood_down()).when(tellings.found).then_nothing()


def test_an_agency_is_chased_while_another_lead_is_looked_for():
    chase = commands.ChaseReferral(case_id=CASE, referral_id=casework.THING)
    given(*stood_down()).when(chase).then_types(events.ReferralChased)


def test_who_takes_it_up_then_leads_it_and_the_accused_stays_out():
    lead = given(*taken_up()).by(f"mentoring_coordinator:{COORDINATOR}")
    lead.when(casework.grant).then_types(events.CaseAccessGranted)
    lead.by(f"operator:{STRANGER}").when(casework.read).then_types(events.RecordRead)
    (refused,) = lead.by(f"dsl:{DSL}").when(casework.read).decide()
    assert refused.rule == "is_not_accused"


def test_what_is_told_while_another_lead_is_looked_for_is_known_to_whoever_takes_it_up():
    worse = telling(narrative="Worse.", accused=(TEACHER,))
    *before, taken = taken_up()
    added = given(*before).by(f"mentor:{MENTOR}").when(worse).decide()
    now = given(*before, *added, taken)
    now.by(f"mentor:{MENTOR}").when(worse).then_nothing()
    (refused,) = now.by(f"institution:{TEACHER}").when(casework.read).decide()
    assert refused.rule == "is_not_accused"


def test_a_lead_who_tells_more_is_a_witness_from_then_on_and_another_is_looked_for():
    more = telling(narrative="He told me, too.")
    words, down = given(*in_hand()).at(MONDAY).by(f"dsl:{DSL}").when(more).decide()
    assert words.raisers == (DSL,)
    assert (down.attempt, down.errand.conflicted) == (1, (MENTOR, DSL))
    (refused,) = given(*in_hand(), words, down).by(f"dsl:{DSL}").when(casework.read).decide()
    assert refused.rule == "is_not_a_raiser"


def test_each_standing_down_is_an_asking_of_its_own():
    more = telling(narrative="Worse.", accused=(COORDINATOR,))
    _, again = given(*taken_up()).by(f"mentor:{MENTOR}").when(more).decide()
    assert (again.attempt, again.errand.attempt) == (2, 2)
    late = events.DisclosureAcknowledged(case_id=CASE, acknowledged_by=DSL, in_time=False)
    overdue = overdue_of(told(), 0)
    first = given(*told(), tellings.routed, overdue, late).by(f"mentor:{MENTOR}")
    _, after = first.when(newly).decide()
    assert after.attempt == 2


def test_a_case_stays_closed_though_a_measure_is_lifted():
    (lifted,) = casework.lead(applied, close_case).when(lift).decide()
    after = casework.lead(applied, close_case, lifted)
    after.when(casework.triage).then_refused("impossible")
    after.when(reopen).then_types(events.CaseReopened)


def test_what_is_told_of_a_closed_case_says_why_it_is_open_again():
    closed = given(*in_hand(), close_case).by(f"mentor:{MENTOR}")
    _, again = closed.when(telling(narrative="Again.")).decide()
    assert again == events.CaseReopened(case_id=CASE, cause="told_again")


# ---- drafts and alarms ---------------------------------------------------------------------------


def overdue_of(history, attempt):
    """Nobody answered that asking."""
    chase = commands.ChaseAcknowledgement(case_id=CASE, attempt=attempt)
    due = history[-1].acknowledge_by
    (overdue,) = given(*history).at(due).when(chase).decide()
    return overdue


def test_a_draft_knows_who_writes_and_whom_to_look_for():
    by = given().at(MONDAY).by(f"mentor:{MENTOR}")
    (saved,) = by.when(tellings.draft).decide()
    assert saved.raisers == (MENTOR,)
    look = commands.TellOfDraft(case_id=CASE)
    (idle,) = given(saved).at(saved.idle_at).when(look).decide()
    assert idle == events.DraftLeftIdle(case_id=CASE, errand=saved.errand)
    assert (saved.errand.case_id, saved.errand.why) == (CASE, "draft")


def test_a_lead_is_told_once_of_a_draft_however_often_it_is_left():
    note = commands.NoteRouting(
        case_id=CASE, attempt=0, why="draft", basis="draft:institution", to=tellings.found.to
    )
    look = commands.TellOfDraft(case_id=CASE)
    (saved,) = given().at(MONDAY).by(f"mentor:{MENTOR}").when(tellings.draft).decide()
    (idle,) = given(saved).at(saved.idle_at).when(look).decide()
    given(saved, idle).at(saved.idle_at).when(look).then_nothing()
    (known,) = given(saved, idle).when(note).decide()
    again = saved.idle_at + timedelta(hours=1)
    given(saved, idle, known, saved).at(again).when(look).then_nothing()
    given(saved, idle, saved).at(again).when(look).then_types(events.DraftLeftIdle)


def test_what_is_told_outside_any_programme_is_looked_after_by_anybody():
    (recorded,) = scenario(case)().by(f"mentor:{MENTOR}").when(telling()).decide()
    assert recorded.errand.programme is None


def test_an_answer_about_the_draft_is_none_about_the_case():
    late = commands.NoteRouting(
        case_id=CASE, attempt=0, why="draft", basis="draft:institution", to=tellings.found.to
    )
    given(*told()).when(late).then_nothing()


def test_an_alarm_says_what_was_due_and_rings_next_when_it_says():
    recorded = told()
    first = overdue_of([*recorded, recorded[0]], 0)
    assert (first.case_id, first.was_due) == (CASE, recorded[0].acknowledge_by)
    chase = commands.ChaseAcknowledgement(case_id=CASE, attempt=1)
    early = given(*recorded, first).at(first.acknowledge_by - SECOND)
    early.when(chase).then_nothing()
    further = commands.NoteRouting(
        case_id=CASE, attempt=1, why="unanswered", basis="x", to=tellings.found.to
    )
    (escalated,) = given(*recorded, tellings.routed, first).when(further).decide()
    assert escalated.cause == "not_acknowledged"


@pytest.mark.parametrize(("after", "in_time"), [(timedelta(0), True), (SECOND, False)])
def test_an_acknowledgement_at_the_very_instant_is_in_time(after, in_time):
    recorded = told()
    by = given(*recorded, tellings.routed).by(f"dsl:{DSL}")
    (taken,) = by.at(recorded[0].acknowledge_by + after).when(tellings.acknowledge).decide()
    assert taken.in_time is in_time


def test_a_case_is_named_by_a_short_word_that_is_always_its_own():
    (one,), (other,) = told(), told(case_id=OTHER)
    assert one.case_ref == "C-EXLVZNVN"
    assert len(other.case_ref) == len(one.case_ref)
    assert other.case_ref != one.case_ref


# ---- gifts ---------------------------------------------------------------------------------------


def two_before(*decisions, **second):
    history = gifts.declared(gifts.paired(), given_on=date(2025, 6, 1))
    history = gifts.declared(*history, gift_id=gifts.SECOND, **second)
    return [*history, *decisions]


def count_after(*decisions, **second):
    """How many gifts the third one makes, if that is too many."""
    asked = gifts.giving(gift_id=gifts.THIRD)
    told = gifts.pair(*two_before(*decisions, **second)).when(asked).decide()
    return [one.count for one in told if isinstance(one, events.GiftLimitReached)]


def test_a_declined_gift_was_none_and_one_of_the_same_day_is_one():
    declined = events.GiftDeclined.following(gifts.decline, declined_by=str(STRANGER))
    approved = events.GiftApproved.following(
        gifts.approve, approved_by=str(STRANGER), basis="decided"
    )
    assert count_after() == [3]
    assert count_after(approved) == [3]
    assert count_after(declined) == []
    assert count_after(given_on=date(2026, 1, 5)) == [3]


@pytest.mark.parametrize(
    ("given_on", "zone", "late_from"),
    [
        (date(2026, 6, 1), "Europe/London", "2026-06-08T23:00:00Z"),
        (date(2026, 3, 25), "Europe/London", "2026-04-01T23:00:00Z"),
        (date(2026, 6, 1), "Asia/Kolkata", "2026-06-08T18:30:00Z"),
        (date(2026, 3, 25), "Asia/Kolkata", "2026-04-01T18:30:00Z"),
    ],
)
@pytest.mark.parametrize("late", [True, False])
def test_a_gift_is_late_from_the_instant_the_days_are_over_where_the_programme_is(
    given_on, zone, late_from, late
):
    there = Rules("there", 1, {"policy": {"time_zone": zone}, "gifts": {"late_after": "P7D"}})
    now = at(late_from) - (timedelta(0) if late else SECOND)
    asked = gifts.pair(gifts.paired(), rules=there).at(now).when(gifts.giving(given_on=given_on))
    assert asked.decide()[0].declared_late is late


def test_who_gives_does_not_judge_though_another_declared_it():
    by_another = gifts.pair(gifts.paired(), by=f"operator:{STRANGER}")
    history = [gifts.paired(), *by_another.when(gifts.giving()).decide()]
    look = gifts.looking(**gifts.WELL)
    for party in (MENTOR, MENTEE):
        asked = gifts.pair(*history, by=f"mentor:{party}").when(look)
        asked.then_refused("is-no-party-to-the-gift")
