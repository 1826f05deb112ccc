"""The rules safeguarding keeps, and what it does when it hears of something."""

from shared.reacting import Reactions
from shared.rulebook import when_policy_published_then_adopt

from . import hearing, reactions

from_profiles = Reactions(
    hearing.when_a_lead_is_appointed,
    hearing.when_a_lead_is_relieved,
    hearing.when_a_role_is_vacant,
    hearing.when_staff_get_a_role,
    hearing.when_staff_lose_a_role,
    hearing.when_a_role_ended_then_review,
    when_policy_published_then_adopt,
)
from_matching = Reactions(hearing.when_a_match_is_made)
from_sessions = Reactions(
    hearing.when_no_chaperone_came,
    hearing.when_they_met_against_the_rules,
    hearing.when_they_wrote_against_the_rules,
    hearing.when_a_break_is_tried_again,
    hearing.when_activity_is_regulated,
)
own = Reactions(
    reactions.when_told_then_look_for_people,
    reactions.when_a_draft_is_left_then_look_for_people,
    reactions.when_located_then_look_there,
    reactions.when_passed_on_then_look_at_the_operator,
    reactions.when_nobody_answers_then_look_further,
    reactions.when_the_lead_stands_down_then_look_again,
    reactions.when_routed_then_note_it,
    reactions.when_a_hold_is_requested_then_place_it,
    reactions.when_a_release_is_requested_then_lift,
    reactions.when_a_measure_applies_then_hold,
    reactions.when_a_measure_is_lifted_then_lift,
    reactions.when_a_pattern_shows_then_review,
    reactions.when_gifts_add_up_then_review,
)
timers = Reactions(
    reactions.while_a_draft_lies,
    reactions.while_nobody_has_it,
    reactions.while_still_nobody_has_it,
    reactions.while_nobody_has_it_again,
    reactions.once_somebody_has_it,
    reactions.while_the_agency_is_silent,
    reactions.while_the_agency_is_still_silent,
    reactions.once_the_agency_replied,
)
