"""Every way to be told no: rules, which are functions named for what they demand, and the rest."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, order=True)
class Code:
    """A refusal's code, the reason people read, and the module that gives it."""

    code: str
    why: str
    place: str


def codes(service: Path) -> list[Code]:
    """Every code of one service, in alphabetical order."""
    modules = {path: ast.parse(path.read_text(encoding="utf-8")) for path in service.rglob("*.py")}
    listed = {name for module in modules.values() for name in in_tuples(module)}
    return sorted(
        {
            Code(code, why, path.relative_to(service).as_posix())
            for path, module in modules.items()
            for code, why in (*rules(module, listed), *outright(module))
        }
    )


def in_tuples(module: ast.Module) -> Iterator[str]:
    """Names that stand in a list of rules: a function that is only called is none."""
    for node in ast.walk(module):
        if isinstance(node, ast.Tuple):
            yield from (one.id for one in node.elts if isinstance(one, ast.Name))


def rules(module: ast.Module, listed: set[str]) -> Iterator[tuple[str, str]]:
    for node in module.body:
        if isinstance(node, ast.FunctionDef) and node.name in listed and is_rule(node):
            yield node.name.replace("_", "-"), " / ".join(reasons(node))


def is_rule(node: ast.FunctionDef) -> bool:
    return node.returns is not None and ast.unparse(node.returns) == "str | None"


def reasons(node: ast.FunctionDef) -> list[str]:
    """The sentences a rule may answer with, `…` where a value stands."""
    body = [one for one in node.body if not is_docstring(one)]
    within = {id(part) for one in body for held in strings(one) for part in held.values}
    texts = [text(one) for part in body for one in ast.walk(part) if id(one) not in within]
    return list(dict.fromkeys(one for one in texts if any(map(str.isalpha, one)) and " " in one))


def is_docstring(node: ast.stmt) -> bool:
    return isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)


def strings(node: ast.AST) -> Iterator[ast.JoinedStr]:
    return (one for one in ast.walk(node) if isinstance(one, ast.JoinedStr))


def text(node: ast.AST) -> str:
    if isinstance(node, ast.JoinedStr):
        return "".join(text(one) or "…" for one in node.values)
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else ""


def outright(module: ast.Module) -> Iterator[tuple[str, str]]:
    """Where code says Refused(…) itself."""
    for node in ast.walk(module):
        if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Refused":
            code, why = (text(one) for one in node.args[:2])
            if code:
                yield code, why
