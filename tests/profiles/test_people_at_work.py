"""What people tell of themselves, on a real database: shown to whom it is meant for, counted."""

from datetime import date, timedelta
from uuid import UUID, uuid4

import pytest

from services.profiles.policies.counting import printable
from shared.refusals import Refused

from .test_at_work import Asked, Node
from .test_membership import MEMBERS
from .vocabulary import document

BIOGRAPHY, NAME = "I keep bees.", "Ann Ode"
MIN_CELL = 3
POLICY = {
    **MEMBERS,
    "training__capacity": {"places": 2, "hold": "P2D"},
    "programme__stage": "pilot",
    "mentor__facets": ["section", "matriculation_year", "industry"],
    "mentor__completeness_nudge": {"fields": ["biography", "topics", "industry"], "below": 50},
    "matching__directory": {
        "visible_to": "members",
        "fields": ["name", "biography", "topics", "cannot_help", "matriculation_year"],
    },
    "channels__adult": {"allow": ["phone"]},
    "evaluation__min_cell": MIN_CELL,
}


@pytest.fixture(scope="module")
def node(postgres, tmp_path_factory):
    return Node(postgres, tmp_path_factory.mktemp("people"), document(**POLICY))


def member(node, **more):
    person = str(uuid4())
    node.ask("GrantMembership", person_id=person, organisation="guild", basis=["member"], **more)
    return person


def listed(node, *facets, topics=("law",), **verified):
    """A mentor in the directory, and the person behind."""
    mentor, person = str(uuid4()), member(node, **verified)
    about = {"email": "ann@example.org", "phone": "01223 338600"}
    node.ask("RegisterPerson", person_id=person, name=NAME, **about)
    node.ask("StartMentorApplication", mentor_id=mentor, person_id=person)
    node.ask("DeclareEligibility", mentor_id=mentor, status="working", general_years=9)
    told = {"topics": list(topics), "facets": list(facets), "biography": BIOGRAPHY}
    node.ask("UpdateMentorProfile", mentor_id=mentor, **told)
    node.ask("SubmitMentorApplication", mentor_id=mentor)
    node.ask("AcceptMentor", mentor_id=mentor, decided_by=str(uuid4()))
    node.ask("ListMentor", mentor_id=mentor)
    return mentor, person


def recorded(node, kind, of):
    """How many events of that kind name it."""
    node.settle()
    return len([one for one in node.log(kind) if of in one.data])


@pytest.mark.requirement("ASME-33", "ASME-34", "JOH-39")
def test_an_entry_shows_members_what_the_policy_names_and_no_way_to_contact_anybody(node):
    verified = {"facets": ["matriculation_year=1999"]}
    mentor, _ = listed(node, "industry=law", "matriculation_year=1998", **verified)
    node.ask("StateHelpBoundaries", mentor_id=mentor, cannot_help=[], text="No references.")
    card = Asked(node.desk).directory_card(mentor, member(node))
    assert card == {
        "mentor_id": mentor,
        "name": NAME,
        "biography": BIOGRAPHY,
        "topics": ["law"],
        "cannot_help": {"topics": [], "text": "No references."},
        "matriculation_year": ["1999"],
    }
    assert "example.org" not in str(card)
    assert "338600" not in str(card)


@pytest.mark.requirement("ASME-33", "JOH-01")
def test_whoever_is_not_known_as_a_member_sees_no_entry_and_that_is_on_record(node):
    mentor, person = listed(node)
    stranger = str(uuid4())
    with pytest.raises(Refused) as refused:
        Asked(node.desk).directory_card(mentor, stranger)
    assert (refused.value.code, refused.value.rule) == ("directory-open", "directory_open")
    assert recorded(node, "CommandRefused", f"membership-{stranger}") == 1
    assert Asked(node.desk).directory_card(mentor, person)
    node.ask("EndMembership", person_id=person, organisation="guild")
    with pytest.raises(Refused):
        Asked(node.desk).directory_card(mentor, person)


@pytest.mark.requirement("ASME-33")
@pytest.mark.parametrize(
    ("leave", "more"),
    [
        ("PauseMentor", {}),
        ("WithdrawMentor", {}),
        ("EndMentorRole", {"reason_code": "discretion", "decided_by": str(UUID(int=1))}),
    ],
)
def test_who_leaves_the_directory_is_gone_at_once(node, leave, more):
    mentor, _ = listed(node)
    reader = member(node)
    assert Asked(node.desk).directory_card(mentor, reader)
    node.submit(leave, mentor_id=mentor, **more)  # and nothing has followed from it yet
    assert Asked(node.desk).directory_card(mentor, reader) is None
    assert Asked(node.desk).directory_card(str(uuid4()), reader) is None


