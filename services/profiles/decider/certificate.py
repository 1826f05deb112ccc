"""How a mentor's certificates are issued: once for each name, each linked to the one before."""

from dataclasses import dataclass, replace
from uuid import UUID, uuid5

from shared.deciding import Decider
from shared.messages import Command, Event
from shared.refusals import Refused

from ..commands.person import IssueCertificate, RevokeCertificate
from ..events import CertificateIssued, CertificateRevoked
from ..policies.document import Document
from ..policies.numbers import certificate_number


@dataclass(frozen=True)
class Certificates:
    """All a mentor was ever issued, the last one valid unless revoked."""

    issued: tuple[CertificateIssued, ...] = ()
    revoked: frozenset[UUID] = frozenset()


def decide(command: Command, known: Certificates) -> list[Event]:
    match command:
        case IssueCertificate() as ask if known.issued:
            return again(ask, known)
        case IssueCertificate(renewed=True):
            return []  # their programme certifies nobody, whatever that of the asker does
        case IssueCertificate() as ask:
            return first(ask)
        case RevokeCertificate(certificate_id=one) as ask if one in ids(known):
            return [] if one in known.revoked else [CertificateRevoked.following(ask)]
        case _:
            raise Refused.impossible(command, known)


def ids(known: Certificates) -> set[UUID]:
    return {one.certificate_id for one in known.issued}


def first(command: IssueCertificate) -> list[Event]:
    rules = command.asked.rules
    wanted = rules.read(Document).training.certificate if rules else None
    if rules is None or wanted is None:
        return []
    id_ = uuid5(command.mentor_id, "1")
    number = certificate_number(rules.programme, id_)
    issued = CertificateIssued.following(
        command, certificate_id=id_, number=number, signatory=wanted.signatory
    )
    return [issued]


def again(command: IssueCertificate, known: Certificates) -> list[Event]:
    """A new name is a new certificate; it keeps the prefix, the parts and the day of the first."""
    last = known.issued[-1]
    if command.name == last.name or last.certificate_id in known.revoked:
        return []
    id_ = uuid5(command.mentor_id, str(len(known.issued) + 1))
    prefix = last.number.rsplit("-", 2)[0]
    renewed = replace(
        last,
        certificate_id=id_,
        number=certificate_number(prefix, id_),
        name=command.name,
        replaces=last.certificate_id,
    )
    return [renewed]


def evolve(known: Certificates, event: Event) -> Certificates:
    match event:
        case CertificateIssued() as told:
            return replace(known, issued=(*known.issued, told))
        case CertificateRevoked(certificate_id=one):
            return replace(known, revoked=known.revoked | {one})
        case _:
            return known


certificate: Decider[Certificates] = Decider(
    "certificate-{mentor_id}",
    Certificates(),
    decide,
    evolve,
    accepts=(IssueCertificate, RevokeCertificate),
    keeps_programme=True,
)
