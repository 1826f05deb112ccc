"""What may be planned, and what may not."""

from datetime import UTC, datetime, timedelta

import pytest

from services.sessions import commands, events
from tests.sessions.vocabulary import (
    ADULT,
    DAY,
    DOCUMENT,
    HALL,
    HOUR,
    MINOR,
    NOW,
    OTHER_HALL,
    STRANGER,
    TEACHER,
    THIS,
    birthday,
    checked,
    college,
    given,
    held,
    in_the_hall,
    opened,
    schedule,
    scheduled,
    session,
    varied,
)

BOTH_CHOOSE = tuple(events.InPersonAgreed(**THIS, by_role=one) for one in ("mentor", "mentee"))
MET_ONCE = (*ADULT, held(1))


def in_public(venue, number=2, **more):
    return schedule(number, mode="in_person", venue_type=venue, **more)


@pytest.mark.requirement("1MM-060")
def test_online_and_in_person_are_both_accepted():
    given(*ADULT).when(schedule()).then(scheduled())
    (told,) = given(*MINOR).when(in_the_hall()).then_types(events.SessionScheduled)
    assert (told.mode, told.premises_id, told.chaperone_id) == ("in_person", HALL, TEACHER)


def test_a_mode_the_programme_does_not_offer_is_refused():
    given(*ADULT).when(schedule(mode="phone")).then_refused("mode-is-offered")


def test_what_let_a_session_happen_is_written_on_it():
    (told,) = given(*ADULT).when(schedule()).decide()
    assert {"no_homes", "chaperone_named", "start_checklist_complete"} <= set(told.allowed_by)


def test_scheduling_the_same_twice_changes_nothing():
    given(*ADULT, scheduled()).when(schedule()).then_nothing()


def test_a_session_id_is_used_once():
    given(*ADULT, held(1)).when(schedule(1)).then_refused("session-is-new")
    given(*ADULT, scheduled(1)).when(schedule(1, at=NOW + DAY)).then_refused("session-is-new")


def test_a_session_is_scheduled_before_it_starts_and_ends_after_it():
    given(*ADULT).when(schedule(at=NOW)).then_refused("starts-later-than-now")
    backwards = schedule(ends_at=NOW + 6 * DAY)
    given(*ADULT).when(backwards).then_refused("ends-after-it-starts")


@pytest.mark.parametrize(
    ("gap", "code"), [(timedelta(minutes=59), "overlaps-no-other"), (HOUR, None)]
)
def test_two_sessions_of_a_pair_do_not_overlap(gap, code):
    second = given(*ADULT, scheduled(1)).when(schedule(2, at=NOW + 7 * DAY + gap))
    second.then_refused(code) if code else second.then_types(events.SessionScheduled)


# ---- adults ----------------------------------------------------------------------------------


@pytest.mark.requirement("1MM-061")
def test_the_first_session_of_adults_is_online():
    given(*ADULT, *BOTH_CHOOSE).when(in_public("cafe", 1)).then_refused("first-sessions-online")


@pytest.mark.requirement("1MM-061")
def test_adults_meet_in_person_once_both_choose_to():
    for choices in ((), BOTH_CHOOSE[:1], BOTH_CHOOSE[1:]):
        ask = given(*MET_ONCE, *choices).when(in_public("cafe"))
        ask.then_refused("in-person-by-mutual-choice")
    given(*MET_ONCE, *BOTH_CHOOSE).when(in_public("cafe")).then_types(events.SessionScheduled)


def test_a_session_scheduled_online_before_counts_as_the_first():
    history = (*ADULT, *BOTH_CHOOSE, scheduled(1))
    given(*history).when(in_public("cafe", 2, at=NOW + 8 * DAY)).then_types(events.SessionScheduled)
    early = in_public("cafe", 2, at=NOW + 6 * DAY)
    given(*history).when(early).then_refused("first-sessions-online")


@pytest.mark.requirement("1MM-062")
@pytest.mark.parametrize("venue", DOCUMENT["sessions"]["adult"]["venues"])
def test_adults_meet_in_public(venue):
    given(*MET_ONCE, *BOTH_CHOOSE).when(in_public(venue)).then_types(events.SessionScheduled)


@pytest.mark.requirement("1MM-062")
@pytest.mark.parametrize("venue", ["car", "hotel_room", None])
def test_adults_do_not_meet_elsewhere(venue):
    given(*MET_ONCE, *BOTH_CHOOSE).when(in_public(venue)).then_refused("public-places-only")


