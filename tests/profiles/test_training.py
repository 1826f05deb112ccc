from datetime import UTC, date, datetime, timedelta

import pytest

from services.profiles.commands.training import (
    ChangeTrainingPath,
    CompleteModule,
    MarkTrainingOverdue,
    NoteInduction,
    NoteWorkshopMinutes,
    OpenTraining,
    RemindOfTraining,
    SaveTrainingProgress,
)
from services.profiles.decider.training import training
from services.profiles.events import training as said
from services.profiles.policies.timers import timers
from shared.envelope import Envelope
from shared.reacting import Due, Off
from shared.testing import scenario

from .vocabulary import AUTUMN, MENTOR, PERSON, STAFF, WORKSHOP, rules

given = scenario(training).under(rules()).at(AUTUMN)
ID = {"participant_id": MENTOR}
DAY = date(2025, 10, 1)
DUE = datetime(2025, 10, 14, 23, tzinfo=UTC)  # the 15th begins, summer time
REMIND = datetime(2025, 10, 10, 23, tzinfo=UTC)

open_ = OpenTraining(**ID, person_id=PERSON, role="mentor", assigned_by=STAFF)
assigned = said.TrainingAssigned(
    **ID,
    person_id=PERSON,
    role="mentor",
    items=("online", "workshop_core"),
    due_on=DUE,
    remind_at=REMIND,
    assigned_by=STAFF,
)
MODULES = ("profile", "goals", "safeguarding")


def completed(module, on=DAY):
    return said.TrainingModuleCompleted(**ID, module=module, level=1, completed_on=on)


def part(item, on=DAY):
    return said.TrainingPartCompleted(**ID, item=item, completed_on=on)


def attend(minutes, on=DAY):
    return NoteWorkshopMinutes(
        **ID, workshop_id=WORKSHOP, item="workshop_core", minutes=minutes, attended_on=on
    )


def attended(minutes, on=DAY):
    return said.WorkshopMinutesNoted(
        **ID, workshop_id=WORKSHOP, item="workshop_core", minutes=minutes, attended_on=on
    )


online = (*(completed(one) for one in MODULES), part("online"))
workshop = (attended(120), part("workshop_core"))
trained = said.MentorTrained(
    mentor_id=MENTOR,
    person_id=PERSON,
    satisfied_by=("online", "workshop_core"),
    completed_on=DAY,
)


def test_training_is_assigned_once_with_its_days():
    given().when(open_).then(assigned)
    given(assigned).when(open_).then_nothing()
    free = given.under(rules(training__mentor=None))
    free().when(open_).then_nothing()


@pytest.mark.requirement("1MM-042")
def test_only_both_parts_make_a_mentor_trained_once_whichever_comes_last():
    last = CompleteModule(**ID, module="safeguarding")
    almost = (*(completed(one) for one in MODULES[:2]),)
    given(assigned).when(attend(120)).then(*workshop)
    given(assigned, *almost).when(last).then(completed("safeguarding"), part("online"))
    given(assigned, *online).when(attend(120)).then(*workshop, trained)
    given(assigned, *workshop, *almost).when(last).then(
        completed("safeguarding"), part("online"), trained
    )
    everything = (assigned, *online, *workshop, trained)
    given(*everything).when(attend(125)).then(attended(125))
    given(*everything).when(last).then_nothing()


@pytest.mark.requirement("1MM-043")
def test_the_day_of_completion_is_the_later_of_the_two():
    later = DAY + timedelta(days=9)
    events = given(assigned, *online).when(attend(120, later)).decide()
    assert events[-1].completed_on == later
    events = given(assigned, *workshop, *online[:2]).at(AUTUMN + timedelta(days=2))
    last = events.when(CompleteModule(**ID, module="safeguarding")).decide()[-1]
    assert last.completed_on == DAY + timedelta(days=2)


@pytest.mark.requirement("1MM-037")
@pytest.mark.parametrize("missing", MODULES)
def test_a_mentor_is_trained_only_after_every_course(missing):
    done = [completed(one) for one in MODULES if one != missing]
    given(assigned, *workshop, *done).when(CompleteModule(**ID, module=missing)).then(
        completed(missing), part("online"), trained
    )
    given(assigned, *done).when(attend(120)).then(*workshop)


@pytest.mark.requirement("1MM-038")
def test_the_safeguarding_module_is_of_the_first_level():
    ask = CompleteModule(**ID, module="safeguarding")
    (event,) = given(assigned).when(ask).then_types(said.TrainingModuleCompleted)
    assert (event.module, event.level) == ("safeguarding", 1)
    given(assigned).when(CompleteModule(**ID, module="juggling")).then_refused("module-known")


@pytest.mark.requirement("1MM-039")
@pytest.mark.parametrize(
    ("minutes", "least", "enough"), [(120, 120, 1), (119, 120, 0), (119, 110, 1)]
)
def test_the_workshop_counts_by_minutes_attended(minutes, least, enough):
    asked = given.under(rules(training__items__workshop_core__min_attendance=least))
    events = asked(assigned, *online).when(attend(minutes)).decide()
    assert (trained in events) is bool(enough)


@pytest.mark.requirement("1MM-040")
def test_the_same_attendance_satisfies_one_programme_and_not_another():
    longer = {"kind": "workshop", "minutes": 150}
    web = given.under(rules(training__items__workshop_core=longer))
    assert trained in given(assigned, *online).when(attend(130)).decide()
    assert trained not in web(assigned, *online).when(attend(130)).decide()
    assert trained in web(assigned, *online).when(attend(150)).decide()


