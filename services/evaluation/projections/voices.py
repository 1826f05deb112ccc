"""Scores, pulses and workshop ratings, the last of each participant."""

from typing import Any

from shared.envelope import Envelope
from shared.projecting import Sql, projection

from ..events import NpsRecorded, PulseRecorded, WorkshopRated

SCORE = """
INSERT INTO nps VALUES (%(participant_id)s, %(programme)s, %(role)s, %(score)s)
ON CONFLICT (participant_id) DO UPDATE SET score = excluded.score
"""
PULSE = """
INSERT INTO pulse
VALUES (%(participant_id)s, %(session_id)s, %(programme)s, %(role)s, %(valence)s, %(tags)s)
ON CONFLICT (participant_id, session_id) DO UPDATE
   SET valence = excluded.valence, tags = excluded.tags
"""
RATE = """
INSERT INTO workshop_rating
VALUES (%(workshop_id)s, %(participant_id)s, %(programme)s, %(role)s, %(rating)s,
        %(would_recommend)s, %(felt_prepared)s)
ON CONFLICT (workshop_id, participant_id) DO UPDATE
   SET rating = excluded.rating,
       would_recommend = excluded.would_recommend,
       felt_prepared = excluded.felt_prepared
"""


@projection(
    """nps (
        participant_id uuid PRIMARY KEY,
        programme text,
        role text NOT NULL,
        score smallint NOT NULL
    )""",
    """pulse (
        participant_id uuid,
        session_id uuid,
        programme text,
        role text NOT NULL,
        valence text NOT NULL,
        tags text[] NOT NULL,
        PRIMARY KEY (participant_id, session_id)
    )""",
    """workshop_rating (
        workshop_id uuid,
        participant_id uuid,
        programme text,
        role text NOT NULL,
        rating text NOT NULL,
        would_recommend boolean,
        felt_prepared boolean,
        PRIMARY KEY (workshop_id, participant_id)
    )""",
)
def voices(told: Envelope[Any], sql: Sql) -> None:
    """The last word of everybody, never a band instead of a score."""
    match told.data:
        case NpsRecorded() as score:
            sql(SCORE, **score.dump(), programme=told.programme)
        case PulseRecorded() as pulse:
            sql(PULSE, **pulse.dump(), programme=told.programme)
        case WorkshopRated() as rated:
            sql(RATE, **rated.dump(), programme=told.programme)
