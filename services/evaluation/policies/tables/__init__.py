"""From counted rows to the tables people read: pure functions, percentages in per cent."""

from .describing import (
    dosage_table,
    end_table,
    insight_table,
    lead_time_table,
    nps_table,
    pulse_table,
    times_table,
    workshop_table,
)
from .impact import (
    average_tables,
    direction,
    impact_rows,
    printable_causes,
    printable_rows,
    unpaired_table,
)

__all__ = [
    "average_tables",
    "direction",
    "dosage_table",
    "end_table",
    "impact_rows",
    "insight_table",
    "lead_time_table",
    "nps_table",
    "printable_causes",
    "printable_rows",
    "pulse_table",
    "times_table",
    "unpaired_table",
    "workshop_table",
]
