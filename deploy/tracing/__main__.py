"""`python -m deploy.tracing`: every row and its tests; `--check` fails on a mark without a row."""

import argparse
import sys
from collections import Counter

from .claims import Tests, claims, proofs
from .rows import TABLES, Row, rows

STATES = ("proved", "claimed", "open")
LEGEND = "proved: a test of it passed in the last `make test`; claimed: a test names it; open: none"


def main(words: list[str] | None = None) -> int:
    """Print the trace. Exit 1 only with `--check`, and only if a mark names an unknown row."""
    parser = argparse.ArgumentParser(prog="deploy.tracing", description=__doc__)
    parser.add_argument("--check", action="store_true", help="fail on a mark that names no row")
    asked = parser.parse_args(words)
    known, claimed, proved = rows(), claims(), proofs()
    strangers = sorted((claimed.keys() | proved.keys()) - {row.id for row in known})
    if not asked.check:
        show(known, claimed, proved)
    for name in strangers:
        tests = ", ".join(sorted(claimed.get(name, set()) | proved.get(name, set())))
        print(f"{name} is no row of {' or '.join(TABLES)}, but is named by {tests}")
    return 1 if asked.check and strangers else 0


def show(known: list[Row], claimed: Tests, proved: Tests) -> None:
    counted = Counter((row.table, state(row.id, claimed, proved)) for row in known)
    for row in known:
        tests = claimed.get(row.id, set()) | proved.get(row.id, set())
        names = ", ".join(sorted(test.rpartition("::")[2] or test for test in tests))
        print(f"{row.id:8} {state(row.id, claimed, proved):8} {names or row.rule}")
    print(f"\n{LEGEND}")
    for table in TABLES:
        parts = [f"{counted[table, one]} {one}" for one in STATES]
        total = sum(row.table == table for row in known)
        print(f"{table}: {total} rows, {', '.join(parts)}")


def state(row: str, claimed: Tests, proved: Tests) -> str:
    return "proved" if row in proved else "claimed" if row in claimed else "open"


if __name__ == "__main__":
    sys.exit(main())
