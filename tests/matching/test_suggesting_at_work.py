"""Suggestions, what requests say, the queue and the answers, on a real database."""

from json import loads
from uuid import UUID, uuid4

import pytest

from services.matching import heard
from services.matching.policies.scoring import ALGORITHM
from services.matching.projections import keeping, reading, suggesting
from shared.refusals import Refused

from .asking import HEAD, duty
from .finding import RANKED, mentee_of, mentor_of, peopled, ruled
from .vocabulary import ANN, BEN, CAT, DAN, DAY, NOW, OTHER, POOL, PROGRAMME, person

QUESTIONS, WHY = "How did you leave the law, in Ghent?", "You spoke of it at the dinner."
EVE = UUID(int=24)
ROLE = ruled(RANKED).document["matching"]["ranked"]["review"]["role"]
REVIEWER = f"{ROLE}:{HEAD}"


@pytest.fixture
def hub(postgres, tmp_path):
    node = peopled(postgres, tmp_path, ruled())
    yield node
    node.desk.pool.close()


@pytest.fixture
def ranked(postgres, tmp_path):
    node = peopled(postgres, tmp_path, ruled(RANKED))
    node.hear("profiles", duty(role=ROLE))
    yield node.hear("profiles", mentee_of(OTHER))
    node.desk.pool.close()


def suggested(node, mentee=CAT):
    found = suggesting.suggested(node.desk, PROGRAMME, str(mentee))
    node.settle()
    return found


def ids(found):
    return [UUID(one["mentor_id"]) for one in found]


def recorded(node, kind="SuggestionsGenerated"):
    rows = node.settle().desk.store.log(types=[kind])
    return [node.desk.commands.recorder.open(one) for one in rows]


# ---- suggestions --------------------------------------------------------------------------------


@pytest.mark.requirement("JOH-10")
def test_the_same_profile_and_pool_give_the_same_list_with_reasons(hub):
    found = suggested(hub)
    assert ids(found) == [BEN, ANN]
    assert [one["matched_on"] for one in found] == [
        ["topics in common: career_change, next_step"],
        ["topics in common: next_step"],
    ]
    assert found == suggested(hub)
    keeping.catalogues.clear()  # as another process would find them
    assert found == suggested(hub)


@pytest.mark.requirement("JOH-10")
def test_what_is_suggested_is_recorded_once_and_anew_only_where_it_differs(hub):
    suggested(hub)
    suggested(hub)
    (first,) = recorded(hub)
    assert first.stream == f"suggestions-{CAT}"
    assert (first.data.mentee_id, first.data.mentors) == (CAT, (BEN, ANN))
    assert first.data.matched_on[1] == ("topics in common: next_step",)
    assert (first.data.algorithm_version, first.data.policy_version) == (ALGORITHM, 1)
    hub.hear("profiles", mentor_of(EVE, topics=("next_step", "career_change")))
    assert ids(suggested(hub)) == [BEN, EVE, ANN]
    assert [one.data.mentors for one in recorded(hub)] == [(BEN, ANN), (BEN, EVE, ANN)]


def test_what_could_not_be_recorded_is_not_shown(hub, monkeypatch):
    def away(*_):
        raise ConnectionError

    monkeypatch.setattr(hub.desk.store, "append", away)
    with pytest.raises(ConnectionError):
        suggested(hub)


@pytest.mark.requirement("JOH-10")
@pytest.mark.parametrize(
    "happens",
    [
        heard.MentorPaused(mentor_id=BEN),
        heard.MentorWithdrawn(mentor_id=BEN),
        heard.MentorCapacitySet(mentor_id=BEN, capacity=0),
    ],
    ids=["paused", "gone", "no seat"],
)
def test_nobody_who_cannot_be_asked_is_suggested(hub, happens):
    assert ids(suggested(hub)) == [BEN, ANN]
    hub.at(NOW + DAY).hear("profiles", happens)
    assert ids(suggested(hub)) == [ANN]


