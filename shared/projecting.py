"""Read models: functions from an event to rows, dropped and replayed at will."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Protocol

from shared.envelope import Envelope


class Sql(Protocol):
    """Runs one statement with named parameters, `%(name)s`; tables stand unqualified."""

    def __call__(self, statement: str, **params: Any) -> Any: ...


Project = Callable[[Envelope[Any], Sql], None]


@dataclass(frozen=True)
class Projection:
    """A read model: its tables (`name (column type, …)`), its indexes (`table (column, …)`), and
    what each event does to them.
    """

    name: str
    tables: tuple[str, ...]
    project: Project
    indexes: tuple[str, ...] = ()

    @property
    def table_names(self) -> tuple[str, ...]:
        return tuple(table.split("(")[0].strip() for table in self.tables)


def projection(*tables: str, indexes: tuple[str, ...] = ()) -> Callable[[Project], Projection]:
    """Declare a read model over these tables.

    The function must depend on nothing but the event and its own rows.
    """
    return lambda project: Projection(project.__name__, tables, project, indexes)
