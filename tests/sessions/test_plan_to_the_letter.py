"""A plan to the letter: whose words they are, which rules allowed it, from which midnight on.

Each of these once survived a change of the code that no other test noticed.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from services.sessions import commands, events
from services.sessions import heard as said
from services.sessions.decider import plan, readiness
from services.sessions.policies.following import own
from services.sessions.policies.hearing import from_profiles
from services.sessions.policies.scheduling import SCHEDULING
from shared.testing import scenario
from tests.sessions import test_exceptions as exceptions
from tests.sessions import test_fitting as fitting
from tests.sessions import test_people as people
from tests.sessions import test_rhythm as rhythm
from tests.sessions import test_support as support
from tests.sessions import test_working as working
from tests.sessions.vocabulary import (
    ADULT,
    COLLEGE,
    DAY,
    GOAL,
    HOUR,
    MENTEE,
    MENTEE_PERSON,
    MENTOR,
    MINOR,
    NOW,
    RELATIONSHIP,
    STRENGTH,
    TEACHER,
    THIS,
    birthday,
    checked,
    given,
    given_institution,
    given_mentee,
    given_mentor,
    heard,
    held,
    open_plan,
    opened,
    record,
    schedule,
    scheduled,
    session,
    varied,
)

SECOND = timedelta(seconds=1)

# ---- what the two work on ------------------------------------------------------------------------

the_goal = {**THIS, "goal_id": GOAL}
set_goal = commands.SetGoal(**the_goal, text="A placement", steps=("Write",))
goal_set = events.GoalSet.following(set_goal, mentee_person_id=MENTEE_PERSON, step_count=1)
amend = commands.AmendTask(**working.THE_TASK, text="Ask.", reason_code="redirected")
check_in_due = events.CheckInDue(
    **THIS, mentor_id=MENTOR, ordinal=1, due_at=NOW, missed_at=NOW + DAY, next_at=None
)
note = commands.RecordSessionNote(**THIS, session_id=session(1), topics=("goals",))
correct = commands.CorrectSession(**THIS, session_id=session(1), minutes=45, reason_code="mistaken")
ASKED = [
    (set_goal, ()),
    (commands.SuggestRoute(**the_goal, route_id=STRENGTH, text="Ask them."), (goal_set,)),
    (working.assign, ()),
    (amend, (working.assigned,)),
    (commands.NoteStrength(**THIS, strength_id=STRENGTH, text="Patient."), ()),
    (commands.RecordAchievement(**THIS, achievement_id=GOAL, text="A place."), ()),
    (commands.ExpressThanks(**THIS, thanks_id=GOAL, by_role="mentor", text="For all."), ()),
    (commands.SignpostResource(**THIS, resource="writing-a-cv"), ()),
    (commands.AgreeInPerson(**THIS, by_role="mentor"), ()),
    (working.agree("email"), ()),
    (commands.LogContact(**THIS, channel="email"), ()),
    (commands.RecordPreparation(**THIS, session_id=session(1), questions=("Why?",)), ()),
    (commands.AttestSession(**THIS, session_id=session(1)), (held(),)),
    (correct, (held(),)),
    (note, (held(),)),
    (commands.CompleteCheckIn(**THIS, ordinal=1), (check_in_due,)),
    (commands.ProposeAgenda(**THIS, session_id=session(1), topics=("goals",)), (scheduled(),)),
    (commands.IdentifyDevelopmentArea(**THIS, code="confidence"), ()),
    (record(), ()),
]
names = [type(ask).__name__ for ask, _ in ASKED]


@pytest.mark.parametrize(("ask", "history"), ASKED, ids=names)
def test_what_is_written_about_a_pair_names_the_rules_that_allowed_it(ask, history):
    told = given(*ADULT, *history).when(ask).decide()
    assert told[0].allowed_by


FIRST_OF_ALL = [
    ask
    for ask, history in ASKED
    if not history and not isinstance(ask, (commands.AgreeInPerson, commands.AgreeContactChannel))
]


@pytest.mark.parametrize("ask", FIRST_OF_ALL, ids=[type(ask).__name__ for ask in FIRST_OF_ALL])
def test_nothing_is_written_about_a_pair_that_nobody_heard_of(ask):
    given().when(ask).then_refused("relationship-is-known")


OF_THE_MENTEE = [pair for pair in ASKED if getattr(pair[0], "by_role", None) != "mentor"]
SEALED = [(ask, history) for ask, history in OF_THE_MENTEE if hasattr(ask, "text")]


@pytest.mark.parametrize(("ask", "history"), SEALED, ids=[type(ask).__name__ for ask, _ in SEALED])
def test_whatever_is_written_of_a_mentee_is_sealed_as_theirs(ask, history):
    (told,) = given(*ADULT, *history).when(ask).decide()
    assert {getattr(told, name) for name in told.personal.values()} == {MENTEE_PERSON}


# ---- correcting ----------------------------------------------------------------------------------


def test_each_correction_starts_from_the_last_one_of_the_same_session():
    first = given(*ADULT, held()).when(correct).decide()
    given(*ADULT, held(), *first).when(correct).then_nothing()
    back = replace(correct, minutes=60)
    (told,) = given(*ADULT, held(), *first).when(back).decide()
    assert (told.was, told.now) == ({"minutes": 45}, {"minutes": 60})
    other = replace(correct, mode="in_person", minutes=None)
    second = given(*ADULT, held(), *first).when(other).decide()
    given(*ADULT, held(), *first, *second).when(correct).then_nothing()


# ---- moving --------------------------------------------------------------------------------------


def move(at, number=1):
    return commands.RescheduleSession(
        **THIS, session_id=session(number), starts_at=at, ends_at=at + HOUR
    )


def test_a_moved_session_takes_its_whole_time_with_it():
    (moved,) = given(*ADULT, scheduled()).when(move(NOW + 9 * DAY)).decide()
    assert moved.allowed_by == ("moves_are_left", *(rule.__name__ for rule in SCHEDULING))
    half = schedule(2, NOW + 9 * DAY + HOUR / 2)
    given(*ADULT, scheduled(), moved).when(half).then_refused("overlaps-no-other")
    after = schedule(2, NOW + 9 * DAY + HOUR)
    given(*ADULT, scheduled(), moved).when(after).then_types(events.SessionScheduled)


def test_a_session_may_be_moved_as_often_as_is_said_and_no_more():
    once = varied(sessions__reschedule={"max": 1})
    first = given(*ADULT, scheduled()).under(once).when(move(NOW + 8 * DAY))
    first.then_types(events.SessionRescheduled)
    twice = varied(sessions__reschedule={"max": 2})
    history = [*ADULT, scheduled()]
    for day in (8, 9):
        history += given(*history).under(twice).when(move(NOW + day * DAY)).decide()
    given(*history).under(twice).when(move(NOW + 10 * DAY)).then_refused("moves-are-left")


# ---- planning ------------------------------------------------------------------------------------


def test_one_session_ends_where_another_begins_and_lasts_at_all():
    just_before = schedule(2, NOW + 7 * DAY - HOUR)
    given(*ADULT, scheduled()).when(just_before).then_types(events.SessionScheduled)
    none = schedule(ends_at=NOW + 7 * DAY)
    given(*ADULT).when(none).then_refused("ends-after-it-starts")


def test_sessions_of_one_instant_do_not_precede_each_other():
    at = NOW + 7 * DAY
    known = plan.fold((*ADULT, held(1, at), scheduled(2, at)))
    assert (known.preceding(at), known.preceding(at + SECOND)) == (0, 2)
    assert [len(known.ahead(one)) for one in (at - SECOND, at)] == [1, 0]


def test_a_mentee_of_whom_nothing_is_known_is_protected_as_a_minor():
    assert plan.fold(()).band_at(NOW) == "minor"


def test_where_no_checklist_is_asked_for_none_is_missing():
    without = varied(relationship__start_checklist=[])
    given(opened("adult", None)).under(without).when(schedule()).then_types(events.SessionScheduled)
    chaperone_only = varied(relationship__start_checklist=["chaperone_named"])
    adult = given(opened("adult", None)).under(chaperone_only)
    adult.when(schedule()).then_types(events.SessionScheduled)
    minor = given(opened("minor", None)).under(chaperone_only)
    minor.when(schedule()).then_refused("start-checklist-complete")


def test_only_an_institution_that_stands_behind_a_pair_has_to_be_ready():
    alone = given(opened("minor", None), checked)
    alone.when(schedule()).then_refused("chaperone-named")
    given(opened("minor"), checked).when(schedule()).then_refused("institution-is-ready")


def test_only_the_first_call_has_a_mode_of_its_own():
    ask = schedule(mode="in_person", venue_type="cafe")
    agreed = [events.InPersonAgreed(**THIS, by_role=one) for one in ("mentor", "mentee")]
    known = (*ADULT, *agreed, held(9, NOW - 2 * DAY))
    fitting.agreeable(*known).when(ask).then_types(events.SessionScheduled)


def test_where_the_policy_does_not_say_whose_consent_opens_a_channel_it_is_both():
    odd = varied(channels__adult={"allow": ["email"], "requires": "whoever"})
    log = commands.LogContact(**THIS, channel="email")
    one = given(*ADULT, working.agreed("email")).under(odd)
    assert len(one.when(log).decide()) == 2
    both = given(*ADULT, working.agreed("email"), working.agreed("email", "mentor")).under(odd)
    assert len(both.when(log).decide()) == 1


def test_whoever_proposes_is_prompted_days_before_where_the_policy_counts_in_days():
    two = varied(agenda={"proposer": "either", "prompt": "P2DT1H"})
    (told,) = given(*ADULT).under(two).when(schedule()).decide()
    assert told.prompt_at == NOW + 5 * DAY - HOUR


# ---- recording -----------------------------------------------------------------------------------


def test_a_session_that_was_held_is_not_ahead_any_more():
    two = varied(relationship__max_sessions=2, relationship__overrun="refuse")
    past = scheduled(1, NOW - DAY)
    given(*ADULT, past, held(1)).under(two).when(schedule(2)).then_types(events.SessionScheduled)


def test_what_is_recorded_of_a_session_that_nobody_planned():
    told = given(*MINOR).when(record(note="She was late.")).decide()
    first = told[0]
    assert (first.institution_id, first.kind) == (COLLEGE, "ordinary")
    (written,) = [one for one in told if isinstance(one, events.SessionNoteRecorded)]
    assert (written.mentee_person_id, written.topics) == (MENTEE_PERSON, ("goals",))


def test_a_session_is_recorded_at_the_very_instant_it_is_over():
    told = given(*ADULT).when(record(at=NOW - HOUR)).decide()
    assert isinstance(told[0], events.SessionHeld)
    given(*ADULT).when(record(at=NOW - HOUR + SECOND)).then_refused("session-is-over")


def test_a_word_that_is_no_topic_is_another_in_the_note_too():
    told = given(*ADULT).when(record(topics=("football",), note="All of it.")).decide()
    (written,) = [one for one in told if isinstance(one, events.SessionNoteRecorded)]
    assert (told[0].topics, written.topics) == (("other",), ("other",))


@pytest.mark.parametrize(("zone", "late"), [("Europe/London", True), ("Asia/Kolkata", False)])
def test_days_are_days_where_the_programme_is(zone, late):
    there = varied(policy__time_zone=zone)
    met = datetime(2026, 3, 25, 12, tzinfo=UTC)  # the clocks go forward in London in between
    asked = given(*ADULT).under(there).at(met + 7 * DAY - HOUR / 2)
    told = asked.when(record(at=met)).decide()
    flagged = {one.reason for one in told if isinstance(one, events.SessionFlagged)}
    assert ("recorded_late" in flagged) is late


@pytest.mark.parametrize(("after", "late"), [(timedelta(0), False), (SECOND, True)])
def test_a_record_is_late_once_the_days_for_it_are_over(after, late):
    ask = record(at=NOW - 7 * DAY - after)
    told = given(*ADULT).when(ask).decide()
    flagged = {one.reason for one in told if isinstance(one, events.SessionFlagged)}
    assert ("recorded_late" in flagged) is late


def test_a_term_without_an_end_begins_with_the_first_session_and_has_none():
    endless = varied(relationship__max=None)
    told = given(*ADULT).under(endless).when(record()).decide()
    (began,) = [one for one in told if isinstance(one, events.TermBegan)]
    assert began.began_at == NOW - DAY
    assert (began.ends_at, began.notice_at, began.year_ends_at) == (None, None, None)


# ---- opening and ending --------------------------------------------------------------------------


def test_from_the_match_on_silence_counts():
    (told,) = given().under(rhythm.QUIET).when(open_plan("adult")).decide()
    assert told.dormant_at == rhythm.HALF_A_YEAR


def test_a_checklist_is_noted_once():
    ask = commands.NoteChecklist(**THIS, items=("agreement",), chaperone_id=None)
    given(*ADULT).when(ask).then_nothing()


FAR = varied(policy__time_zone="Asia/Kolkata")
THEIR_MIDNIGHT = datetime(2026, 2, 28, 18, 30, tzinfo=UTC)


@pytest.mark.parametrize(("after", "cancelled"), [(timedelta(0), 0), (SECOND, 1)])
def test_a_plan_ends_at_the_midnight_of_where_the_programme_is(after, cancelled):
    ahead = scheduled(1, THEIR_MIDNIGHT + after)
    end = commands.EndPlan(**THIS, effective_on=birthday())
    told = given(*ADULT, ahead).under(FAR).when(end).decide()
    assert len(told) == 1 + cancelled


def test_an_age_band_changes_at_the_midnight_of_where_the_programme_is():
    change = commands.ChangeBand(**THIS, band="adult", effective_on=birthday())
    (told,) = given(*MINOR).under(FAR).when(change).decide()
    assert told.since == THEIR_MIDNIGHT


@pytest.mark.parametrize(("before", "looked_at"), [(timedelta(0), 1), (SECOND, 0)])
def test_what_begins_at_the_very_birthday_is_looked_at_again(before, looked_at):
    alone = {"mode": "in_person", "venue_type": "cafe"}
    change = commands.ChangeBand(**THIS, band="minor", effective_on=birthday())
    midnight = datetime(2026, 3, 1, tzinfo=UTC)
    ahead = scheduled(1, midnight - before, **alone)
    told = given(*ADULT, ahead).when(change).decide()
    assert len([one for one in told if isinstance(one, events.SessionNeedsReview)]) == looked_at


def test_a_band_that_is_known_already_changes_nothing_and_another_on_that_day_does():
    change = commands.ChangeBand(**THIS, band="adult", effective_on=birthday())
    given(*ADULT).when(change).then_nothing()
    (told,) = given(*MINOR).when(change).decide()
    given(*MINOR, told).when(change).then_nothing()
    back = given(*MINOR, told).when(replace(change, band="minor"))
    back.then_types(events.PlanBandChanged)


def test_a_channel_that_the_new_band_has_too_stays_open():
    both = varied(
        channels__adult={"allow": ["email"], "requires": "mentee_consent"},
        channels__minor={"allow": ["via_coordinator", "email"]},
    )
    change = commands.ChangeBand(**THIS, band="adult", effective_on=birthday())
    agreed = (working.agreed("email"), working.agreed("via_coordinator"))
    told = given(*MINOR, *agreed).under(both).when(change).decide()
    gone = [one.channel for one in told if isinstance(one, events.ContactChannelRevoked)]
    assert gone == ["via_coordinator"]


# ---- people --------------------------------------------------------------------------------------

follow = commands.FollowPlan(mentee_id=MENTEE, **THIS, age_band="minor")


def test_a_plan_is_told_of_a_band_only_where_it_knows_another():
    came = events.MenteeBandChanged(
        mentee_id=MENTEE, band="adult", effective_on=birthday(), plans=()
    )
    (news,) = given_mentee(came).when(follow).decide()
    assert (news.band, news.effective_on) == ("adult", birthday())
    (known,) = given_mentee(came).when(replace(follow, age_band="adult")).decide()
    assert (known.band, known.effective_on) == (None, None)
    (unknown,) = given_mentee().when(follow).decide()
    assert (unknown.band, unknown.effective_on) == (None, None)


def test_a_lapsed_consent_names_every_plan():
    followed = given_mentee().when(follow).decide()
    lapse = commands.LapseConsent(mentee_id=MENTEE, purpose="contact")
    (told,) = given_mentee(*followed).when(lapse).decide()
    assert told.plans == (RELATIONSHIP,)


def test_staff_are_known_by_their_role():
    ask = commands.NoteStaff(institution_id=COLLEGE, person_id=TEACHER, role="institution_staff")
    (told,) = given_institution().when(ask).decide()
    assert told.standing.staff == (events.Staff(person_id=TEACHER, role="institution_staff"),)


def test_days_with_minors_are_days_where_the_programme_is():
    late = datetime(2026, 1, 5, 18, 30, tzinfo=UTC)
    ask = commands.CountMinorSession(mentor_id=MENTOR, session_id=session(1), held_at=late)
    (told,) = given_mentor().under(FAR).when(ask).decide()
    assert told.day == date(2026, 1, 6)


def test_a_window_of_days_holds_its_first_day_and_not_the_one_after_its_last():
    told = given_mentor(*people.counted(10, 20, 40)).when(people.count(15)).decide()
    assert [type(one) for one in told] == [events.MinorSessionCounted]
    told = given_mentor(*people.counted(10, 20, 39)).when(people.count(15)).decide()
    assert len(told) == 2


# ---- what is due ---------------------------------------------------------------------------------


def test_a_check_in_says_whose_it_is_and_when_it_is_missed():
    ask = commands.CallCheckIn(**THIS, ordinal=1)
    (due,) = given(*support.GOING).when(ask).decide()
    assert due.mentor_id == MENTOR
    assert due.due_at < due.missed_at


@pytest.mark.parametrize("history", [ADULT, (support.TERM,)], ids=["no term", "no pair"])
def test_no_check_in_is_due_before_they_met_or_where_nobody_heard_of_them(history):
    given(*history).when(commands.CallCheckIn(**THIS, ordinal=1)).then_nothing()


def test_a_term_ends_only_where_it_has_an_end():
    ask = commands.NoteTermEnding(**THIS)
    given(*ADULT).when(ask).then_nothing()
    given(*ADULT, replace(support.TERM, ends_at=None)).when(ask).then_nothing()


def test_the_lead_time_is_the_longer_of_the_two_that_were_promised():
    ask = commands.NoteApplicationDate(**THIS, applied_at=support.APPLIED)
    (told,) = given(*ADULT).under(varied(lead_time__weeks=[4, 12])).when(ask).decide()
    assert told.breach_at == support.BREACH
    given(*ADULT, support.TERM).when(ask).then_nothing()
    given(*ADULT, told).when(ask).then_nothing()


def test_promised_weeks_are_weeks_by_the_calendar_though_the_clocks_went_forward():
    spring = datetime(2026, 2, 2, 12, tzinfo=UTC)
    started = replace(support.STARTED, applied_at=spring)
    breach = commands.BreachLeadTime(**THIS)
    over = datetime(2026, 4, 27, 11, tzinfo=UTC)
    waiting = given(*ADULT, started)
    waiting.at(over - SECOND).when(breach).then_nothing()
    (told,) = waiting.at(over).when(breach).decide()
    assert told.weeks == 12


def test_a_fit_check_names_the_rules_that_allowed_it():
    ask = commands.CompleteFitCheck(**THIS, by_role="mentor", verdict="working")
    due = events.FitCheckDue(**THIS, after=2)
    (told,) = given(*ADULT, due).when(ask).decide()
    assert told.allowed_by == ("fit_check_is_due", "speaks_for_themself")


# ---- what follows --------------------------------------------------------------------------------


def test_following_a_plan_tells_nothing_where_nothing_changed():
    told = events.PlanFollowed(mentee_id=MENTEE, **THIS)
    assert own.to(heard(told)) == []


@pytest.mark.parametrize(
    ("event", "holds"), [(said.StaffRoleGranted, True), (said.StaffRoleEnded, False)]
)
def test_who_works_at_an_institution_is_noted_there_and_the_offices_people_nowhere(event, holds):
    who = {"person_id": TEACHER, "role": "institution_staff"}
    note = commands.NoteStaff(institution_id=COLLEGE, **who, holds=holds)
    assert from_profiles.to(heard(event(institution_id=COLLEGE, **who))) == [note]
    assert from_profiles.to(heard(event(institution_id=None, **who))) == []


def test_every_pair_that_looked_there_learns_of_another_level():
    watching = scenario(readiness).under(exceptions.ONLINE_ONLY).at(NOW)
    both = [
        events.LevelWatched(source="NYA", relationship_id=one, programme="varied")
        for one in (RELATIONSHIP, session(77))
    ]
    (told,) = watching(*both).when(exceptions.change).decide()
    assert told.plans == (RELATIONSHIP, session(77))


def test_who_applies_without_a_plan_has_none_yet():
    ask = commands.NoteApplication(mentor_id=MENTOR, applied_at=NOW)
    (told,) = given_mentor().when(ask).decide()
    assert told.relationship_id is None


def test_who_turns_out_to_be_a_minor_is_written_to_by_way_of_the_coordinator_only():
    change = commands.ChangeBand(**THIS, band="minor", effective_on=birthday())
    agreed = (working.agreed("email"), working.agreed("via_coordinator"))
    told = given(*ADULT, *agreed).when(change).decide()
    gone = [one.channel for one in told if isinstance(one, events.ContactChannelRevoked)]
    assert gone == ["email"]
