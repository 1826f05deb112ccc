"""Programme documents as files: read as they travel, each key with the line it stands on."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import Any

import yaml

from deploy.cli.reporting import ROOT, Trouble
from deploy.year.language import plain

Compile = Callable[[dict[str, Any]], list[Any]]
Places = list[tuple[str, int]]
Found = tuple[int, str, str, str]
SHELF = ROOT / "deploy" / "instruments"


@dataclass(frozen=True)
class Written:
    """A document, the line of every key by its path (`mentee.age`), and keys written twice."""

    document: dict[str, Any]
    lines: dict[str, int]
    doubles: Places

    def line_of(self, where: str) -> int:
        """The line of that key, or of the part in which it is missing."""
        while where and where not in self.lines:
            where = where.rpartition(".")[0]
        return self.lines.get(where, 1)


def written(path: Path) -> Written:
    """Read a document. Trouble says where the text is no YAML, or no mapping."""
    try:
        text = path.read_text(encoding="utf-8")
        document, root = plain(yaml.safe_load(text)), yaml.compose(text, yaml.SafeLoader)
    except OSError as no:
        raise Trouble(f"{path} cannot be read: {no.strerror}") from None
    except (yaml.YAMLError, ValueError, RecursionError) as no:
        raise Trouble(f"{at(path, line_of_fault(no))}: no YAML that makes sense") from None
    if not isinstance(document, dict) or root is None:
        raise Trouble(f"{at(path, 1)}: a document is a mapping")
    lines: dict[str, int] = {}
    doubles: Places = []
    for where, line in keys(root):
        doubles += [(where, line)] if where in lines else []
        lines.setdefault(where, line)
    return Written(document, lines, doubles)


def line_of_fault(fault: Exception) -> int:
    mark = getattr(fault, "problem_mark", None)
    return mark.line + 1 if mark else 1


def at(path: Path, line: int) -> str:
    """`FILE:LINE`, as editors understand it."""
    return f"{path}:{line}"


def keys(node: yaml.Node, way: str = "") -> Iterator[tuple[str, int]]:
    """Every path of a document with its line, in the order written."""
    for name, marked, inner in parts(node):
        where = f"{way}.{name}" if way else name
        yield where, marked.start_mark.line + 1
        yield from keys(inner, where)


def parts(node: yaml.Node) -> Iterator[tuple[str, yaml.Node, yaml.Node]]:
    """The name, the mark and the value of everything in a mapping or a list."""
    if isinstance(node, yaml.MappingNode):
        yield from ((str(key.value), key, value) for key, value in node.value)
    elif isinstance(node, yaml.SequenceNode):
        yield from ((str(place), one, one) for place, one in enumerate(node.value))


def problems(path: Path, shelf: Path = SHELF) -> list[dict[str, Any]]:
    """Everything that speaks against publishing the document of this file, by line.

    `shelf` is the folder of the instruments at hand.
    """
    one = written(path)
    compile_policy: Compile = import_module("services.profiles.policies.compiling").compile_policy
    found: list[Found] = [
        (one.line_of(wrong.where), wrong.where, wrong.code, wrong.why)
        for wrong in compile_policy(one.document)
    ]
    found += [(line, where, "key-twice", "only one of them counts") for where, line in one.doubles]
    return [
        {"problem": f"{at(path, line)}: {why}", "where": where, "code": code, "line": line}
        for line, where, code, why in sorted([*found, *unlicensed(one, shelf)])
    ]


def unlicensed(one: Written, shelf: Path) -> Iterator[Found]:
    """Instruments that are somebody else's and do not say by whose leave they are used."""
    evaluation = one.document.get("evaluation")
    used = evaluation.get("instruments") if isinstance(evaluation, dict) else None
    for role, name in used.items() if isinstance(used, dict) else ():
        file, where = shelf / f"{name}.yaml", f"evaluation.instruments.{role}"
        says = written(file).document if file.is_file() else {}
        if says.get("licensed") and not says.get("licence_ref"):
            why = f"{file.name} needs a licence and names none"
            yield one.line_of(where), where, "licence-without-reference", why
