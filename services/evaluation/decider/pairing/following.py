"""What follows from what is known: pairs made and broken, and for everybody else the reason why
not.
"""

from uuid import UUID, uuid5

from shared.asked import Asked
from shared.messages import Event

from ...events import PairBroken, ResponseNoted, ResponsePaired, StandingChanged
from ...events.pairing import Standing
from ...policies.asked_for import day_there
from .participation import Journey, Participation


def broken(known: Participation, _: Asked) -> list[Event]:
    """Pairs one half of which no longer counts."""
    return [
        PairBroken(
            pair_id=one.pair.pair_id,
            relationship_id=one.relationship_id,
            participant_id=one.pair.participant_id,
        )
        for one in known.journeys
        if one.pair and not is_whole(known, one, one.pair)
    ]


def is_whole(known: Participation, journey: Journey, pair: ResponsePaired) -> bool:
    halves = (id_of(known.pre_of(journey)), id_of(journey.end))
    same = halves == (pair.pre_response, pair.end_response)
    return same and standing(known, journey) == "paired"


def newly_paired(known: Participation, asked: Asked) -> list[Event]:
    """Relationships with a valid answer before and one at the end, not paired yet."""
    return [
        pair(known, one, asked)
        for one in known.journeys
        if one.pair is None and standing(known, one) == "paired"
    ]


def pair(known: Participation, journey: Journey, asked: Asked) -> ResponsePaired:
    pre, end = known.pre_of(journey), journey.end
    assert pre
    assert end
    assert known.role
    return ResponsePaired(
        pair_id=uuid5(pre.response_id, str(end.response_id)),
        relationship_id=journey.relationship_id,
        participant_id=end.participant_id,
        role=known.role,
        pre_response=pre.response_id,
        end_response=end.response_id,
        days_between=(day_there(asked, end.noted_at) - day_there(asked, pre.noted_at)).days,
        sessions_held=len(journey.sessions),
    )


def standings(known: Participation, asked: Asked) -> list[Event]:
    """Where the standing is not what was last said of it.

    Nothing is said before the match was heard of.
    """
    matched = (one for one in known.journeys if one.made_at)
    return [
        now
        for one in matched
        if (now := standing_of(known, one, asked)) is not None and now != one.standing
    ]


def standing_of(known: Participation, journey: Journey, asked: Asked) -> StandingChanged | None:
    if known.participant_id is None or known.role is None:
        return None
    start = journey.started_at or journey.made_at
    return StandingChanged(
        participant_id=known.participant_id,
        relationship_id=journey.relationship_id,
        role=known.role,
        standing=standing(known, journey),
        started_on=day_there(asked, start) if start else None,
        ended_on=journey.ended_on,
        pair_id=journey.pair.pair_id if journey.pair else None,
        pre_response=id_of(known.pre_of(journey)),
        end_response=id_of(journey.end),
    )


def id_of(response: ResponseNoted | None) -> UUID | None:
    return response.response_id if response and response.status == "submitted" else None


def standing(known: Participation, journey: Journey) -> Standing:
    """Paired, or the first reason why not, looked for in the order of time."""
    pre, end = known.pre_of(journey), journey.end
    return before(pre, journey) or at_the_end(pre, end, journey)


def before(pre: ResponseNoted | None, journey: Journey) -> Standing | None:
    match pre:
        case None | ResponseNoted(status="asked"):
            return "no_pre"
        case ResponseNoted(status="declined"):
            return "pre_declined"
        case ResponseNoted(status="expired"):
            return "pre_expired"
        case ResponseNoted(status="invalidated"):
            return "pre_invalidated"
    late = journey.first_held_at is not None and pre.noted_at > journey.first_held_at
    return "pre_after_first_session" if late else None


def at_the_end(pre: ResponseNoted | None, end: ResponseNoted | None, journey: Journey) -> Standing:
    match end:
        case ResponseNoted(status="declined"):
            return "end_declined"
        case ResponseNoted(status="expired"):
            return "end_expired"
        case ResponseNoted(status="invalidated"):
            return "end_invalidated"
        case ResponseNoted(status="submitted", instrument=instrument):
            same = pre is not None and pre.instrument == instrument
            return "paired" if same else "instrument_changed"
    return "no_end" if journey.ended_on else "still_active"
