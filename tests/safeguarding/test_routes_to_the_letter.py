"""Who is looked for, and what follows from what, to the letter.

Each of these once survived a change of the code that no other test noticed.
"""

from uuid import UUID, uuid5

import pytest

from services.safeguarding import commands, events, heard
from services.safeguarding.decider import pairing, roster
from services.safeguarding.policies import from_profiles, from_sessions, own, timers
from services.safeguarding.policies.errands import first_errand
from services.safeguarding.policies.reactions import OPERATOR
from shared.asked import Actor, Asked, Rules
from shared.envelope import Envelope
from shared.reacting import Due, Off
from shared.testing import scenario
from tests.safeguarding import test_casework as casework
from tests.safeguarding import test_gifts as gifts
from tests.safeguarding import test_telling as tellings
from tests.safeguarding.vocabulary import (
    BOARD_LEAD,
    CASE,
    DEPUTY,
    DSL,
    MENTEE,
    MENTOR,
    MONDAY,
    PAIR,
    PROGRAMME_DSL,
    SCHOOL,
    TEACHER,
    errand,
    given,
    telling,
)

OTHER = UUID(int=4)
lift = commands.LiftInterimMeasure(
    case_id=CASE, measure_id=casework.THING, rationale="It is clear."
)
applied = events.InterimMeasureApplied.following(casework.measure)

# ---- whom to look for ----------------------------------------------------------------------------

ROUTES = Rules(
    "routes",
    1,
    {
        "programme": {"id": "routes", "operator": "A charity"},
        "safeguarding": {
            "route": {
                "institution": ["dsl"],
                "no_institution": ["programme_dsl"],
                "about_mentor": ["board_lead"],
            },
            "ladder": ["deputy_dsl", "programme_dsl", "board_lead"],
        },
    },
)
HOME = ("programme_dsl", "deputy_dsl", "board_lead")
ABOVE = ("board_lead", "deputy_dsl", "programme_dsl")
WHERE = {"institution_id": SCHOOL, "relationship_id": PAIR}
OURS = {"programme": "routes", "operator": "A charity", "conflicted": (MENTOR, TEACHER)}
draft = commands.SaveDraft(case_id=CASE, words="She", accused=(TEACHER,), **WHERE)
raised = telling(relationship_id=PAIR, accused=(TEACHER,))
about_mentor = telling(relationship_id=PAIR, accused=(TEACHER,), concerning="mentor")
FIRST = [
    (draft, errand(why="draft", roles=("dsl",), fallback=HOME, **WHERE, **OURS)),
    (raised, errand(why="raised", roles=("dsl",), fallback=HOME, **WHERE, **OURS)),
    (
        about_mentor,
        errand(why="about_mentor", roles=(), fallback=ABOVE, institution_id=None, **OURS),
    ),
]


@pytest.mark.parametrize(("ask", "expected"), FIRST, ids=["draft", "raised", "about_mentor"])
def test_the_first_errand(ask, expected):
    by = Asked(MONDAY, Actor("mentor", str(MENTOR)), rules=ROUTES, rules_now=ROUTES)
    assert first_errand(ask.by(by)) == expected


def test_each_further_errand_asks_the_next_rung_and_then_whoever_is_there():
    by = given().at(MONDAY).under(ROUTES).by(f"mentor:{MENTOR}")
    history = by.when(raised).decide()
    asked = []
    for attempt in range(3):
        chase = commands.ChaseAcknowledgement(case_id=CASE, attempt=attempt)
        due = history[-1].acknowledge_by
        history += given(*history).under(ROUTES).at(due).when(chase).decide()
        asked.append(history[-1].errand)
    rungs = [
        ("deputy_dsl", ("deputy_dsl", "programme_dsl", "board_lead")),
        ("programme_dsl", ("programme_dsl", "board_lead", "deputy_dsl")),
        ("board_lead", ("board_lead", "programme_dsl", "deputy_dsl")),
    ]
    assert asked == [
        errand(attempt=number, why="unanswered", roles=(role,), fallback=fallback, **WHERE, **OURS)
        for number, (role, fallback) in enumerate(rungs, 1)
    ]


