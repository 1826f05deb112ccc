"""Which tests say they prove a row, read from their source, so that no server has to run for it."""

import ast
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

TESTS = Path("tests")
PROOFS = Path("var/test/trace")
Tests = dict[str, set[str]]


def claims(tests: Path = TESTS) -> Tests:
    """By row, the tests that carry its mark, as `file::function`."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for file in sorted(tests.rglob("test_*.py")):
        for row, test in marks(ast.parse(file.read_text(encoding="utf-8"))):
            found[row].add(f"{file.as_posix()}::{test}")
    return dict(found)


def marks(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Every (row, test); a mark that stands outside any test counts for the whole file."""
    for node in module.body:
        name = node.name if isinstance(node, ast.FunctionDef | ast.ClassDef) else ""
        yield from ((row, name) for row in named(ast.walk(node)))


def named(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Call) and getattr(node.func, "attr", "") == "requirement":
            yield from (str(one.value) for one in node.args if isinstance(one, ast.Constant))


def proofs(notes: Path = PROOFS) -> Tests:
    """By row, the tests that passed in the last `make test`; nothing where there was none."""
    found: defaultdict[str, set[str]] = defaultdict(set)
    for note in sorted(notes.glob("*.json")):
        for row, tests in json.loads(note.read_text(encoding="utf-8")).items():
            found[row] |= {test.partition("[")[0] for test in tests}
    return dict(found)
