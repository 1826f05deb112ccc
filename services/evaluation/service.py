"""The evaluation service: commands in, questions answered, other services heard."""

from shared.entrypoints import Service, asked, hears_many
from shared.messages import Json

from .projections import answering
from .room import room


class Evaluation(Service):
    """Questions name the programme by its id and a role, `mentor` or `mentee`; ids are text.

    Every report says its programme's `stage`, so that a pilot is read as one (ASME-01).
    """

    name = "evaluation"
    room = room

    @hears_many("profiles", room.hears["profiles"].types)
    def hear_profiles(self, messages: list[Json]) -> None:
        self.desk.hear_many("profiles", messages)

    @hears_many("matching", room.hears["matching"].types)
    def hear_matching(self, messages: list[Json]) -> None:
        self.desk.hear_many("matching", messages)

    @hears_many("sessions", room.hears["sessions"].types)
    def hear_sessions(self, messages: list[Json]) -> None:
        self.desk.hear_many("sessions", messages)

    @asked
    def programme_reach(self, programme: str) -> Json:
        """Relationships started, distinct mentees and mentors, sessions, minutes; the target."""
        return answering.programme_reach(self.desk, programme)

    @asked
    def impact(self, programme: str, role: str = "mentee") -> Json:
        """The paired table as of now: items, direction of all measures, unpaired by cause."""
        return answering.impact(self.desk, programme, role)

    @asked
    def paired_table(self, cohort_id: str) -> Json | None:
        """The whole paired table of a frozen cohort, for those inside; None before it is frozen."""
        return answering.paired_table(self.desk, cohort_id)

    @asked
    def published_table(self, report_id: str) -> Json | None:
        """The table of a report as it may leave the house: small cells withheld."""
        return answering.published_table(self.desk, report_id)

    @asked
    def averages(self, cohort_ids: list[str]) -> Json:
        """By item over several cohorts: pooled, and mean of cohorts."""
        return answering.averages_of(self.desk, cohort_ids)

    @asked
    def dosage(self, programme: str, role: str = "mentee") -> Json:
        """Pairs and their change by number of sessions held, in the programme's bands."""
        return answering.dosage(self.desk, programme, role)

    @asked
    def lead_time(self, programme: str, role: str = "mentor") -> Json:
        """Weeks from applying to the first session, against the programme's band."""
        return answering.lead_time(self.desk, programme, role)

    @asked
    def nps(self, programme: str, role: str = "mentor") -> Json:
        """The net promoter score, and apart from it the share that gave 7 to 10."""
        return answering.nps(self.desk, programme, role)

    @asked
    def workshop_ratings(
        self, programme: str, role: str = "mentor", workshop_id: str | None = None
    ) -> Json:
        """Shares that rated a workshop good or better, would recommend it, felt prepared."""
        return answering.workshop_ratings(self.desk, programme, role, workshop_id)

    @asked
    def needs_insight(
        self, programme: str, since: str | None = None, until: str | None = None
    ) -> Json:
        """What mentees say they lack, by item, answered between two days; rare answers withheld."""
        return answering.needs_insight(self.desk, programme, since, until)

    @asked
    def end_answers(self, programme: str, role: str = "mentor") -> Json:
        """What people say at the end, by item, and how many were asked; nobody has to answer
        anything, and rare answers are withheld (ASME-24).
        """
        return answering.end_answers(self.desk, programme, role)

    @asked
    def needs_assessed(self, programme: str) -> Json:
        """How many mentees there are, and how many of them answered before mentoring."""
        return answering.needs_assessed(self.desk, programme)

    @asked
    def pulse(self, programme: str, role: str = "mentor") -> Json:
        """How sessions felt, above the threshold of people only."""
        return answering.pulse(self.desk, programme, role)

    @asked
    def onboarding_time(self, programme: str, role: str = "mentor") -> Json:
        """Minutes from applying to having answered: median and 90th percentile."""
        return answering.onboarding_time(self.desk, programme, role)

    @asked
    def response_rates(self, programme: str) -> Json:
        """How many questionnaires stand how, by role and phase."""
        return answering.response_rates(self.desk, programme)

    @asked
    def open_evaluations(self, participant_id: str) -> list[Json]:
        """What somebody may answer now, with the questions."""
        return answering.open_evaluations(self.desk, participant_id)
