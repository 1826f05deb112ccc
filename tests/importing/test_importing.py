"""Rows become commands; bad ones are put aside and the good ones go in."""

import csv
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from deploy.importing import run
from deploy.importing.naming import id_for
from deploy.importing.sending import Import

SEPTEMBER = datetime(2025, 9, 15, 12, tzinfo=UTC)
MENTEES = """\
ref,name,date_of_birth,institution,school_year,region,goal,goal_tags,topics,background_tags
Y01,Ada Brook,2009-04-01,I1,12,Midlands,Learn,placement,interests;goals,
"""


class Office:
    """Answers as services would: knows one institution, and refuses what it is told to."""

    def __init__(self, refuses: tuple[str, str] | None = None) -> None:
        self.refuses, self.asked, self.answers = refuses, [], {}
        self.whole = None

    def ask(self, service: str, method: str, *args: Any, whole: bool = False) -> str:
        self.whole = whole
        id_ = str(len(self.answers))
        self.answers[id_] = self.answer(service, method, *args)
        return id_

    def answer(self, service: str, method: str, *args: Any) -> Any:
        if method == "institutions":
            return [{"institution_id": str(id_for("p", "institution", "I1"))}]
        if method == "policies":
            return [{"programme": "p", "institution_roles": ["anchor"]}, {"programme": "q"}]
        (turns,) = args
        return [self.turn(service, turn) for turn in turns]

    def turn(self, service: str, messages: Any) -> Any:
        for message in messages:
            self.asked.append((service, message))
            if self.refuses == (message["type"], message["data"].get("date_of_birth")):
                no = ["mentee-age", "The age is outside the programme's.", "mentee_age", 1]
                return {"result": [], "error": {"exc_type": "Refused", "exc_args": no}}
        return {"result": [{"stream": "s", "version": 0, "recorded": []}], "error": None}

    def answer_or_error(self, id_: str) -> Any:
        return self.answers[id_]

    def commands(self) -> list[str]:
        return [message["type"] for _, message in self.asked]


@pytest.fixture
def mentees(tmp_path: Path) -> Path:
    file = tmp_path / "mentees.csv"
    file.write_text(MENTEES)
    return file


def bring_in(file: Path, office: Office | None) -> Any:
    return run(file, Import(file.stem, "p", "importer:office", SEPTEMBER), office)


@pytest.mark.requirement("1MM-026")
def test_a_mentees_row_becomes_a_referral_and_what_it_says(mentees: Path) -> None:
    office = Office()
    assert bring_in(mentees, office).accepted == 1
    assert office.commands() == [
        "ReferMentee",
        "RegisterPerson",
        "UpdateMenteeProfile",
        "SetMenteeGoal",
    ]
    referral = office.asked[0][1]
    assert referral["data"]["institution_id"] == str(id_for("p", "institution", "I1"))
    assert referral["occurred_at"] == "2025-09-15T12:00:00Z"


def test_which_roles_an_institution_fills_is_for_the_policy_to_say(tmp_path: Path) -> None:
    file = tmp_path / "staff.csv"
    file.write_text("ref,name,role,institution\nS1,Ada Brook,anchor,I1\nS2,Bo Reed,dsl,I1\n")
    office = Office()
    assert bring_in(file, office).accepted == 2
    assert office.commands() == [
        *("RegisterPerson", "AppointSafeguardingLead"),
        *("RegisterPerson", "GrantStaffRole"),
    ]


def test_an_institution_may_have_no_rooms(tmp_path: Path) -> None:
    file = tmp_path / "institutions.csv"
    file.write_text("ref,name,type,region,urn,premises\nI1,Example Trust,charity,Midlands,,\n")
    office = Office()
    assert bring_in(file, office).accepted == 1
    assert office.commands() == ["ProposeInstitution"]


def test_several_values_stand_in_one_cell(mentees: Path) -> None:
    office = Office()
    bring_in(mentees, office)
    profile = next(one for _, one in office.asked if one["type"] == "UpdateMenteeProfile")
    assert profile["data"]["topics"] == ["interests", "goals"]


def test_a_bad_row_is_put_aside_with_line_field_and_reason(mentees: Path, tmp_path: Path) -> None:
    mentees.write_text(MENTEES + "Y02,Bo Reed,,I1,12,Midlands,Learn,,,\n")
    outcome = bring_in(mentees, Office())
    assert outcome.accepted == 1
    outcome.write_rejected(tmp_path / "rejected.csv")
    with (tmp_path / "rejected.csv").open(newline="") as text:
        (row,) = csv.DictReader(text)
    assert (row["line"], row["field"], row["ref"]) == ("3", "date_of_birth", "Y02")
    assert row["reason"]


