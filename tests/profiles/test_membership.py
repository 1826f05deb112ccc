from datetime import date
from uuid import UUID

import pytest

from services.profiles import events as said
from services.profiles.commands import mentee as mentees
from services.profiles.commands import mentor as mentors
from services.profiles.commands.membership import EndMembership, FollowMembership, GrantMembership
from services.profiles.decider.membership import membership
from services.profiles.decider.mentee import mentee
from services.profiles.decider.mentor import mentor
from services.profiles.policies.document import Document
from services.profiles.policies.memberships import tier_of
from shared.testing import scenario

from .vocabulary import AUTUMN, MENTEE, MENTOR, PERSON, STAFF, World, rules

COMMITTEES = ("committee.education", "committee.research", "group_leader", "board")
MEETINGS = ("meeting_attendee", "meeting_contributor")
PRIORITY = [
    {"tier": 1, "basis": list(COMMITTEES)},
    {"tier": 2, "basis": list(MEETINGS)},
    {"tier": 3, "basis": ["member"]},
]
MEMBERS = {
    "membership": "guild",
    "training__priority": PRIORITY,
    "mentee__via_institution": "none",
    "mentee__age": {"min": 18, "max": None},
    "application__pre_evaluation": [],
    "consents__required": [],
    "screening__required": [],
    "mentor__goal": "optional",
    "training__mentor": None,
    "documents__acknowledge": [],
}
policy = rules(**MEMBERS)
given = scenario(membership).under(policy).at(AUTUMN)
WHO = {"person_id": PERSON, "organisation": "guild"}
HERE = {"programme": policy.programme, **WHO}
APPLIES = {"participant_id": MENTOR, "role": "mentor"}
LISTEN = {"programme": policy.programme, "person_id": PERSON, **APPLIES}

granted = said.MembershipGranted(**HERE, basis=("board", "member"))
followed = said.MembershipFollowed(**LISTEN)
confirmed = said.MembershipConfirmed(**APPLIES, organisation="guild", basis=("board", "member"))
ended = said.MembershipEnded(**HERE)
lapsed = said.MembershipLapsed(**APPLIES, organisation="guild")


def test_a_membership_is_granted_changed_and_ended_once():
    grant = GrantMembership(**WHO, basis=("member", "board", "member"))
    given().when(grant).then(granted)
    given(granted).when(grant).then_nothing()
    given(granted).when(GrantMembership(**WHO, basis=("member",))).then(
        said.MembershipGranted(**HERE, basis=("member",))
    )
    end = EndMembership(**WHO)
    given().when(end).then_nothing()
    given(granted).when(end).then(ended)
    given(granted, ended).when(end).then_nothing()
    given(granted, ended).when(grant).then(granted)


def test_only_the_programmes_own_organisation_and_ranks_are_known():
    stranger = GrantMembership(person_id=PERSON, organisation="lodge")
    given().when(stranger).then_refused("organisation-known")
    given.under(rules())().when(GrantMembership(**WHO)).then_refused("organisation-known")
    slip = GrantMembership(**WHO, basis=("bord",))
    given().when(slip).then_refused("basis-known")
    year = GrantMembership(**WHO, facets=("matriculation_year=1998",))
    given().when(year).then_refused("verified-known")
    asking = given.under(rules(**MEMBERS, mentor__facets=["matriculation_year"]))
    (event,) = asking().when(year).then_types(said.MembershipGranted)
    assert event.facets == ("matriculation_year=1998",)
    assert "facets" in said.MembershipGranted.indoors
    asking(event).when(year).then_nothing()
    asking(event).when(GrantMembership(**WHO)).then_types(said.MembershipGranted)
    free = given.under(rules(**{**MEMBERS, "training__priority": []}))
    free().when(slip).then_types(said.MembershipGranted)
    scenario(membership)().when(GrantMembership(**WHO)).then_refused("no-policy")


