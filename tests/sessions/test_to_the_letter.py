"""What is recorded to the letter: who may, which rules allowed it, until when, about whom.

Each of these once survived a change of the code that no other test noticed.
"""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from services.sessions import commands, events
from services.sessions.policies.following import when_plan_followed_then_tell
from services.sessions.policies.timing import timers
from shared.messages import Consequence
from shared.reacting import Due
from tests.contracts.examples import example_of
from tests.sessions import test_confiding as confiding
from tests.sessions import test_exceptions as exceptions
from tests.sessions import test_fitting as fitting
from tests.sessions import test_rhythm as rhythm
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    DOCUMENT,
    MINOR,
    NOW,
    RELATIONSHIP,
    THIS,
    given,
    heard,
    held,
    record,
    session,
    varied,
)

# ---- terms ---------------------------------------------------------------------------------------

BARE = {"meet_every": None, "channels": (), "aims": None}


@pytest.mark.parametrize(
    "said", [{"meet_every": "P2M"}, {"channels": ("phone",)}, {"aims": "Law."}]
)
def test_terms_say_one_thing_at_least_and_any_one_is_enough(said):
    one = replace(fitting.propose, **BARE)
    fitting.agreeable(*ADULT).when(one).then_refused("terms-say-something")
    fitting.agreeable(*ADULT).when(replace(one, **said)).then_types(events.TermsProposed)


def test_terms_agreed_after_they_met_say_all_that_was_proposed_and_by_which_rules():
    (agreed, *_) = fitting.agreeable(*fitting.MET, fitting.proposed).when(fitting.agree).decide()
    assert (agreed.meet_every, agreed.channels) == ("P2M", ("phone",))
    assert agreed.last_held_at == fitting.MET[-1].held_at
    assert agreed.allowed_by


def test_other_terms_by_a_known_id_are_refused_by_name():
    other = replace(fitting.propose, aims="Another way.")
    refused = fitting.agreeable(*ADULT, fitting.proposed).when(other)
    assert refused.then_refused("terms-are-new").rule == "terms_are_new"


def test_one_session_alone_is_a_shape_of_its_own():
    once = commands.PlanSeries(**THIS, count=1)
    for shape, fits in (("one_off", True), ("short_series", False)):
        under = given(*ADULT).under(varied(relationship__shapes=[shape]))
        if fits:
            under.when(once).then(events.SeriesPlanned(**THIS, count=1))
        else:
            under.when(once).then_refused("series-is-offered")


# ---- going on ------------------------------------------------------------------------------------

ON = {
    commands.ResumePlan(**THIS): events.PlanPaused(**THIS),
    commands.ReleasePlan(**THIS): events.PlanSuspended(**THIS),
}


@pytest.mark.parametrize("go_on", ON, ids=lambda one: type(one).__name__)
def test_what_was_not_halted_does_not_go_on(go_on):
    given(*ADULT, held()).when(go_on).then_nothing()


@pytest.mark.parametrize("go_on", ON, ids=lambda one: type(one).__name__)
def test_after_a_halt_silence_counts_from_then_though_they_have_met(go_on):
    quiet = given(*rhythm.OPENED, held(1, NOW), ON[go_on]).under(rhythm.QUIET)
    (on,) = quiet.at(NOW + 9 * DAY).when(go_on).decide()
    assert on.dormant_at is not None
    assert (on.dormant_at - rhythm.HALF_A_YEAR).days == 9


def test_where_no_number_a_year_is_asked_none_is_too_few():
    under = rhythm.loose(*ADULT, rhythm.TERM).under(varied(sessions__cadence={"after": "P3M"}))
    under.at(rhythm.YEAR).when(rhythm.count()).then_types(events.YearCounted)


# ---- meeting by exception ------------------------------------------------------------------------


def test_where_they_may_meet_in_person_anyway_only_the_same_exception_is_used_up():
    both = given.under(
        varied(sessions__modes=["online", "in_person"], sessions__exceptions=[exceptions.PARK])
    )
    plain = held(2, NOW - DAY, mode="in_person")
    asked = exceptions.in_the_park(3)
    both(*exceptions.READY, plain).when(asked).then_types(events.SessionScheduled)
    by_leave = replace(plain, exception="park_meeting")
    both(*exceptions.READY, by_leave).when(asked).then_refused("exception-is-left")


def test_of_two_levels_of_one_instant_the_later_told_counts():
    inside = exceptions.in_the_park(venue_type="public_indoor")
    red, green = (exceptions.looked_up(level) for level in ("red", "green"))
    history = (*exceptions.READY[:-2], exceptions.restrictions())
    exceptions.online_only(*history, red, green).when(inside).then_types(events.SessionScheduled)
    asked = exceptions.online_only(*history, green, red).when(inside)
    asked.then_refused("venue-fits-the-level")


# ---- the record ----------------------------------------------------------------------------------


def test_another_record_of_a_session_is_refused_by_name():
    again = given(*ADULT, held()).when(record(minutes=45))
    assert again.then_refused("recorded-once").rule == "recorded_once"


@pytest.mark.parametrize(("band", "present"), [("adult", False), ("adult", True), ("minor", True)])
def test_a_chaperone_is_missed_only_where_one_has_to_be(band, present):
    known = held(1, age_band=band, chaperone_present=not present)
    ask = commands.CorrectSession(
        **THIS, session_id=session(1), chaperone_present=present, reason_code="mistaken"
    )
    given(*(MINOR if band == "minor" else ADULT), known).when(ask).then_types(
        events.SessionCorrected
    )


