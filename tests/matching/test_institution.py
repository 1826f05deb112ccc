"""Institutions answer for the under-18s, or do not."""

from services.matching import commands, events
from services.matching.policies import own
from shared.envelope import Envelope

from .vocabulary import COLLEGE, DAY, NOW, POOL, RELATIONSHIP
from .vocabulary import given_institution as given

OF = {"institution_id": COLLEGE}
concern = commands.ConcernInstitution(**OF, pool_id=POOL)
attach = commands.AttachRelationship(**OF, relationship_id=RELATIONSHIP)
fail = commands.NoteInstitutionStanding(**OF, active=False)


def stands(*, active, at=NOW, pools=(), relationships=()):
    return events.InstitutionStandingNoted(
        **OF, active=active, as_of=at, pools=pools, relationships=relationships
    )


KNOWN = (
    stands(active=True),
    events.InstitutionConcerned(**OF, pool_id=POOL, active=True),
    events.RelationshipAttached(**OF, relationship_id=RELATIONSHIP, active=True),
)


def test_a_suspension_names_whom_it_concerns():
    fallen = stands(active=False, pools=(POOL,), relationships=(RELATIONSHIP,))
    given(*KNOWN).when(fail).then(fallen)
    given(*KNOWN, fallen).when(fail).then_nothing()
    assert own.to(Envelope.about(fallen)) == [
        commands.NoteInstitution(**OF, pool_id=POOL, active=False),
        commands.NoteHold(relationship_id=RELATIONSHIP, ground="institution"),
    ]


def test_an_older_fact_does_not_undo_a_newer_one():
    fallen = stands(active=False, at=NOW)
    back = commands.NoteInstitutionStanding(**OF, active=True)
    given(*KNOWN, fallen).at(NOW - DAY).when(back).then_nothing()
    given(*KNOWN, fallen).at(NOW + DAY).when(back).then_types(events.InstitutionStandingNoted)


def test_a_pool_is_told_how_an_institution_stands_when_it_first_asks():
    told = events.InstitutionConcerned(**OF, pool_id=POOL, active=True)
    given(stands(active=True)).when(concern).then(told)
    given(*KNOWN).when(concern).then_nothing()


def test_a_relationship_attached_to_a_fallen_institution_is_held():
    (told,) = given(stands(active=False)).when(attach).decide()
    assert own.to(Envelope.about(told)) == [
        commands.NoteHold(relationship_id=RELATIONSHIP, ground="institution")
    ]
    given(*KNOWN).when(attach).then_nothing()


def test_a_relationship_that_is_over_concerns_no_institution():
    detach = commands.DetachRelationship(**OF, relationship_id=RELATIONSHIP)
    (told,) = given(*KNOWN).when(detach).decide()
    (fallen,) = given(*KNOWN, told).when(fail).decide()
    assert fallen.relationships == ()
    given().when(detach).then_nothing()
