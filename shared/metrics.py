"""The numbers an operator watches, told by every process at `/metrics`; docs/references/metrics.md.

Every number carries the service's name, because in single-node mode five of them share a process.
Labels are names from our own code, never what somebody sent.
"""

from prometheus_client import Counter, Gauge, Histogram

FAST = (0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10)

COMMANDS = Counter(
    "mentoring_commands",
    "Commands answered, by type and outcome.",
    ["service", "command", "outcome"],
)
COMMAND_SECONDS = Histogram(
    "mentoring_command_seconds",
    "How long a command took, from its arrival to its answer.",
    ["service"],
    buckets=FAST,
)
REFUSALS = Counter(
    "mentoring_refusals",
    "Requests that a rule or the state of things forbade, by code.",
    ["service", "code"],
)
CONFLICTS = Counter(
    "mentoring_conflicts",
    "Decisions made again because another writer had come in between.",
    ["service"],
)
HEARD = Counter(
    "mentoring_heard",
    "Events of other services taken in, by exchange and outcome.",
    ["service", "exchange", "outcome"],
)
DELIVERIES = Counter(
    "mentoring_deliveries",
    "What became of deliveries from the broker: done, again later, dead, given back, lost.",
    ["queue", "outcome"],
)
LEADING = Gauge(
    "mentoring_tail_leading",
    "1 in the process that follows this log, 0 where it stands by.",
    ["service"],
)
HEAD = Gauge("mentoring_log_head", "Position of the last event in the log.", ["service"])
PENDING = Gauge(
    "mentoring_log_pending",
    "Committed appends without a position at the last look.",
    ["service"],
)
LAG = Gauge(
    "mentoring_hand_lag",
    "Positions between the head of the log and what a hand has finished with.",
    ["service", "hand"],
)
RELAY_SECONDS = Gauge(
    "mentoring_relay_lag_seconds",
    "Age of the oldest event waiting to be published when last tried; 0 when there is none.",
    ["service"],
)
PUBLISHED = Counter(
    "mentoring_published",
    "Events that the broker confirmed.",
    ["service", "exchange"],
)
TIMERS = Counter(
    "mentoring_timers_fired",
    "Timers whose time came, by outcome.",
    ["service", "outcome"],
)