# ---- rosters -------------------------------------------------------------------------------------

on_roster = scenario(roster)


def holder(person_id, role="dsl", place=SCHOOL, **more):
    return events.RoleHolderNoted(roster_id=place, role=role, person_id=person_id, **more)


def test_who_is_noted_with_programme_and_region_is_noted_once_and_elsewhere_again():
    north = {"programme": "routes", "region": "north"}
    ask = commands.NoteRoleHolder(
        roster_id=OPERATOR, role="programme_dsl", person_id=PROGRAMME_DSL, **north
    )
    under = on_roster().under(ROUTES)
    (noted,) = under.when(ask).decide()
    assert noted.operator == "A charity"
    under(noted).when(ask).then_nothing()
    on_roster(noted).when(ask).then_types(events.RoleHolderNoted)
    for other in ({"programme": "routes"}, {"region": "north"}):
        elsewhere = commands.NoteRoleHolder(
            roster_id=OPERATOR, role="programme_dsl", person_id=PROGRAMME_DSL, **other
        )
        under(noted).when(elsewhere).then_types(events.RoleHolderNoted)


def test_a_vacancy_leaves_nobody_in_that_role_and_everybody_in_the_others():
    history = [
        holder(DSL),
        holder(DEPUTY, programme="routes"),
        holder(DSL, role="mentoring_coordinator"),
    ]
    vacant = commands.NoteRoleLeft(roster_id=SCHOOL, role="dsl")
    left = on_roster(*history).when(vacant).decide()
    assert [(one.role, one.person_id) for one in left] == [("dsl", DSL), ("dsl", DEPUTY)]
    (one,) = (
        on_roster(*history)
        .when(commands.NoteRoleLeft(roster_id=SCHOOL, role="dsl", person_id=DSL))
        .decide()
    )
    assert (one.role, one.person_id) == ("dsl", DSL)
    elsewhere = commands.NoteRoleLeft(
        roster_id=SCHOOL, role="dsl", person_id=DEPUTY, programme="another"
    )
    on_roster(*history).when(elsewhere).then_nothing()


def test_an_asking_that_found_nobody_is_answered_too_and_a_draft_is_no_case():
    asked = commands.RouteCase(roster_id=SCHOOL, errand=errand())
    (passed,) = on_roster().when(asked).then_types(events.CasePassedOn)
    assert passed.case_id == CASE
    on_roster(passed).when(asked).then_nothing()
    (unplaced,) = (
        on_roster()
        .when(commands.RouteCase(roster_id=OPERATOR, errand=errand()))
        .then_types(events.CaseUnplaced)
    )
    repeated = commands.RouteCase(roster_id=OPERATOR, errand=errand())
    on_roster(unplaced).when(repeated).then_nothing()
    drafted = commands.RouteCase(roster_id=SCHOOL, errand=errand(why="draft"))
    (routed,) = on_roster(holder(DSL)).when(drafted).decide()
    assert (routed.roster_id, routed.why) == (SCHOOL, "draft")
    assert routed.to == (events.Told(role="dsl", person_id=DSL),)
    on_roster(holder(DSL), routed).when(drafted).then_nothing()
    on_roster(holder(DSL), routed).when(asked).then_types(events.CaseRouted)


def test_a_case_that_was_passed_on_leaves_those_that_wait_waiting():
    def wait(attempt, case_id=CASE):
        return commands.RouteCase(
            roster_id=OPERATOR,
            errand=errand(case_id=case_id, attempt=attempt),
            skipped=(events.Skipped(role="dsl", cause="vacant"),),
        )

    history = on_roster().when(wait(0)).decide()
    history += on_roster(*history).when(wait(1)).decide()
    history += on_roster(*history).when(wait(0, OTHER)).decide()
    history.append(events.CasePassedOn(roster_id=OPERATOR, case_id=SCHOOL, errand=errand()))
    new = commands.NoteRoleHolder(roster_id=OPERATOR, role="board_lead", person_id=BOARD_LEAD)
    _, *routed = on_roster(*history).when(new).decide()
    assert [(one.case_id, one.attempt) for one in routed] == [(CASE, 1), (OTHER, 0)]
    assert routed[0].skipped[0] == events.Skipped(role="dsl", cause="vacant")


