"""The chapters of one programme's year: who came, one person's story, what was refused, changed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from zoneinfo import ZoneInfo

from deploy.importing import Outcome
from deploy.year import figures
from deploy.year.evidence import Year
from deploy.year.timeline import timeline

Chapter = tuple[str, Iterator[str]]


def chapters(year: Year, files: Mapping[str, Outcome]) -> Iterator[Chapter]:
    """A programme that measures nothing has no chapter on what changed."""
    yield "What was imported", imported(files)
    yield "One mentee's year", one_story(year)
    yield "What was refused, and by which rule", refused(year)
    if year.policy.get("evaluation.phases") or year.policy.get("evaluation.nps"):
        yield "What changed", changed(year)


def imported(files: Mapping[str, Outcome]) -> Iterator[str]:
    for name, outcome in files.items():
        aside = f"; rejected {len(outcome.rejected)}:" if outcome.rejected else ""
        yield f"  {name}: {outcome.accepted} rows{aside}"
        for line in outcome.rejected:
            field, why = line.problem or ("", "")
            yield f"    line {line.number}, {field}: {why}"


def one_story(year: Year) -> Iterator[str]:
    person = of_whom(year)
    if person:
        zone = ZoneInfo(year.scenario.language.zone)
        yield from timeline(year.whole.installation, person, zone)


def of_whom(year: Year) -> str | None:
    """Whom the scenario names in `story`; else who came of age on the way, or met most often."""
    if named := year.scenario.document.get("story"):
        return year.scenario.language.text(named, {})
    grown = [one.data.person_id for one in year.of("AgeBandChanged")]
    people = {one.data.mentee_id: one.data.person_id for one in year.of("MenteeReferred")}
    met = Counter(people.get(one.data.mentee_id) for one in year.of("SessionHeld"))
    most = [person for person, _ in met.most_common(1)]
    return next((str(one) for one in (*grown, *most) if one), None)


def refused(year: Year) -> Iterator[str]:
    found = Counter(
        (service, one.data.rule_id or one.data.code)
        for service, events in year.told.items()
        for one in events
        if type(one.data).__name__ == "CommandRefused"
    )
    for (service, rule), count in sorted(found.items()):
        yield f"  {count:>3}  {service}: {rule}"


def changed(year: Year) -> Iterator[str]:
    programme = year.scenario.programme
    for frozen in year.of("CohortFrozen"):
        found = year.ask("evaluation.paired_table", str(frozen.data.cohort_id))
        yield from figures.table(found["role"], found)
    if not year.policy.lists("evaluation.phases", "pre"):
        for role in year.policy.get("evaluation.for", ()):
            yield from figures.at_the_end(role, year.ask("evaluation.end_answers", programme, role))
    if not year.policy.get("evaluation.nps"):
        return
    yield "Would they recommend it?"
    for role in sorted({one.data.role for one in year.of("NpsRecorded")}):
        yield from figures.recommending(role, year.ask("evaluation.nps", programme, role))