def test_a_row_of_an_unknown_institution_does_not_wait_for_ever(mentees: Path) -> None:
    mentees.write_text(MENTEES + "Y03,Cy Lane,2009-05-01,I9,12,Midlands,Learn,,,\n")
    office = Office()
    outcome = bring_in(mentees, office)
    assert [line.problem[0] for line in outcome.rejected] == ["institution"]
    assert len(office.commands()) == 4


def test_what_is_refused_leaves_nobody_behind(mentees: Path) -> None:
    office = Office(refuses=("ReferMentee", "2009-04-01"))
    (line,) = bring_in(mentees, office).rejected
    assert line.problem == ("mentee_age", "mentee-age: The age is outside the programme's.")
    assert office.commands() == ["ReferMentee"]


def test_importing_again_repeats_the_same_commands(mentees: Path) -> None:
    first, second = Office(), Office()
    bring_in(mentees, first)
    bring_in(mentees, second)
    assert first.asked == second.asked


def test_a_dry_run_asks_nobody(mentees: Path) -> None:
    mentees.write_text(MENTEES + "Y02,Bo Reed,not a day,I1,12,Midlands,Learn,,,\n")
    outcome = bring_in(mentees, None)
    assert (outcome.accepted, len(outcome.rejected)) == (1, 1)


def test_a_comma_too_many_is_explained(mentees: Path) -> None:
    mentees.write_text(MENTEES + "Y04,Reed, Bo,2009-05-01,I1,12,Midlands,Learn,,,,\n")
    (line,) = bring_in(mentees, Office()).rejected
    assert "comma" in line.problem[1]


def test_a_person_of_another_programme_is_one_person_who_takes_part_twice(tmp_path: Path) -> None:
    file = tmp_path / "mentees.csv"
    header, row = MENTEES.splitlines()
    file.write_text(f"{header},person\n{row},other/M01\n")
    office = Office()
    assert bring_in(file, office).rejected == []
    (referral,) = [one["data"] for _, one in office.asked if one["type"] == "ReferMentee"]
    assert referral["person_id"] == str(id_for("other", "person", "M01"))
    assert referral["mentee_id"] == str(id_for("p", "mentee", "Y01"))
    file.write_text(f"{header},person\n{row},M01\n")
    (line,) = bring_in(file, Office()).rejected
    assert line.problem == ("person", "Write it as programme/reference.")


MENTORS = """\
ref,name,email,region,status,topics,biography,member_of,basis,facets,willingness
M01,Cy Vale,cy@mail.example,Wales,working,next_step,Sees far.,guild,board;sig,section=board,help
M02,Di Marsh,di@mail.example,Wales,working,next_step,,,,,
"""


@pytest.fixture
def mentors(tmp_path: Path) -> Path:
    file = tmp_path / "mentors.csv"
    file.write_text(MENTORS)
    return file


def said_of(office: Office, command: str, ref: str) -> list[Any]:
    """The data of the commands of that type about the person or mentor of that row."""
    own = {str(id_for("p", one, ref)) for one in ("person", "mentor")}
    told = (message["data"] for _, message in office.asked if message["type"] == command)
    return [data for data in told if own & set(map(str, data.values()))]


def test_a_member_comes_with_the_membership_and_its_bases(mentors: Path) -> None:
    office = Office()
    assert bring_in(mentors, office).accepted == 2
    (granted,) = said_of(office, "GrantMembership", "M01")
    assert (granted["organisation"], granted["basis"]) == ("guild", ["board", "sig"])
    assert said_of(office, "GrantMembership", "M02") == []


def test_a_row_goes_in_whole_or_not_at_all(mentors: Path) -> None:
    office = Office()
    bring_in(mentors, office)
    assert office.commands()[:2] == ["GrantMembership", "StartMentorApplication"]
    assert office.whole is True


def test_facets_and_willingness_are_told_only_by_rows_that_have_them(mentors: Path) -> None:
    office = Office()
    bring_in(mentors, office)
    (first,) = said_of(office, "UpdateMentorProfile", "M01")
    (second,) = said_of(office, "UpdateMentorProfile", "M02")
    assert (first["facets"], first["biography"]) == (["section=board"], "Sees far.")
    assert not {"facets", "biography"} & set(second)
    assert [one["ways"] for one in said_of(office, "DeclareWillingness", "M01")] == [["help"]]
    assert said_of(office, "DeclareWillingness", "M02") == []


def test_a_mentee_may_be_a_member_too(mentees: Path) -> None:
    head, row = MENTEES.splitlines()
    mentees.write_text(f"{head},introduction,member_of,basis\n{row},Reads a lot.,guild,member\n")
    office = Office()
    bring_in(mentees, office)
    assert office.commands()[:2] == ["GrantMembership", "ReferMentee"]
    profile = next(one for _, one in office.asked if one["type"] == "UpdateMenteeProfile")
    assert profile["data"]["introduction"] == "Reads a lot."
