"""Who leafs through the mentors: a stream a person, which knows where they are a member."""

from dataclasses import replace

from shared.deciding import Decider, obey
from shared.messages import Event

from ..commands import NoteMembership, SeekMentors
from ..events import MembershipNoted
from ..policies.readers import Reader, seeking_rules


def decide(command: NoteMembership | SeekMentors, reader: Reader) -> list[Event]:
    match command:
        case SeekMentors():
            obey(seeking_rules, command, reader)
            return []
        case NoteMembership(member=member):
            known = reader.memberships.get((command.programme, command.organisation))
            at = command.asked.at
            if known and (known[0] == member or at < known[1]):
                return []
            return [MembershipNoted.following(command, as_of=at)]


def evolve(reader: Reader, event: Event) -> Reader:
    match event:
        case MembershipNoted(programme=programme, organisation=of, member=member, as_of=at):
            known = {**reader.memberships, (programme, of): (member, at)}
            return replace(reader, memberships=known)
        case _:
            return reader


reader: Decider[Reader] = Decider(
    "reader-{reader_id}", Reader(), decide, evolve, accepts=(NoteMembership, SeekMentors)
)
