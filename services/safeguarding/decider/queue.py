"""Who looks at what waits for them: one stream a person, and nothing in it but their readings."""

from shared.deciding import Decider, obey
from shared.messages import Event

from ..commands import ReadQueue
from ..events import QueueRead
from ..policies.reading import READING_OWN


def decide(ask: ReadQueue, _: None) -> list[Event]:
    return [QueueRead.following(ask, allowed_by=obey(READING_OWN, ask, None))]


queue: Decider[None] = Decider(
    "queue-{person_id}", None, decide, lambda nothing, _: nothing, accepts=(ReadQueue,)
)
