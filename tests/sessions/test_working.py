"""What the pair works on, and how it stays in touch."""

from dataclasses import replace

import pytest

from services.sessions import commands, events
from services.sessions.decider import plan
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    GOAL,
    HOUR,
    MENTEE_PERSON,
    MENTOR,
    MENTOR_PERSON,
    MINOR,
    NOW,
    STRANGER,
    STRENGTH,
    TASK,
    THIS,
    birthday,
    given,
    scheduled,
    session,
    varied,
)

THE_TASK = {**THIS, "task_id": TASK}
assign = commands.AssignTask(**THE_TASK, text="Write to the college.")
assigned = events.TaskAssigned(
    **THE_TASK, mentee_person_id=MENTEE_PERSON, text="Write to the college.", assigned_at=NOW
)


@pytest.mark.requirement("1MM-055")
def test_the_mentor_prepares_questions_that_are_the_mentors_own():
    ask = commands.RecordPreparation(**THIS, session_id=session(1), questions=("Why?", "What?"))
    (told,) = given(*ADULT).when(ask).then_types(events.PreparationRecorded)
    assert (told.question_count, told.shared_with_mentee) == (2, False)
    assert events.PreparationRecorded.personal == {"questions": "mentor_person_id"}
    assert told.mentor_person_id == MENTOR_PERSON


@pytest.mark.requirement("1MM-096")
def test_the_next_sessions_agenda_is_planned_before_it_begins():
    ask = commands.ProposeAgenda(**THIS, session_id=session(1), topics=("placement",))
    told = events.AgendaProposed(
        **THIS, session_id=session(1), by_role="mentor", topics=("placement",)
    )
    given(*ADULT, scheduled()).when(ask).then(told)
    given(*ADULT, scheduled()).at(NOW + 7 * DAY).when(ask).then_refused("before-it-begins")
    odd = replace(ask, topics=("football",))
    given(*ADULT, scheduled()).when(odd).then_refused("topics-are-listed")
    given(*ADULT).when(ask).then_refused("session-is-scheduled")


# ---- tasks -----------------------------------------------------------------------------------


def due(*history):
    return plan.fold((*ADULT, *history)).due_of(TASK)


@pytest.mark.requirement("1MM-094")
def test_a_task_is_due_at_the_next_session_and_follows_it():
    given(*ADULT, scheduled()).when(assign).then(assigned)
    assert due(assigned) is None
    first = scheduled(1, NOW + 7 * DAY)
    assert due(first, assigned) == NOW + 7 * DAY
    moved = events.SessionRescheduled(
        **THIS, session_id=session(1), starts_at=NOW + 9 * DAY, ends_at=NOW + 9 * DAY + HOUR
    )
    assert due(first, assigned, moved) == NOW + 9 * DAY
    dated = replace(assigned, due_on=birthday())
    assert due(first, dated, moved) == birthday()


@pytest.mark.requirement("1MM-094")
def test_a_task_is_completed_or_dropped_once():
    complete, drop = commands.CompleteTask(**THE_TASK), commands.DropTask(**THE_TASK)
    completed = events.TaskCompleted(**THE_TASK)
    dropped = events.TaskDropped(**THE_TASK, reason_code="other")
    given(*ADULT, assigned).when(assign).then_nothing()
    given(*ADULT, assigned).when(complete).then(completed)
    given(*ADULT, assigned, completed).when(complete).then_nothing()
    given(*ADULT, assigned).when(drop).then(dropped)
    given(*ADULT, assigned, dropped).when(drop).then_nothing()
    given(*ADULT, assigned, dropped).when(complete).then_refused("task-is-open")
    given(*ADULT).when(complete).then_refused("task-is-known")


@pytest.mark.requirement("1MM-095")
def test_an_unrealistic_plan_is_redirected_and_the_first_one_stays_in_the_log():
    ask = commands.AmendTask(**THE_TASK, text="Ask about placements.", reason_code="redirected")
    (told,) = given(*ADULT, assigned).when(ask).then_types(events.TaskAmended)
    assert (told.text, told.reason_code) == ("Ask about placements.", "redirected")
    assert assigned.text == "Write to the college."
    given(*ADULT, assigned, events.TaskCompleted(**THE_TASK)).when(ask).then_refused("task-is-open")


