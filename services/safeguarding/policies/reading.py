"""Who is shown what is open in a programme: those who serve it, as the operator's roster has it."""

from collections.abc import Sequence
from typing import Any, Protocol
from uuid import UUID

from shared.envelope import Envelope
from shared.messages import Command

from ..commands import ReadRegister
from .access import is_a_person, programme_is_named
from .rules import leads_of, office_of, person, policy_of


class Serving(Protocol):
    """Somebody in a role, for one programme or for all; `operator` is whose people they are."""

    @property
    def role(self) -> str: ...
    @property
    def person_id(self) -> UUID: ...
    @property
    def programme(self) -> str | None: ...
    @property
    def operator(self) -> str | None: ...


class Holders(Protocol):
    """Whoever holds a role somewhere."""

    @property
    def holders(self) -> Sequence[Serving]: ...


def serves_the_programme(ask: ReadRegister, roster: Holders) -> str | None:
    """Cases and reviews are for the leads; which gifts there were is the office's business too.

    Several organisations run programmes side by side, and none learns of another's cases.
    """
    roles = leads_of(ask) | (office_of(ask) if ask.register == "gifts" else frozenset())
    own = (one for one in roster.holders if one.person_id == person(ask) and one.role in roles)
    return None if any(is_theirs(one, ask) for one in own) else "There is nothing to show you."


def is_theirs(one: Serving, ask: Command) -> bool:
    """Whether the programme is theirs, or their own organisation's."""
    rules, operator = ask.asked.rules, policy_of(ask).programme.operator
    here = one.programme is None or (rules is not None and one.programme == rules.programme)
    return here or (operator is not None and one.operator == operator)


def known_programme(told: Envelope[Any]) -> str | None:
    """The programme under whose rules it was recorded.

    None where it named none or one that nobody knew: that is shown to the leads of all, since
    somebody must look at it.
    """
    return told.programme if told.policy_version is not None else None


READING = (is_a_person, programme_is_named, serves_the_programme)
# Whose it is, the table of who may ask has said: their own, and nobody else's.
READING_OWN = (is_a_person,)
