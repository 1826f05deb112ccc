"""What is printed when it is over: the story of each programme's year, from the logs alone."""

import textwrap
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from deploy.year.checks import Result, checked, checked_of_all
from deploy.year.evidence import Evidence
from deploy.year.expecting import expected
from deploy.year.running import Run
from deploy.year.story import Chapter, chapters

LINE = 118


@dataclass(frozen=True)
class Story:
    """Everything there is to tell of one run, in which one or several programmes took part."""

    run: Run
    whole: Evidence

    def tell(self) -> bool:
        """Print it; False when anything speaks against it."""
        for title, lines in self.chapters():
            headed(title, lines)
        return self.judged()

    def chapters(self) -> Iterator[Chapter]:
        yield "What happened", self.happened()
        for year in self.whole.years:
            files = {
                name: outcome
                for (programme, name), outcome in self.run.imported.items()
                if programme == year.scenario.programme
            }
            for title, lines in chapters(year, files):
                yield self.of(title, year.scenario.programme), lines
        yield "Whether the logs are whole", self.verified()

    def of(self, title: str, programme: str) -> str:
        """Whose chapter it is, where there are several programmes."""
        return f"{programme}: {title}" if len(self.whole.scenarios) > 1 else title

    def happened(self) -> Iterator[str]:
        for service, events in self.whole.told.items():
            counts = Counter(type(one.data).__name__ for one in events)
            kinds = ", ".join(
                f"{name}\N{NO-BREAK SPACE}{count}" for name, count in counts.most_common()
            )
            yield from wrapped(f"{service}, {len(events)} events: {kinds}")

    def verified(self) -> Iterator[str]:
        for service, verdict in self.whole.verdicts.items():
            good = "whole" if not verdict.problems else f"{len(verdict.problems)} problems"
            yield f"  {service}: {verdict.events} events in {verdict.streams} streams: {good}"

    def judged(self) -> bool:
        """Every check and expectation, one line each, and whether all of them held."""
        results = list(checked_of_all(self.whole))
        headed("What had to hold", lines_of(results))
        for year in self.whole.years:
            name = year.scenario.programme
            held = list(checked(year))
            headed(self.of("What its rules ask for", name), lines_of(held))
            looked = [
                Result(one.look.title, tuple(one.against))
                for one in self.run.driver.looks
                if one.look.programme == name
            ]
            if looked:
                headed(self.of("What people were shown", name), lines_of(looked))
            shown = [Result(says, tuple(why)) for says, why in expected(year)]
            if shown:
                headed(self.of("What this year had to show", name), lines_of(shown))
            results += [*held, *looked, *shown]
        for surprise in self.run.driver.surprises:
            print("  NO  not foreseen:", surprise)
        return not any(one.against for one in results) and not self.run.driver.surprises


def headed(title: str, lines: Iterable[str]) -> None:
    print(f"\n{title}\n{'-' * len(title)}")
    for line in lines:
        print(line)


def lines_of(results: Iterable[Result]) -> Iterator[str]:
    for one in results:
        if one.skipped:
            yield f"  --  {one.says}: {one.skipped}"
            continue
        yield f"  {'NO' if one.against else 'ok'}  {one.says}"
        yield from (f"        {why}" for why in one.against[:5])


def wrapped(text: str) -> Sequence[str]:
    return textwrap.wrap(text, LINE, initial_indent="  ", subsequent_indent="      ")
