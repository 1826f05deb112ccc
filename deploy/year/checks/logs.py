"""The logs themselves."""

from collections.abc import Iterator

from deploy.year.evidence import Evidence, Year


def the_logs_are_whole(whole: Evidence) -> Iterator[str]:
    """Every hash, every version, every position."""
    for name, verdict in whole.verdicts.items():
        for problem in verdict.problems:
            yield f"{name}: {problem.stream} {problem.version}: {problem.why}"


def nothing_happened_after_it_was_recorded(whole: Evidence) -> Iterator[str]:
    """Business time may lie in the past, never in the future.

    Of a year that is played before it comes, the future is what comes after its last day.
    """
    played_until = max(one.until for one in whole.scenarios)
    for name, events in whole.told.items():
        for one in events:
            if one.occurred_at > max(one.recorded_at, played_until):
                yield f"{name}: event {one.id} lies in the future"


def every_event_says_by_which_rules(year: Year) -> Iterator[str]:
    """Inside a programme every event names a version of the policy that this one published."""
    versions = {one.data.policy_version for one in year.of("ProgrammePolicyPublished")}
    for name, events in year.told.items():
        for one in events:
            kind = type(one.data).__name__
            unsaid = kind == "CommandRefused" and one.policy_version is None
            if one.programme and one.policy_version not in versions and not unsaid:
                yield f"{name}: {kind} {one.id} names no policy version of this programme"


def every_refusal_of_the_scenario_is_recorded(year: Year) -> Iterator[str]:
    """A refusal is evidence that the rules work."""
    codes = [(one.data.command, one.data.code) for one in year.of("CommandRefused")]
    for batch in year.scenario.batches():
        for ask in batch.asks:
            if ask.refused and (ask.command, ask.refused) not in codes:
                yield f"{ask.command} was refused without a record"
