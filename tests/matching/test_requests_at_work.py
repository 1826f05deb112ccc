"""Requests on a real database: both ways whole, the last seat raced for, the texts sealed."""

from json import loads
from threading import Barrier, Thread
from uuid import UUID, uuid4

import pytest

from services.matching.projections import questions
from shared.fields import instant
from shared.refusals import Refused
from shared.rulebook import ProgrammePolicyPublished

from .asking import DIRECT, DIRECTOR, RANKED, duty, mentee, mentor
from .test_at_work import Node, plain
from .vocabulary import ANN, BEN, CAT, DAN, DAY, NOW, OTHER, POOL, PROGRAMME, listed, ready, trained

QUESTIONS, BIOGRAPHY = "How did you begin, in Ghent?", "A registrar from Ghent."


def opened(postgres, home, rules):
    node = Node(postgres, home)
    policy = ProgrammePolicyPublished(
        programme=PROGRAMME,
        policy_version=1,
        effective_from=NOW - 100 * DAY,
        document=plain(rules.document),
        sha256="",
    )
    node.hear("profiles", policy).hear("profiles", duty())
    for one in (ANN, BEN, DAN):
        node.hear("profiles", listed(one)).hear("profiles", trained(one))
    for one in (CAT, OTHER):
        node.hear("profiles", ready(one, institution_id=None, age_band="adult"))
    return node


@pytest.fixture
def direct(postgres, tmp_path):
    node = opened(postgres, tmp_path, DIRECT)
    yield node
    node.desk.pool.close()


@pytest.fixture
def ranked(postgres, tmp_path):
    node = opened(postgres, tmp_path, RANKED)
    yield node
    node.desk.pool.close()


def asked(node, who=CAT, whom=ANN):
    id_ = str(uuid4())
    ids = {"pool_id": str(POOL), "request_id": id_, "mentee_id": str(who), "mentor_id": str(whom)}
    node.ask("RequestMentoring", by=mentee(who), **ids, kind="help", questions=QUESTIONS, why="")
    return id_


def answer(node, kind, id_, by, **more):
    node.ask(kind, by=by, pool_id=str(POOL), request_id=id_, **more)


def row(node, id_):
    return node.desk.row(questions.REQUEST, id=id_)


def sealed(node, *texts):
    """Whether no word of these is on the bus or, unsealed, in the log."""
    written = [one.data for one in node.desk.store.log()]
    written += [one.body.decode() for one in node.bus.said]
    return not [one for one in written for text in texts if text in one]


@pytest.mark.requirement("JOH-12", "JOH-18", "JOH-36")
def test_asked_seen_and_said_yes_to(direct):
    id_, sibling = asked(direct), asked(direct, whom=BEN)
    assert row(direct, id_)["state"] == "asked"
    assert row(direct, id_)["answer_by"] == instant(NOW + 14 * DAY)
    answer(direct, "AcknowledgeRequest", id_, mentor())
    direct.at(NOW + 6 * DAY)
    answer(direct, "AcceptRequest", id_, mentor())
    direct.at(NOW + 60 * DAY)
    assert (row(direct, id_)["state"], row(direct, sibling)["state"]) == ("matched", "withdrawn")
    assert direct.told["MatchMade"] == 1
    assert direct.told["RequestExpired"] == 0
    made = direct.desk.row("SELECT * FROM relationship WHERE mentee_id = %(id)s", id=str(CAT))
    assert (made["mentor_id"], made["phase"]) == (str(ANN), "matched")
    kept = [one.type for one in direct.desk.store.log(types=["RequestReminderSent"])]
    assert kept == ["RequestReminderSent"]  # the sibling's first, before it was withdrawn
    assert sealed(direct, QUESTIONS)


