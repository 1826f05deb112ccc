"""Read models written as a table of statements: which event does what to the rows."""

from collections.abc import Callable, Mapping

from shared.envelope import Envelope
from shared.messages import Event
from shared.projecting import Sql

Statements = Mapping[type[Event], tuple[str, ...]]


def telling(statements: Statements) -> Callable[[Envelope[Event], Sql], None]:
    """A projection that runs the statements of an event with its fields as parameters."""

    def tell(told: Envelope[Event], sql: Sql) -> None:
        for statement in statements.get(type(told.data), ()):
            sql(statement, **told.data.dump())

    return tell
