"""What the year prints when it is over: the story, from the logs alone."""

import textwrap
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from deploy.year import figures
from deploy.year.checks import checked
from deploy.year.evidence import Evidence
from deploy.year.running import Run
from deploy.year.timeline import timeline

LINE = 118


@dataclass(frozen=True)
class Story:
    """Everything there is to tell of one run, about the mentee who came of age in particular."""

    run: Run
    year: Evidence

    def tell(self) -> bool:
        """Print it; False when anything speaks against it."""
        for title, lines in self.chapters():
            print(f"\n{title}\n{'-' * len(title)}")
            for line in lines:
                print(line)
        return self.judged()

    def chapters(self) -> Iterator[tuple[str, Iterator[str]]]:
        yield "What was imported", self.imported()
        yield "What happened", self.happened()
        yield "One mentee's year", self.timeline()
        yield "What was refused, and by which rule", self.refused()
        yield "What changed", self.changed()
        yield "Whether the logs are whole", self.verified()

    def imported(self) -> Iterator[str]:
        for name, outcome in self.run.imported.items():
            aside = f"; rejected {len(outcome.rejected)}:" if outcome.rejected else ""
            yield f"  {name}: {outcome.accepted} rows{aside}"
            for line in outcome.rejected:
                field, why = line.problem or ("", "")
                yield f"    line {line.number}, {field}: {why}"

    def happened(self) -> Iterator[str]:
        for service, events in self.year.told.items():
            counts = Counter(type(one.data).__name__ for one in events)
            kinds = ", ".join(
                f"{name}\N{NO-BREAK SPACE}{count}" for name, count in counts.most_common()
            )
            yield from wrapped(f"{service}, {len(events)} events: {kinds}")

    def timeline(self) -> Iterator[str]:
        """Of somebody who came of age on the way."""
        zone = ZoneInfo(self.year.scenario.language.zone)
        for changed in self.year.of("AgeBandChanged")[:1]:
            yield from timeline(self.year.installation, str(changed.data.person_id), zone)

    def refused(self) -> Iterator[str]:
        found = Counter(
            (service, one.data.rule_id or one.data.code)
            for service, events in self.year.told.items()
            for one in events
            if type(one.data).__name__ == "CommandRefused"
        )
        for (service, rule), count in sorted(found.items()):
            yield f"  {count:>3}  {service}: {rule}"

    def changed(self) -> Iterator[str]:
        programme = self.year.scenario.programme
        for frozen in self.year.of("CohortFrozen"):
            found = self.year.ask("evaluation.paired_table", str(frozen.data.cohort_id))
            yield from figures.table(found["role"], found)
        yield "Would they recommend it?"
        for role in ("mentee", "mentor"):
            yield from figures.recommending(role, self.year.ask("evaluation.nps", programme, role))

    def verified(self) -> Iterator[str]:
        for service, verdict in self.year.verdicts.items():
            good = "whole" if not verdict.problems else f"{len(verdict.problems)} problems"
            yield f"  {service}: {verdict.events} events in {verdict.streams} streams: {good}"

    def judged(self) -> bool:
        """The checks, one line each, and whether all of them held."""
        held = list(judged(checked(self.year)))
        for surprise in self.run.driver.surprises:
            print("  NO  not foreseen:", surprise)
        return all(held) and not self.run.driver.surprises


def judged(results: Any) -> Iterator[bool]:
    print("\nWhat had to hold\n----------------")
    for saying, against in results:
        print(f"  {'NO' if against else 'ok'}  {saying}")
        for why in against[:5]:
            print(f"        {why}")
        yield not against


def wrapped(text: str) -> Sequence[str]:
    return textwrap.wrap(text, LINE, initial_indent="  ", subsequent_indent="      ")
