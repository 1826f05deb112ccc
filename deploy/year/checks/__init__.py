"""What has to hold at the end of a year: each check is a sentence, and gives what is against it."""

from collections.abc import Callable, Iterable, Iterator

from deploy.year.evidence import Evidence

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
    every_check_in_was_completed_or_missed,
    every_third_session_asks_how_it_goes,
    nobody_meets_a_minor_unnoticed_without_a_chaperone,
    rests_are_rests,
    the_age_at_the_start_of_a_session_decides,
)
from .safeguarding import (
    no_alarm_is_left_ringing,
    nobody_is_told_of_themselves,
    the_ladder_is_climbed_rung_by_rung,
)

Check = Callable[[Evidence], Iterable[str]]

CHECKS: tuple[Check, ...] = (
    only_those_who_may_were_accepted,
    mentors_are_trained_exactly_once,
    a_certificate_is_numbered_once_and_can_be_verified,
    only_the_trained_are_matched,
    mentees_have_one_mentor_at_a_time,
    whoever_was_not_selected_keeps_the_place,
    nobody_meets_a_minor_unnoticed_without_a_chaperone,
    the_age_at_the_start_of_a_session_decides,
    every_check_in_was_completed_or_missed,
    every_third_session_asks_how_it_goes,
    rests_are_rests,
    no_alarm_is_left_ringing,
    nobody_is_told_of_themselves,
    the_ladder_is_climbed_rung_by_rung,
    ended_and_closed_are_two_facts,
    every_ending_was_closed_or_is_within_its_time,
    nothing_is_planned_after_the_end,
    everybody_is_paired_or_has_a_cause,
    nobody_is_paired_twice,
    everything_said_was_heard,
    nothing_on_the_bus_names_anybody_or_says_what_they_wrote,
    nobody_else_hears_of_disclosures,
    a_hold_looks_the_same_whatever_its_cause,
    every_event_says_by_which_rules,
    every_refusal_of_the_scenario_is_recorded,
    nothing_happened_after_it_was_recorded,
    the_logs_are_whole,
)


def checked(evidence: Evidence) -> Iterator[tuple[str, list[str]]]:
    """Each check as a sentence, with everything that speaks against it."""
    for check in CHECKS:
        yield check.__name__.replace("_", " "), list(check(evidence))
