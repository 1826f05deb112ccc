"""What a profile may say somebody helps with, or wants help with."""

from ..commands.mentee import UpdateMenteeProfile
from ..commands.mentor import UpdateMentorProfile
from .asking import policy_now


def help_topics_known(command: UpdateMentorProfile | UpdateMenteeProfile, _: object) -> str | None:
    """Where the policy lists topics of help, others mean nothing; none has to be named."""
    known = policy_now(command).matching.topics
    strange = sorted(set(command.topics) - set(known)) if known else ()
    return f"No topic of this programme: {', '.join(strange)}." if strange else None


topic_rules = (help_topics_known,)
