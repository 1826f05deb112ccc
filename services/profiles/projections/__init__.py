"""What profiles can be asked to show. Dropped and replayed at will."""

from .institutions import institution
from .learning import certificate, training, workshop
from .memberships import membership
from .mentees import consent, mentee
from .mentors import mentor, mentor_facet
from .people import acknowledgement, staff_role
from .programmes import policy

__all__ = ["shows"]

shows = (
    policy,
    staff_role,
    institution,
    membership,
    mentor,
    mentor_facet,
    mentee,
    consent,
    acknowledgement,
    training,
    workshop,
    certificate,
)
