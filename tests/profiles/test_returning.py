import pytest

from services.profiles.commands.mentor import EndMentorRole, ListMentor, NoteMembership
from services.profiles.commands.returning import ReinstateMentor
from services.profiles.decider.mentor import mentor
from services.profiles.events import mentor as said
from services.profiles.events.returning import MentorReinstated
from shared.testing import scenario

from .test_mentor import ID, WHO, listed, read, serving, trained
from .vocabulary import AUTUMN, CASE, MENTOR, PERSON, STAFF, WORKSHOP, rules

SECOND = WORKSHOP
given = scenario(mentor).under(rules()).at(AUTUMN)
ready = (*serving, *read, trained, listed)
back = ReinstateMentor(**ID, reason_code="mistake", decided_by=STAFF)
returned = MentorReinstated(**WHO, reason_code="mistake", decided_by=STAFF)
standards = EndMentorRole(**ID, reason_code="standards", decided_by=STAFF)
excluded = EndMentorRole(
    **ID, reason_code="safeguarding_guidelines", decided_by=STAFF, case_ref=CASE
)
withdrawn = said.MentorWithdrawn(**WHO, reason_code="own_wish")


def gone(command):
    """A mentor whose role was ended so."""
    return (*ready, *given(*ready).when(command).decide())


@pytest.mark.parametrize("history", [gone(standards), (*ready, withdrawn)])
def test_whoever_has_gone_is_accepted_again_and_listed_as_before(history):
    given(*history).when(back).then(returned)
    given(*history, returned).when(ListMentor(**ID)).then(listed)
    given(*history, returned).when(back).then_refused("impossible")


def test_whoever_comes_back_has_what_the_programme_has_by_now_or_what_they_said():
    three = given.under(rules(mentor__capacity={"set_by": "operator", "default": 3}))
    own = said.MentorCapacitySet(**ID, capacity=2)
    for before, capacity in (((), (3, False)), ((own,), (2, True))):
        history = (*ready, *before, withdrawn, returned)
        (one,) = three(*history).when(ListMentor(**ID)).decide()
        assert (one.capacity, one.capacity_stated) == capacity


def test_whoever_left_during_a_pause_is_available_again():
    history = (*ready, said.MentorPaused(**WHO), withdrawn, returned)
    given(*history).when(ListMentor(**ID)).then(listed, said.MentorResumed(**WHO))


@pytest.mark.parametrize("by", [f"mentor:{MENTOR}", f"operator:{PERSON}", f"member:{MENTOR}"])
def test_nobody_reinstates_themselves(by):
    given(*gone(standards)).by(by).when(back).then_refused("office-reinstates")


@pytest.mark.parametrize(
    ("cleared", "second", "code"),
    [
        (None, SECOND, "case-cleared"),
        ("another-case", SECOND, "case-cleared"),
        (CASE, None, "two-people"),
        (CASE, STAFF, "two-people"),
        (CASE, SECOND, None),
    ],
)
def test_after_a_case_the_case_is_cleared_and_two_people_decide(cleared, second, code):
    ask = ReinstateMentor(
        **ID, reason_code="cleared", decided_by=STAFF, approved_by=second, case_cleared=cleared
    )
    asked = given(*gone(excluded)).when(ask)
    if code:
        asked.then_refused(code)
    else:
        (event,) = asked.then_types(MentorReinstated)
        hidden = MentorReinstated.indoors | set(MentorReinstated.personal)
        assert set(event.codecs) - hidden == {"mentor_id", "person_id"}


def test_only_who_has_gone_comes_back():
    for history in ((), serving, ready):
        given(*history).when(back).then_refused("impossible")


def test_whoever_lapsed_while_away_is_no_member_on_coming_back():
    members = given.under(rules(membership="guild"))
    noted = said.MentorMembershipNoted(**ID, organisation="guild")
    note = NoteMembership(**ID, organisation="guild", member=False)
    (lapse,) = members(*gone(standards), noted).when(note).decide()
    history = (*gone(standards), noted, lapse, returned)
    members(*history).when(ListMentor(**ID)).then_refused("membership")
