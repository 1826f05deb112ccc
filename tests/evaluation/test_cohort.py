from datetime import date
from uuid import UUID

import pytest

from services.evaluation.commands import (
    DrawCohort,
    EnterStanding,
    FreezeCohort,
    PublishReport,
    SealCohort,
)
from services.evaluation.decider import cohort, register
from services.evaluation.events import (
    CohortAsked,
    CohortDrawn,
    CohortFrozen,
    FrozenPair,
    ReportPublished,
    ReportWanted,
    StandingEntered,
    Unpaired,
)
from services.evaluation.policies.datasets import digest
from shared.testing import scenario

from .vocabulary import NCS

REGISTER, COHORT, REPORT = UUID(int=1), UUID(int=2), UUID(int=3)
WHOLE = {"role": "mentee", "window_from": None, "window_to": None, "basis": "relationship_start"}

in_register = scenario(register).under(NCS)
in_cohort = scenario(cohort).under(NCS)


def entry(number, standing="paired", kind=StandingEntered, **changes):
    paired = standing == "paired"
    plain = {
        "register_id": REGISTER,
        "participant_id": UUID(int=100 + number),
        "relationship_id": UUID(int=200 + number),
        "role": "mentee",
        "standing": standing,
        "started_on": date(2020, 1, 1),
        "ended_on": date(2020, 12, 1),
        "pair_id": UUID(int=300 + number) if paired else None,
        "pre_response": UUID(int=400 + number),
        "end_response": UUID(int=500 + number) if paired else None,
    }
    return kind(**{**plain, **changes})


def pair(number):
    return FrozenPair(
        pair_id=UUID(int=300 + number),
        pre_response=UUID(int=400 + number),
        end_response=UUID(int=500 + number),
    )


def draw(**criteria):
    return DrawCohort(register_id=REGISTER, cohort_id=COHORT, **{**WHOLE, **criteria})


def drawn(*history, **criteria):
    (event,) = in_register(*history).when(draw(**criteria)).then_types(CohortDrawn)
    return event


@pytest.mark.requirement("1MM-106")
def test_a_cohort_holds_the_pairs_and_counts_everybody_else_by_cause():
    event = drawn(
        entry(2), entry(1), entry(3, "no_end"), entry(4, "no_end"), entry(5, "still_active")
    )
    assert event.pairs == (pair(1), pair(2))
    assert event.causes == (
        Unpaired(cause="no_end", people=2),
        Unpaired(cause="still_active", people=1),
    )


def test_the_last_standing_of_everybody_counts():
    event = drawn(entry(1, "still_active"), entry(2), entry(1, "no_end"), entry(1))
    assert event.pairs == (pair(1), pair(2))
    assert event.causes == ()


@pytest.mark.requirement("1MM-108")
@pytest.mark.requirement("1MM-111")
def test_mentors_and_mentees_are_never_in_one_cohort():
    both = (entry(1), entry(2, role="mentor"))
    assert drawn(*both).pairs == (pair(1),)
    assert drawn(*both, role="mentor").pairs == (pair(2),)


@pytest.mark.parametrize(
    ("basis", "started", "ended", "counts"),
    [
        ("relationship_start", date(2017, 1, 1), date(2018, 1, 1), True),
        ("relationship_start", date(2016, 12, 31), date(2018, 1, 1), False),
        ("relationship_start", date(2022, 12, 31), date(2023, 6, 1), True),
        ("relationship_end", date(2022, 12, 31), date(2023, 6, 1), False),
        ("relationship_end", date(2016, 12, 31), date(2017, 1, 1), True),
        ("relationship_end", date(2018, 1, 1), None, False),
    ],
)
@pytest.mark.requirement("1MM-107")
def test_a_relationship_across_the_edge_of_the_window_counts_by_its_basis(
    basis, started, ended, counts
):
    event = drawn(
        entry(1, started_on=started, ended_on=ended),
        window_from=date(2017, 1, 1),
        window_to=date(2022, 12, 31),
        basis=basis,
    )
    assert bool(event.pairs) is counts


def test_what_is_entered_again_is_not_entered_twice():
    in_register(entry(1)).when(entry(1, kind=EnterStanding)).then_nothing()
    in_register(entry(1, "no_end")).when(entry(1, kind=EnterStanding)).then(entry(1))


def test_a_cohort_is_drawn_once_and_later_entries_change_nothing():
    first = drawn(entry(1))
    in_register(entry(1), first, entry(2)).when(draw()).then_nothing()


# ---- freezing and reporting ------------------------------------------------------------------

asked = CohortAsked(cohort_id=COHORT, **WHOLE)
seal = SealCohort(
    cohort_id=COHORT,
    pairs=(pair(1), pair(2)),
    causes=(Unpaired(cause="no_end", people=3), Unpaired(cause="no_pre", people=1)),
)
frozen = CohortFrozen(
    cohort_id=COHORT,
    pairs=2,
    unpaired=4,
    members=seal.pairs,
    causes=seal.causes,
    dataset_sha256=digest(seal.pairs),
)
publish = PublishReport(report_id=REPORT, cohort_id=COHORT)
published = ReportPublished(
    report_id=REPORT, cohort_id=COHORT, dataset_sha256=digest(seal.pairs), min_cell=5
)


def test_a_cohort_is_asked_for_and_frozen_once():
    in_cohort().when(FreezeCohort(cohort_id=COHORT)).then(asked)
    in_cohort(asked).when(FreezeCohort(cohort_id=COHORT)).then_nothing()
    in_cohort(asked).when(seal).then(frozen)
    in_cohort(asked, frozen).when(seal).then_nothing()
    in_cohort().when(seal).then_nothing()


def test_a_window_runs_forwards():
    backwards = FreezeCohort(
        cohort_id=COHORT, window_from=date(2022, 1, 1), window_to=date(2017, 1, 1)
    )
    in_cohort().when(backwards).then_refused("window-runs-forwards")


def test_a_report_needs_a_cohort():
    in_cohort().when(publish).then_refused("cohort-is-asked-for")
    in_cohort(asked, frozen).when(publish).then(published)
    in_cohort(asked, frozen, published).when(publish).then_nothing()


def test_a_report_asked_for_too_early_follows_the_freeze():
    wanted = ReportWanted(report_id=REPORT, cohort_id=COHORT)
    in_cohort(asked).when(publish).then(wanted)
    in_cohort(asked, wanted).when(publish).then_nothing()
    in_cohort(asked, wanted).when(seal).then(frozen, published)
    in_cohort(asked, wanted, frozen, published).when(publish).then_nothing()


def test_the_hash_of_a_data_set_does_not_depend_on_the_order_but_on_every_member():
    assert digest([pair(2), pair(1)]) == digest([pair(1), pair(2)])
    assert digest([pair(1)]) != digest([pair(1), pair(2)])


def test_who_is_in_a_cohort_never_leaves():
    assert {"members", "causes", "dataset_sha256"} == CohortFrozen.indoors
