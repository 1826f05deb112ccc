from uuid import UUID

import pytest

from services.evaluation.commands import RateWorkshop, RecordNps, RecordPulse
from services.evaluation.decider import voice, workshop
from services.evaluation.events import NpsRecorded, PulseRecorded, WorkshopRated
from shared.refusals import Invalid
from shared.testing import scenario

from .vocabulary import MARTIN, NCS, YASMIN, rules

given = scenario(voice).under(NCS)
MARTIN_SAYS = {"participant_id": MARTIN, "role": "mentor"}
PULSE = {**MARTIN_SAYS, "session_id": UUID(int=1), "valence": "positive"}
RATED = {"workshop_id": UUID(int=1), "participant_id": YASMIN, "role": "mentee"}


@pytest.mark.requirement("1MM-109")
def test_the_score_itself_is_kept_and_may_change():
    given().when(RecordNps(**MARTIN_SAYS, score=9)).then(NpsRecorded(**MARTIN_SAYS, score=9))
    nine = NpsRecorded(**MARTIN_SAYS, score=9)
    given(nine).when(RecordNps(**MARTIN_SAYS, score=9)).then_nothing()
    given(nine).when(RecordNps(**MARTIN_SAYS, score=7)).then(NpsRecorded(**MARTIN_SAYS, score=7))


@pytest.mark.parametrize("score", [-1, 11, "9"])
def test_a_score_runs_from_nought_to_ten(score):
    with pytest.raises(Invalid):
        RecordNps.load({"participant_id": str(MARTIN), "role": "mentor", "score": score})


def test_a_programme_need_not_ask():
    given().under(rules(nps=False)).when(RecordNps(**MARTIN_SAYS, score=9)).then_refused(
        "nps-is-asked"
    )


@pytest.mark.requirement("1MM-097")
def test_a_mentor_says_how_a_session_felt_in_words_from_a_list():
    tags = ("insightful", "daunting")
    given().when(RecordPulse(**PULSE, tags=tags)).then(PulseRecorded(**PULSE, tags=tags))
    felt = PulseRecorded(**PULSE, tags=tags)
    given(felt).when(RecordPulse(**PULSE, tags=tags)).then_nothing()
    with pytest.raises(Invalid):
        RecordPulse.load({**RecordPulse(**PULSE).dump(), "tags": ["her mother is ill"]})


def test_a_later_rating_replaces_the_earlier():
    rate = scenario(workshop)
    good = WorkshopRated(**RATED, rating="good", would_recommend=None, felt_prepared=True)
    rate().when(RateWorkshop(**RATED, rating="good", felt_prepared=True)).then(good)
    rate(good).when(RateWorkshop(**RATED, rating="good", felt_prepared=True)).then_nothing()
    rate(good).when(RateWorkshop(**RATED, rating="fair")).then_types(WorkshopRated)
