"""Rules about the operator's documents that participants acknowledge."""

from ..commands.person import AcknowledgePolicyDocument
from .asking import policy_now


def document_known(command: AcknowledgePolicyDocument, _: object) -> str | None:
    kinds = policy_now(command).documents.acknowledge
    return None if command.kind in kinds else f"To acknowledge are: {', '.join(kinds)}."


def version_current(command: AcknowledgePolicyDocument, _: object) -> str | None:
    current = policy_now(command).documents.versions.get(command.kind, 1)
    return None if command.document_version == current else f"Version {current} is the current one."


acknowledging_rules = (document_known, version_current)