def test_who_met_a_minor_alone_is_named():
    ask = commands.CorrectSession(
        **THIS, session_id=session(1), chaperone_present=False, reason_code="mistaken"
    )
    known = held(1, age_band="minor", chaperone_present=True)
    _, absent = given(*MINOR, known).when(ask).decide()
    assert absent.mentor_id == known.mentor_id


def test_they_may_speak_of_everything_there_is_to_speak_of():
    every = tuple(DOCUMENT["sessions"]["topics"])
    note = replace(confiding.note(), topics=every)
    given(*ADULT, held()).when(note).then_types(events.SessionNoteRecorded)


def test_advice_nobody_needs_is_refused_by_name():
    done = commands.CompleteAdvice(**THIS, by_role="mentee", outcome="advised")
    assert given(*ADULT).when(done).then_refused("advice-is-needed").rule == "advice_is_needed"


# ---- silence, and coming of age ------------------------------------------------------------------


def test_a_sign_of_the_same_instant_puts_silence_off_no_further():
    for contacted_at, later in ((NOW, False), (NOW + timedelta(microseconds=1), True)):
        spoke = commands.LogContact(**THIS, channel="email", contacted_at=contacted_at)
        told, *_ = rhythm.quiet().at(NOW + DAY).when(spoke).decide()
        assert (told.dormant_at is not None) is later


DAY_OF_AGE = NOW.date()


@pytest.mark.parametrize(
    ("band", "day", "told"),
    [
        ("adult", DAY_OF_AGE, True),
        ("adult", None, False),
        (None, DAY_OF_AGE, False),
        (None, None, False),
    ],
)
def test_a_plan_is_told_of_a_change_of_band_that_has_both_a_band_and_a_day(band, day, told):
    followed = events.PlanFollowed(
        mentee_id=session(7), relationship_id=RELATIONSHIP, band=band, effective_on=day
    )
    changed = commands.ChangeBand(**THIS, band="adult", effective_on=DAY_OF_AGE)
    assert when_plan_followed_then_tell(heard(followed)) == [changed] * told


# ---- timers --------------------------------------------------------------------------------------


def distinct(kind):
    """An example in which no two ids and no two instants are the same."""
    one = example_of(kind)
    named = list(enumerate(kind.codecs))
    ids = {name: UUID(int=900 + n) for n, name in named if isinstance(getattr(one, name), UUID)}
    instants = {name: NOW + n * DAY for n, name in named if name.endswith("_at")}
    return replace(one, **ids, **instants)


COUNTED_TO = {"dormant_at", "overdue_at"}


@pytest.mark.parametrize("kind", sorted(timers.by_type))
def test_a_timer_is_about_what_was_told_and_asks_for_the_same(kind):
    event = distinct(timers.events[kind])
    about = {str(getattr(event, name)) for name in event.codecs if name.endswith("_id")}
    set_ = timers.to(heard(event))
    assert set_
    times = {one.at for one in set_ if isinstance(one, Due)}
    assert {vars(event)[name] for name in event.codecs if name in COUNTED_TO} <= times
    for one in set_:
        assert about & set(one.key.split(":"))
        if not isinstance(one, Due):
            continue
        assert one.at in vars(event).values()
        for name in {*one.ask.codecs} & {*event.codecs} - {"ordinal"}:
            assert getattr(one.ask, name) == getattr(event, name), (type(one.ask), name)


def test_the_first_year_is_counted_first_and_the_next_check_in_next():
    began = timers.to(heard(rhythm.TERM))
    assert Due(f"year:{RELATIONSHIP}", rhythm.YEAR, rhythm.count(1)) in began
    due = replace(example_of(events.CheckInDue), **THIS, ordinal=4)
    following = commands.CallCheckIn(**THIS, ordinal=5)
    assert Due(f"check-in:{RELATIONSHIP}", due.next_at, following) in timers.to(heard(due))


# ---- who was allowed -----------------------------------------------------------------------------

EFFORT = commands.RecordEffort(
    **THIS, effort_id=session(5), by_role="mentor", kind="reading", minutes=30, spent_on=NOW.date()
)
ASKED_BY_PEOPLE = {
    "notes are read": (given(*ADULT, held()).under(confiding.KEPT), confiding.read),
    "work is recorded": (given(*ADULT), EFFORT),
    "a video is watched": (
        exceptions.online_only(*ADULT),
        commands.MeetRequirement(**THIS, requirement="video_watched", by_role="mentor"),
    ),
    "a level is looked up": (
        exceptions.online_only(*ADULT),
        commands.CompletePreSessionCheck(**THIS, kind="local_restrictions"),
    ),
    "they decide to go on": (fitting.agreeable(*fitting.MET), fitting.decide("mentor")),
    "terms are proposed": (fitting.agreeable(*ADULT), fitting.propose),
    "terms are agreed": (fitting.agreeable(*ADULT, fitting.proposed), fitting.agree),
    "a series is planned": (fitting.agreeable(*ADULT), commands.PlanSeries(**THIS, count=3)),
}


@pytest.mark.parametrize("what", ASKED_BY_PEOPLE)
def test_what_people_ask_for_names_the_rules_that_allowed_it(what):
    asked, command = ASKED_BY_PEOPLE[what]
    told = asked.when(command).decide()
    assert not isinstance(command, Consequence)
    assert told
    assert told[0].allowed_by