@pytest.mark.requirement("JOH-41")
def test_how_a_mentor_is_reached_is_read_by_the_matched_mentee_and_on_record_first(node):
    mentor, _ = listed(node)
    reader, ask = str(uuid4()), Asked(node.desk)
    node.ask("StateAvailability", mentor_id=mentor, best_channel="phone", text="Evenings.")
    with pytest.raises(Refused) as refused:
        ask.availability_of(mentor, reader)
    assert refused.value.code == "matched-mentee"
    pair = {"mentor_id": mentor, "mentee_id": str(uuid4()), "mentee_person_id": reader}
    node.follow("NoteMentorMatch", **pair)
    shown = ask.availability_of(mentor, reader)
    assert shown == {"best_channel": "phone", "text": "Evenings.", "answers_within": None}
    assert recorded(node, "AvailabilityRead", reader) == 1
    assert ask.availability_of(str(uuid4()), reader) is None


def test_a_mentor_who_stated_nothing_is_reached_by_nothing(node):
    mentor, person = listed(node)
    assert Asked(node.desk).availability_of(mentor, person) is None


@pytest.mark.requirement("JOH-15")
def test_how_complete_a_profile_is_can_be_asked(node):
    mentor, _ = listed(node, "industry=law")
    assert Asked(node.desk).profile_completeness(mentor) == {"percent": 100, "missing": []}
    node.ask("UpdateMentorProfile", mentor_id=mentor, biography=BIOGRAPHY)
    assert recorded(node, "ProfileNudged", mentor) == 1
    found = Asked(node.desk).profile_completeness(mentor)
    assert found == {"percent": 33, "missing": ["topics", "industry"]}
    node.ask("UpdateMentorProfile", mentor_id=mentor, biography=BIOGRAPHY)
    assert recorded(node, "ProfileNudged", mentor) == 1
    assert Asked(node.desk).profile_completeness(str(uuid4())) is None


@pytest.mark.requirement("ASME-11", "ASME-12")
@pytest.mark.parametrize("facet", ["section", "industry"])
def test_listed_mentors_are_counted_and_small_groups_withheld(node, facet):
    before = shown(node, facet)
    assert before["stage"] == "pilot"
    for value, count in {"big": 5, "some": 4, "few": 2, "one": 1}.items():
        for _ in range(count):
            listed(node, f"{facet}={value}")
    after = {one["value"]: one["people"] for one in shown(node, facet)["groups"]}
    assert [after[one] for one in ("big", "some", "few", "one")] == [5, 4, None, None]
    paused, _ = listed(node, f"{facet}=big", f"{facet}=some")
    grown = {one["value"]: one["people"] for one in shown(node, facet)["groups"]}
    assert (grown["big"], grown["some"]) == (6, 5)
    node.ask("PauseMentor", mentor_id=paused)
    assert {one["value"]: one["people"] for one in shown(node, facet)["groups"]} == after


def shown(node, facet):
    return Asked(node.desk).representation(node.programme, facet)


@pytest.mark.requirement("ASME-11", "ASME-12")
@pytest.mark.parametrize(
    ("counts", "seen"),
    [
        ({"a": 5, "b": 4}, [5, 4]),
        ({"a": 5, "b": 2, "c": 1}, [5, None, None]),
        ({"a": 5, "b": 4, "c": 2}, [5, None, None]),
        ({"a": 5, "b": 5, "c": 2}, [None, 5, None]),
        ({"a": 2}, [None]),
        ({}, []),
    ],
)
def test_no_group_withheld_can_be_reckoned_from_the_others(counts, seen):
    assert [one["people"] for one in printable(counts, MIN_CELL)] == seen


@pytest.mark.requirement("1MM-009")
def test_staff_of_an_employer_without_partnership_are_welcome_and_it_is_a_possible_partner(node):
    employer, partner = str(uuid4()), str(uuid4())
    for one, more in ((employer, {}), (partner, {"partnership": "partner"}), (partner, {})):
        mentor, person = str(uuid4()), member(node)
        start = {"mentor_id": mentor, "person_id": person, "source": "employer"}
        node.ask("StartMentorApplication", **start)
        node.ask("DeclareEmployerAffiliation", mentor_id=mentor, employer_id=one, **more)
        node.ask("DeclareEligibility", mentor_id=mentor, status="working", general_years=9)
        node.ask("SubmitMentorApplication", mentor_id=mentor)
        accepted = node.ask("AcceptMentor", mentor_id=mentor, decided_by=str(uuid4()))
        assert accepted == ["MentorApplicationAccepted"]
    rows = {one["employer_id"]: one for one in Asked(node.desk).employer_pipeline()}
    assert (rows[employer]["possible_partner"], rows[employer]["mentors"]) == (True, 1)
    assert (rows[partner]["possible_partner"], rows[partner]["mentors"]) == (False, 2)
    node.ask("WithdrawMentor", mentor_id=mentor)
    rows = {one["employer_id"]: one for one in Asked(node.desk).employer_pipeline()}
    assert rows[partner]["mentors"] == 1


