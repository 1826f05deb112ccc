"""Who leafs through the mentors, what is suggested, who reads a request: decided, to the letter."""

from dataclasses import replace

import pytest

from services.matching import commands, events
from services.matching.commands import AcceptRequest, DeclineRequest, ReadRequestTexts
from services.matching.decider.reader import reader
from services.matching.decider.suggesting import suggesting
from shared.refusals import Refused
from shared.testing import scenario

from .asking import (
    DIRECT,
    DIRECTOR,
    RANKED,
    amended,
    house_of,
    mentee,
    mentor,
    of,
    request,
    submit,
)
from .vocabulary import ANN, BEN, CAT, DAY, NOW, OTHER, varied

GUILD = {"programme": DIRECT.programme, "organisation": "guild"}
note = commands.NoteMembership(reader_id=CAT, **GUILD, member=True)
granted = events.MembershipNoted(reader_id=CAT, **GUILD, member=True, as_of=NOW)
ended = replace(granted, member=False, as_of=NOW + DAY)
leaf = commands.SeekMentors(reader_id=CAT)
taking_part = replace(leaf, participates=True)
given = scenario(reader).at(NOW)


def seen_by(whom, membership="guild", **more):
    rules = varied(matching__directory={"visible_to": whom}, **more)
    document = {**rules.document, "membership": membership}
    return given.under(replace(rules, document=document, programme=DIRECT.programme)).by("member:1")


# ---- members -------------------------------------------------------------------------------------


def test_membership_is_noted_when_it_changes_and_never_from_before():
    given().when(note).then(granted)
    given(granted).when(note).then_nothing()
    lapse = replace(note, member=False)
    given(granted).at(NOW + DAY).when(lapse).then(ended)
    given(granted, ended).when(note).then_nothing()
    given(granted).when(lapse).then(replace(ended, as_of=NOW))
    given(granted, ended).at(NOW + 2 * DAY).when(note).then(replace(granted, as_of=NOW + 2 * DAY))
    lodge = replace(note, organisation="lodge")
    given(granted).when(lodge).then(replace(granted, organisation="lodge"))


@pytest.mark.parametrize(
    ("whom", "history", "ask", "open_"),
    [
        ("members", (), taking_part, False),
        ("members", (granted,), leaf, True),
        ("members", (granted, ended), leaf, False),
        ("members", (replace(granted, organisation="lodge"),), leaf, False),
        ("members", (replace(granted, programme="another"),), leaf, False),
        ("participants", (granted,), leaf, False),
        ("participants", (), taking_part, True),
        ("office", (granted,), taking_part, False),
    ],
)
def test_the_mentors_are_shown_to_whom_the_policy_names(whom, history, ask, open_):
    asked = seen_by(whom)(*history)
    if open_:
        asked.when(ask).then_nothing()
    else:
        asked.when(ask).then_refused("directory-is-open")
    asked.by("operator:1").when(ask).then_nothing()


def test_where_there_are_no_members_in_particular_whoever_takes_part_is_one():
    anybody = seen_by("members", membership=None)
    anybody().when(taking_part).then_nothing()
    anybody().when(leaf).then_refused("directory-is-open")


def test_one_searches_by_what_the_programme_names():
    of_law = {"matching__facets": ["industry"], "matching__topics": ["law", "career"]}
    asked = seen_by("participants", **of_law)()
    asked.when(replace(taking_part, facets=("industry=law",), topics=("law",))).then_nothing()
    for strange in (("faith=any",), ("industry",), ("industry=law", "faith=any")):
        asked.when(replace(taking_part, facets=strange)).then_refused("facets-known")
    asked.when(replace(taking_part, topics=("law", "juggling"))).then_refused("topics-known")
    free = seen_by("participants", **{**of_law, "matching__topics": []})()
    free.when(replace(taking_part, topics=("juggling",))).then_nothing()


# ---- suggestions ---------------------------------------------------------------------------------


def test_suggestions_are_recorded_where_wanted_and_where_they_are_news():
    found = {
        "mentee_id": CAT,
        "mentors": (ANN,),
        "matched_on": (("topics=law",),),
        "scores": (4,),
        "algorithm_version": "1",
    }
    ask = commands.NoteSuggestions(**found)
    wanted = varied(matching__suggestions={"enabled": True})
    asked = scenario(suggesting).at(NOW).under(wanted)
    (made,) = asked().when(ask).decide()
    assert made == events.SuggestionsGenerated(**found, policy_version=wanted.version)
    assert made.allowed_by
    asked(made).when(ask).then_nothing()
    asked(made).when(replace(ask, scores=(5,))).then_types(events.SuggestionsGenerated)
    asked(made).under(replace(wanted, version=9)).when(ask).then_types(events.SuggestionsGenerated)
    off = asked.under(varied(matching__suggestions={"enabled": False}))
    off().when(ask).then_refused("mentors-suggested")


# ---- who reads a request -------------------------------------------------------------------------


def sides(house):
    return [one.side for one in house.told(events.RequestTextsRead)]


def cannot_read(house, *people):
    for by in people:
        with pytest.raises(Refused) as found:
            house.ask(of(ReadRequestTexts), by=by)
        assert found.value.rule == "read_by_whom_it_is_for"


def test_a_direct_request_is_read_by_who_was_asked_and_each_reading_is_recorded():
    house = house_of(DIRECT).ask(request(), by=mentee())
    cannot_read(house, mentor(BEN), mentee(), mentee(ANN), "operator:1")
    house.ask(of(ReadRequestTexts), by=mentor()).ask(of(ReadRequestTexts), by=mentor())
    assert sides(house) == ["mentor", "mentor"]
    assert house.told(events.RequestTextsRead)[0].allowed_by
    house.ask(of(DeclineRequest), by=mentor())
    cannot_read(house, mentor())


def test_a_ranked_request_is_read_by_its_reviewer_and_then_by_who_is_asked():
    house = house_of(RANKED).ask(submit(ANN, BEN), by=mentee())
    concerned = [f"director_of_groups:{one}" for one in (ANN, BEN, CAT)]
    cannot_read(house, mentor(), mentee(), mentee(OTHER), "operator:1", *concerned)
    house.ask(of(ReadRequestTexts), by=DIRECTOR)
    house.ask(of(commands.ReviewRequest, verdict="forward"), by=DIRECTOR)
    cannot_read(house, mentor(BEN))
    house.ask(of(ReadRequestTexts), by=mentor())
    house.ask(of(AcceptRequest), by=mentor()).ask(of(ReadRequestTexts), by=mentor())
    assert sides(house) == ["reviewer", "mentor", "mentor"]


def test_where_no_role_reviews_the_office_reads():
    ranked = {**RANKED.document["matching"]["ranked"]}
    ranked["review"] = {**ranked["review"], "role": None}
    house = house_of(amended(RANKED, "matching", ranked=ranked)).ask(submit(ANN), by=mentee())
    cannot_read(house, DIRECTOR)
    house.ask(of(ReadRequestTexts), by="operator:1")
    assert sides(house) == ["reviewer"]
