"""How a participant's acknowledgements of the operator's documents are recorded."""

from dataclasses import dataclass

from shared.deciding import Decider, obey
from shared.messages import Event

from ..commands.person import AcknowledgePolicyDocument
from ..events import PolicyDocumentAcknowledged
from ..policies.documents import acknowledging_rules


@dataclass(frozen=True)
class Acknowledged:
    """What the participant has acknowledged: (kind, version)."""

    read: frozenset[tuple[str, int]] = frozenset()


def decide(command: AcknowledgePolicyDocument, known: Acknowledged) -> list[Event]:
    if (command.kind, command.document_version) in known.read:
        return []
    allowed = obey(acknowledging_rules, command, known)
    return [PolicyDocumentAcknowledged.following(command, allowed_by=allowed)]


def evolve(known: Acknowledged, event: PolicyDocumentAcknowledged) -> Acknowledged:
    return Acknowledged(known.read | {(event.kind, event.document_version)})


acknowledgement: Decider[Acknowledged] = Decider(
    "acknowledgement-{participant_id}",
    Acknowledged(),
    decide,
    evolve,
    accepts=(AcknowledgePolicyDocument,),
)
