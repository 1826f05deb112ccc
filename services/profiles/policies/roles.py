"""In whose name things are asked: the office, the house itself, an institution, oneself."""

from shared.messages import Command
from shared.rights import Ground, being, known

from .document import Document

HOUSE = frozenset({"service", "timer", "importer"})
# The installation's own, whatever a programme calls its people.
OPERATOR, ITSELF = "operator", "institution"
# Whom no policy can make the office, whatever it lets them do; the empty role is nobody's.
OUTSIDERS = frozenset({"mentor", "mentee", "member", ITSELF, ""})


def document_now(command: Command) -> Document:
    """What the programme says now; outside any programme, what no document changed."""
    rules = command.asked.rules_now or command.asked.rules
    return rules.read(Document) if rules else Document()


def leads(command: Command) -> bool:
    """Whether one of those who lead the programme asks, by the name they have there."""
    return command.asked.by.role in {OPERATOR, *document_now(command).roles.leaders}


def outside(document: Document) -> frozenset[str]:
    roles = document.roles
    return OUTSIDERS.union(roles.institution, roles.staff, {roles.provider})


def named_by_the_policy(command: Command) -> frozenset[str]:
    """The staff of the programme's own: who assigns training, and who reviews requests."""
    document = document_now(command)
    review = document.matching.ranked.review if document.matching.ranked else None
    named = {*document.training.assigned_by, *({review.role} if review else ())}
    return frozenset(named) - outside(document)


def is_leader(command: Command, _: object) -> bool:
    return command.asked.by.role in HOUSE or leads(command)


def is_office(command: Command, _: object) -> bool:
    role = command.asked.by.role
    return (
        is_leader(command, _)
        or role in document_now(command).roles.office
        or role in named_by_the_policy(command)
    )


def sees_to_help(command: Command, _: object) -> bool:
    document = document_now(command)
    team = document.support.team
    return command.asked.by.role in {team.technical, team.relationship} - {None} - outside(document)


def gives_the_training(command: Command, _: object) -> bool:
    return command.asked.by.role == document_now(command).roles.provider


def is_institution(command: Command, _: object) -> bool:
    return command.asked.by.role in {ITSELF, *document_now(command).roles.institution}


def has_sent_them(command: Command, state: object) -> bool:
    """Which of an institution's people is asking is not known here, but whether it has one is."""
    return is_institution(command, state) and known("institution_id", command, state) is not None


the_leaders = Ground("those who lead the programme", is_leader)
the_office = Ground("the office", is_office)
the_team = Ground("whoever sees to requests for help", sees_to_help)
the_provider = Ground("the provider of the training", gives_the_training)
an_institution = Ground("an institution", is_institution)
their_institution = Ground("their institution", has_sent_them)


def themself(*fields: str) -> Ground:
    """The one whom these fields name, by the id of the person or of the participation."""
    return being("the person themself", *fields)


def own_word(*fields: str) -> Ground:
    """The same, and nobody speaks in a parent's or an institution's name for themself."""
    own = being("", *fields)

    def holds(command: Command, state: object) -> bool:
        return getattr(command, "given_by", None) == "self" and own.holds(command, state)

    return Ground("the person themself in their own name", holds)
