"""The whole programme document, declared once: read leniently, compiled strictly."""

from datetime import date

from shared.messages import Value

from .joining import (
    Application,
    Consents,
    Documents,
    Employer,
    Mentee,
    Mentor,
    Recruitment,
    Screening,
)
from .lasting import Ending, FitCheck, Relationship, Stories, Support
from .learning import Item, Module, Tier, Training
from .meeting import Achievements, Agenda, Goals, Sessions, Tasks, Thanks
from .pairing import Matching
from .running import (
    Evaluation,
    Institutions,
    LeadTime,
    Pilot,
    Policy,
    Programme,
    RegulatedActivity,
    Roles,
)
from .safety import Channels, Gifts, Safeguarding

__all__ = ["Document", "Item", "Mentor", "Module", "Tier", "Training"]


class Document(Value):
    """Every section a programme may have; what is left out has the default written beside it.

    `membership` names the organisation whose members alone may take part; None lets everybody.
    """

    programme: Programme = Programme()
    policy: Policy = Policy()
    pilot: Pilot = Pilot()
    holidays: tuple[date, ...] = ()
    adult_age: int = 18
    membership: str | None = None
    roles: Roles = Roles()
    recruitment: Recruitment = Recruitment()
    institution: Institutions = Institutions()
    mentee: Mentee = Mentee()
    mentor: Mentor = Mentor()
    employer: Employer = Employer()
    screening: Screening = Screening()
    application: Application = Application()
    consents: Consents = Consents()
    training: Training = Training()
    lead_time: LeadTime = LeadTime()
    matching: Matching = Matching()
    relationship: Relationship = Relationship()
    documents: Documents = Documents()
    sessions: Sessions = Sessions()
    agenda: Agenda = Agenda()
    tasks: Tasks = Tasks()
    goals: Goals = Goals()
    achievements: Achievements = Achievements()
    thanks: Thanks = Thanks()
    channels: Channels = Channels()
    fit_check: FitCheck = FitCheck()
    support: Support = Support()
    regulated_activity: RegulatedActivity = RegulatedActivity()
    ending: Ending = Ending()
    stories: Stories = Stories()
    gifts: Gifts = Gifts()
    safeguarding: Safeguarding = Safeguarding()
    evaluation: Evaluation = Evaluation()
