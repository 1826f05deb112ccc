"""What other services say, as far as safeguarding cares: their words, our fields."""

from uuid import UUID

from shared.messages import Event


class SafeguardingLeadAppointed(Event):
    """From profiles: an institution named somebody."""

    institution_id: UUID
    role: str
    person_id: UUID


class SafeguardingLeadRelieved(Event):
    """From profiles: that person does it no longer."""

    institution_id: UUID
    role: str
    person_id: UUID


class InstitutionRoleVacant(Event):
    """From profiles: nobody at the institution holds that role."""

    institution_id: UUID
    role: str


class StaffRoleEnded(Event):
    """From profiles: somebody no longer holds a role at the operator or at an institution."""

    person_id: UUID
    role: str
    region: str | None = None
    institution_id: UUID | None = None


class StaffRoleGranted(Event):
    """From profiles: a role at the operator, or with an institution named, there."""

    person_id: UUID
    role: str
    region: str | None = None
    institution_id: UUID | None = None


class MentorRoleEnded(Event):
    """From profiles: the operator ended a mentor's role. Why is not said on the bus."""

    mentor_id: UUID
    person_id: UUID


class MatchMade(Event):
    """From matching: a pair, and the institution behind it."""

    relationship_id: UUID
    mentor_id: UUID
    mentor_person_id: UUID
    mentee_person_id: UUID
    institution_id: UUID | None = None
    age_band: str


class ChaperoneAbsent(Event):
    """From sessions: a session that needed a chaperone was held without one."""

    session_id: UUID
    relationship_id: UUID
    mentor_id: UUID


class OutOfPolicyMeetingRecorded(Event):
    """From sessions: they met, though rules were broken."""

    session_id: UUID
    relationship_id: UUID
    mentor_id: UUID
    rules: tuple[str, ...]


class OutOfPolicyContactReported(Event):
    """From sessions: contact on a channel the policy does not allow."""

    relationship_id: UUID
    mentor_id: UUID


class PolicyBreakAttempted(Event):
    """From sessions: a mentor asked again for what had been refused."""

    relationship_id: UUID
    mentor_id: UUID
    rule: str


class RegulatedActivityThresholdReached(Event):
    """From sessions: a mentor's days with children amount to regulated activity."""

    mentor_id: UUID
