"""How the record of a human being is kept, and under which name they are certified."""

from dataclasses import dataclass, replace
from uuid import UUID

from shared.deciding import Decider
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands.person import (
    CertifyPerson,
    ChangePersonContacts,
    CorrectPersonName,
    RegisterPerson,
)
from ..events import (
    PersonCertified,
    PersonContactsChanged,
    PersonNameCorrected,
    PersonRegistered,
)


@dataclass(frozen=True)
class Person:
    """The name is None until somebody registers the person; `certified` is the last by mentor."""

    name: str | None = None
    certified: tuple[PersonCertified, ...] = ()

    def certify_as(self, name: str) -> list[PersonCertified]:
        return [replace(one, name=name, renewed=True) for one in self.certified]


def decide(command: Command, person: Person) -> list[Event]:
    match command:
        case RegisterPerson(name=name) as ask if person.name is None:
            return [PersonRegistered.following(ask), *person.certify_as(name)]
        case RegisterPerson():
            return []
        case CorrectPersonName(name=name) as ask if person.name is not None:
            renamed = [PersonNameCorrected.following(ask), *person.certify_as(name)]
            return [] if name == person.name else renamed
        case ChangePersonContacts() as ask if person.name is not None:
            return [PersonContactsChanged.following(ask)]
        case CertifyPerson(mentor_id=mentor) as ask:
            return (
                [] if known(person, mentor) else [PersonCertified.following(ask, name=person.name)]
            )
        case _:
            raise Refused.impossible(command, person)


def known(person: Person, mentor_id: UUID) -> bool:
    return any(one.mentor_id == mentor_id for one in person.certified)


def evolve(person: Person, event: Event) -> Person:
    match event:
        case PersonRegistered(name=name) | PersonNameCorrected(name=name):
            return replace(person, name=name)
        case PersonCertified() as told:
            others = [one for one in person.certified if one.mentor_id != told.mentor_id]
            return replace(person, certified=(*others, told))
        case _:
            return person


person: Decider[Person] = Decider(
    "person-{person_id}",
    Person(),
    decide,
    evolve,
    accepts=(RegisterPerson, CorrectPersonName, ChangePersonContacts, CertifyPerson),
)
