"""How tasks, areas, strengths, achievements and thanks come and go."""

from shared.deciding import obey
from shared.messages import Event
from shared.refusals import Refused

from ..commands import (
    AmendTask,
    AssignTask,
    CompleteTask,
    DropTask,
    ExpressThanks,
    IdentifyDevelopmentArea,
    NoteStrength,
    RecordAchievement,
    SignpostResource,
)
from ..events import (
    AchievementRecorded,
    DevelopmentAreaIdentified,
    SignpostedTo,
    StrengthNoted,
    TaskAmended,
    TaskAssigned,
    TaskCompleted,
    TaskDropped,
    ThanksExpressed,
)
from ..policies.plan import Plan, Task
from ..policies.working import (
    area_is_listed,
    relationship_is_known,
    speaks_for_themself,
)
from .family import Family

KNOWN = (relationship_is_known,)


def assign(ask: AssignTask, plan: Plan) -> list[Event]:
    if ask.task_id in plan.tasks:
        return []
    allowed = obey(KNOWN, ask, plan)
    person = plan.pair and plan.pair.mentee_person_id
    at = ask.asked.at
    return [
        TaskAssigned.following(ask, mentee_person_id=person, assigned_at=at, allowed_by=allowed)
    ]


def task(ask: CompleteTask | AmendTask | DropTask, plan: Plan) -> Task:
    if found := plan.tasks.get(ask.task_id):
        return found
    raise Refused("task-is-known", "No such task was set.", "task_is_known")


def opened(ask: CompleteTask | AmendTask | DropTask, plan: Plan) -> Task:
    if (found := task(ask, plan)).status == "open":
        return found
    raise Refused("task-is-open", f"The task is {found.status} already.", "task_is_open")


def complete(ask: CompleteTask, plan: Plan) -> list[Event]:
    if task(ask, plan).status == "completed":
        return []
    opened(ask, plan)
    return [TaskCompleted.following(ask)]


def amend(ask: AmendTask, plan: Plan) -> list[Event]:
    opened(ask, plan)
    allowed = obey(KNOWN, ask, plan)
    person = plan.pair and plan.pair.mentee_person_id
    return [TaskAmended.following(ask, mentee_person_id=person, allowed_by=allowed)]


def drop(ask: DropTask, plan: Plan) -> list[Event]:
    if task(ask, plan).status == "dropped":
        return []
    opened(ask, plan)
    return [TaskDropped.following(ask)]


def identify_area(ask: IdentifyDevelopmentArea, plan: Plan) -> list[Event]:
    allowed = obey((relationship_is_known, area_is_listed), ask, plan)
    if ask.code in plan.areas:
        return []
    return [DevelopmentAreaIdentified.following(ask, allowed_by=allowed)]


def note_strength(ask: NoteStrength, plan: Plan) -> list[Event]:
    if ask.strength_id in plan.strengths:
        return []
    allowed = obey(KNOWN, ask, plan)
    person = plan.pair and plan.pair.mentee_person_id
    return [StrengthNoted.following(ask, mentee_person_id=person, allowed_by=allowed)]


def record_achievement(ask: RecordAchievement, plan: Plan) -> list[Event]:
    if ask.achievement_id in plan.achievements:
        return []
    allowed = obey(KNOWN, ask, plan)
    person = plan.pair and plan.pair.mentee_person_id
    return [AchievementRecorded.following(ask, mentee_person_id=person, allowed_by=allowed)]


def express_thanks(ask: ExpressThanks, plan: Plan) -> list[Event]:
    if ask.thanks_id in plan.thanks:
        return []
    allowed = obey((relationship_is_known, speaks_for_themself), ask, plan)
    person = plan.pair and getattr(plan.pair, f"{ask.by_role}_person_id")
    return [ThanksExpressed.following(ask, by_person_id=person, allowed_by=allowed)]


def signpost(ask: SignpostResource, plan: Plan) -> list[Event]:
    allowed = obey(KNOWN, ask, plan)
    if ask.resource in plan.signposts:
        return []
    return [SignpostedTo.following(ask, allowed_by=allowed)]


WORKING: Family = {
    SignpostResource: signpost,
    RecordAchievement: record_achievement,
    ExpressThanks: express_thanks,
    AssignTask: assign,
    CompleteTask: complete,
    AmendTask: amend,
    DropTask: drop,
    IdentifyDevelopmentArea: identify_area,
    NoteStrength: note_strength,
}