def test_at_an_institution_its_own_people_are_told_whoever_runs_the_programme():
    asked = commands.RouteCase(
        roster_id=SCHOOL, errand=errand(programme="routes", operator="A charity")
    )
    theirs = holder(DSL, programme="another", operator="Another")
    (routed,) = on_roster(theirs).when(asked).then_types(events.CaseRouted)
    assert [one.person_id for one in routed.to] == [DSL]


# ---- what follows from what ----------------------------------------------------------------------

HEARD, SESSION = UUID(int=77), UUID(int=81)
BOTH = {"mentor_id": MENTOR, "relationship_id": PAIR}
STAFF = {"role": "programme_dsl", "person_id": DSL, "region": "north"}
DISCLOSURE_LEAD = {"institution_id": SCHOOL, "role": "dsl", "person_id": DSL}


def review(**more):
    return commands.OpenReview(review_id=uuid5(HEARD, "review"), **more)


def noted(what, place=SCHOOL, **more):
    return what(**{"roster_id": place, "programme": "routes", **more})


ABOUT_DSL = {"role": "dsl", "person_id": DSL}
HOLDER, LEFT = commands.NoteRoleHolder, commands.NoteRoleLeft
AT_SCHOOL = {**STAFF, "institution_id": SCHOOL}
FOLLOWS = [
    (from_profiles, heard.SafeguardingLeadAppointed(**DISCLOSURE_LEAD), noted(HOLDER, **ABOUT_DSL)),
    (from_profiles, heard.StaffRoleGranted(**STAFF), noted(HOLDER, OPERATOR, **STAFF)),
    (from_profiles, heard.StaffRoleGranted(**AT_SCHOOL), noted(HOLDER, **STAFF)),
    (from_profiles, heard.StaffRoleEnded(**STAFF), noted(LEFT, OPERATOR, **STAFF)),
    (from_profiles, heard.StaffRoleEnded(**AT_SCHOOL), noted(LEFT, **STAFF, programme=None)),
    (
        from_profiles,
        heard.MentorRoleEnded(mentor_id=MENTOR, person_id=MENTEE),
        review(kind="mentor_role_ended", mentor_id=MENTOR, person_id=MENTEE),
    ),
    (
        from_sessions,
        heard.ChaperoneAbsent(session_id=SESSION, **BOTH),
        review(kind="chaperone_absent", session_id=SESSION, **BOTH),
    ),
    (
        from_sessions,
        heard.OutOfPolicyMeetingRecorded(session_id=SESSION, rules=("suspended",), **BOTH),
        review(kind="out_of_policy_meeting", session_id=SESSION, rules=("suspended",), **BOTH),
    ),
    (
        from_sessions,
        heard.OutOfPolicyContactReported(**BOTH),
        review(kind="out_of_policy_contact", **BOTH),
    ),
    (
        from_sessions,
        heard.PolicyBreakAttempted(rule="no_homes", **BOTH),
        review(kind="policy_break_attempted", rules=("no_homes",), **BOTH),
    ),
    (
        from_sessions,
        heard.RegulatedActivityThresholdReached(mentor_id=MENTOR),
        review(kind="regulated_activity", mentor_id=MENTOR),
    ),
    (
        own,
        events.PatternRaised(person_id=MENTOR, rule="x", concern_ids=()),
        review(kind="low_level_pattern", person_id=MENTOR),
    ),
    (
        own,
        events.GiftLimitReached(
            relationship_id=PAIR, gift_id=OTHER, since=MONDAY.date(), count=3, total_minor=1
        ),
        review(kind="gift_limit", relationship_id=PAIR),
    ),
    (
        own,
        events.HoldRequested(relationship_id=PAIR, reference=OTHER, reason_code="paperwork"),
        commands.PlaceHold(relationship_id=PAIR, reference=OTHER),
    ),
    (
        own,
        events.HoldReleaseRequested(relationship_id=PAIR, reference=OTHER),
        commands.LiftHold(relationship_id=PAIR, reference=OTHER),
    ),
    (
        own,
        applied,
        commands.PlaceHold(relationship_id=PAIR, reference=casework.THING),
    ),
    (
        own,
        events.InterimMeasureLifted.following(lift, relationship_ids=(PAIR,)),
        commands.LiftHold(relationship_id=PAIR, reference=casework.THING),
    ),
]


