"""In whose name things are asked: the office, the house itself, an institution, oneself."""

from shared.messages import Command
from shared.rights import Ground, being, holding, known

from .document import Document
from .staffing import PROVIDER

LEADERS = frozenset({"operator", "programme_manager"})
OFFICE = LEADERS | {"regional_coordinator"}
HOUSE = frozenset({"service", "timer", "importer"})
INSTITUTION = frozenset({"institution", "mentoring_coordinator"})
# Whom no policy can make the office, whatever it lets them do; the empty role is nobody's.
OUTSIDE = INSTITUTION | {"mentor", "mentee", "member", "institution_staff", PROVIDER, ""}


def document_now(command: Command) -> Document:
    """What the programme says now; outside any programme, what no document changed."""
    rules = command.asked.rules_now or command.asked.rules
    return rules.read(Document) if rules else Document()


def named_by_the_policy(command: Command) -> frozenset[str]:
    """The staff of the programme's own: who assigns training, and who reviews requests."""
    document = document_now(command)
    review = document.matching.ranked.review if document.matching.ranked else None
    named = {*document.training.assigned_by, *({review.role} if review else ())}
    return frozenset(named) - OUTSIDE


def is_office(command: Command, _: object) -> bool:
    role = command.asked.by.role
    return role in OFFICE | HOUSE or role in named_by_the_policy(command)


def sees_to_help(command: Command, _: object) -> bool:
    team = document_now(command).support.team
    return command.asked.by.role in {team.technical, team.relationship} - {None} - OUTSIDE


def has_sent_them(command: Command, state: object) -> bool:
    """Which of an institution's people is asking is not known here, but whether it has one is."""
    asks = command.asked.by.role in INSTITUTION
    return asks and known("institution_id", command, state) is not None


the_leaders = holding("those who lead the programme", LEADERS | HOUSE)
the_office = Ground("the office", is_office)
the_team = Ground("whoever sees to requests for help", sees_to_help)
the_provider = holding("the provider of the training", {PROVIDER})
an_institution = holding("an institution", INSTITUTION)
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
