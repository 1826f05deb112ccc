"""Who may ask what about a pair: the table is whole, and is asked before anything else."""

from dataclasses import replace
from uuid import UUID

import pytest

from services.sessions import commands, events
from services.sessions.policies.asking import INSTITUTION, ITS_OWN_RULE, WHO_MAY_ASK
from services.sessions.room import room
from shared.asked import Actor, Asked
from shared.messages import Consequence
from shared.refusals import Refused
from tests.contracts.examples import example_of
from tests.sessions.vocabulary import (
    ADULT,
    COLLEGE,
    DAY,
    HALL,
    MENTEE,
    MENTEE_PERSON,
    MENTOR,
    MENTOR_PERSON,
    MINOR,
    NOW,
    RULES,
    STRANGER,
    STRENGTH,
    TASK,
    TEACHER,
    THIS,
    given,
    held,
    opened,
    record,
    schedule,
    scheduled,
    session,
)

OF_PEOPLE = {
    kind
    for decider in room.deciders
    for kind in decider.accepts
    if not issubclass(kind, Consequence)
}
VOICES = {
    "mentor": (f"mentor:{MENTOR}", f"mentor:{MENTOR_PERSON}"),
    "mentee": (f"mentee:{MENTEE}", f"mentee:{MENTEE_PERSON}"),
    "institution": (
        f"institution_staff:{TEACHER}",
        f"mentoring_coordinator:{TEACHER}",
        f"institution:{COLLEGE}",
    ),
    "office": ("operator:1", "programme_manager:1", "regional_coordinator:1", "importer:1"),
}
STRANGERS = (
    f"mentor:{STRANGER}",
    f"mentee:{STRANGER}",
    f"mentor:{MENTEE}",
    f"mentee:{MENTOR_PERSON}",
    f"institution_staff:{STRANGER}",
    f"institution:{STRANGER}",
    f"training_provider:{TEACHER}",
    f"dsl:{STRANGER}",
    f"stranger:{MENTOR}",
    "mentor:",
)


def about_the_pair(kind):
    this = THIS if "relationship_id" in kind.codecs else {}
    return replace(example_of(kind), **this)


def refusal(kind, actor, history=MINOR):
    """The code with which this is refused to them, if it is."""
    _, decider = room.deciders_by_command[kind.__name__]
    asked = Asked(NOW, Actor.parse(actor), RULES, RULES)
    of_the_pair = decider.category == "plan"
    state = decider.fold(history if of_the_pair else ())
    try:
        decider.decide(about_the_pair(kind).by(asked), state)
    except Refused as no:
        return no.code
    return None


def test_every_command_of_people_says_who_may_ask_it_and_no_consequence_does():
    assert set(WHO_MAY_ASK) == OF_PEOPLE


@pytest.mark.parametrize("kind", sorted(OF_PEOPLE, key=lambda kind: kind.__name__))
def test_a_stranger_to_the_pair_asks_nothing_of_it(kind):
    own = WHO_MAY_ASK[kind] == ITS_OWN_RULE
    codes = {refusal(kind, stranger) for stranger in STRANGERS}
    assert codes == {"notes-are-the-pairs" if own else "may-ask"}


@pytest.mark.parametrize("kind", sorted(OF_PEOPLE, key=lambda kind: kind.__name__))
def test_the_table_is_what_is_decided(kind):
    if WHO_MAY_ASK[kind] == ITS_OWN_RULE:
        return
    for voice, actors in VOICES.items():
        let = {refusal(kind, actor) != "may-ask" for actor in actors}
        assert let == {voice in WHO_MAY_ASK[kind]}, voice


def test_notes_are_the_only_ones_with_a_rule_of_their_own():
    own = [kind for kind, voices in WHO_MAY_ASK.items() if voices == ITS_OWN_RULE]
    assert own == [commands.ReadSessionNotes]


# ---- facts ---------------------------------------------------------------------------------------

log = commands.LogContact(**THIS, channel="email")
not_held = commands.RecordNotHeld(**THIS, session_id=session(2), cause="no_show_mentor")


@pytest.mark.requirement("1MM-065")
@pytest.mark.parametrize("who", [f"mentor:{MENTOR}", f"mentee:{MENTEE}", f"chaperone:{TEACHER}"])
def test_a_fact_told_by_whose_it_is_stands_whatever_rule_it_broke(who):
    at_home = record(mode="in_person", venue_type="home")
    told = given(*MINOR, scheduled(2)).by(who)
    kinds = {type(one) for one in told.when(at_home).decide()}
    assert {events.SessionHeld, events.OutOfPolicyMeetingRecorded} <= kinds
    told.when(not_held).then_types(events.SessionNotHeld)
    told.when(log).then_types(events.ContactLogged, events.OutOfPolicyContactReported)


