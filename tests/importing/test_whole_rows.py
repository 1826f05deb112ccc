"""A row goes in whole or not at all: whoever is refused, nothing that was said of them stays."""

from collections import Counter
from datetime import UTC, datetime

import pytest

from deploy.importing import run
from deploy.importing.sending import Import
from services.profiles.service import Profiles
from shared.assembling import room_of
from tests.contracts.programmes import RANKED, document
from tests.shared.house import House

from .test_repeating import OverTheCounter

DOCUMENT = document(RANKED, recruitment={}, mentor__age={"min": 21, "max": None})
PROGRAMME, MEMBERS = DOCUMENT["programme"]["id"], DOCUMENT["membership"]
YESTERDAY = datetime(2025, 12, 31, 12, tzinfo=UTC)
MENTEES = f"""\
ref,name,date_of_birth,region,topics,goal,member_of,basis
Y1,Ada Brook,1990-04-01,North,career,Learn,{MEMBERS},member
Y2,Bo Reed,2009-04-01,North,career,Learn,{MEMBERS},member
Y3,Cy Lane,1991-04-01,North,career,Learn,{MEMBERS},member
"""
MENTORS = f"""\
ref,name,email,date_of_birth,region,status,source,facets,member_of,basis
M1,Di Marsh,di@mail.example,1980-01-01,North,working,member,section=north,{MEMBERS},board
M2,Ed Vale,ed@mail.example,2008-01-01,North,working,member,section=north,{MEMBERS},board
M3,Fay Moor,fay@mail.example,1980-01-01,North,working,member,shoe_size=40,{MEMBERS},board
M4,Gil Fenn,gil@mail.example,1980-01-01,North,working,member,section=north,{MEMBERS},gardener
"""


class OfProfiles(OverTheCounter):
    """Knows the questions of profiles too."""

    institutions = Profiles.institutions

    def ask(self, service, method, *args, **kwargs):
        if method != "institutions":
            return super().ask(service, method, *args, **kwargs)
        self.answers["institutions"] = self.institutions()
        return "institutions"


@pytest.fixture
def house(postgres, tmp_path):
    house = House(postgres, tmp_path / "home", room_of("profiles"))
    published = house.message("PublishPolicy", programme=PROGRAMME, document=DOCUMENT)
    house.desk.submit({**published, "actor": "operator:1", "programme": PROGRAMME})
    house.settle()
    return house


def bring_in(house, tmp_path, kind, text):
    """Twice: the rows put aside, by reference and rule, and what was recorded of whom."""
    file = tmp_path / f"{kind}.csv"
    file.write_text(text)
    for _ in range(2):
        caller = OfProfiles(house.desk)
        outcome = run(file, Import(kind, PROGRAMME, "importer:office", YESTERDAY), caller)
    house.settle()
    rows = [row for row in house.desk.store.log() if row.category in WHO]
    aside = [(line.cells["ref"], line.problem[0]) for line in outcome.rejected]
    return aside, Counter(row.category for row in rows), {row.stream for row in rows}


WHO = ("membership", "mentor", "mentee", "person")


def test_whoever_is_refused_for_their_age_is_no_member_either(house, tmp_path):
    aside, events, streams = bring_in(house, tmp_path, "mentees", MENTEES)
    assert aside == [("Y2", "mentee_age")]
    assert Counter(name.split("-")[0] for name in streams) == dict.fromkeys(
        ("membership", "mentee", "person"), 2
    )
    assert events["person"] == 2


def test_no_command_of_a_row_stays_whichever_of_them_is_refused(house, tmp_path):
    aside, events, streams = bring_in(house, tmp_path, "mentors", MENTORS)
    assert aside == [("M2", "mentor_age"), ("M3", "facets_known"), ("M4", "basis_known")]
    assert Counter(name.split("-")[0] for name in streams) == dict.fromkeys(
        ("membership", "mentor", "person"), 1
    )
    assert events["person"] == 1


def test_the_refusals_are_on_record_once_and_the_row_goes_in_when_it_is_put_right(house, tmp_path):
    bring_in(house, tmp_path, "mentees", MENTEES)
    refused = [row.data for row in house.desk.store.log(types=["CommandRefused"])]
    assert len(refused) == 1
    right = MENTEES.replace("2009-04-01", "1999-04-01")
    aside, events, _ = bring_in(house, tmp_path, "mentees", right)
    assert (aside, events["person"]) == ([], 3)
