"""The sessions service: commands in, questions answered, other services heard."""

from shared.entrypoints import hears_many
from shared.messages import Json

from ..room import room
from .confiding import Confidence
from .plans import Plans
from .watching import Watch
from .working import Work


class Sessions(Plans, Work, Watch, Confidence):
    """Plans, sessions and what surrounds them."""

    name = "sessions"
    room = room

    @hears_many("profiles", room.hears["profiles"].types)
    def hear_profiles(self, messages: list[Json]) -> None:
        self.desk.hear_many("profiles", messages)

    @hears_many("matching", room.hears["matching"].types)
    def hear_matching(self, messages: list[Json]) -> None:
        self.desk.hear_many("matching", messages)
