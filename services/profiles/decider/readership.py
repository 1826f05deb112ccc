"""How a programme knows to whom its bulletins are offered, and sends each of them once."""

from dataclasses import replace

from shared.deciding import Decider, obey
from shared.messages import Command, Event

from ..commands.together import NoteReader, PublishBulletin
from ..events.together import BulletinPublished, ReaderGone, ReaderNoted
from ..policies.together import Readership, bulletin_rules


def decide(command: Command, known: Readership) -> list[Event]:
    match command:
        case PublishBulletin() as ask:
            return publish(ask, known)
        case NoteReader() as ask:
            if (ask.mentor_id in known.readers) is ask.reads:
                return []
            return [(ReaderNoted if ask.reads else ReaderGone).following(ask)]
        case _:
            raise NotImplementedError(type(command).__name__)


def publish(command: PublishBulletin, known: Readership) -> list[Event]:
    allowed = obey(bulletin_rules, command, known)
    if command.bulletin_id in known.sent:
        return []
    recipients = tuple(sorted(known.readers))
    return [BulletinPublished.following(command, recipients=recipients, allowed_by=allowed)]


def evolve(known: Readership, event: Event) -> Readership:
    match event:
        case ReaderNoted(mentor_id=one):
            return replace(known, readers=known.readers.set(one, None))
        case ReaderGone(mentor_id=one):
            left = known.readers.delete(one) if one in known.readers else known.readers
            return replace(known, readers=left)
        case BulletinPublished(bulletin_id=one):
            return replace(known, sent=known.sent | {one})
        case _:
            return known


readership: Decider[Readership] = Decider(
    "readership-{programme}", Readership(), decide, evolve, accepts=(PublishBulletin, NoteReader)
)