@pytest.mark.parametrize(
    ("ears", "event", "ask"), FOLLOWS, ids=[type(event).__name__ for _, event, _ in FOLLOWS]
)
def test_what_is_heard_is_asked_with_all_that_was_said(ears, event, ask):
    assert ears.to(Envelope.about(event, id=HEARD, programme="routes")) == [ask]


PASSED_OVER = (events.Skipped(role="dsl", cause="vacant"),)
ASKED = errand(attempt=1)
LATER = {"case_id": CASE, "attempt": 1, "acknowledge_by": MONDAY, "errand": ASKED}
overdue = events.AcknowledgementOverdue(rung=0, was_due=MONDAY, **LATER)
stands_down = events.LeadStoodDown(**LATER)
at_school = commands.RouteCase(roster_id=SCHOOL, errand=ASKED)
LOOKED_FOR = [
    (events.DraftLeftIdle(case_id=CASE, errand=ASKED), at_school),
    (events.CaseLocated(relationship_id=PAIR, case_id=CASE, errand=ASKED), at_school),
    (overdue, at_school),
    (stands_down, at_school),
    (
        events.CasePassedOn(roster_id=SCHOOL, case_id=CASE, errand=ASKED, skipped=PASSED_OVER),
        commands.RouteCase(roster_id=OPERATOR, errand=ASKED, skipped=PASSED_OVER),
    ),
    (
        events.CaseRouted(
            roster_id=SCHOOL,
            case_id=CASE,
            attempt=1,
            why="unanswered",
            basis="unanswered:institution",
            to=tellings.found.to,
            skipped=PASSED_OVER,
        ),
        commands.NoteRouting(
            case_id=CASE,
            attempt=1,
            why="unanswered",
            basis="unanswered:institution",
            to=tellings.found.to,
            skipped=PASSED_OVER,
        ),
    ),
]


@pytest.mark.parametrize(
    ("event", "ask"), LOOKED_FOR, ids=[type(event).__name__ for event, _ in LOOKED_FOR]
)
def test_people_are_looked_for_with_the_errand_as_it_is(event, ask):
    assert own.to(Envelope.about(event)) == [ask]


def test_where_a_pair_stands_behind_a_case_that_is_all_that_changes_in_its_errand():
    asked = errand(institution_id=None, relationship_id=PAIR)
    locate = commands.LocateCase(relationship_id=PAIR, errand=asked)
    (located,) = scenario(pairing)(gifts.paired()).when(locate).decide()
    assert located == events.CaseLocated(relationship_id=PAIR, case_id=CASE, errand=errand())


@pytest.mark.parametrize("event", [overdue, stands_down])
def test_an_alarm_is_set_for_each_asking(event):
    ask = commands.ChaseAcknowledgement(case_id=CASE, attempt=1)
    assert timers.to(Envelope.about(event)) == [Due(f"ack-due:{CASE}", MONDAY, ask)]


def test_an_agency_is_chased_when_it_should_have_answered_and_no_longer_once_it_did():
    made = events.ReferralMade.following(casework.refer, reply_by=MONDAY)
    chase = commands.ChaseReferral(case_id=CASE, referral_id=casework.THING)
    key = f"referral-reply:{casework.THING}"
    chased = events.ReferralChased.following(chase, reply_by=MONDAY)
    for event in (made, chased):
        assert timers.to(Envelope.about(event)) == [Due(key, MONDAY, chase)]
    answer = commands.RecordReferralReply(
        case_id=CASE, referral_id=casework.THING, outcome="Begun."
    )
    replied = events.ReferralReplied.following(answer)
    assert timers.to(Envelope.about(replied)) == [Off(key)]
