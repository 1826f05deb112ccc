"""The arithmetic of paired impact: pure functions over counts, in fractions of one unless named per
cent.
"""

from .averages import Averages, averages
from .paired import (
    Change,
    Pairs,
    benjamini_hochberg,
    bonett_price,
    cohen_h,
    mcnemar_exact,
    mcnemar_mid_p,
    newcombe,
)
from .proportions import Interval, Share, quantile, share, wilson
from .scores import DETRACTOR_TO, PROMOTER_FROM, Promoters, promoters, share_at_least
from .suppression import HIDDEN, publishable_counts, publishable_pairs

__all__ = [
    "DETRACTOR_TO",
    "HIDDEN",
    "PROMOTER_FROM",
    "Averages",
    "Change",
    "Interval",
    "Pairs",
    "Promoters",
    "Share",
    "averages",
    "benjamini_hochberg",
    "bonett_price",
    "cohen_h",
    "mcnemar_exact",
    "mcnemar_mid_p",
    "newcombe",
    "promoters",
    "publishable_counts",
    "publishable_pairs",
    "quantile",
    "share",
    "share_at_least",
    "wilson",
]