@pytest.mark.parametrize("who", [f"mentor:{STRANGER}", f"mentee:{STRANGER}", f"dsl:{TEACHER}"])
@pytest.mark.parametrize("fact", [record(), not_held, log], ids=["met", "did not", "in touch"])
def test_a_fact_told_by_a_stranger_is_not_theirs_to_tell(who, fact):
    given(*MINOR, scheduled(2)).by(who).when(fact).then_refused("may-ask")


@pytest.mark.parametrize(
    "ask",
    [
        schedule(3, NOW + 20 * DAY),
        commands.RescheduleSession(
            **THIS, session_id=session(2), starts_at=NOW + 8 * DAY, ends_at=NOW + 9 * DAY
        ),
        commands.CancelSession(**THIS, session_id=session(2)),
        commands.AssignTask(**THIS, task_id=TASK, text="Write."),
        commands.RecordAchievement(**THIS, achievement_id=STRENGTH, text="She spoke."),
        commands.SignpostResource(**THIS, resource="listening"),
        commands.RecordSessionNote(**THIS, session_id=session(1), topics=("goals",), note="Well."),
    ],
    ids=lambda ask: type(ask).__name__,
)
def test_another_mentor_plans_and_writes_nothing_for_a_pair_that_is_not_theirs(ask):
    pair = given(*ADULT, held(), scheduled(2))
    pair.by(f"mentor:{STRANGER}").when(ask).then_refused("may-ask")
    assert pair.by(f"mentor:{MENTOR}").when(ask).decide()


def test_what_was_so_already_is_no_answer_to_a_stranger_either():
    gone = commands.CancelSession(**THIS, session_id=session(7))
    given(*ADULT).by(f"mentor:{MENTOR}").when(gone).then_nothing()
    given(*ADULT).by(f"mentor:{STRANGER}").when(gone).then_refused("may-ask")


# ---- who is who ----------------------------------------------------------------------------------


def test_who_accompanies_them_speaks_for_as_long_as_it_is_their_session():
    beside = UUID(int=77)
    pair = (opened("adult"), scheduled(2, chaperone_id=beside))
    as_chaperone = given(*pair).by(f"chaperone:{beside}")
    as_chaperone.when(not_held).then_types(events.SessionNotHeld)
    given(pair[0]).by(f"chaperone:{beside}").when(not_held).then_refused("may-ask")


def test_who_has_left_the_institution_speaks_for_it_no_longer():
    left = events.InstitutionNoted(
        **THIS, standing=events.Standing(ordinal=4, active=True, premises=(HALL,))
    )
    history = (*MINOR, left, scheduled(2))
    given(*history).by(f"institution_staff:{TEACHER}").when(not_held).then_refused("may-ask")


def test_no_staff_of_an_institution_sets_a_task_or_reads_what_is_between_the_two():
    assign = commands.AssignTask(**THIS, task_id=TASK, text="Write.")
    staff = given(*MINOR).by(f"institution_staff:{TEACHER}")
    staff.when(assign).then_refused("may-ask")
    staff.when(commands.ReadSessionNotes(**THIS)).then_refused("notes-are-the-pairs")


def test_before_a_pair_is_known_other_rules_answer():
    assert INSTITUTION not in WHO_MAY_ASK[commands.AssignTask]
    early = given().by(f"mentor:{MENTOR}")
    early.when(record()).then_refused("relationship-is-known")
    early.when(commands.CancelSession(**THIS, session_id=session(1))).then_nothing()


def test_a_level_is_told_by_the_office():
    assert refusal(commands.RecordReadinessLevel, f"mentor:{MENTOR}") == "may-ask"
    assert refusal(commands.RecordReadinessLevel, "programme_manager:1") is None


@pytest.mark.requirement("1MM-082")
def test_nobody_answers_the_fit_check_for_the_other():
    due = events.FitCheckDue(**THIS, after=3)
    ask = commands.CompleteFitCheck(**THIS, by_role="mentee", verdict="working")
    given(*ADULT, due).by(f"mentor:{MENTOR}").when(ask).then_refused("speaks-for-themself")
    own = given(*ADULT, due).by(f"mentee:{MENTEE}").when(ask)
    own.then(events.FitCheckCompleted(**THIS, by_role="mentee", verdict="working"))