@pytest.mark.requirement("JOH-16")
def test_two_who_race_for_the_last_seat_make_one_match(direct):
    ids = [asked(direct), asked(direct, who=OTHER)]
    start, codes = Barrier(2), []

    def accept(id_):
        message = {
            "type": "AcceptRequest",
            "data": {"pool_id": str(POOL), "request_id": id_},
            "id": str(uuid4()),
            "actor": mentor(),
            "programme": PROGRAMME,
            "occurred_at": instant(NOW),
        }
        start.wait()
        try:
            direct.desk.submit(message)
        except Refused as refused:
            codes.append(refused.code)

    racers = [Thread(target=accept, args=(id_,)) for id_ in ids]
    for one in racers:
        one.start()
    for one in racers:
        one.join()
    direct.settle()
    assert codes == ["mentor-has-a-seat"]
    assert direct.told["MatchMade"] == direct.told["RequestAccepted"] == 1


@pytest.mark.requirement("ASME-37", "ASME-39")
def test_the_first_is_full_the_second_silent_the_third_says_yes(ranked):
    filled = submitted(ranked, OTHER, ANN)
    answer(ranked, "ReviewRequest", filled, DIRECTOR)
    answer(ranked, "AcceptRequest", filled, mentor(ANN))
    id_ = submitted(ranked, CAT, ANN, BEN, DAN)
    queue = ranked.desk.rows(questions.REVIEW_QUEUE, pool=str(POOL))
    assert [one["request_id"] for one in queue] == [id_]
    answer(ranked, "ReviewRequest", id_, DIRECTOR)
    ranked.at(NOW + 15 * DAY)
    shown = {
        who: [one["state"] for one in ranked.desk.rows(questions.TO_MENTOR, id=str(who))]
        for who in (ANN, BEN, DAN)
    }
    assert shown == {ANN: ["accepted"], BEN: ["lapsed"], DAN: ["open"]}
    answer(ranked, "AcceptRequest", id_, mentor(DAN))
    assert ranked.told["MatchMade"] == 0
    answer(ranked, "IntroducePair", id_, "operator:1")
    assert (ranked.told["MatchMade"], ranked.told["IntroductionMade"]) == (1, 1)
    assert row(ranked, id_)["state"] == "matched"
    assert ranked.told["RequestSkipped"] == ranked.told["RequestDeclined"] == 0
    told = [loads(one.body)["data"] for one in ranked.bus.said]
    assert not [one for one in told if {"ordinal", "choices", "rank"} & one.keys()]
    assert sealed(ranked, BIOGRAPHY)


def submitted(node, who, *choices):
    id_ = str(uuid4())
    ids = {"pool_id": str(POOL), "request_id": id_, "mentee_id": str(who)}
    texts = {"biography": BIOGRAPHY, "purpose": "To learn to teach."}
    choices = [str(one) for one in choices]
    node.ask("SubmitMentoringRequest", by=mentee(who), **ids, **texts, choices=choices)
    return id_


@pytest.mark.requirement("ASME-08", "ASME-40")
def test_whoever_asked_and_has_nobody_is_counted(ranked):
    first = submitted(ranked, CAT, ANN)
    answer(ranked, "ReviewRequest", first, DIRECTOR)
    answer(ranked, "DeclineRequest", first, mentor(), reason_code="busy")
    second = submitted(ranked, OTHER, ANN)
    answer(ranked, "ReviewRequest", second, DIRECTOR, verdict="return", reason_code="inappropriate")
    unmet = ranked.desk.row(questions.UNMET, pool=str(POOL))
    assert (unmet["mentees"], unmet["exhausted"], unmet["returned"]) == (2, 1, 1)
    again = submitted(ranked, CAT, BEN)
    answer(ranked, "ReviewRequest", again, DIRECTOR)
    answer(ranked, "AcceptRequest", again, mentor(BEN))
    answer(ranked, "IntroducePair", again, "operator:1")
    assert ranked.desk.row(questions.UNMET, pool=str(POOL))["mentees"] == 1
    assert UUID(row(ranked, again)["mentee_id"]) == CAT
