"""Cases: from the first word to the second approval."""

from uuid import UUID

from services.safeguarding import commands
from services.safeguarding.decider import case
from services.safeguarding.events import Told
from tests.contracts.generated import RULES
from tests.contracts.walking import NEW, Table

C = {"case_id": UUID(int=1)}
MENTOR, DSL, DEPUTY, PAIR, THING = (UUID(int=n) for n in (11, 21, 31, 41, 51))
WHY = {"rationale": "Two marks, one account."}


def words(number, **more):
    told = {"trigger": "other", "narrative": f"Words {number}.", "institution_id": UUID(int=3)}
    return commands.RaiseDisclosure(**C, **{**told, **more})


def routed(attempt, why="raised", person=DSL):
    to = (Told(role="dsl", person_id=person),)
    return commands.NoteRouting(**C, attempt=attempt, why=why, basis="raised:dsl", to=to)


WORKED = {
    "ConcernTriaged",
    "CaseOpened",
    "CaseAccessGranted",
    "CaseAccessRevoked",
    "CaseNoteAdded",
    "ReferralMade",
    "ReferralReplied",
    "ReferralChased",
    "DecisionNotToReferRecorded",
    "DecisionSecondRead",
    "InterimMeasureApplied",
    "InterimMeasureLifted",
    "ClosureProposed",
}
CASE = Table(
    name="case",
    decider=case,
    moves={
        NEW: {"DraftSaved": "draft", "DisclosureRecorded": "waiting"},
        "draft": {
            "DraftSaved": "draft",
            "DraftLeftIdle": "draft",
            "LeadToldOfDraft": "draft",
            "DisclosureRecorded": "waiting",
        },
        "waiting": {
            "FurtherWordsRecorded": "waiting",
            "DisclosureRouted": "waiting",
            "DisclosureEscalated": "waiting",
            "AcknowledgementOverdue": "waiting",
            "DisclosureAcknowledged": "in hand",
            "ReferralChased": "waiting",
        },
        "in hand": {
            **dict.fromkeys(WORKED, "in hand"),
            "FurtherWordsRecorded": "in hand",
            # Who is accused by new words cannot go on having it: it waits for somebody else.
            "LeadStoodDown": "waiting",
            "CaseClosed": "closed",
        },
        "closed": {
            "FurtherWordsRecorded": "closed",
            "CaseReopened": "in hand",
            "InterimMeasureLifted": "closed",
        },
    },
    asks=(
        words(1),
        words(2),
        commands.SaveDraft(**C, words="I saw"),
        commands.TellOfDraft(**C),
        routed(0, "draft"),
        *(routed(number) for number in range(4)),
        *(routed(number, "unanswered", DEPUTY) for number in range(1, 5)),
        *(commands.ChaseAcknowledgement(**C, attempt=number) for number in range(5)),
        commands.AcknowledgeDisclosure(**C),
        commands.TriageDisclosure(**C, categories=("physical",), threshold="harm", **WHY),
        commands.OpenCase(**C, lead=DEPUTY),
        commands.OpenCase(**C, lead=DSL),
        commands.GrantCaseAccess(**C, person_id=DEPUTY, purpose="second_approval"),
        commands.RevokeCaseAccess(**C, person_id=DEPUTY),
        commands.AddCaseNote(**C, note_id=THING, text="Called."),
        *(
            commands.MakeReferral(
                **C,
                referral_id=UUID(int=60 + number),
                agency="children_services",
                consent_sought="yes",
                **WHY,
            )
            for number in range(3)
        ),
        *(
            commands.RecordReferralReply(**C, referral_id=UUID(int=60 + number), outcome="Seen.")
            for number in range(3)
        ),
        *(commands.ChaseReferral(**C, referral_id=UUID(int=60 + number)) for number in range(3)),
        commands.DecideNotToRefer(**C, **WHY),
        commands.SecondReadDecision(**C),
        commands.ApplyInterimMeasure(
            **C, measure_id=THING, kind="suspend_relationship", relationship_ids=(PAIR,), **WHY
        ),
        commands.LiftInterimMeasure(**C, measure_id=THING, **WHY),
        commands.CloseCase(**C, outcome="resolved"),
        commands.ApproveClosure(**C),
        commands.ReopenCase(**C, cause="new_information"),
    ),
    seldom=(words(3, accused=(DSL,)), words(4, accused=(DEPUTY,))),
    actors=(f"mentor:{MENTOR}", f"dsl:{DSL}", f"deputy_dsl:{DEPUTY}", "timer:", "service:1"),
    rules=RULES,
)

SAFEGUARDING = (CASE,)
