"""How many mentees a mentor takes: profiles keeps the number, and matching counts by the same one.

A mentor decides how many; who takes the number back has none of their own, and the programme's
holds, which may be no limit. The listing that would be said then and the pool agree.
"""

from functools import reduce

import pytest

from services.matching import heard
from services.matching.decider import pool
from services.matching.policies import from_profiles
from services.profiles.commands.mentor import ListMentor, SetMentorCapacity
from shared.asked import Actor, Asked
from shared.envelope import Envelope
from tests.profiles.test_mentor import ID, given, listed, read, serving, trained
from tests.profiles.vocabulary import AUTUMN, MENTOR, rules

READY = (*serving, *read, trained)


def told(policy, *numbers):
    """What profiles says when a listed mentor sets these, one after the other."""
    history = [*READY, listed]
    for number in numbers:
        ask = SetMentorCapacity(**ID, capacity=number)
        history += given.under(policy)(*history).when(ask).decide()
    return history[len(READY) + 1 :]


def counted(policy, *said):
    """The number that matching counts by then, and whether it is the mentor's own."""
    state = pool.initial
    for event in said:
        kind = getattr(heard, type(event).__name__)
        known = kind(**{name: getattr(event, name) for name in kind.codecs})
        envelope = Envelope.about(known, programme=policy.programme, occurred_at=AUTUMN)
        asked = Asked(AUTUMN, Actor("service", "matching"), policy, policy)
        for ask in from_profiles.to(envelope):
            state = reduce(pool.evolve, pool.decide(ask.by(asked), state), state)
    one = state.mentor(MENTOR)
    return one.capacity, one.capacity_stated


@pytest.mark.requirement("ASME-23")
@pytest.mark.parametrize("default", [1, 2, None])
@pytest.mark.parametrize("numbers", [(3,), (0,), (3, None), (2, None, 4), (3, None, None)])
def test_a_number_taken_back_leaves_the_programme_s_and_both_services_say_so(default, numbers):
    policy = rules(mentor__capacity={"set_by": "operator", "default": default})
    said = told(policy, *numbers)
    own = numbers[-1] is not None
    assert counted(policy, *said) == (numbers[-1] if own else default, own)
    (anew,) = given.under(policy)(*READY, *said).when(ListMentor(**ID)).decide()
    assert counted(policy, anew) == counted(policy, *said) == (anew.capacity, anew.capacity_stated)