@pytest.mark.requirement("1MM-063")
def test_nobody_meets_at_a_home():
    refused = given(*MET_ONCE, *BOTH_CHOOSE).when(in_public("home")).then_refused("no-homes")
    assert (refused.rule, refused.policy_version) == ("no_homes", 1)
    given(*MINOR).when(in_the_hall(venue_type="home")).then_refused("no-homes")


@pytest.mark.requirement("1MM-063")
def test_a_home_is_denied_because_the_policy_says_so():
    other = varied(sessions__deny_venues=[], sessions__adult__venues=["home"])
    at_home = given(*MET_ONCE, *BOTH_CHOOSE).under(other).when(in_public("home"))
    at_home.then_types(events.SessionScheduled)


@pytest.mark.requirement("ASME-09")
def test_a_programme_may_offer_the_phone_too_and_leave_meeting_in_person_to_the_two():
    places = {"first_online": 0, "in_person": "free", "venues": ["cafe"]}
    offers = varied(sessions__modes=["in_person", "online", "phone"], sessions__adult=places)
    at = given(*ADULT).under(offers)
    for ask in (schedule(mode="phone"), schedule(), in_public("cafe", 1)):
        at.when(ask).then_types(events.SessionScheduled)
    at.when(in_public("home", 1)).then_refused("no-homes")
    at.when(in_public("car", 1)).then_refused("public-places-only")
    at.when(schedule(mode="letter")).then_refused("mode-is-offered")


# ---- minors ----------------------------------------------------------------------------------


@pytest.mark.requirement("1MM-064")
def test_minors_are_met_at_premises_of_their_institution():
    given(*MINOR).when(in_the_hall()).then_types(events.SessionScheduled)
    cafe = in_the_hall(venue_type="cafe", premises_id=None)
    given(*MINOR).when(cafe).then_refused("partner-premises-only")
    elsewhere = in_the_hall(premises_id=OTHER_HALL)
    given(*MINOR).when(elsewhere).then_refused("partner-premises-only")


@pytest.mark.requirement("1MM-065")
@pytest.mark.parametrize("ask", [schedule(), in_the_hall(chaperone_id=None)])
def test_every_session_with_a_minor_has_a_chaperone(ask):
    given(*MINOR).when(ask).then_refused("chaperone-named")


@pytest.mark.requirement("1MM-065")
def test_the_chaperone_is_of_the_institutions_staff_or_named_in_the_checklist():
    stranger = in_the_hall(chaperone_id=STRANGER)
    given(*MINOR).when(stranger).then_refused("chaperone-is-staff")
    named = events.ChecklistNoted(**THIS, items=(), chaperone_id=STRANGER)
    given(opened("minor"), named, college).when(stranger).then_types(events.SessionScheduled)


@pytest.mark.requirement("1MM-006")
@pytest.mark.parametrize(
    "standing",
    [
        events.Standing(ordinal=4, active=False, premises=(HALL,)),
        events.Standing(ordinal=4, active=True, premises=(HALL,), vacant=("dsl",)),
    ],
)
def test_minors_are_not_met_where_the_institution_is_not_active_or_not_led(standing):
    changed = events.InstitutionNoted(**THIS, standing=standing)
    given(*MINOR, changed).when(in_the_hall()).then_refused("institution-is-ready")
    adult = (opened("adult"), checked, changed)
    given(*adult).when(schedule()).then_types(events.SessionScheduled)


# ---- coming of age ---------------------------------------------------------------------------

EIGHTEEN = datetime(2026, 3, 1, tzinfo=UTC)
OF_AGE = events.PlanBandChanged(**THIS, band="adult", since=EIGHTEEN)


@pytest.mark.requirement("1MM-077")
def test_the_age_at_the_start_of_a_session_decides():
    last_minute = schedule(at=EIGHTEEN - timedelta(minutes=1))
    given(*MINOR, OF_AGE).when(last_minute).then_refused("chaperone-named")
    given(*MINOR, OF_AGE).when(schedule(at=EIGHTEEN)).then_types(events.SessionScheduled)


@pytest.mark.requirement("1MM-077")
def test_the_band_changes_at_midnight_local_time():
    summer = commands.ChangeBand(**THIS, band="adult", effective_on=birthday(month=7))
    (told,) = given(*MINOR).when(summer).then_types(events.PlanBandChanged)
    assert told.since == datetime(2026, 6, 30, 23, tzinfo=UTC)


