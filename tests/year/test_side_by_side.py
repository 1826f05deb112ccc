"""Programmes side by side: their steps in the order of time, and nothing of one in another."""

import subprocess
import sys
from pathlib import Path
from types import SimpleNamespace
from uuid import UUID

import pytest

from deploy.year.checks import apart
from deploy.year.checks.bus import nothing_on_the_bus_names_anybody_or_says_what_they_wrote
from deploy.year.scenario import SideBySide, read
from deploy.year.single import chosen
from services.matching.events import MatchProposalExpired
from services.profiles.events import MenteeReferred, MentorApplicationStarted
from services.safeguarding.events import DisclosureRouted, RoleHolderNoted, Told
from services.sessions.events import SessionCancelled
from tests.year.years import about, evidence, scenario

ROOT = Path(__file__).parents[2]
FILES = sorted((ROOT / "deploy/scenarios").glob("*.yaml"))
ANN, BEN, ANNS, BENS, THING = (UUID(int=one) for one in range(1, 6))
TWO = (scenario("p"), scenario("q"))


def mentor(programme, mentor_id=ANN, person_id=ANNS):
    fact = MentorApplicationStarted(mentor_id=mentor_id, person_id=person_id, source="independent")
    return about(fact, programme=programme, stream=f"mentor-{mentor_id}")


def mentee(programme, mentee_id=BEN, person_id=BENS):
    fact = MenteeReferred(
        mentee_id=mentee_id, person_id=person_id, institution_id=None, age_band="adult"
    )
    return about(fact, programme=programme, stream=f"mentee-{mentee_id}")


def lapsed(programme, stream=f"proposal-{THING}", proposal=THING):
    fact = MatchProposalExpired(proposal_id=proposal, pool_id=THING)
    return about(fact, programme=programme, stream=stream)


PEOPLE = [mentor("p"), mentee("q")]


def leaks(*told):
    found = evidence(*TWO, profiles=PEOPLE, matching=list(told))
    return list(apart.no_event_of_a_programme_names_a_participant_of_another(found))


def test_naming_ones_own_is_no_leak():
    assert leaks(lapsed("p", f"mentor-{ANN}"), lapsed("q", f"mentee-{BEN}")) == []


@pytest.mark.parametrize("told", [lapsed("q", f"mentor-{ANN}"), lapsed("p", proposal=BEN)])
def test_a_participant_of_another_programme_is_found_in_a_stream_and_in_what_is_said(told):
    (why,) = leaks(told)
    assert why.startswith("matching: MatchProposalExpired")


def test_a_participant_of_another_programme_is_found_on_the_bus():
    found = evidence(*TWO, profiles=PEOPLE)
    said = {"type": "Said", "id": "1", "programme": "q", "data": {"nested": [{"whom": str(ANNS)}]}}
    found.__dict__["published"] = [said]
    (why,) = apart.no_event_of_a_programme_names_a_participant_of_another(found)
    assert why.startswith("on the bus Said")


def test_whoever_takes_part_in_both_is_named_in_both():
    both = [mentor("p"), mentee("q", person_id=ANNS)]
    known = about(SessionCancelled(relationship_id=THING, session_id=ANNS, reason_code="other"))
    found = evidence(*TWO, profiles=both, sessions=[known])
    assert list(apart.no_event_of_a_programme_names_a_participant_of_another(found)) == []


def test_a_stream_of_two_programmes_is_found_unless_it_is_a_persons_of_both():
    shared = [lapsed("p"), lapsed("q")]
    found = evidence(*TWO, profiles=PEOPLE, matching=shared)
    assert len(list(apart.no_stream_is_shared_but_by_those_who_take_part_in_both(found))) == 1
    person = [lapsed("p", f"person-{ANNS}"), lapsed("q", f"person-{ANNS}")]
    both = [mentor("p"), mentee("q", person_id=ANNS)]
    alike = evidence(*TWO, profiles=both, matching=person)
    assert list(apart.no_stream_is_shared_but_by_those_who_take_part_in_both(alike)) == []


