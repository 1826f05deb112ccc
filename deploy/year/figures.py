"""The evaluation as a table that fits on a page: before, after, the change and how sure it is."""

from collections.abc import Iterator
from typing import Any

Json = dict[str, Any]
HEAD = f"  {'item':<24}{'before':>19}{'after':>19}{'change':>22}{'exact p':>9}"


def table(role: str, found: Json) -> Iterator[str]:
    """One cohort's paired answers, and why others are not among them."""
    pilot = " of a pilot" if found["stage"] == "pilot" else ""
    yield f"{found['pairs']} {role}s{pilot} answered before and at the end:"
    yield HEAD
    yield from (row(one) for one in found["items"])
    causes = found["unpaired"]["by_cause"]
    told = ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in causes.items())
    yield f"  not paired: {found['unpaired']['people']} ({told})"


def row(item: Json) -> str:
    return (
        f"  {item['item']:<24}{share(item['before']):>19}{share(item['after']):>19}"
        f"{change(item['change']):>22}{item['p_exact']:>9.3f}"
    )


def share(one: Json) -> str:
    """A percentage with its Wilson interval."""
    return f"{one['percent']:.0f} % [{one['low']:.0f}, {one['high']:.0f}]"


def change(one: Json) -> str:
    """Percentage points with Newcombe's interval."""
    return f"{one['points']:+.0f} [{one['low']:+.0f}, {one['high']:+.0f}]"


def at_the_end(role: str, found: Json) -> Iterator[str]:
    """What was said at the end alone; a dash stands for what so few said that it is withheld."""
    yield f"{found['answered']} of {found['asked']} {role}s answered at the end ({found['stage']}):"
    for item in found["items"]:
        said = share(item["agreeing"]) if item["agreeing"] else "-"
        yield f"  {item['item']:<24}{item['n'] or '-':>6}{said:>19}"


def recommending(role: str, found: Json) -> Iterator[str]:
    """Two numbers with two names: the net promoter score, and the share that gave 7 to 10."""
    score = f"{found['nps']:+.0f} [{found['nps_low']:+.0f}, {found['nps_high']:+.0f}]"
    yield f"  {role}s: net promoter score {score}; gave 7 to 10: {share(found['share_7_to_10'])}"