@pytest.mark.requirement("JOH-10")
def test_nobody_without_a_seat_is_suggested_until_one_is_free_again(hub):
    hub.hear("profiles", mentee_of(OTHER))
    id_ = ask(hub, who=OTHER, whom=BEN)
    assert ids(suggested(hub)) == [BEN, ANN]
    hub.ask("AcceptRequest", by=f"mentor:{BEN}", pool_id=str(POOL), request_id=id_)
    assert ids(suggested(hub)) == [ANN]
    query = "SELECT relationship_id AS id FROM relationship WHERE mentee_id = %(id)s"
    made = hub.desk.row(query, id=str(OTHER))["id"]
    hub.ask("EndRelationship", by=f"mentee:{OTHER}", relationship_id=made, kind="completed")
    assert ids(suggested(hub)) == [BEN, ANN]


@pytest.mark.requirement("JOH-10")
def test_a_seat_that_is_kept_for_somebody_is_no_seat(postgres, tmp_path):
    rules = ruled(RANKED, matching__suggestions={"enabled": True})
    node = peopled(postgres, tmp_path, rules).hear("profiles", mentee_of(OTHER))
    node.hear("profiles", duty(role=ROLE))
    this = {"pool_id": str(POOL), "request_id": submit(node, OTHER, BEN)}
    node.ask("ReviewRequest", by=REVIEWER, **this)
    assert ids(suggested(node)) == [BEN, ANN]
    node.ask("AcceptRequest", by=f"mentor:{BEN}", **this)
    assert ids(suggested(node)) == [ANN]
    node.ask("WithdrawRequest", by=f"mentee:{OTHER}", **this)
    assert ids(suggested(node)) == [BEN, ANN]
    node.desk.pool.close()


@pytest.mark.requirement("JOH-10", "QS-08")
def test_neither_oneself_nor_who_stands_in_a_conflict_is_suggested(hub):
    both = {"topics": ("next_step", "career_change")}
    hub.hear("profiles", mentor_of(EVE, person_id=person(CAT), **both))
    pair = {"mentor_id": str(BEN), "mentee_id": str(CAT)}
    hub.ask("DeclareConflict", pool_id=str(POOL), **pair, kind="relative")
    assert ids(suggested(hub)) == [ANN]


def test_nobody_is_suggested_without_a_reason_and_no_more_than_wanted(postgres, tmp_path):
    rules = ruled(matching__suggestions={"enabled": True, "limit": 1, "explain": False})
    node = peopled(postgres, tmp_path, rules)
    (one,) = suggested(node)
    assert (UUID(one["mentor_id"]), one["matched_on"]) == (BEN, [])
    node.desk.pool.close()


# U23: a low score frightened people; they are told reasons, and the number only where a programme
# wants it so.
@pytest.mark.parametrize("wanted", [False, True])
def test_u23_the_score_is_shown_only_where_a_programme_says_so(postgres, tmp_path, wanted):
    shows = {"enabled": True, "explain": True, "show_score": wanted}
    node = peopled(postgres, tmp_path, ruled(matching__suggestions=shows))
    assert [one.get("score") for one in suggested(node)] == ([8, 4] if wanted else [None, None])
    assert [one.data.scores for one in recorded(node)] == [(8, 4)]
    node.desk.pool.close()


def test_a_programme_that_suggests_nobody_refuses_and_that_is_recorded(ranked):
    with pytest.raises(Refused) as refused:
        suggested(ranked)
    assert refused.value.code == "mentors-suggested"
    assert [one.data.code for one in recorded(ranked, "CommandRefused")] == ["mentors-suggested"]
    assert not recorded(ranked)


def test_nobody_is_suggested_to_a_stranger(hub):
    with pytest.raises(Refused) as refused:
        suggested(hub, DAN)
    assert refused.value.code == "mentee-known"


# ---- what a request says ------------------------------------------------------------------------


def ask(node, who=CAT, whom=ANN, **more):
    id_ = str(uuid4())
    ids_ = {"pool_id": str(POOL), "request_id": id_, "mentee_id": str(who), "mentor_id": str(whom)}
    node.ask("RequestMentoring", by=f"mentee:{who}", **ids_, kind="help", **more)
    return id_


