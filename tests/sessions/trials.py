"""A pair whose sessions ahead are put to other rules."""

from shared.fields import instant
from tests.sessions.test_at_work import PAIR, PLACE, POLICY, THIS
from tests.sessions.vocabulary import DAY, DOCUMENT, HALL, NOW, TEACHER, session


def published(document):
    """A document as the service is told of it."""
    told = {name: part for name, part in document.items() if name != "holidays"}
    return {**told, "policy": {"version": 1, "time_zone": "Europe/London"}}


def changed(rules, *immediately):
    """A second version of it, in which these parts do not wait."""
    policy = {"version": 2, "immediately": list(immediately)}
    document = {**published(rules.document), "policy": policy}
    return {**document, "programme": {"id": "1mm-ncs"}}


def opened(office, band, document=DOCUMENT, **where):
    office.at(NOW - 3 * DAY)
    office.hears("profiles", "ProgrammePolicyPublished", **{**POLICY, "document": document})
    office.hears("profiles", "InstitutionActivated", **PLACE)
    office.hears("profiles", "PremisesRegistered", **PLACE, premises_id=str(HALL))
    staff = {"person_id": str(TEACHER), "role": "institution_staff", **PLACE}
    office.hears("profiles", "StaffRoleGranted", **staff)
    made = {**THIS, **PAIR, "institution_id": None, **where, "age_band": band}
    office.hears("matching", "MatchMade", **made, made_at=instant(NOW))
    items = {"items": ["agreement", "consents", "policy_ack"], "chaperone_id": None}
    office.hears("matching", "StartChecklistCompleted", **THIS, **items)
    office.at(NOW)
    return office


def tried(office, rules, *immediately):
    """Which session breaks which rule then, and for whom that holds; nothing is recorded."""
    before = office.desk.store.head()
    page = office.shows("standing_under", changed(rules, *immediately))
    assert (office.desk.store.head(), page["next"]) == (before, None)
    assert {(one["kind"], one["now"], one["then"]) for one in page["changes"]} <= {
        ("session", None, "broken"),
        ("session", "broken", None),
    }
    return [(one["id"], one["rule"], one["applies"], one["then"]) for one in page["changes"]]


def at_once(number, rule, then="broken"):
    return str(session(number)), rule, "at_once", then
