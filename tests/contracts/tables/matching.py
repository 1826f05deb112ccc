"""Proposals and relationships; requests have a table of their own in tests/matching."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

from services.matching import commands
from services.matching.decider import proposal, relationship
from shared.asked import Rules
from tests.contracts.generated import DOCUMENT, RULES
from tests.contracts.walking import BEGIN, NEW, Table, Walk

POOL, ANN, ANN_PERSON, CAT, CAT_PERSON, COLLEGE = (UUID(int=n) for n in range(1, 7))
PAIR = {
    "mentor_id": ANN,
    "mentor_person_id": ANN_PERSON,
    "mentee_id": CAT,
    "mentee_person_id": CAT_PERSON,
    "institution_id": COLLEGE,
    "age_band": "minor",
    "pool_id": POOL,
}
MENTOR, MENTEE, SCHOOL = f"mentor:{ANN}", f"mentee:{CAT}", f"institution:{COLLEGE}"
BOTH = ("mentor", "mentee")

# ---- proposals -------------------------------------------------------------------------------

P = {"proposal_id": UUID(int=11)}
SIDES = ("mentor", "mentee", "institution")
PROPOSAL = Table(
    name="proposal",
    decider=proposal,
    moves={
        NEW: {"ProposalOpened": "open"},
        "open": {
            "MatchAgreed": "open",
            "MatchMade": "made",
            "MatchDeclined": "declined",
            "MatchProposalExpired": "expired",
            "MatchProposalWithdrawn": "withdrawn",
        },
    },
    over=frozenset({"made", "declined", "expired", "withdrawn"}),
    asks=(
        commands.OpenProposal(
            **P, **PAIR, mode="curated", agreement_of=SIDES, expires_at=BEGIN + timedelta(days=90)
        ),
        *(commands.AgreeMatch(**P, by_role=side) for side in SIDES),
        commands.ExpireProposal(**P),
    ),
    seldom=(
        *(commands.DeclineMatch(**P, by_role=side, reason_code="other") for side in SIDES),
        commands.WithdrawProposal(**P),
    ),
    actors=(MENTOR, MENTEE, SCHOOL, "operator:1", "timer:"),
    rules=RULES,
)

# ---- relationships ---------------------------------------------------------------------------

R = {"relationship_id": UUID(int=12)}


def lives(stage, **moves):
    """What happens to every relationship that is not over; either of the two may always end it."""
    always = {"AgreementSigned", "RelationshipShapeAgreed", "ContinuationAsked"}
    always |= {"RelationshipContinued", "FitConcernReported"}
    return {**dict.fromkeys(always, stage), **moves, "RelationshipEnded": "ending"}


def either_may_end(stage: str, walk: Walk) -> None:
    """JOH-27: whatever went before, each alone, without approval and without a reason."""
    if stage in ("matched", "preparing", "active", "taken back"):
        end = commands.EndRelationship(**R, kind="party_ended")
        for by in (MENTOR, MENTEE):
            told = [type(one).__name__ for one in walk.answer(end, by)]
            assert told[:1] == ["RelationshipEnded"], f"{by} could not end it"


def held(number):
    session = UUID(int=number)
    return lambda at: commands.NoteSessionHeld(**R, session_id=session, held_at=at)


STEPS = DOCUMENT["relationship"]["closure"]["steps"]
SPARING = {
    **DOCUMENT,
    "relationship": {
        **DOCUMENT["relationship"],
        "shapes": ["one_off", "short_series", "ongoing"],
        "agreement": "optional",
        "first_contact_within": "P1M",
    },
    "ending": {"right": ["mentor", "mentee", "operator"], "message": "encouraged"},
}
RELATIONSHIP = Table(
    name="relationship",
    decider=relationship,
    moves={
        NEW: {"RelationshipOpened": "matched", "EarlySessionNoted": "met early"},
        "met early": {"RelationshipOpened": "met early", "RelationshipStarted": "active"},
        "matched": lives(
            "matched", StartChecklistCompleted="preparing", RelationshipStarted="active"
        ),
        "preparing": lives("preparing", RelationshipStarted="active"),
        "active": lives(
            "active",
            StartChecklistCompleted="active",
            RelationshipExtended="active",
            TermEnding="active",
            TermReached="active",
        ),
        "ending": {
            "ClosureStepCompleted": "ending",
            "RelationshipClosed": "closed",
            "EndReversed": "taken back",
        },
        # What was left undone may still be done; only both together, by the office, go back.
        "closed": {"ClosureStepCompleted": "closed", "EndReversed": "taken back"},
        "taken back": lives(
            "taken back",
            StartChecklistCompleted="taken back",
            RelationshipStarted="taken back",
            RelationshipExtended="taken back",
            TermEnding="taken back",
            TermReached="taken back",
        ),
    },
    asks=(
        commands.OpenRelationship(**R, **PAIR),
        *(commands.SignAgreement(**R, by_role=role) for role in BOTH),
        commands.CompleteStartChecklist(
            **R,
            items=("agreement", "consents", "policy_ack", "chaperone_named"),
            chaperone_id=COLLEGE,
        ),
        held(21),
        held(22),
        lambda at: commands.ExtendRelationship(**R, until=(at + 900 * timedelta(days=1)).date()),
        commands.AnnounceTermEnd(**R),
        commands.ReachTerm(**R),
        commands.PauseRelationship(**R),
        commands.ResumeRelationship(**R),
        commands.NoteHold(**R, ground="administration"),
        commands.NoteRelease(**R, ground="administration"),
        *(
            commands.ReportFitConcern(**R, by_role=role, session_number=1, reason_code="quiet")
            for role in BOTH
        ),
        *(commands.AgreeShape(**R, by_role=role, shape="one_off") for role in BOTH),
        commands.AskContinuation(**R, cause="dormant"),
        lambda at: commands.ExpireContinuation(**R, answer_by=at),
        *(commands.AnswerContinuation(**R, by_role=role, go_on=True) for role in BOTH),
        commands.AskFirstContact(**R),
        commands.NoteContact(**R, session_id=UUID(int=21)),
        *(
            commands.RecordClosureStep(**R, step=one)
            for one in DOCUMENT["relationship"]["closure"]["steps"]
        ),
        commands.CloseRelationship(**R),
    ),
    seldom=(
        commands.EndRelationship(**R, kind="party_ended"),
        commands.ConcludeRelationship(**R, kind="institution_left"),
        commands.ReverseEnd(**R, reason_code="mistake", approved_by=COLLEGE, agreed_by=BOTH),
    ),
    actors=(MENTOR, MENTEE, "operator:1", "service:1"),
    rules=Rules("varied", 1, SPARING),
    sound=either_may_end,
    stays=False,
)

# ---- what halts a relationship: a break of theirs, and a hold of the house's -----------------

REST = {"RelationshipPaused", "RelationshipResumed"}
HALTS = replace(
    RELATIONSHIP,
    name="halts of a relationship",
    moves={
        NEW: {"RelationshipPaused": "resting", "RelationshipSuspended": "suspended"},
        "resting": {"RelationshipResumed": NEW},
        "suspended": {"SuspensionLifted": NEW},
    },
    subject=lambda event: "break" if type(event).__name__ in REST else "hold",
    sound=lambda *_: None,
)

MATCHING = (PROPOSAL, RELATIONSHIP, HALTS)