@pytest.mark.requirement("1MM-077")
def test_sessions_after_the_birthday_are_reviewed_and_kept():
    hall = {"mode": "in_person", "venue_type": "partner_premises", "premises_id": HALL}
    history = (
        *MINOR,
        held(1, age_band="minor"),
        scheduled(2, EIGHTEEN - DAY, chaperone_id=TEACHER, **hall),
        scheduled(3, EIGHTEEN + DAY, chaperone_id=TEACHER, **hall),
        scheduled(4, EIGHTEEN + 2 * DAY, chaperone_id=TEACHER),
    )
    change = commands.ChangeBand(**THIS, band="adult", effective_on=birthday())
    review = events.SessionNeedsReview(
        **THIS, session_id=session(3), rules=("in_person_by_mutual_choice", "public_places_only")
    )
    given(*history).when(change).then(OF_AGE, review)
    given(*history, OF_AGE).when(change).then_nothing()


# ---- standing --------------------------------------------------------------------------------


@pytest.mark.requirement("1MM-079")
def test_the_first_session_waits_for_the_checklist_and_the_refusal_names_what_is_missing():
    refused = given(opened("minor"), college).when(in_the_hall())
    why = refused.then_refused("start-checklist-complete").why
    assert all(one in why for one in DOCUMENT["relationship"]["start_checklist"])
    adult = given(opened("adult", None)).when(schedule()).then_refused("start-checklist-complete")
    assert "chaperone_named" not in adult.why


def test_without_a_relationship_nothing_is_scheduled():
    given().when(schedule()).then_refused("relationship-is-active")


@pytest.mark.parametrize(
    "halted",
    [
        events.PlanPaused(**THIS),
        events.PlanSuspended(**THIS),
        events.PlanEnded(**THIS, effective_on=NOW.date()),
    ],
)
def test_a_halted_relationship_plans_nothing_and_the_refusal_is_the_same_for_every_cause(halted):
    refused = given(*ADULT, halted).when(schedule()).then_refused("relationship-is-active")
    assert refused.why == "The relationship is not active."


@pytest.mark.requirement("1MM-058")
def test_a_thirteenth_session_is_flagged_or_refused_as_the_policy_says():
    year = [held(n, NOW - (400 - 30 * n) * DAY) for n in range(1, 13)]
    flagged = events.SessionFlagged(**THIS, session_id=session(13), reason="beyond_cap")
    given(*ADULT, *year).when(schedule(13)).then(scheduled(13), flagged)
    given(*ADULT, *year[:11]).when(schedule(12)).then(scheduled(12))
    strict = given(*ADULT, *year).under(varied(relationship__overrun="refuse"))
    strict.when(schedule(13)).then_refused("within-the-cap")


# ---- moving and calling off ------------------------------------------------------------------


def move(number=1, at=NOW + 9 * DAY):
    return commands.RescheduleSession(
        **THIS, session_id=session(number), starts_at=at, ends_at=at + HOUR
    )


def test_a_session_is_moved_under_the_same_rules():
    (told,) = given(*ADULT, scheduled()).when(move()).then_types(events.SessionRescheduled)
    assert told.starts_at == NOW + 9 * DAY
    given(*ADULT, scheduled()).when(move(at=NOW + 7 * DAY)).then_nothing()
    given(*ADULT, scheduled()).when(move(at=NOW - DAY)).then_refused("starts-later-than-now")
    given(*ADULT, scheduled()).when(move(2)).then_refused("session-is-scheduled")
    clash = given(*ADULT, scheduled(1), scheduled(2, NOW + 9 * DAY))
    clash.when(move()).then_refused("overlaps-no-other")


def test_a_session_moved_past_the_birthday_obeys_the_rules_of_its_new_day():
    hall = {"mode": "in_person", "venue_type": "partner_premises", "premises_id": HALL}
    slot = scheduled(2, EIGHTEEN - DAY, chaperone_id=TEACHER, **hall)
    history = (*MINOR, OF_AGE, held(1), slot)
    given(*history).when(move(2, EIGHTEEN + DAY)).then_refused("in-person-by-mutual-choice")


def test_a_session_is_called_off_once():
    cancel = commands.CancelSession(**THIS, session_id=session(1), reason_code="illness")
    told = events.SessionCancelled(**THIS, session_id=session(1), reason_code="illness")
    given(*ADULT, scheduled()).when(cancel).then(told)
    given(*ADULT, scheduled(), told).when(cancel).then_nothing()


def test_a_session_that_did_not_happen_is_said_once():
    ask = commands.RecordNotHeld(**THIS, session_id=session(1), cause="no_show_mentee")
    told = events.SessionNotHeld(**THIS, session_id=session(1), cause="no_show_mentee")
    given(*ADULT, scheduled()).when(ask).then(told)
    given(*ADULT, scheduled(), told).when(ask).then_nothing()
    given(*ADULT).when(ask).then_refused("session-is-scheduled")