def submit(node, who=CAT, *choices):
    id_ = str(uuid4())
    ids_ = {"pool_id": str(POOL), "request_id": id_, "mentee_id": str(who)}
    said = {"biography": QUESTIONS, "purpose": WHY, "choices": [str(one) for one in choices]}
    node.ask("SubmitMentoringRequest", by=f"mentee:{who}", **ids_, **said)
    return id_


def read(node, id_, by):
    return reading.texts(node.desk, id_, by)


def unread(node, id_, by):
    with pytest.raises(Refused) as refused:
        read(node, id_, by)
    return refused.value.code


@pytest.mark.requirement("JOH-13", "JOH-34")
def test_what_was_thought_about_first_is_read_by_who_was_asked_and_that_is_recorded(hub):
    id_ = ask(hub, questions=QUESTIONS, why=WHY)
    (made,) = recorded(hub, "MentoringRequested")
    assert made.data.unanswered == ()
    assert not recorded(hub, "RequestTextsRead")
    told = read(hub, id_, f"mentor:{ANN}")
    assert (told["questions"], told["why"]) == (QUESTIONS, WHY)
    (noted,) = recorded(hub, "RequestTextsRead")
    assert (noted.data.side, str(noted.actor)) == ("mentor", f"mentor:{ANN}")
    read(hub, id_, f"mentor:{person(ANN)}")
    assert len(recorded(hub, "RequestTextsRead")) == 2
    for stranger in (f"mentor:{BEN}", f"mentee:{OTHER}", "operator:1", REVIEWER, "timer:"):
        assert unread(hub, id_, stranger) == "read-by-whom-it-is-for"
    assert len(recorded(hub, "RequestTextsRead")) == 2
    assert len(recorded(hub, "CommandRefused")) == 5


def test_what_could_not_be_noted_is_not_read(hub, monkeypatch):
    id_ = ask(hub, questions=QUESTIONS, why=WHY)

    def away(*_):
        raise ConnectionError

    monkeypatch.setattr(hub.desk.store, "append", away)
    with pytest.raises(ConnectionError):
        read(hub, id_, f"mentor:{ANN}")


def test_who_said_no_or_was_too_late_reads_no_longer(hub):
    no, late = ask(hub), ask(hub, whom=BEN)
    hub.ask("DeclineRequest", by=f"mentor:{ANN}", pool_id=str(POOL), request_id=no)
    assert unread(hub, no, f"mentor:{ANN}") == "read-by-whom-it-is-for"
    hub.at(NOW + 15 * DAY)
    assert unread(hub, late, f"mentor:{BEN}") == "read-by-whom-it-is-for"
    assert unread(hub, str(uuid4()), f"mentor:{ANN}") == "request-known"


@pytest.mark.requirement("ASME-36", "ASME-37")
def test_choices_are_read_by_the_reviewer_and_by_a_mentor_once_it_is_their_turn(ranked):
    id_ = submit(ranked, CAT, ANN, BEN)
    assert unread(ranked, id_, f"mentor:{ANN}") == "read-by-whom-it-is-for"
    assert unread(ranked, id_, "operator:1") == "read-by-whom-it-is-for"
    told = read(ranked, id_, REVIEWER)
    assert (told["biography"], told["purpose"]) == (QUESTIONS, WHY)
    assert unread(ranked, id_, f"{ROLE}:{person(ANN)}") == "read-by-whom-it-is-for"
    ranked.ask("ReviewRequest", by=REVIEWER, pool_id=str(POOL), request_id=id_)
    assert read(ranked, id_, f"mentor:{ANN}")["purpose"] == WHY
    assert unread(ranked, id_, f"mentor:{BEN}") == "read-by-whom-it-is-for"
    ranked.ask("DeclineRequest", by=f"mentor:{ANN}", pool_id=str(POOL), request_id=id_)
    assert unread(ranked, id_, f"mentor:{ANN}") == "read-by-whom-it-is-for"
    assert read(ranked, id_, f"mentor:{BEN}")["purpose"] == WHY
    sides = [one.data.side for one in recorded(ranked, "RequestTextsRead")]
    assert sides == ["reviewer", "mentor", "mentor"]
    bus = [one.body.decode() for one in ranked.bus.said]
    assert not [one for one in bus if "Ghent" in one or "TextsRead" in one]


