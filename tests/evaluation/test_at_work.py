"""The room over a real log with its tail: from a referral heard to a report published."""

from uuid import uuid4

import pytest

from deploy.installation import Installation, bare
from services.evaluation.policies.asked_for import end_response, pre_response
from services.evaluation.projections import answering
from services.evaluation.room import room
from shared.assembling import desk_of, tail_of

from .house import as_json
from .vocabulary import PROGRAMME, document

pytestmark = pytest.mark.store


class Speaker:
    """Takes what the relay publishes."""

    def __init__(self):
        self.said = []

    def publish_batch(self, messages):
        self.said.extend(messages)

    def idle(self, seconds): ...


class Working:
    """One service with its tail, on the clock of a rehearsal."""

    def __init__(self, postgres, home):
        installation = Installation(home, prefix=f"e{uuid4().hex[:8]}_")
        server = bare(postgres.dsn())
        installation.note(
            "installation", {"rehearsal": True, "amqp_uri": "memory://", "server": server}
        )
        installation.secret("master_key", "ab" * 32)
        installation.create_service(postgres.dsn(), "evaluation", rehearsal=True)
        settings = installation.settings("evaluation")
        self.speaker = Speaker()
        self.desk, self.tail = desk_of(room, settings), tail_of(room, settings, self.speaker)
        self.heard = 0

    def on(self, day):
        self.desk.set_clock(f"{day}T12:00:00Z")
        self.settle()

    def settle(self):
        while self.tail.step():
            pass

    def ask(self, command, *, programme=PROGRAMME, **data):
        kind = command if isinstance(command, str) else type(command).__name__
        answer = self.desk.submit(
            {
                "type": kind,
                "data": data or command.dump(),
                "id": str(uuid4()),
                "actor": "operator:1",
                "programme": programme,
            }
        )
        self.settle()
        return answer

    def hear(self, source, kind, at, **data):
        self.heard += 1
        self.desk.hear(
            source,
            {
                "specversion": "1.0",
                "id": str(uuid4()),
                "source": f"/{source}",
                "type": kind,
                "time": f"{at}T12:00:00Z",
                "programme": PROGRAMME,
                "data": data,
            },
        )
        self.settle()

    def said(self, kind):
        return [one for one in self.speaker.said if one.routing_key == kind]


@pytest.fixture
def working(postgres, tmp_path):
    home = tmp_path / "house"
    home.mkdir()
    working = Working(postgres, home)
    working.on("2026-01-05")
    policy = as_json(document("programmes/1mm-ncs.yaml"))
    working.hear(
        "profiles",
        "ProgrammePolicyPublished",
        "2026-01-05",
        programme=PROGRAMME,
        policy_version=1,
        effective_from="2025-09-01T00:00:00Z",
        document=policy,
        sha256="",
    )
    for name in ("young-person-v1", "mentor-v1"):
        working.ask("PublishInstrument", **document(f"instruments/{name}.yaml"))
    return working


ELSEWHERE = "blabs"


def test_no_small_cell_is_published_by_naming_another_programme(working):
    policy = as_json(document("programmes/1mm-ncs.yaml"))
    ours, policy["evaluation"]["min_cell"] = policy["evaluation"]["min_cell"], 0
    loose = {"programme": ELSEWHERE, "policy_version": 7, "document": policy, "sha256": ""}
    loose["effective_from"] = "2025-09-01T00:00:00Z"
    working.hear("profiles", "ProgrammePolicyPublished", "2026-01-05", **loose)
    cohort, report = str(uuid4()), str(uuid4())
    working.ask("FreezeCohort", cohort_id=cohort)
    working.ask("PublishReport", programme=ELSEWHERE, report_id=report, cohort_id=cohort)
    told = working.desk.commands.recorder.open(
        list(working.desk.store.read(f"cohort-{cohort}"))[-1]
    )
    assert (told.programme, told.data.min_cell) == (PROGRAMME, ours)


@pytest.mark.requirement("1MM-106")
def test_a_mentee_goes_from_referral_to_a_published_report(working):
    mentee, mentor, relationship = uuid4(), uuid4(), uuid4()
    sides = {"mentor_id": str(mentor), "mentee_id": str(mentee)}
    people = {**sides, "mentor_person_id": str(mentor), "mentee_person_id": str(mentee)}
    ours = {"relationship_id": str(relationship)}
    working.hear(
        "profiles", "MenteeReferred", "2026-01-05", mentee_id=str(mentee), person_id=str(mentee)
    )
    working.ask(
        "SubmitEvaluation", response_id=str(pre_response(mentee)), answers={"empowerment_1": 2}
    )
    met = "2026-03-02"
    working.on(met)
    working.hear("matching", "MatchMade", met, **ours, **people, made_at=noon(met))
    working.hear("matching", "RelationshipStarted", met, **ours, **sides, started_at=noon(met))
    held = {"session_id": str(uuid4()), "held_at": noon(met), "minutes": 60}
    working.hear("sessions", "SessionHeld", met, **ours, **sides, **held)
    working.on("2026-07-06")
    working.hear(
        "matching", "RelationshipEnded", "2026-07-06", **ours, **people, effective_on="2026-07-06"
    )
    end = str(end_response(mentee, relationship))
    working.ask("SubmitEvaluation", response_id=end, answers={"empowerment_1": 5})
    cohort, report = str(uuid4()), str(uuid4())
    working.ask("FreezeCohort", cohort_id=cohort)
    working.ask("PublishReport", report_id=report, cohort_id=cohort)

    table = answering.paired_table(working.desk, cohort)
    assert (table["pairs"], table["unpaired"]["people"]) == (1, 0)
    assert [(row["item"], row["b"]) for row in table["items"]] == [("empowerment_1", 1)]
    assert answering.published_table(working.desk, report)["verified"]
    assert answering.lead_time(working.desk, PROGRAMME, "mentee")["as_expected"] == 1
    assert answering.programme_reach(working.desk, PROGRAMME)["relationships_started"] == 1
    submitted = working.said("EvaluationSubmitted")
    assert len(submitted) == 2
    assert all(b"answers" not in one.body and b"empowerment" not in one.body for one in submitted)
    assert [len(working.said(kind)) for kind in ("ResponsePaired", "CohortFrozen")] == [1, 1]


def test_whoever_does_not_answer_is_reminded_twice_and_then_left_in_peace(working):
    mentee = uuid4()
    working.hear(
        "profiles", "MenteeReferred", "2026-01-05", mentee_id=str(mentee), person_id=str(mentee)
    )
    stream = f"response-{pre_response(mentee)}"
    working.on("2026-01-12")
    assert kinds(working, stream) == ["EvaluationAssigned", "EvaluationReminderSent"]
    working.on("2026-12-01")
    assert kinds(working, stream) == [
        "EvaluationAssigned",
        *["EvaluationReminderSent"] * 2,
        "EvaluationExpired",
    ]


def kinds(working, stream):
    return [row.type for row in working.desk.store.read(stream)]


def noon(day):
    return f"{day}T12:00:00Z"
