"""What may be given, and who may say so. Each rule says why not, or nothing."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from shared.deciding import Rule
from shared.durations import add_months
from shared.messages import Command

from ..commands import ApproveGift, AssessGift, DeclareGift, DeclineGift, DisposeGift
from ..events import GiftDeclared
from .rules import policy_of

CASH, MONEY = "cash", frozenset({"cash", "voucher"})


@dataclass(frozen=True)
class Gift:
    """One gift on its way to a decision. `answers` holds what each lens showed."""

    declared: GiftDeclared
    answers: Mapping[str, bool] = field(default_factory=dict)
    decision: str | None = None
    disposed: str | None = None


@dataclass(frozen=True)
class Pairing:
    """One pair. Until the pair was heard of, the stricter rules for minors hold."""

    known: bool = False
    institution_id: UUID | None = None
    minor: bool = True
    gifts: Mapping[UUID, Gift] = field(default_factory=dict)
    refused: frozenset[UUID] = frozenset()


Deciding = ApproveGift | AssessGift | DeclineGift


def no_cash(ask: DeclareGift, _: Pairing) -> str | None:
    """What is like money goes by the same rule, unless the policy names it among its kinds."""
    gifts = policy_of(ask).gifts
    money = ask.kind in MONEY - ({*gifts.kinds} - {CASH})
    return "Money and its like are never given." if gifts.cash == "deny" and money else None


def no_alcohol_to_minors(ask: DeclareGift, pair: Pairing) -> str | None:
    return "No alcohol where a minor is involved." if pair.minor and ask.kind == "alcohol" else None


def kind_is_allowed(ask: DeclareGift, _: Pairing) -> str | None:
    kinds = {*policy_of(ask).gifts.kinds, *MONEY}
    return None if ask.kind in kinds else "The programme's policy does not know such gifts."


def gift_is_declared(ask: Deciding | DisposeGift, pair: Pairing) -> str | None:
    return None if ask.gift_id in pair.gifts else "No such gift was declared."


def gift_is_undecided(ask: Deciding, pair: Pairing) -> str | None:
    return "This gift was decided before." if pair.gifts[ask.gift_id].decision else None


def gift_was_declined(ask: DisposeGift, pair: Pairing) -> str | None:
    declined = pair.gifts[ask.gift_id].decision == "declined"
    return None if declined else "Only a declined gift is given up."


def is_not_the_declarer(ask: Deciding, pair: Pairing) -> str | None:
    own = pair.gifts[ask.gift_id].declared.declared_by == ask.asked.by.id
    return "Who declared it does not judge it." if own else None


def is_no_party_to_the_gift(ask: Deciding, pair: Pairing) -> str | None:
    gift = pair.gifts[ask.gift_id].declared
    parties = {str(gift.giver_person_id), str(gift.receiver_person_id)}
    return "Who gives or receives it does not judge it." if ask.asked.by.id in parties else None


def every_lens_is_answered(ask: ApproveGift, pair: Pairing) -> str | None:
    missing = lenses_left(pair.gifts[ask.gift_id])
    return f"Not yet looked at for: {', '.join(missing)}." if missing else None


def every_lens_is_content(ask: ApproveGift, pair: Pairing) -> str | None:
    bad = [lens for lens, ok in pair.gifts[ask.gift_id].answers.items() if not ok]
    return f"Found wanting for: {', '.join(bad)}." if bad else None


GIVING: tuple[Rule[DeclareGift, Pairing], ...] = (no_cash, no_alcohol_to_minors, kind_is_allowed)
JUDGING = (gift_is_declared, gift_is_undecided, is_not_the_declarer, is_no_party_to_the_gift)
ALLOWING = (*JUDGING, every_lens_is_answered, every_lens_is_content)
DECLINING = (gift_is_declared, gift_is_undecided, is_not_the_declarer)
DISPOSING = (gift_is_declared, gift_was_declined)


def lenses_left(gift: Gift) -> list[str]:
    """The lenses nobody has looked through yet, in the policy's order."""
    return [lens for lens in gift.declared.lenses if lens not in gift.answers]


def lenses_for(ask: Command, pair: Pairing) -> tuple[str, ...]:
    """The policy's lenses; where a minor is involved, always the safeguarding one too (1MM-081)."""
    asked = policy_of(ask).gifts.assess
    return (*asked, "safeguarding") if pair.minor and "safeguarding" not in asked else asked


def within_a_year(gifts: Iterable[Gift], of: date) -> list[GiftDeclared]:
    """The gifts of the twelve months up to that day; the same day a year before is out."""
    since = add_months(of, -12)
    return [one.declared for one in gifts if since < one.declared.given_on <= of]
