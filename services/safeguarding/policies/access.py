"""Who may do what with a case. Each rule says why not, or nothing."""

from shared.messages import Command

from ..commands import GrantCaseAccess, OpenCase
from .rules import person
from .standing import Case, InHand, Waiting, report_of, team_of


def is_a_person(ask: Command, _: Case) -> str | None:
    return None if person(ask) else "Only a person may do this, under their own name."


def is_not_a_raiser(ask: Command, case: Case) -> str | None:
    report = report_of(case)
    return (
        "Who raised it takes no part in it." if report and person(ask) in report.raisers else None
    )


def is_not_accused(ask: Command, case: Case) -> str | None:
    report = report_of(case)
    return (
        "Who is part of it takes no part in it."
        if report and person(ask) in report.accused
        else None
    )


def was_told(ask: Command, case: Waiting) -> str | None:
    return None if person(ask) in case.told else "Only somebody it was routed to acknowledges it."


def is_on_the_team(ask: Command, case: Case) -> str | None:
    return (
        None if person(ask) in team_of(case, ask.asked.at) else "Only the case's team may do this."
    )


def leads_the_case(ask: Command, case: InHand) -> str | None:
    return None if person(ask) == case.lead else "Only the lead of the case may do this."


def newcomer_is_unconflicted(ask: GrantCaseAccess | OpenCase, case: InHand) -> str | None:
    newcomer = ask.lead if isinstance(ask, OpenCase) else ask.person_id
    if newcomer in case.report.conflicted:
        return "Neither who raised it nor who is part of it may join the case."
    return None


def is_triaged(_: Command, case: InHand) -> str | None:
    return None if case.threshold else "It has to be triaged first."


def referral_is_decided(_: Command, case: InHand) -> str | None:
    if case.threshold == "harm" and not (case.referrals or case.kept_by):
        return "With harm suspected, the decision to refer or not to refer has to be recorded."
    return None


def decision_was_second_read(_: Command, case: InHand) -> str | None:
    return (
        "A second person has to read why it was not referred." if case.needs_second_reader else None
    )


def is_another_than_the_decider(ask: Command, case: InHand) -> str | None:
    return "Nobody is their own second reader." if person(ask) == case.kept_by else None


def is_another_than_the_proposer(ask: Command, case: InHand) -> str | None:
    if case.proposed and person(ask) == case.proposed[0]:
        return "Nobody approves their own proposal."
    return None


def programme_is_named(ask: Command, _: object) -> str | None:
    """What follows is said aloud with its programme; one without would stand out."""
    return None if ask.asked.rules else "Say for which programme this is."


UNCONFLICTED = (is_a_person, is_not_a_raiser, is_not_accused)
ACKNOWLEDGING = (*UNCONFLICTED, was_told)
WORKING = (*UNCONFLICTED, is_on_the_team)
LEADING = (*WORKING, leads_the_case)
OPENING = (*WORKING, is_triaged, newcomer_is_unconflicted)
GRANTING = (*LEADING, newcomer_is_unconflicted)
SECOND_READING = (*WORKING, is_another_than_the_decider)
CLOSING = (*WORKING, is_triaged, referral_is_decided, decision_was_second_read)
RESTING = (*WORKING, programme_is_named)
APPROVING = (*WORKING, is_another_than_the_proposer)
