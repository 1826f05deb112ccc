"""The rule of applying in time."""

from ..commands.mentee import ReferMentee
from ..commands.mentor import StartMentorApplication
from .asking import policy_now, today


def recruitment_open(command: StartMentorApplication | ReferMentee, _: object) -> str | None:
    """ASME-41: up to the last second of the last day, there; without one, at any time."""
    windows = policy_now(command).recruitment
    mentor = isinstance(command, StartMentorApplication)
    closes = (windows.mentor if mentor else windows.mentee).closes
    late = closes is not None and today(command) > closes
    return f"The last day for applying was {closes}." if late else None
