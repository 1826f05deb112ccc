"""Applying, training and certificates."""

from collections import Counter
from collections.abc import Iterator

from deploy.year.evidence import Year
from deploy.year.policy import Policy, satisfied

from .asking import only_where


def needs(policy: Policy) -> Iterator[str]:
    """What has to be known of a mentor before there is a place."""
    if policy.get("mentor.experience"):
        yield "MentorEligibilityConfirmed"
    if policy.get("mentor.goal") == "required":
        yield "MentorGoalSet"
    if policy.lists("application.pre_evaluation", "mentor"):
        yield "MentorPreEvaluationNoted"


@only_where(lambda policy: any(needs(policy)), "it asks nothing of mentors beforehand")
def only_those_who_may_were_accepted(year: Year) -> Iterator[str]:
    """1MM-013, 015, 024: experience, a goal and answers before mentoring, where they are asked."""
    for need in needs(year.policy):
        met = {one.data.mentor_id: one.occurred_at for one in year.of(need)}
        for accepted in year.of("MentorApplicationAccepted"):
            since = met.get(accepted.data.mentor_id)
            if since is None or since > accepted.occurred_at:
                yield f"mentor {accepted.data.mentor_id} was accepted without {need}"


@only_where(lambda policy: policy.get("training.mentor"), "mentors need no training")
def mentors_are_trained_exactly_once(year: Year) -> Iterator[str]:
    """1MM-034 to 041: whichever part comes last, and with every part that is asked for done."""
    times = Counter(one.data.mentor_id for one in year.of("MentorTrained"))
    for mentor, count in times.items():
        if count > 1:
            yield f"mentor {mentor} was trained {count} times"
    parts: dict[object, set[str]] = {}
    for one in year.of("TrainingPartCompleted"):
        parts.setdefault(one.data.participant_id, set()).add(one.data.item)
    for one in year.of("MentorTrained"):
        if not satisfied(year.policy.get("training.mentor"), parts.get(one.data.mentor_id, set())):
            yield f"mentor {one.data.mentor_id} lacks a part"


@only_where(lambda policy: policy.get("training.certificate"), "it knows no certificates")
def a_certificate_is_numbered_once_and_can_be_verified(year: Year) -> Iterator[str]:
    """1MM-043."""
    issued = year.of("CertificateIssued")
    numbers = Counter(one.data.number for one in issued)
    yield from (
        f"number {number} was given twice" for number, count in numbers.items() if count > 1
    )
    with_one = {one.data.mentor_id for one in issued}
    for trained in year.of("MentorTrained"):
        if trained.data.mentor_id not in with_one:
            yield f"mentor {trained.data.mentor_id} has no certificate"
    replaced = {one.data.replaces for one in issued}
    for one in issued:
        status = year.ask("profiles.verify_certificate", one.data.number)["status"]
        if status != ("replaced" if one.data.certificate_id in replaced else "valid"):
            yield f"number {one.data.number} is said to be {status}"
