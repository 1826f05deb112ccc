"""Where the two want to get to, and ways there."""

from shared.deciding import obey
from shared.messages import Event
from shared.refusals import Refused

from ..commands import AchieveGoal, SetGoal, SuggestRoute
from ..events import GoalAchieved, GoalSet, RouteSuggested
from ..policies.plan import Plan
from ..policies.working import goal_has_steps, mentor_suggests, relationship_is_known
from .family import Family


def set_goal(ask: SetGoal, plan: Plan) -> list[Event]:
    if ask.goal_id in plan.goals:
        return []
    allowed = obey((relationship_is_known, goal_has_steps), ask, plan)
    person = plan.pair and plan.pair.mentee_person_id
    count = len(ask.steps)
    return [GoalSet.following(ask, mentee_person_id=person, step_count=count, allowed_by=allowed)]


def achieve(ask: AchieveGoal, plan: Plan) -> list[Event]:
    if ask.goal_id not in plan.goals:
        raise Refused("goal-is-known", "No such goal was set.", "goal_is_known")
    return [] if plan.goals[ask.goal_id] else [GoalAchieved.following(ask)]


def suggest_route(ask: SuggestRoute, plan: Plan) -> list[Event]:
    if ask.goal_id not in plan.goals:
        raise Refused("goal-is-known", "No such goal was set.", "goal_is_known")
    allowed = obey((relationship_is_known, mentor_suggests), ask, plan)
    if ask.route_id in plan.routes:
        return []
    person = plan.pair and plan.pair.mentee_person_id
    return [RouteSuggested.following(ask, mentee_person_id=person, allowed_by=allowed)]


AIMING: Family = {
    SetGoal: set_goal,
    AchieveGoal: achieve,
    SuggestRoute: suggest_route,
}
