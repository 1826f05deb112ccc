"""What profiles can be asked to show. Dropped and replayed at will."""

from .consultations import training_need
from .desk import support_request
from .institutions import institution
from .learning import certificate, training, workshop
from .memberships import membership
from .mentees import consent, mentee
from .mentors import mentor, mentor_facet
from .people import acknowledgement, staff_role
from .programmes import policy
from .resources import resource
from .stories import story
from .together import bulletin, community

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
    resource,
    bulletin,
    community,
    support_request,
    story,
    training_need,
)