def test_a_corrected_attendance_counts():
    given(assigned, attended(60), *online).when(attend(60)).then_nothing()
    assert trained in given(assigned, attended(60), *online).when(attend(120)).decide()


def test_a_workshop_attended_before_the_assignment_counts():
    given().when(attend(120)).then(attended(120))
    given(attended(120)).when(open_).then(assigned, part("workshop_core"))


@pytest.mark.requirement("1MM-036")
def test_progress_is_kept_and_never_moves_back():
    forty = SaveTrainingProgress(**ID, module="profile", percent=40, seconds_spent=600)
    saved = said.TrainingProgressSaved(**ID, module="profile", percent=40, seconds_spent=600)
    given(assigned).when(forty).then(saved)
    assert training.fold([assigned, saved]).percent["profile"] == 40
    late = SaveTrainingProgress(**ID, module="profile", percent=20)
    given(assigned, saved).when(late).then_nothing()
    given(assigned, saved).when(forty).then_nothing()
    given(assigned, completed("profile")).when(forty).then_nothing()
    given().when(forty).then_refused("impossible")


@pytest.mark.requirement("1MM-034")
@pytest.mark.parametrize(
    ("minutes", "strange"), [(35, True), (60, False), (120, False), (121, True), (0, False)]
)
def test_unusual_time_is_flagged_and_never_refused(minutes, strange):
    ask = CompleteModule(**ID, module="safeguarding", seconds_spent=60 * minutes)
    events = given(assigned, completed("profile"), completed("goals")).when(ask).decide()
    assert [one.unusual for one in events if isinstance(one, said.TrainingPartCompleted)] == [
        strange
    ]


@pytest.mark.requirement("1MM-035")
def test_a_reminder_comes_and_the_due_day_locks_nothing():
    remind, overdue = RemindOfTraining(**ID), MarkTrainingOverdue(**ID)
    assert timers.to(Envelope.about(assigned)) == [
        Due(f"training-due-soon:{MENTOR}", REMIND, remind),
        Due(f"training-overdue:{MENTOR}", DUE, overdue),
    ]
    soon = said.TrainingDueSoon(**ID, due_on=DUE)
    late = said.TrainingOverdue(**ID, due_on=DUE)
    given(assigned).at(REMIND).when(remind).then(soon)
    given(assigned, soon).at(REMIND).when(remind).then_nothing()
    given(assigned, soon).at(DUE).when(overdue).then(late)
    given(assigned, soon, late).at(DUE).when(overdue).then_nothing()
    on_day_20 = given(assigned, soon, late).at(AUTUMN + timedelta(days=20))
    on_day_20.when(CompleteModule(**ID, module="profile")).then_types(said.TrainingModuleCompleted)


@pytest.mark.requirement("1MM-035")
def test_nobody_is_reminded_of_what_is_done():
    given(assigned, *online).at(REMIND).when(RemindOfTraining(**ID)).then_nothing()
    given(assigned, *online).at(DUE).when(MarkTrainingOverdue(**ID)).then_nothing()
    assert timers.to(Envelope.about(trained)) == [
        Off(f"training-due-soon:{MENTOR}"),
        Off(f"training-overdue:{MENTOR}"),
    ]


# ---- mentees --------------------------------------------------------------------------------

MENTEE = {"role": "mentee", "person_id": PERSON}
both = tuple(completed(one) for one in ("getting_started", "staying_safe"))
modules = part("mentee_modules")
inducted = said.InductionNoted(**ID, held_on=DAY)


def opened(band):
    return given().when(OpenTraining(**ID, **MENTEE, age_band=band)).decide()[0]


def ready(*by):
    return said.TrainingCompleted(**ID, person_id=PERSON, satisfied_by=by, completed_on=DAY)


@pytest.mark.requirement("1MM-031")
def test_a_minor_needs_the_modules_and_the_induction():
    minor = opened("minor")
    assert minor.items == ("mentee_modules", "mentee_induction")
    last = CompleteModule(**ID, module="staying_safe")
    given(minor, both[0]).when(last).then(both[1], modules)
    induct = NoteInduction(**ID, held_on=DAY)
    done = ready("mentee_modules", "mentee_induction")
    given(minor, *both, modules).when(induct).then(inducted, part("mentee_induction"), done)
    given(minor, *both, modules, inducted, done).when(induct).then_nothing()


@pytest.mark.requirement("1MM-032")
def test_an_adult_may_attend_a_workshop_and_need_not():
    adult = opened("adult")
    last = CompleteModule(**ID, module="staying_safe")
    given(adult, both[0]).when(last).then(both[1], modules, ready("mentee_modules"))


def test_coming_of_age_changes_what_is_asked():
    change = ChangeTrainingPath(**ID, age_band="adult")
    changed = said.TrainingPathChanged(**ID, age_band="adult")
    given(opened("minor"), *both, modules).when(change).then(changed, ready("mentee_modules"))
    given(opened("minor")).when(change).then(changed)
    given(opened("adult")).when(change).then_nothing()
    given().when(change).then_nothing()


def test_a_path_names_a_choice_of_items():
    items = {
        **rules().document["training"]["items"],
        "either": {"kind": "path", "any_of": ["workshop_core", "mentee_workshop"]},
    }
    asked = given.under(
        rules(training__items=items, training__mentor={"all_of": ["either", "online"]})
    )
    events = asked(assigned, *online).when(attend(120)).decide()
    assert events[-1].satisfied_by == ("workshop_core", "online")