@pytest.mark.requirement("ASME-07")
def test_a_stranger_is_refused_a_place_and_an_ordinary_member_waits(node):
    workshop = planned(node)
    mentors = {}
    for basis in ("member", "board", "board"):
        mentor, person = str(uuid4()), str(uuid4())
        node.ask("StartMentorApplication", mentor_id=mentor, person_id=person)
        node.ask("GrantMembership", person_id=person, organisation="guild", basis=[basis])
        node.ask("RequestWorkshopPlace", mentor_id=mentor, workshop_id=workshop)
        mentors[mentor] = basis
    stranger = str(uuid4())
    node.ask("StartMentorApplication", mentor_id=stranger, person_id=str(uuid4()))
    with pytest.raises(Refused) as refused:
        node.ask("RequestWorkshopPlace", mentor_id=stranger, workshop_id=workshop)
    assert refused.value.code == "membership"
    node.ask("AllocateWorkshopPlaces", workshop_id=workshop)
    roster = Asked(node.desk).workshop_roster(workshop)
    assert {(mentors[one["participant_id"]], one["standing"]) for one in roster} == {
        ("board", "allocated"),
        ("member", "waitlisted"),
    }


def planned(node):
    workshop = str(uuid4())
    starts = (node.now + timedelta(days=30)).isoformat()
    plan = {"item": "workshop_core", "starts_at": starts, "minutes": 120, "capacity": 2}
    node.ask("ScheduleWorkshop", workshop_id=workshop, **plan)
    return workshop


def test_a_place_nobody_confirms_lapses_once_and_goes_to_the_next_in_line(node):
    workshop = planned(node)
    ann, bert, carl = (str(uuid4()) for _ in range(3))
    queue = {"workshop_id": workshop, "tier": 1, "submitted_at": node.now.isoformat()}
    for one in (ann, bert, carl):
        node.follow("QueueForWorkshopPlace", participant_id=one, **queue)
    node.ask("AllocateWorkshopPlaces", workshop_id=workshop)
    served = [one for one in (ann, bert, carl) if standing(node, workshop)[one] == "allocated"]
    kept, lapses = served
    node.ask("ConfirmWorkshopPlace", workshop_id=workshop, participant_id=kept)
    node.at(node.now + timedelta(days=2))
    (waited,) = {ann, bert, carl} - set(served)
    expected = {kept: "allocated", lapses: "released", waited: "allocated"}
    assert standing(node, workshop) == expected
    node.ask("ConfirmWorkshopPlace", workshop_id=workshop, participant_id=waited)
    node.at(node.now + timedelta(days=9))
    assert standing(node, workshop) == expected
    assert recorded(node, "WorkshopPlaceReleased", workshop) == 1


def standing(node, workshop):
    rows = Asked(node.desk).workshop_roster(workshop)
    return {one["participant_id"]: one["standing"] for one in rows}


def test_whoever_stands_in_acts_from_midnight_to_midnight(node):
    holder, deputy = str(uuid4()), str(uuid4())
    role = {"role": "programme_manager"}
    node.ask("GrantStaffRole", person_id=holder, **role)
    first = node.now.date() + timedelta(days=1)
    days = {"since": first.isoformat(), "until": (first + timedelta(days=1)).isoformat()}
    node.ask("DelegateStaffRole", person_id=holder, to_person_id=deputy, **role, **days)
    ask = Asked(node.desk)
    assert ask.acting_roles(deputy) == []
    node.at(node.now + timedelta(days=1))
    (row,) = ask.acting_roles(deputy)
    assert (row["role"], row["covers_person_id"], row["until"]) == (
        "programme_manager",
        holder,
        days["until"],
    )
    node.at(node.now + timedelta(days=2))
    assert ask.acting_roles(deputy) == []
    assert [one["role"] for one in ask.acting_roles(holder)] == ["programme_manager"]
    assert date.fromisoformat(row["until"]) == first + timedelta(days=1)


def test_whoever_stands_in_for_two_is_told_of_as_long_as_there_is_one(node):
    holders, deputy = [str(uuid4()), str(uuid4())], str(uuid4())
    role, today = {"role": "programme_manager"}, node.now.date()
    for days, holder in enumerate(holders, 1):
        node.ask("GrantStaffRole", person_id=holder, **role)
        away = {"to_person_id": deputy, "until": (today + timedelta(days=days)).isoformat()}
        node.ask("DelegateStaffRole", person_id=holder, **role, **away)
    said, ask = len(node.bus.said), Asked(node.desk)

    def ended():
        return [one.type for one in node.bus.said[said:]].count("StaffCoverEnded")

    assert {one["covers_person_id"] for one in ask.acting_roles(deputy)} == set(holders)
    node.at(node.now + timedelta(days=2))
    assert [one["covers_person_id"] for one in ask.acting_roles(deputy)] == holders[1:]
    assert ended() == 0
    node.at(node.now + timedelta(days=1))
    assert (ask.acting_roles(deputy), ended()) == ([], 1)


def test_every_read_model_of_people_can_be_dropped_and_replayed(node):
    node.settle()
    names = ("mentor", "employer", "mentor_facet", "staff_role", "membership", "workshop_place")
    before = {name: sorted(map(str, node.table(name))) for name in names}
    node.tail.forget()
    node.settle()
    assert {name: sorted(map(str, node.table(name))) for name in names} == before
