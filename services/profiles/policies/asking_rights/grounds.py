"""The grounds that many commands have in common."""

from shared.rights import Ground

from ..roles import the_office, their_institution, themself

OFFICE: tuple[Ground, ...] = (the_office,)
MENTOR = (themself("mentor_id", "person_id"), the_office)
MENTEE = (themself("mentee_id", "person_id"), the_office)
FOR_A_MENTEE = (*MENTEE, their_institution)
PARTICIPANT = (themself("participant_id", "person_id"), the_office)
# Where the record does not know whose participation it is, a person's id would prove nothing.
PARTICIPATION = (themself("participant_id"), the_office)
PERSON = (themself("person_id"), the_office)