def test_whoever_takes_part_is_told_whenever_it_changes():
    follow = FollowMembership(person_id=PERSON, **APPLIES)
    given().when(follow).then(followed)
    given(followed).when(follow).then_nothing()
    given(granted).when(follow).then(followed, confirmed)
    grant = GrantMembership(**WHO, basis=("board", "member"))
    given(followed).when(grant).then(granted, confirmed)
    given(followed, granted).when(EndMembership(**WHO)).then(ended, lapsed)


def test_every_programme_keeps_its_own_list():
    elsewhere = given.under(rules(**MEMBERS, programme__id="another"))
    there = {"programme": "another", **WHO}
    elsewhere(granted, followed).when(GrantMembership(**WHO)).then(said.MembershipGranted(**there))
    elsewhere(granted, followed).when(EndMembership(**WHO)).then_nothing()


# ---- what a membership opens ----------------------------------------------------------------

ID = {"mentor_id": MENTOR}
applying = scenario(mentor).under(policy).at(AUTUMN)
started = said.MentorApplicationStarted(
    **ID, person_id=PERSON, source="independent", membership="guild"
)
eligible = said.MentorEligibilityConfirmed(**ID, satisfied_by=("general_years",))
noted = said.MentorMembershipNoted(**ID, organisation="guild", basis=("member",))
lapse = said.MentorMembershipNoted(**ID, organisation="guild", member=False)
applied = said.MentorApplicationSubmitted(**ID)
taken = said.MentorApplicationAccepted(**ID, person_id=PERSON, decided_by=STAFF)
listed = said.MentorListed(
    **ID,
    person_id=PERSON,
    capacity=1,
    region=None,
    topics=(),
    goal_tags=(),
    background_tags=(),
    listed_at=AUTUMN,
)
paused = said.MentorPaused(**ID, person_id=PERSON)
PLACE = {"workshop_id": UUID(int=90)}
STEPS = [
    ((started, eligible), mentors.SubmitMentorApplication(**ID)),
    ((started, eligible, applied), mentors.AcceptMentor(**ID, decided_by=STAFF)),
    ((started, eligible, applied, taken), mentors.ListMentor(**ID)),
    ((started, eligible, applied, taken, listed, paused), mentors.ResumeMentor(**ID)),
    ((started,), mentors.RequestWorkshopPlace(**ID, **PLACE)),
]


@pytest.mark.requirement("ASME-13")
@pytest.mark.parametrize(("history", "step"), STEPS, ids=[type(s).__name__ for _, s in STEPS])
def test_only_members_become_mentors_and_every_step_asks_again(history, step):
    refused = applying(*history).when(step).then_refused("membership")
    assert refused.rule == "membership"
    applying(*history, noted, lapse).when(step).then_refused("membership")
    (event,) = applying(*history, noted).when(step).decide()
    assert "membership" in event.allowed_by
    applying.under(rules(**{**MEMBERS, "membership": None}))(*history).when(step).decide()


@pytest.mark.requirement("ASME-13")
def test_only_members_become_mentees():
    referred = said.MenteeReferred(
        mentee_id=MENTEE,
        person_id=PERSON,
        institution_id=None,
        age_band="adult",
        membership="guild",
    )
    asked = scenario(mentee).under(policy).at(AUTUMN)
    member = said.MenteeMembershipNoted(mentee_id=MENTEE, organisation="guild")
    accept = mentees.AcceptMentee(mentee_id=MENTEE)
    asked(referred).when(accept).then_refused("membership")
    asked(referred, member).when(accept).then_types(said.MenteeApplicationAccepted)


@pytest.mark.requirement("ASME-13")
def test_a_lapsed_mentor_leaves_the_lists_and_nothing_under_way_ends():
    serving = applying(started, noted, applied, taken, listed)
    note = mentors.NoteMembership(**ID, organisation="guild", member=False)
    serving.when(note).then(lapse, paused)
    serving(*serving.history, lapse, paused).when(note).then_nothing()
    elsewhere = mentors.NoteMembership(**ID, organisation="lodge", member=False)
    serving.when(elsewhere).then_nothing()
    gone = said.MentorWithdrawn(**ID, person_id=PERSON, reason_code="own_wish")
    serving(*serving.history, gone).when(note).then(lapse)