def test_an_answer_about_one_programme_that_names_anothers_is_found():
    answers = {"waiting": [{"candidate_id": str(BEN)}], "review_queue": []}
    reach = {"relationships_started": 0}
    caller = SimpleNamespace(call=lambda _, query, *__: answers.get(query, reach))
    found = evidence(*TWO, caller=caller, profiles=PEOPLE)
    (why,) = apart.no_question_about_a_programme_is_answered_with_another(found)
    assert why == "matching.waiting of p names one of another's"


def test_telling_somebody_of_another_programme_of_a_case_is_found():
    lead = RoleHolderNoted(roster_id=THING, role="lead", person_id=ANN, programme="p")
    told = DisclosureRouted(
        case_id=THING,
        attempt=0,
        basis="raised:operator",
        to=(Told(role="lead", person_id=ANN),),
    )

    def found(programme):
        events = [about(lead, programme="p"), about(told, programme=programme)]
        one = evidence(*TWO, safeguarding=events)
        return list(apart.nobody_is_told_of_a_case_of_another_programme(one))

    assert found("p") == []
    assert len(found("q")) == 1


def test_what_somebody_wrote_is_looked_for_where_it_is_said_and_may_be_a_code_elsewhere():
    words = {"narrative": "A carpenter's word."}
    step = {"at": "2026-01-01 09:00", "ask": "sessions.Do", "by": "office:1", "with": words}
    found = evidence(scenario("p", steps=[step]), scenario("q"))
    said = [{"type": "Said", "programme": name, "data": words} for name in ("p", "q")]
    found.__dict__["published"] = said
    assert len(list(nothing_on_the_bus_names_anybody_or_says_what_they_wrote(found))) == 1


# ---- playing several ----------------------------------------------------------------------------


def test_the_steps_of_several_programmes_happen_in_the_order_of_time():
    def one(programme, *days):
        steps = [{"at": f"{day} 09:00", "ask": "profiles.Do", "by": "office:1"} for day in days]
        return scenario(programme, steps=steps)

    together = SideBySide((one("p", "2026-01-01", "2026-03-01"), one("q", "2026-02-01")))
    assert [batch.programme for batch in together.batches()] == ["p", "q", "p"]
    assert [ask.programme for batch in together.batches() for ask in batch.asks] == ["p", "q", "p"]


def test_several_programmes_are_named_one_after_the_other_or_all_at_once():
    names = [file.stem for file in FILES]
    assert chosen(["all"]) == FILES
    assert [file.stem for file in chosen([names[1], names[0], names[1]])] == [names[1], names[0]]
    with pytest.raises(
        SystemExit, match=r"No year is known of nothing: .*folder with a year\.yaml"
    ):
        chosen(["nothing"])


def test_a_programme_of_ones_own_is_named_by_its_folder_or_its_file(tmp_path):
    year = tmp_path / "year.yaml"
    with pytest.raises(SystemExit, match="No year is known of"):
        chosen([str(tmp_path)])
    year.write_text("programme: p")
    assert chosen([str(tmp_path), str(year), FILES[0].stem]) == [year, FILES[0]]


def test_a_year_that_cannot_be_read_is_said_in_words(tmp_path):
    year = tmp_path / "year.yaml"
    year.write_text("steps: {at: what?, ask: }")
    with pytest.raises(ValueError, match=r"year\.yaml is no YAML"):
        read(year)


def test_no_two_programmes_send_a_command_of_the_same_id():
    asks = [ask for batch in SideBySide(tuple(map(read, FILES))).batches() for ask in batch.asks]
    assert len({ask.id for ask in asks}) == len(asks)


@pytest.mark.system
@pytest.mark.timeout(1500)
@pytest.mark.requirement("1MM-004", "1MM-006", "1MM-013", "1MM-039", "1MM-043", "1MM-045")
@pytest.mark.requirement("1MM-049", "1MM-058", "1MM-064", "1MM-065", "1MM-071", "1MM-077")
@pytest.mark.requirement("1MM-066", "1MM-067", "1MM-068", "1MM-069", "1MM-070")
@pytest.mark.requirement("1MM-082", "1MM-084", "1MM-101", "SG-01", "SG-02", "SG-12")
def test_the_years_of_all_programmes_hold_side_by_side(tmp_path):
    done = subprocess.run(
        [sys.executable, "-m", "deploy.year", "all"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(ROOT), "PATH": "/usr/bin:/bin"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-4000:] + done.stderr[-2000:]
    assert "  NO  " not in done.stdout
