"""People and institutions from CSV files: rows become commands, so the log knows their origin."""

from .kinds import KINDS
from .running import Outcome, run

__all__ = ["KINDS", "Outcome", "run"]
