"""What evaluation can be asked to show: read models, dropped and replayed at will.

Ids in them are opaque; answers are numbers on a scale; no name and no free text comes here.
"""

from .cohorts import cohorts
from .instruments import instruments
from .journeys import journeys
from .programmes import programmes
from .responses import responses
from .voices import voices

shows = (programmes, instruments, responses, journeys, voices, cohorts)

__all__ = ["cohorts", "instruments", "journeys", "programmes", "responses", "shows", "voices"]
