"""What a programme gives its people, on a real database: each thing once, and only to whom."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from uuid import uuid4

import pytest

from services.profiles.service import Profiles
from shared.fields import instant
from shared.refusals import Refused
from tests.contracts.programmes import RANKED
from tests.contracts.programmes import document as document_of

from .test_at_work import Node
from .vocabulary import document

FREE = {
    "application__pre_evaluation": [],
    "consents__required": [],
    "mentee__school_year": {"required_for": []},
    "mentee__via_institution": "optional",
    "training__mentor": None,
    "screening__required": [],
    "documents__acknowledge": [],
    "training__consultation": True,
    "mentee__age": {"min": 18, "max": 25},
}
LIBRARY = {"required_topics": ["safeguarding"], "first_session": ["first_session"]}


@pytest.fixture(scope="module")
def node(postgres, tmp_path_factory):
    return node_at(postgres, tmp_path_factory)


@pytest.fixture
def bare(postgres, tmp_path_factory):
    """A programme that has nothing to read yet."""
    return node_at(postgres, tmp_path_factory)


def node_at(postgres, tmp_path_factory):
    policy = document(**FREE, support__resources=LIBRARY)
    return Node(postgres, tmp_path_factory.mktemp("support"), policy)


class Questions:
    """Stands where the bus stands: asks the service's own methods at the desk."""

    def __init__(self, desk):
        self.desk = desk

    def __getattr__(self, question):
        return lambda *about: getattr(Profiles, question)(self, *about)


@pytest.fixture
def ask(node):
    return Questions(node.desk)


def ids(many=1):
    return [str(uuid4()) for _ in range(many)]


def listed(node, name="Ann Ode"):
    mentor, person = ids(2)
    node.ask("RegisterPerson", person_id=person, name=name, email=f"{mentor}@example.org")
    node.ask("StartMentorApplication", mentor_id=mentor, person_id=person)
    declared = {"status": "working", "general_years": 9}
    node.ask("DeclareEligibility", mentor_id=mentor, **declared)
    node.ask("SetMentorGoal", mentor_id=mentor, text="Help.")
    node.ask("SubmitMentorApplication", mentor_id=mentor)
    node.ask("AcceptMentor", mentor_id=mentor, decided_by=person)
    node.ask("ListMentor", mentor_id=mentor)
    return mentor, person


def published(node, topic, title, **more):
    (one,) = ids()
    link = {"title": title, "url": "https://example.org/x"}
    node.ask("PublishResource", resource_id=one, topic=topic, **link, **more)
    return one


def titles(rows):
    return [one["title"] for one in rows]


@pytest.mark.requirement("1MM-074")
def test_mentees_are_taken_in_as_soon_as_the_essentials_are_there(bare):
    mentees = ids(2)
    for one in mentees:
        born = {"date_of_birth": "2005-01-15"}
        bare.ask("ReferMentee", mentee_id=one, person_id=str(uuid4()), **born)
    with pytest.raises(Refused) as refused:
        bare.ask("AcceptMentee", mentee_id=mentees[0])
    assert (refused.value.code, refused.value.rule) == ("resources-there", "resources_there")
    published(bare, "safeguarding", "Staying safe")
    for one in mentees:
        assert "MenteeApplicationAccepted" in bare.ask("AcceptMentee", mentee_id=one)


@pytest.mark.requirement("1MM-112")
def test_the_hint_for_the_first_session_shows_before_it_only(node, ask):
    published(node, "first_session", "Keep it informal", audience=["mentor"])

    def offered(held, audience="mentor"):
        return titles(ask.resources(node.programme, audience, "first_session", held))

    assert offered(0) == ["Keep it informal"]
    assert offered(1) == offered(None) == offered(0, "mentee") == []


@pytest.mark.requirement("1MM-087", "ASME-31")
def test_it_can_be_asked_which_resources_are_there_and_used_most(node, ask):
    one, two = published(node, "tools", "A compass"), published(node, "tools", "A hammer")
    for resource, times in ((one, 1), (two, 3)):
        for _ in range(times):
            opened = {"participant_id": str(uuid4()), "role": "mentor"}
            node.ask("AccessResource", resource_id=resource, **opened)
    used = [row["title"] for row in ask.most_used(node.programme) if row["opened"]]
    assert used == ["A hammer", "A compass"]
    assert titles(ask.resources(node.programme, "mentee", "tools")) == ["A compass", "A hammer"]
    node.ask("RetireResource", resource_id=one)
    assert titles(ask.resources(node.programme, "mentee", "tools")) == ["A hammer"]