@pytest.mark.requirement("ASME-13")
def test_who_lapses_may_come_back():
    world = World(policy)
    world.ask(
        mentors.StartMentorApplication(**ID, person_id=PERSON),
        mentors.DeclareEligibility(**ID, status="working", general_years=9),
        GrantMembership(**WHO, basis=("meeting_attendee",)),
        mentors.SubmitMentorApplication(**ID),
        mentors.AcceptMentor(**ID, decided_by=STAFF),
        mentors.ListMentor(**ID),
        EndMembership(**WHO),
    )
    assert len(world.said(said.MentorPaused)) == 1
    assert not world.said(said.MentorRoleEnded, said.MentorWithdrawn)
    world.ask(GrantMembership(**WHO), mentors.ResumeMentor(**ID))
    assert len(world.said(said.MentorResumed)) == 1


def test_nobody_is_asked_about_memberships_where_everybody_may_take_part():
    world = World()
    world.ask(mentors.StartMentorApplication(**ID, person_id=PERSON))
    assert not world.said(said.MembershipFollowed)


# ---- ranks ----------------------------------------------------------------------------------

TIERS = policy.read(Document).training.priority


@pytest.mark.requirement("ASME-26")
@pytest.mark.parametrize("basis", COMMITTEES)
def test_each_of_the_most_active_roles_alone_gives_the_first_rank(basis):
    assert tier_of((basis,), TIERS) == (1, (basis,))
    assert tier_of(("meeting_attendee", "member", basis), TIERS) == (1, (basis,))


@pytest.mark.parametrize("basis", MEETINGS)
def test_meetings_give_the_second_rank(basis):
    assert tier_of((basis,), TIERS) == (2, (basis,))
    assert tier_of(("member", basis), TIERS) == (2, (basis,))


def test_everybody_else_is_last_and_without_ranks_everybody_is_first():
    assert tier_of(("member",), TIERS) == (3, ("member",))
    assert tier_of((), TIERS) == (3, ())
    assert tier_of(("member",), ()) == (1, ())
    assert tier_of(("member",), tuple(reversed(TIERS))) == (3, ("member",))


def rank(tier, basis, participant=MENTOR, role="mentor"):
    return said.PriorityTierAssigned(
        participant_id=participant,
        person_id=PERSON,
        role=role,
        tier=tier,
        policy_version=1,
        basis=basis,
    )


@pytest.mark.requirement("ASME-26")
def test_a_members_rank_is_recorded_with_the_policy_version_whenever_it_changes():
    def note(*basis):
        return mentors.NoteMembership(**ID, organisation="guild", basis=basis)

    def told(*basis):
        return said.MentorMembershipNoted(**ID, organisation="guild", basis=basis)

    first = rank(1, ("board",))
    applying(started).when(note("board", "member")).then(told("board", "member"), first)
    known = applying(started, told("board", "member"), first)
    known.when(note("board", "member")).then_nothing()
    known.when(note("group_leader")).then(told("group_leader"))
    known.when(note("member")).then(told("member"), rank(3, ("member",)))
    unranked = applying.under(rules(**{**MEMBERS, "training__priority": []}))
    unranked(started).when(note("member")).then(told("member"))


def test_mentees_are_ranked_in_the_same_way():
    world = World(policy)
    world.ask(
        GrantMembership(**WHO, basis=("meeting_contributor",)),
        mentees.ReferMentee(mentee_id=MENTEE, person_id=PERSON, date_of_birth=date(1990, 1, 1)),
    )
    expected = rank(2, ("meeting_contributor",), MENTEE, "mentee")
    assert world.said(said.PriorityTierAssigned) == [expected]


@pytest.mark.requirement("ASME-26")
def test_a_request_for_a_place_says_the_rank_and_by_which_version():
    ask = mentors.RequestWorkshopPlace(**ID, **PLACE)
    active = said.MentorMembershipNoted(**ID, organisation="guild", basis=("board", "member"))
    applying(started, active).when(ask).then(
        said.WorkshopPlaceRequested(
            **ID, **PLACE, tier=1, basis=("board",), policy_version=1, submitted_at=AUTUMN
        )
    )