# ---- goals, areas, strengths -----------------------------------------------------------------


@pytest.mark.requirement("1MM-093")
def test_a_goal_has_at_least_one_step():
    the_goal = {**THIS, "goal_id": GOAL}
    ask = commands.SetGoal(**the_goal, text="A placement", steps=("Write", "Call"))
    (told,) = given(*ADULT).when(ask).then_types(events.GoalSet)
    assert told.step_count == 2
    pathless = commands.SetGoal(**the_goal, text="A placement")
    given(*ADULT).when(pathless).then_refused("goal-has-steps")
    achieve = commands.AchieveGoal(**the_goal)
    achieved = events.GoalAchieved(**the_goal)
    given(*ADULT, told).when(ask).then_nothing()
    given(*ADULT, told).when(achieve).then(achieved)
    given(*ADULT, told, achieved).when(achieve).then_nothing()
    given(*ADULT).when(achieve).then_refused("goal-is-known")


@pytest.mark.requirement("1MM-091")
def test_areas_to_work_on_come_from_a_list():
    ask = commands.IdentifyDevelopmentArea(**THIS, code="confidence")
    told = events.DevelopmentAreaIdentified(**THIS, code="confidence")
    given(*ADULT).when(ask).then(told)
    given(*ADULT, told).when(ask).then_nothing()
    given(*ADULT).when(replace(ask, code="singing")).then_refused("area-is-listed")
    other = varied(sessions__development_areas=["singing"])
    given(*ADULT).under(other).when(replace(ask, code="singing")).then_types(
        events.DevelopmentAreaIdentified
    )


@pytest.mark.requirement("1MM-092")
def test_a_strength_is_the_mentors_note_unless_shared():
    ask = commands.NoteStrength(**THIS, strength_id=STRENGTH, text="Patient.")
    (told,) = given(*ADULT).when(ask).then_types(events.StrengthNoted)
    assert not told.shared_with_mentee
    shared = given(*ADULT).when(replace(ask, shared_with_mentee=True)).decide()[0]
    assert shared.shared_with_mentee
    given(*ADULT, told).when(ask).then_nothing()


# ---- in touch --------------------------------------------------------------------------------


def agree(channel, role="mentee"):
    return commands.AgreeContactChannel(**THIS, channel=channel, by_role=role)


def agreed(channel, role="mentee"):
    return events.ContactChannelAgreed(**THIS, channel=channel, by_role=role)


def logged(channel):
    return events.ContactLogged(**THIS, channel=channel, contacted_at=NOW, by_role="mentor")


def reported(channel):
    return events.OutOfPolicyContactReported(**THIS, mentor_id=MENTOR, channel=channel)


@pytest.mark.requirement("1MM-061")
def test_meeting_in_person_is_chosen_once_by_each():
    ask = commands.AgreeInPerson(**THIS, by_role="mentor")
    told = events.InPersonAgreed(**THIS, by_role="mentor")
    given(*ADULT).when(ask).then(told)
    given(*ADULT, told).when(ask).then_nothing()


@pytest.mark.requirement("1MM-061")
@pytest.mark.parametrize(
    ("who", "code"),
    [(f"mentor:{MENTOR_PERSON}", "speaks-for-themself"), (f"mentee:{STRANGER}", "may-ask")],
)
def test_nobody_else_chooses_for_the_mentee(who, code):
    in_person = commands.AgreeInPerson(**THIS, by_role="mentee")
    for ask in (in_person, agree("email")):
        given(*ADULT).by(who).when(ask).then_refused(code)
        given(*ADULT).by(f"mentee:{MENTEE_PERSON}").when(ask).decide()


@pytest.mark.requirement("1MM-078")
@pytest.mark.parametrize(
    ("channel", "listed"),
    [("email", 1), ("linkedin", 1), ("twitter", 1), ("whatsapp", 0), ("instagram", 0)],
)
def test_adults_agree_to_channels_of_a_closed_list(channel, listed):
    ask = given(*ADULT).when(agree(channel))
    ask.then(agreed(channel)) if listed else ask.then_refused("channel-is-listed")


@pytest.mark.requirement("1MM-076")
def test_contact_with_a_minor_goes_by_way_of_the_coordinator():
    given(*MINOR).when(agree("email")).then_refused("minors-via-coordinator")
    given(*MINOR).when(agree("via_coordinator")).then(agreed("via_coordinator"))


