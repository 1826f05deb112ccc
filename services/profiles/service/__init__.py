"""The profiles service: commands in, questions answered, other services heard."""

from shared.entrypoints import hears_many
from shared.messages import Json

from ..room import room
from .houses import Houses
from .learning import Learning
from .people import People
from .showing import Showing
from .supporting import Supporting


class Profiles(People, Showing, Houses, Learning, Supporting):
    """What profiles can be asked, over the bus."""

    name = "profiles"
    room = room

    @hears_many("evaluation", room.hears["evaluation"].types)
    def hear_evaluation(self, messages: list[Json]) -> None:
        """Pre-evaluations that came in."""
        self.desk.hear_many("evaluation", messages)

    @hears_many("matching", room.hears["matching"].types)
    def hear_matching(self, messages: list[Json]) -> None:
        """Who may prepare for whom."""
        self.desk.hear_many("matching", messages)