@pytest.mark.requirement("1MM-085")
def test_each_active_mentor_gets_a_bulletin_once_however_often_it_is_sent(node, ask):
    (takes, _), (declines, _), (rests, _) = (listed(node) for _ in range(3))
    node.ask("OptOut", mentor_id=declines, purpose="bulletin")
    node.ask("PauseMentor", mentor_id=rests)
    (bulletin,) = ids()
    sheet = {"title": "Spring", "url": "https://example.org/spring"}
    here = {"programme": node.programme, "bulletin_id": bulletin, **sheet}
    with ThreadPoolExecutor(4) as crowd:
        list(crowd.map(lambda _: node.submit("PublishBulletin", **here), range(8)))
    node.settle()
    for mentor in (takes, declines, rests):
        node.follow("DeliverBulletin", bulletin_id=bulletin, mentor_id=mentor)
    deliveries = node.table("bulletin_delivery", bulletin_id=bulletin)
    assert takes in [one["mentor_id"] for one in deliveries]
    assert not {declines, rests} & {one["mentor_id"] for one in deliveries}
    mine = [row for row in node.log("BulletinDelivered") if takes in row.data]
    assert len(mine) == 1
    (shown,) = [one for one in ask.bulletins(node.programme) if one["bulletin_id"] == bulletin]
    assert shown["delivered"] == len(deliveries)
    assert not [one for one in node.bus.said if b"example.org/spring" in one.body]


@pytest.mark.requirement("1MM-088", "ASME-30", "1MM-041")
def test_contacts_are_hidden_until_a_mentor_joins(node, ask):
    (ann, anns), (ben, bens), (cat, _) = (listed(node, name) for name in ("Ann", "Ben", "Cat"))
    assert ask.community(ann) == []
    node.ask("JoinCommunity", mentor_id=ann, by=f"mentor:{anns}")
    assert [one["name"] for one in ask.community(ann)] == ["Ann"]
    assert ask.community(cat) == []
    node.ask("JoinCommunity", mentor_id=ben, by=f"mentor:{bens}")
    shown = {one["name"]: one["email"] for one in ask.community(ann)}
    assert shown == {"Ann": f"{ann}@example.org", "Ben": f"{ben}@example.org"}
    node.ask("LeaveCommunity", mentor_id=ben)
    assert [one["name"] for one in ask.community(ann)] == ["Ann"]
    assert ask.community(ben) == []
    node.ask("WithdrawMentor", mentor_id=ann)
    assert ask.community(ann) == []


@pytest.mark.requirement("1MM-041")
def test_a_workshop_is_an_online_group_and_its_list_shows_who_came(node, ask):
    workshop, one, two, away = ids(4)
    plan = {"starts_at": instant(node.now), "minutes": 120, "capacity": 9}
    node.ask("ScheduleWorkshop", workshop_id=workshop, item="workshop_core", **plan)
    for mentor in (one, two, away):
        node.ask("BookWorkshopPlace", workshop_id=workshop, participant_id=mentor)
    for mentor in (one, two):
        node.ask("RecordAttendance", workshop_id=workshop, participant_id=mentor, minutes=120)
    came = [row for row in ask.workshop_roster(workshop) if row["standing"] == "attended"]
    assert sorted(row["participant_id"] for row in came) == sorted([one, two])
    (row,) = [row for row in node.log("WorkshopScheduled") if workshop in row.data]
    assert '"mode":"online"' in row.data


@pytest.mark.requirement("1MM-086")
def test_a_skill_builder_shows_on_the_training_record_as_voluntary(node, ask):
    mentee, workshop = ids(2)
    born = {"date_of_birth": "2005-01-15"}
    published(node, "safeguarding", "Staying safe too")
    node.ask("ReferMentee", mentee_id=mentee, person_id=str(uuid4()), **born)
    node.ask("AcceptMentee", mentee_id=mentee)
    plan = {"starts_at": instant(node.now), "minutes": 60, "capacity": 9}
    node.ask("ScheduleWorkshop", workshop_id=workshop, item="skill_builder", **plan)
    node.ask("RecordAttendance", workshop_id=workshop, participant_id=mentee, minutes=60)
    (part,) = ask.training_parts(mentee)
    assert (part["item"], part["voluntary"]) == ("skill_builder", True)
    assert "skill_builder" not in ask.training_of(mentee)["items"]


@pytest.mark.requirement("1MM-099")
def test_the_time_that_help_took_can_be_asked(node, ask):
    begin, (one, two, late) = node.now, ids(3)
    for request in (one, two):
        about = {"kind": "technical", "text": "It hangs badly."}
        node.ask("RaiseSupportRequest", request_id=request, person_id=str(uuid4()), **about)
    about = {"kind": "relationship", "text": "We do not talk."}
    node.ask("RaiseSupportRequest", request_id=late, person_id=str(uuid4()), **about)
    waiting = {row["request_id"]: row["routed_to"] for row in ask.support_queue(node.programme)}
    assert waiting == {one: "helpdesk", two: "helpdesk", late: "programme_manager"}
    node.at(begin + timedelta(hours=2))
    node.ask("ResolveSupportRequest", request_id=one)
    node.ask("ResolveSupportRequest", request_id=two)
    node.at(begin + timedelta(hours=3))
    node.ask("ReopenSupportRequest", request_id=two)
    node.at(begin + timedelta(hours=6))
    node.ask("ResolveSupportRequest", request_id=two)
    (fixed,) = ask.time_to_fix(node.programme)
    assert (fixed["kind"], fixed["resolved"], fixed["median_hours"]) == ("technical", 2, 4.0)
    assert ask.support_overdue(node.programme) == []
    node.at(begin + timedelta(days=7))
    assert [row["request_id"] for row in ask.support_overdue(node.programme)] == [late]
    node.ask("ResolveSupportRequest", request_id=late)
    assert ask.support_queue(node.programme) == []
    (raised,) = [row for row in node.log("SupportRequestRaised") if one in row.data]
    assert "hangs badly" not in raised.data


