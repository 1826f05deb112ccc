"""What has to hold at the end: each check is a sentence, and gives what is against it.

Some hold of the installation as a whole. The others hold of every programme whose policy document
asks for what they are about; no check knows a programme by its name.
"""

from collections.abc import Callable, Iterable, Iterator

from deploy.year.evidence import Evidence, Year

from .apart import (
    no_event_of_a_programme_names_a_participant_of_another,
    no_question_about_a_programme_is_answered_with_another,
    no_stream_is_shared_but_by_those_who_take_part_in_both,
    nobody_is_told_of_a_case_of_another_programme,
)
from .asking import Result, only_where, result, result_of_all
from .bus import (
    a_hold_looks_the_same_whatever_its_cause,
    everything_said_was_heard,
    nobody_else_hears_of_disclosures,
    nothing_on_the_bus_names_anybody_or_says_what_they_wrote,
)
from .endings import (
    ended_and_closed_are_two_facts,
    every_ending_was_closed_or_is_within_its_time,
    nothing_is_planned_after_the_end,
)
from .evaluating import everybody_is_paired_or_has_a_cause, nobody_is_paired_twice
from .joining import (
    a_certificate_is_numbered_once_and_can_be_verified,
    mentors_are_trained_exactly_once,
    only_those_who_may_were_accepted,
)
from .logs import (
    every_event_says_by_which_rules,
    every_refusal_of_the_scenario_is_recorded,
    nothing_happened_after_it_was_recorded,
    the_logs_are_whole,
)
from .matching import (
    mentees_have_one_mentor_at_a_time,
    only_the_trained_are_matched,
    whoever_was_not_selected_keeps_the_place,
)
from .meeting import (
    after_so_many_sessions_they_are_asked_once_how_it_goes,
    every_check_in_was_completed_or_missed,
    nobody_meets_a_minor_unnoticed_without_a_chaperone,
    nobody_meets_unnoticed_in_a_way_that_is_not_offered,
    rests_are_rests,
    the_age_at_the_start_of_a_session_decides,
)
from .safeguarding import (
    no_alarm_is_left_ringing,
    nobody_is_told_of_themselves,
    the_ladder_is_climbed_rung_by_rung,
)

Check = Callable[[Year], Iterable[str]]
CheckOfAll = Callable[[Evidence], Iterable[str]]

OF_A_PROGRAMME: tuple[Check, ...] = (
    only_those_who_may_were_accepted,
    mentors_are_trained_exactly_once,
    a_certificate_is_numbered_once_and_can_be_verified,
    only_the_trained_are_matched,
    mentees_have_one_mentor_at_a_time,
    whoever_was_not_selected_keeps_the_place,
    nobody_meets_a_minor_unnoticed_without_a_chaperone,
    nobody_meets_unnoticed_in_a_way_that_is_not_offered,
    the_age_at_the_start_of_a_session_decides,
    every_check_in_was_completed_or_missed,
    after_so_many_sessions_they_are_asked_once_how_it_goes,
    rests_are_rests,
    no_alarm_is_left_ringing,
    nobody_is_told_of_themselves,
    the_ladder_is_climbed_rung_by_rung,
    ended_and_closed_are_two_facts,
    every_ending_was_closed_or_is_within_its_time,
    nothing_is_planned_after_the_end,
    everybody_is_paired_or_has_a_cause,
    nobody_is_paired_twice,
    every_event_says_by_which_rules,
    every_refusal_of_the_scenario_is_recorded,
)
OF_ALL: tuple[CheckOfAll, ...] = (
    everything_said_was_heard,
    nothing_on_the_bus_names_anybody_or_says_what_they_wrote,
    nobody_else_hears_of_disclosures,
    a_hold_looks_the_same_whatever_its_cause,
    nothing_happened_after_it_was_recorded,
    the_logs_are_whole,
)
SIDE_BY_SIDE: tuple[CheckOfAll, ...] = (
    no_event_of_a_programme_names_a_participant_of_another,
    no_stream_is_shared_but_by_those_who_take_part_in_both,
    no_question_about_a_programme_is_answered_with_another,
    nobody_is_told_of_a_case_of_another_programme,
)


def checked(year: Year) -> Iterator[Result]:
    """What has to hold of one programme."""
    yield from (result(check, year) for check in OF_A_PROGRAMME)


def checked_of_all(whole: Evidence) -> Iterator[Result]:
    """What has to hold of the installation, and between programmes where there are several."""
    yield from (result_of_all(check, whole) for check in OF_ALL)
    if len(whole.scenarios) > 1:
        yield from (result_of_all(check, whole) for check in SIDE_BY_SIDE)


__all__ = ["Result", "checked", "checked_of_all", "only_where"]
