"""For every stream that has stages: which event leads from which stage to which.

Written down from the programmes' documents and not from the code, so that the one holds the other.
"""

from .evaluation import EVALUATION
from .matching import MATCHING
from .profiles import PROFILES
from .safeguarding import SAFEGUARDING
from .sessions import SESSIONS

TABLES = {one.name: one for one in (*PROFILES, *MATCHING, *SESSIONS, *SAFEGUARDING, *EVALUATION)}