@pytest.mark.requirement("1MM-076")
def test_direct_contact_with_a_minor_is_recorded_and_told():
    log = commands.LogContact(**THIS, channel="whatsapp")
    given(*MINOR).when(log).then(logged("whatsapp"), reported("whatsapp"))
    via = commands.LogContact(**THIS, channel="via_coordinator")
    given(*MINOR).when(via).then(logged("via_coordinator"))


@pytest.mark.requirement("1MM-075")
def test_a_channel_is_open_only_once_the_mentee_agrees():
    log = commands.LogContact(**THIS, channel="email")
    by_mentor = agreed("email", "mentor")
    given(*ADULT, by_mentor).when(log).then(logged("email"), reported("email"))
    given(*ADULT, by_mentor, agreed("email")).when(log).then(logged("email"))


@pytest.mark.requirement("1MM-075")
def test_a_channel_closes_when_taken_back_or_when_the_consent_lapses():
    def revoked(why):
        return events.ContactChannelRevoked(**THIS, channel="email", reason_code=why)

    back = commands.RevokeContactChannel(**THIS, channel="email")
    given(*ADULT, agreed("email")).when(back).then(revoked("taken_back"))
    given(*ADULT).when(back).then_nothing()
    lapse = commands.LapseChannels(**THIS)
    given(*ADULT, agreed("email")).when(lapse).then(revoked("consent_lapsed"))
    closed = (*ADULT, agreed("email"), revoked("consent_lapsed"))
    log = commands.LogContact(**THIS, channel="email")
    given(*closed).when(log).then(logged("email"), reported("email"))
    given(*closed).when(lapse).then_nothing()


def test_at_eighteen_what_was_agreed_as_a_minor_is_asked_afresh():
    change = commands.ChangeBand(**THIS, band="adult", effective_on=birthday())
    agreements = (events.InPersonAgreed(**THIS, by_role="mentor"), agreed("via_coordinator"))
    changed, lapsed = given(*MINOR, *agreements).when(change).decide()
    assert (lapsed.channel, lapsed.reason_code) == ("via_coordinator", "age_band")
    assert plan.fold((*MINOR, *agreements, changed)).choose_in_person == frozenset()


# ---- what went well --------------------------------------------------------------------------


def test_an_achievement_is_recorded_once_and_its_words_are_sealed():
    what = {**THIS, "achievement_id": GOAL}
    ask = commands.RecordAchievement(**what, text="She got the place.")
    told = events.AchievementRecorded(
        **what, mentee_person_id=MENTEE_PERSON, text="She got the place."
    )
    given(*ADULT).when(ask).then(told)
    given(*ADULT, told).when(ask).then_nothing()
    given().when(ask).then_refused("relationship-is-known")
    assert told.personal == {"text": "mentee_person_id"}


@pytest.mark.requirement("JOH-38")
@pytest.mark.parametrize(("role", "person"), [("mentee", MENTEE_PERSON), ("mentor", MENTOR_PERSON)])
def test_thanks_are_said_with_words_of_ones_own_or_without(role, person):
    ask = commands.ExpressThanks(**THIS, thanks_id=GOAL, by_role=role, text="For your time.")
    (told,) = given(*ADULT).by(f"{role}:{person}").when(ask).then_types(events.ThanksExpressed)
    assert (told.by_person_id, told.personal) == (person, {"text": "by_person_id"})
    given(*ADULT, told).when(ask).then_nothing()
    (silent,) = given(*ADULT).when(replace(ask, text="")).decide()
    assert silent.text == ""
    other = f"mentor:{MENTOR_PERSON}" if role == "mentee" else f"mentee:{MENTEE_PERSON}"
    given(*ADULT).by(other).when(ask).then_refused("speaks-for-themself")
    given(*ADULT).by(f"{role}:{STRANGER}").when(ask).then_refused("may-ask")


@pytest.mark.requirement("JOH-40")
def test_pointing_to_another_source_is_recorded_once():
    ask = commands.SignpostResource(**THIS, resource="writing-a-cv")
    told = events.SignpostedTo(**THIS, resource="writing-a-cv")
    given(*ADULT).when(ask).then(told)
    given(*ADULT, told).when(ask).then_nothing()
