"""Who may import whom: the contracts of pyproject.toml, and what they cannot say."""

import ast
import re
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
LINT = "from importlinter.cli import lint_imports_command as run; run()"
FRAMES = {"nameko", "eventlet"}
FRAMES_MAY_BE_IMPORTED_IN = re.compile(
    r"shared/entrypoints(/.*|_.*)?(\.py)?|shared/run[^/]*\.py|services/[^/]+/service(/.*|\.py)"
)


def modules(*folders):
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def imported(module):
    for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0:
            yield str(node.module)


def test_every_import_contract_is_kept():
    done = subprocess.run(
        [sys.executable, "-c", LINT, "--no-cache"],
        cwd=ROOT, capture_output=True, text=True, check=False,
    )  # fmt: skip

    assert done.returncode == 0, done.stdout + done.stderr


def test_the_framework_stays_at_the_rim():
    strays = [
        f"{module.relative_to(ROOT)} imports {name}"
        for module in modules("services", "shared", "deploy")
        for name in imported(module)
        if name.split(".")[0] in FRAMES
        and not FRAMES_MAY_BE_IMPORTED_IN.fullmatch(module.relative_to(ROOT).as_posix())
    ]

    assert strays == []


def test_no_product_code_imports_tests():
    strays = [
        str(module.relative_to(ROOT))
        for module in modules("services", "shared", "deploy")
        if any(name.split(".")[0] in {"tests", "pytest", "hypothesis"} for name in imported(module))
    ]

    assert strays == []
