"""The whole programme document, declared once: read leniently, compiled strictly."""

from shared.messages import Value

from .joining import Application, Consents, Documents, Mentee, Mentor, Screening
from .learning import Item, Module, Training
from .meeting import (
    Channels,
    Ending,
    FitCheck,
    Gifts,
    Relationship,
    Safeguarding,
    Sessions,
    Support,
)
from .running import (
    Evaluation,
    Institutions,
    LeadTime,
    Matching,
    Policy,
    Programme,
    RegulatedActivity,
)

__all__ = ["Document", "Item", "Mentor", "Module", "Training"]


class Document(Value):
    """Every section a programme may have; what is left out has the default written beside it."""

    programme: Programme = Programme()
    policy: Policy = Policy()
    holidays: tuple[str, ...] = ()
    adult_age: int = 18
    institution: Institutions = Institutions()
    mentee: Mentee = Mentee()
    mentor: Mentor = Mentor()
    screening: Screening = Screening()
    application: Application = Application()
    consents: Consents = Consents()
    training: Training = Training()
    lead_time: LeadTime = LeadTime()
    matching: Matching = Matching()
    relationship: Relationship = Relationship()
    documents: Documents = Documents()
    sessions: Sessions = Sessions()
    channels: Channels = Channels()
    fit_check: FitCheck = FitCheck()
    support: Support = Support()
    regulated_activity: RegulatedActivity = RegulatedActivity()
    ending: Ending = Ending()
    gifts: Gifts = Gifts()
    safeguarding: Safeguarding = Safeguarding()
    evaluation: Evaluation = Evaluation()