# ---- the queue ----------------------------------------------------------------------------------


@pytest.mark.requirement("ASME-29")
def test_requests_are_reviewed_by_rank_then_by_when_they_came(ranked):
    mentees = [CAT, OTHER, *(UUID(int=one) for one in (41, 42))]
    for one in mentees[2:]:
        ranked.hear("profiles", mentee_of(one))
    came = {}
    for day, one in enumerate(mentees):
        ranked.at(NOW + day * DAY)
        came[one] = submit(ranked, one, ANN)
    assert queue(ranked) == [came[one] for one in mentees]
    for who, tier in ((mentees[2], 2), (mentees[3], 1), (OTHER, 2)):
        told = heard.PriorityTierAssigned(participant_id=who, role="mentee", tier=tier)
        ranked.hear("profiles", told)
    assert queue(ranked) == [came[one] for one in (mentees[3], OTHER, mentees[2], CAT)]


def queue(node):
    return [one["request_id"] for one in reading.review_queue(node.desk, PROGRAMME)]


def test_where_a_programme_ranks_nobody_the_oldest_is_first(postgres, tmp_path):
    rules = ruled(RANKED, matching__ranked__queue=["submitted_at"])
    node = peopled(postgres, tmp_path, rules).hear("profiles", mentee_of(OTHER))
    first = submit(node, CAT, ANN)
    second = submit(node.at(NOW + DAY), OTHER, ANN)
    tier = heard.PriorityTierAssigned(participant_id=OTHER, role="mentee", tier=1)
    assert queue(node.hear("profiles", tier)) == [first, second]
    node.desk.pool.close()


# ---- how soon mentors answer --------------------------------------------------------------------


# U1: nobody could see that a mentor never answers.
def test_u1_it_is_seen_how_soon_a_mentor_answers_and_when_they_last_did(hub):
    mentees = [CAT, *(UUID(int=one) for one in (41, 42, 43))]
    for one in mentees[1:]:
        hub.hear("profiles", mentee_of(one))
    requests = [ask(hub, who=one) for one in mentees]
    for day, id_, kind in ((2, 0, "AcknowledgeRequest"), (4, 1, "DeclineRequest")):
        hub.at(NOW + day * DAY)
        hub.ask(kind, by=f"mentor:{ANN}", pool_id=str(POOL), request_id=requests[id_])
    hub.at(NOW + 20 * DAY)
    told = reading.responses(hub.desk, str(ANN))
    assert (told["asked"], told["answered"], told["silent"]) == (4, 2, 2)
    assert told["median_seconds"] == 3 * 86_400
    assert told["last_word_at"] == "2026-01-09T12:00:00Z"


# U2 and U4 where a mentee sees them.
def test_u4_a_mentee_sees_why_their_request_was_closed(hub):
    id_ = ask(hub)
    hub.at(NOW + DAY).hear("profiles", heard.MentorPaused(mentor_id=ANN))
    row = hub.desk.row("SELECT * FROM request WHERE request_id = %(id)s", id=id_)
    assert (row["state"], row["closed_for"]) == ("withdrawn", "on_a_break")
    asked = hub.desk.row("SELECT * FROM asked_mentor WHERE request_id = %(id)s", id=id_)
    assert (asked["state"], asked["recalled_for"]) == ("recalled", "on_a_break")


@pytest.mark.parametrize("said", [{}, {"reason_code": "busy"}, {"message": "With regret."}])
def test_u2_a_mentee_is_told_of_a_reason_only_where_there_is_one(hub, said):
    id_ = ask(hub)
    hub.ask("DeclineRequest", by=f"mentor:{ANN}", pool_id=str(POOL), request_id=id_, **said)
    row = hub.desk.row("SELECT * FROM request WHERE request_id = %(id)s", id=id_)
    shown = (row["reason_given"], row["message_sent"])
    assert shown == ("reason_code" in said, "message" in said)
    told = next(loads(one.body)["data"] for one in hub.bus.said if one.type == "RequestDeclined")
    assert (told["reason_given"], told["message_sent"]) == shown
    assert "reason_code" not in told
