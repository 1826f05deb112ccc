"""Looking: what an answer must show, and that an answer that does not is a surprise."""

from datetime import UTC, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from deploy.importing.naming import id_for
from deploy.installation import SERVICES
from deploy.year import running, telling
from deploy.year.driver import Driver
from deploy.year.looking import NOTHING_SAID, Look, unlike
from deploy.year.scenario import Batch, read
from shared.refusals import Refused
from tests.year.years import scenario, year

SCENARIOS = sorted((Path(__file__).parents[2] / "deploy/scenarios").glob("*.yaml"))
NOW = datetime(2026, 1, 5, 10, tzinfo=UTC)
ANN, BEN = {"id": "ann", "why": ["law"]}, {"id": "ben", "why": []}


class Service:
    """Answers in turn, or says no."""

    def __init__(self, *answers: Any) -> None:
        self.answers, self.asked = list(answers), []

    def call(self, service: str, question: str, **given: Any) -> Any:
        self.asked.append((service, question, given))
        answer = self.answers.pop(0)
        if isinstance(answer, Exception):
            raise answer
        return answer


def look(**other: Any) -> Look:
    given = {"programme": "p"}
    return Look("matching", "suggestions", given, NOW, "Whom?", "p", **other)


def surprises(one: Look, *answers: Any) -> list[str]:
    driver = Driver(Service(*answers))
    driver.look(one)
    assert driver.looks[0].look is one
    assert bool(driver.surprises) == bool(driver.looks[0].against)
    return driver.surprises


# ---- what must be shown -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (ANN, {"id": "ann"}),
        ([ANN, BEN], [{"id": "ann"}, {"id": "ben"}]),
        ([ANN, BEN], {"any": {"id": "ben"}, "none": {"id": "cat"}, "size": 2}),
        ([], {"all": {"id": "ann"}, "size": 0}),
        ([], []),
        ({"page": [ANN]}, {"page": {"all": {"why": ["law"]}}}),
        ("what would you do", {"holds": "would you"}),
        (None, None),
    ],
)
def test_what_shows_what_it_must_holds(shown: Any, wanted: Any) -> None:
    assert list(unlike(shown, wanted)) == []


@pytest.mark.parametrize(
    ("shown", "wanted"),
    [
        (ANN, {"id": "ben"}),
        (ANN, {"name": "ann"}),
        (None, {"id": "ann"}),
        ([ANN, BEN], [{"id": "ben"}, {"id": "ann"}]),
        ([ANN, BEN], [{"id": "ann"}]),
        (None, []),
        ([ANN], {"any": {"id": "ben"}}),
        ([ANN, BEN], {"all": {"id": "ann"}}),
        ([ANN], {"none": {"id": "ann"}}),
        ([ANN], {"size": 2}),
        (ANN, {"size": 1}),
        ("what would you do", {"holds": "never"}),
        (["never"], {"holds": "never"}),
        (1, True),
        (1, "1"),
    ],
)
def test_what_does_not_show_it_says_where(shown: Any, wanted: Any) -> None:
    why, *_ = unlike(shown, wanted)
    assert why.startswith("it")


def test_an_empty_mapping_asks_for_a_mapping() -> None:
    assert not list(unlike({"a": 1}, {}))
    assert list(unlike([], {}))


# ---- what comes of a look -----------------------------------------------------------------------


def test_an_answer_that_shows_what_it_must_is_no_surprise() -> None:
    assert surprises(look(shows=[{"id": "ann"}]), [ANN]) == []


def test_an_answer_that_does_not_is_one_and_says_which() -> None:
    (why,) = surprises(look(shows=[{"id": "ann"}]), [BEN])
    assert why.startswith("05 Jan 2026 10:00 matching.suggestions: it, number 1, id shows ben")


def test_a_no_that_was_foreseen_is_no_surprise_and_any_other_is() -> None:
    no = Refused("directory-is-open", "The directory is for members.")
    assert surprises(look(refused="directory-is-open"), no) == []
    assert surprises(look(refused="facets-known"), no)
    assert surprises(look(refused="directory-is-open"), [ANN])
    assert surprises(look(shows=[]), no)


def test_the_same_question_has_the_same_answer_where_it_must() -> None:
    assert surprises(look(again=True), [ANN, BEN], [ANN, BEN]) == []
    assert surprises(look(again=True), [ANN, BEN], [BEN, ANN])


def test_a_look_that_could_never_fail_is_a_surprise() -> None:
    assert surprises(look())


def test_what_is_asked_for_may_be_nothing() -> None:
    assert surprises(look(shows=None), None) == []
    assert surprises(look(shows=None), [ANN])


# ---- in a scenario ------------------------------------------------------------------------------


def test_a_step_that_looks_has_its_names_and_ids_filled_in() -> None:
    step = {
        "title": "whom?",
        "at": "2026-01-05 10:00",
        "for": {"y": ["Y01", "Y02"]},
        "look": "matching.suggestions",
        "with": {"mentee_id": "@mentee:{y}"},
        "shows": {"any": {"mentor_id": "@mentor:M01"}},
    }
    first, second = scenario(steps=[step]).batches()
    (one,) = first.looks
    assert (one.service, one.question, one.title) == ("matching", "suggestions", "whom?")
    assert one.given == {"mentee_id": str(id_for("p", "mentee", "Y01"))}
    assert one.shows == {"any": {"mentor_id": str(id_for("p", "mentor", "M01"))}}
    assert second.looks[0].given == {"mentee_id": str(id_for("p", "mentee", "Y02"))}
    assert not first.asks


def test_nobody_looks_before_what_was_said_before_was_heard() -> None:
    order: list[str] = []
    driver = SimpleNamespace(
        settle=lambda: order.append("settled"), look=lambda _: order.append("looked")
    )
    batch = Batch(NOW, 0, "whom?", "p", looks=(look(shows=[]),))
    running.Run(scenario(), driver, Path()).one(batch)
    assert order == ["settled", "looked"]


def test_a_look_that_failed_is_told_and_the_year_does_not_hold(capsys, monkeypatch) -> None:
    monkeypatch.setattr(telling, "checked_of_all", lambda _: ())
    monkeypatch.setattr(telling, "checked", lambda _: ())
    driver = Driver(Service([BEN], [ANN]))
    driver.look(look(shows=[]))
    driver.look(look(shows=[{"id": "ann"}]))
    nothing = year(scenario(), **{name: [] for name in SERVICES})
    story = telling.Story(running.Run(scenario(), driver, Path()), nothing.whole)
    assert not story.judged()
    told = capsys.readouterr().out
    assert "What people were shown" in told
    assert "  NO  Whom?" in told
    assert "  ok  Whom?" in told


@pytest.mark.parametrize("path", SCENARIOS, ids=lambda path: path.stem)
def test_every_look_of_every_scenario_can_fail(path: Path) -> None:
    looks = [one for batch in read(path).batches() for one in batch.looks]
    assert all(one.may_fail and one.service in SERVICES for one in looks)
    assert NOTHING_SAID not in [one.shows for one in looks if not (one.refused or one.again)]
