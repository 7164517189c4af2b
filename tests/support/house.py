"""The house as its syntax trees and pyproject.toml tell it: modules, imports, wings and the order of rooms.

A wing is named by its package ("badges"), a room in it by both ("badges.printing"); a wing of one topic is a room.
"""

from __future__ import annotations

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
HOUSE = ROOT / "eventsys"


@dataclass(frozen=True)
class Import:
    """``importer`` imports ``imported`` (both dotted); ``inline`` when not at the top of the file."""

    importer: str
    imported: str
    line: int
    inline: bool

    @property
    def place(self) -> str:
        return f"{self.importer}:{self.line} imports {self.imported}"


def module_name(path: Path) -> str:
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


@cache
def modules() -> dict[str, Path]:
    files = (path for path in HOUSE.rglob("*.py") if "node_modules" not in path.parts)
    return {module_name(path): path for path in sorted(files)}


@cache
def tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text(encoding="utf-8"), str(path))


def wing_of(module: str) -> str:
    """``eventsys.badges.printing.models`` → ``badges``; the package itself → ``""``."""
    return [*module.split("."), ""][1]


def room_of(module: str) -> str:
    """``eventsys.badges.printing.models`` → ``badges.printing``; ``eventsys.badges.wing`` → ``badges``."""
    wing, topic = [*module.split("."), "", ""][1:3]
    return f"{wing}.{topic}" if topic in topics(wing) else wing


def file_of(module: str) -> str:
    """``eventsys.badges.printing.models`` → ``models``; a room's ``__init__`` → ``""``."""
    return [*module.removeprefix(f"eventsys.{room_of(module)}").split("."), ""][1]


def statements(node: ast.AST, inline: bool = False) -> Iterator[tuple[ast.Import | ast.ImportFrom, bool]]:
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.Import | ast.ImportFrom):
            yield child, inline
        else:
            inner = isinstance(child, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
            yield from statements(child, inline or inner)


@cache
def imports() -> list[Import]:
    found = []
    for module, path in modules().items():
        for statement, inline in statements(tree(path)):
            if isinstance(statement, ast.Import):
                names = [alias.name for alias in statement.names]
            else:
                base = statement.module or ""
                deeper = [f"{base}.{alias.name}" for alias in statement.names]
                names = [name if name in modules() else base for name in deeper]
            found += [Import(module, name, statement.lineno, inline) for name in dict.fromkeys(names)]
    return found


def own_imports() -> list[Import]:
    return [found for found in imports() if found.imported.split(".")[0] == "eventsys"]


def calls(path: Path) -> Iterator[ast.Call]:
    return (node for node in ast.walk(tree(path)) if isinstance(node, ast.Call))


@cache
def orders() -> dict[str, list[str]]:
    """The layers of pyproject.toml, ground floor first: of the house (``""``), and of each wing what stands in it."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    return {
        contract["containers"][0].removeprefix("eventsys").lstrip("."): [
            name.strip(" ()") for layer in reversed(contract["layers"]) for name in layer.split(":")
        ]
        for contract in settings["tool"]["importlinter"]["contracts"]
    }


@cache
def topics(wing: str) -> list[str]:
    """The rooms of a wing that has more than one, in order."""
    return [
        name for name in orders().get(wing, []) if name and (HOUSE / wing / name / "__init__.py").exists()
    ]


def wings() -> list[str]:
    return sorted({wing_of(module) for module, path in modules().items() if path.parent != HOUSE} - {""})


def rooms() -> list[str]:
    return sorted({room_of(module) for module, path in modules().items() if path.parent != HOUSE} - {""})


def file_or_topic(module: str) -> str:
    """What stands in a wing: ``eventsys.badges.printing.models`` → ``printing``, ``eventsys.badges.wing`` → ``wing``."""
    return [*module.split("."), "", ""][2]
