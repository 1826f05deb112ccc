"""Who may ask for what: every command that people send, and in whose name.

A fact is never refused for what it says. Yet it is told by those whose business it is: that
somebody came, or was cleared, is no fact because they say so of themselves. Whoever else tells it
is refused with `may-ask`, and that is on record; the fact is lost to nobody, since the office may
tell it however late. A ground names a role, or the fields that name the one who asks.
"""

from shared.messages import Command
from shared.rights import Rights

from ..staffing import provider_only_records
from .leading import OF_PEOPLE, OF_PROGRAMMES
from .learning import OF_SUPPORT, OF_TRAINING
from .taking_part import OF_MENTEES, OF_MENTORS

rights = Rights(
    {**OF_PROGRAMMES, **OF_PEOPLE, **OF_MENTORS, **OF_MENTEES, **OF_TRAINING, **OF_SUPPORT}
)


def may_ask(command: Command, state: object) -> str | None:
    others = rights.others(command, state)
    return f"This is asked by {others}." if others else None


asking_rules = (provider_only_records, may_ask)
