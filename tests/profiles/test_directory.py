import pytest

from services.profiles.commands.membership import ConsultDirectory
from services.profiles.decider.membership import membership
from services.profiles.events import (
    DirectoryConsulted,
    MembershipEnded,
    MembershipFollowed,
    MembershipGranted,
)
from services.profiles.events.mentor import MentorProfileUpdated
from services.profiles.policies.directory import card
from services.profiles.policies.files import Mentor
from shared.fields import ERASED
from shared.testing import scenario

from .test_membership import MEMBERS
from .vocabulary import AUTUMN, MENTOR, PERSON, rules

policy = rules(**MEMBERS, matching__directory={"visible_to": "members"})
HERE = {"programme": policy.programme, "person_id": PERSON}
member = MembershipGranted(**HERE, organisation="guild")
elsewhere = MembershipGranted(**{**HERE, "programme": "another"}, organisation="guild")
other = MembershipGranted(**HERE, organisation="lodge")
lapsed = MembershipEnded(**HERE, organisation="guild")
applicant = MembershipFollowed(**HERE, participant_id=MENTOR, role="mentor")
look = ConsultDirectory(person_id=PERSON, mentor_id=MENTOR)
looked = DirectoryConsulted(**HERE, mentor_id=MENTOR)

READERS = [
    ((), {"members": False, "participants": False, "office": False}),
    ((member,), {"members": True, "participants": True, "office": False}),
    ((member, lapsed), {"members": False, "participants": False, "office": False}),
    ((elsewhere,), {"members": False, "participants": False, "office": False}),
    ((other,), {"members": False, "participants": False, "office": False}),
    ((applicant,), {"members": False, "participants": True, "office": False}),
]


@pytest.mark.requirement("JOH-01", "ASME-33")
@pytest.mark.parametrize("seen_by", ["members", "participants", "office"])
@pytest.mark.parametrize(("history", "sees"), READERS)
def test_the_directory_is_open_to_whom_the_policy_names(history, sees, seen_by):
    under = rules(**MEMBERS, matching__directory={"visible_to": seen_by})
    given = scenario(membership).under(under).at(AUTUMN)
    asked = given.by(f"member:{PERSON}")(*history).when(look)
    if sees[seen_by]:
        asked.then(looked)
    else:
        assert asked.then_refused("directory-open").rule == "directory_open"
    given.by("operator:1")(*history).when(look).then(looked)


def test_every_look_is_one_of_its_own():
    given = scenario(membership).under(policy).at(AUTUMN).by(f"member:{PERSON}")
    given(member, looked).when(look).then(looked)


@pytest.mark.requirement("ASME-34")
def test_an_entry_has_the_fields_of_the_policy_and_no_others():
    told = MentorProfileUpdated(mentor_id=MENTOR, person_id=PERSON, biography="I keep bees.")
    file = Mentor(MENTOR, PERSON, topics=("law",), facets=("section=b", "section=a"))
    shown = card(file, "Ann Ode", [told], ["name", "section", "company"])
    assert shown == {
        "mentor_id": str(MENTOR),
        "name": "Ann Ode",
        "section": ["a", "b"],
        "company": [],
    }
    assert card(file, "Ann Ode", [told], []) == {"mentor_id": str(MENTOR)}


def test_what_somebody_had_erased_is_not_shown():
    told = MentorProfileUpdated(mentor_id=MENTOR, person_id=PERSON, biography="I keep bees.")
    gone = MentorProfileUpdated.revive({**told.dump(), "biography": ERASED})
    shown = card(Mentor(MENTOR, PERSON), gone.biography, [gone], ["name", "biography"])
    assert (shown["name"], shown["biography"]) == (None, None)
