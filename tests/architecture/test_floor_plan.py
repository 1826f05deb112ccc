"""Every service is laid out alike, and every module says what it is for."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SERVICES = ("evaluation", "matching", "profiles", "safeguarding", "sessions")
ROOMS = ("commands", "decider", "events", "heard", "policies", "projections", "room", "service")
LONGEST_FUNCTION = 30


def modules():
    return [
        path
        for folder in ("services", "shared", "deploy")
        for path in (ROOT / folder).rglob("*.py")
    ]


@pytest.mark.parametrize("service", SERVICES)
@pytest.mark.parametrize("room", ROOMS)
def test_every_service_has_every_room(service, room):
    place = ROOT / "services" / service / room

    assert place.with_suffix(".py").exists() or (place / "__init__.py").exists()


@pytest.mark.parametrize("service", SERVICES)
def test_every_service_says_what_it_hears_and_says(service):
    assert (ROOT / "services" / service / "README.md").exists()


def test_there_is_no_sixth_service():
    found = {path.parent.name for path in (ROOT / "services").glob("*/__init__.py")}

    assert found == set(SERVICES)


def test_nothing_is_called_helpers_or_utils():
    assert [path for path in modules() if path.stem in {"helpers", "utils", "common", "misc"}] == []


def test_every_module_says_what_it_is_for():
    silent = [
        str(path.relative_to(ROOT))
        for path in modules()
        if path.read_text(encoding="utf-8").strip()
        and not ast.get_docstring(ast.parse(path.read_text(encoding="utf-8")))
    ]

    assert silent == []


def test_no_function_is_longer_than_a_screen():
    long = [
        f"{path.relative_to(ROOT)}:{node.lineno} {node.name} {node.end_lineno - node.lineno + 1}"
        for path in modules()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        and node.end_lineno - node.lineno + 1 > LONGEST_FUNCTION
    ]

    assert long == []