@pytest.mark.requirement("1MM-100", "JOH-45")
def test_a_story_is_told_without_the_bus_and_ends_with_the_consent(node, ask):
    mentee, person, story = ids(3)
    born = {"date_of_birth": "2005-01-15"}

    node.ask("ReferMentee", mentee_id=mentee, person_id=person, **born)
    about = {"person_id": person, "mentee_id": mentee, "names": ["year", "health"]}
    node.ask("ProposeStory", story_id=story, text="Ill in 2020, and then?", **about)
    public = {"story_id": story, "text": "Somebody listened to me."}
    with pytest.raises(Refused, match="consented"):
        node.ask("PublishStory", **public)
    node.ask("GiveStoryConsent", story_id=story, person_id=person)
    node.ask("PublishStory", **public)
    (shown,) = ask.stories(node.programme)
    assert (shown["story_id"], shown["text"]) == (story, "Somebody listened to me.")
    assert shown["fields_redacted"] == ["year", "health"]
    (row,) = node.log("SuccessStoryShared")
    assert "listened" not in row.data
    assert not [one for one in node.bus.said if b"listened" in one.body]
    told = [one for one in node.bus.said if b"SuccessStoryShared" in one.body]
    assert len(told) == 1
    node.ask("WithdrawStoryConsent", story_id=story, person_id=person)
    assert ask.stories(node.programme) == []


@pytest.mark.requirement("ASME-18")
def test_a_workshop_shows_which_answers_it_was_made_with_in_mind(node, ask):
    asked, unheeded, workshop = ids(3)
    for consultation, answers in ((asked, 2), (unheeded, 1)):
        for one in ids(answers):
            said = {"person_id": one, "response": "How to listen."}
            node.ask("RecordTrainingNeeds", consultation_id=consultation, **said)
    plan = {"starts_at": instant(node.now), "minutes": 120, "capacity": 9}
    informed = {"item": "workshop_core", "informed_by": [asked]}
    node.ask("ScheduleWorkshop", workshop_id=workshop, **informed, **plan)
    rows = {row["consultation_id"]: row for row in ask.training_needs(node.programme)}
    assert (rows[asked]["answers"], rows[asked]["workshops"]) == (2, [workshop])
    assert (rows[unheeded]["answers"], rows[unheeded]["workshops"]) == (1, [])


@pytest.mark.requirement("ASME-03")
def test_a_pilot_goes_on_when_it_was_decided_on(postgres, tmp_path_factory):
    node = Node(postgres, tmp_path_factory.mktemp("pilot"), document_of(RANKED))
    live = document_of(RANKED, programme__stage="live", policy__version=2)
    live["policy"]["effective_from"] = "2021-03-01"
    plan = {"item": "half_day_1", "minutes": 180, "capacity": 12}

    def schedule(at):
        return node.ask("ScheduleWorkshop", workshop_id=str(uuid4()), starts_at=at, **plan)

    assert schedule("2021-02-10T09:00:00Z") == ["WorkshopScheduled"]
    with pytest.raises(Refused, match="decided on"):
        schedule("2025-11-10T09:00:00Z")
    with pytest.raises(Refused, match="not decided"):
        node.ask("PublishPolicy", programme=node.programme, document=live)
    about = {"programme": node.programme, "rationale": "All twelve finished."}
    node.ask("DecidePilotOutcome", outcome="continue", **about)
    node.ask("PublishPolicy", programme=node.programme, document=live)
    assert schedule("2025-11-10T09:00:00Z") == ["WorkshopScheduled"]
    (told,) = [one for one in node.bus.said if b"PilotOutcomeDecided" in one.body]
    assert b"twelve" not in told.body


def test_these_read_models_too_can_be_dropped_and_replayed(node):
    names = [
        *("resource", "bulletin", "bulletin_delivery", "community", "support_request", "story"),
        *("training_need", "training_heeded"),
    ]
    before = {name: sorted(map(str, node.table(name))) for name in names}
    node.tail.forget()
    node.settle()
    assert {name: sorted(map(str, node.table(name))) for name in names} == before
