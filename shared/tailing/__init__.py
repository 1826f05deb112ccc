"""Following the log: one loop, several hands, each with its own checkpoint."""

from .hands import Follower
from .projector import Projector
from .reactor import Reactor
from .relay import Relay
from .tail import Tail
from .timekeeper import Timekeeper
from .views import Views

__all__ = ["Follower", "Projector", "Reactor", "Relay", "Tail", "Timekeeper", "Views"]
