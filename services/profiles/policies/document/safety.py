"""The sections that keep people safe: contact between sessions, gifts and disclosures."""

from typing import Literal

from shared.durations import Iso
from shared.messages import Value

from .joining import Names


class ChannelRules(Value):
    """The closed list of channels, and whose word opens one: the mentee's, or both."""

    allow: Names = ()
    requires: Literal["mentee_consent", "pair_agreement"] | None = None


class Channels(Value):
    adult: ChannelRules = ChannelRules()
    minor: ChannelRules = ChannelRules()


class Gifts(Value):
    """Amounts are in pence or cents; `per_year` counts in any twelve months."""

    declare: str = "always"
    kinds: Names = ()
    assess: Names = ()
    approve_over_minor_units: int = 1000
    cash: Literal["deny", "allow"] = "deny"
    per_year: int = 3
    late_after: Iso = "P7D"


class Route(Value):
    institution: Names = ()
    no_institution: Names = ()
    about_mentor: Names = ()


class AckWithin(Value):
    immediate: Iso = "PT1H"
    high: Iso = "PT4H"
    standard: Iso = "P1WD"


class Safeguarding(Value):
    triggers: Names = ()
    route: Route = Route()
    ack_within: AckWithin = AckWithin()
    ladder: Names = ()
    draft_idle: Iso = "PT15M"
    referral_reply_within: Iso = "P1WD"
    pattern_after: int = 3
    dbs_reasons: Names = ()
