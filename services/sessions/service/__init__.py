"""The sessions service: commands in, questions answered, other services heard."""

from shared.entrypoints import hears
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

    @hears("profiles", room.hears["profiles"].types)
    def hear_profiles(self, message: Json) -> None:
        self.desk.hear("profiles", message)

    @hears("matching", room.hears["matching"].types)
    def hear_matching(self, message: Json) -> None:
        self.desk.hear("matching", message)
