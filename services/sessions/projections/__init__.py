"""What the sessions service can be asked to show. Dropped and replayed at will."""

from .beside import advice, effort
from .meetings import plan, session
from .story import pre_check, story
from .support import channel, check_in, fit_check, minor_day, prevented, touch
from .working import growth, task

shows = (
    plan,
    session,
    task,
    growth,
    check_in,
    fit_check,
    channel,
    minor_day,
    prevented,
    touch,
    story,
    pre_check,
    effort,
    advice,
)

__all__ = ["shows"]
