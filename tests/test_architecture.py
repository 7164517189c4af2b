"""The house as designed: rooms, files inside a room, and who may import what.

The order of the rooms is import-linter's layer contract in pyproject.toml; what a contract cannot say is
read from the syntax trees here. Each test collects every breach, so that one run shows them all.
"""

import ast
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
HOUSE = ROOT / "eventsys"

FILES_IN_ORDER = (
    "errors", "models", "rules", "queries", "policy", "documents", "letters", "service", "tasks", "forms",
    "routes", "room",
)  # fmt: skip
OPEN_TO_OTHER_ROOMS = {"errors", "models", "queries", "policy", "service"}

# Rooms of the ground floor know no plenary: they are libraries of the house, and these are their ports.
PORTS = {
    "core": None,  # all of it
    "pdf": None,
    "signing": None,
    "files": {"images"},
    "jobs": {"api", "registry", "tasks", "ticks", "worker"},
    "mail": {"letters"},
}
SEE_ALL_ROOMS = {"app", "cli", "demo", "rooms", "navigation"}

FLASK_ROOMS = {"core", "app", "cli", "rooms", "navigation", "demo"}
FLASK_FILES = {"forms", "routes", "room"}
# A library has one importer; these are rooms or, after a dot, one file of a room.
OWNERS = {
    "weasyprint": {"pdf"},
    "pydyf": {"pdf"},
    "pyhanko": {"signing"},
    "pyhanko_certvalidator": {"signing"},
    "huey": {"jobs"},
    "icu": {"core"},
    "obstore": {"files"},
    "flask_mailman": {"mail"},
    "flask_security": {"accounts"},
}

DRAWERS = {"common", "helpers", "misc", "util", "utils", "lib", "tools", "shared"}
MOST_LINES = 300
# Files that are longer on purpose, each with its reason.
LONG_FILES: dict[str, str] = {
    "migrations/versions/0001_initial.py": "written by script/migration from the models",
    "tests/test_access.py": "a line for each route",
}


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


def room_of(module: str) -> str:
    """``eventsys.badges.models`` → ``badges``; the package itself → ``""``."""
    return [*module.split("."), ""][1]


def file_of(module: str) -> str:
    """``eventsys.badges.models.run`` → ``models``; a room's ``__init__`` → ``""``."""
    return [*module.split("."), "", ""][2]


def typing_only(node: ast.AST) -> bool:
    return isinstance(node, ast.If) and ast.unparse(node.test) in {"TYPE_CHECKING", "typing.TYPE_CHECKING"}


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
def rooms_in_order() -> list[str]:
    """The layers of pyproject.toml, ground floor first."""
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    return [name.strip(" ()") for layer in reversed(layers) for name in layer.split(":")]


def rooms() -> list[str]:
    return sorted({room_of(module) for module, path in modules().items() if path.parent != HOUSE} - {""})


def test_every_room_is_in_the_order_of_the_house():
    assert [room for room in rooms() if room not in rooms_in_order()] == []


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_it_owns(room):
    entrance = HOUSE / room / "__init__.py"
    assert entrance.exists(), f"{room} has no __init__.py"
    assert ast.get_docstring(tree(entrance)), f"{room}/__init__.py has no docstring"


def test_a_room_imports_only_rooms_listed_before_it():
    floor = {room: number for number, room in enumerate(rooms_in_order())}
    breaches = [
        found.place
        for found in own_imports()
        if floor.get(room_of(found.importer), 99) < floor.get(room_of(found.imported), -1)
    ]
    assert breaches == []


def test_other_rooms_use_only_the_open_files_of_a_room():
    breaches = []
    for found in own_imports():
        here, there, file = room_of(found.importer), room_of(found.imported), file_of(found.imported)
        if here == there or here in SEE_ALL_ROOMS or not file:
            continue
        ports = PORTS.get(there, set())
        if ports is not None and file not in OPEN_TO_OTHER_ROOMS | ports:
            breaches.append(found.place)
    assert breaches == []


def test_inside_a_room_a_file_imports_only_files_listed_before_it():
    rank = {name: number for number, name in enumerate(FILES_IN_ORDER)}
    breaches = [
        found.place
        for found in own_imports()
        if room_of(found.importer) == room_of(found.imported) != "core"
        and rank.get(file_of(found.importer), 99) < rank.get(file_of(found.imported), -1)
    ]
    assert breaches == []


def test_our_own_modules_are_imported_at_the_top_of_a_file():
    assert [found.place for found in own_imports() if found.inline] == []


def test_no_import_cycle():
    graph: dict[str, set[str]] = {}
    for found in own_imports():
        if found.importer != found.imported:
            graph.setdefault(found.importer, set()).add(found.imported)
    cycles, done = [], set()

    def visit(module: str, path: tuple[str, ...]) -> None:
        if module in path:
            cycles.append(" → ".join([*path[path.index(module) :], module]))
        elif module not in done:
            for imported in sorted(graph.get(module, ())):
                visit(imported, (*path, module))
            done.add(module)

    for module in sorted(graph):
        visit(module, ())
    assert cycles == []


def test_flask_stays_at_the_edge():
    breaches = []
    for found in imports():
        library = found.imported.split(".")[0]
        if (library != "flask" and not library.startswith("flask_")) or library in OWNERS:
            continue
        if room_of(found.importer) not in FLASK_ROOMS and file_of(found.importer) not in FLASK_FILES:
            breaches.append(found.place)
    assert breaches == []


def test_a_library_with_one_owner_is_imported_there_alone():
    breaches = [
        found.place
        for found in imports()
        if (owners := OWNERS.get(found.imported.split(".")[0])) and room_of(found.importer) not in owners
    ]
    assert breaches == []


def is_select(call: ast.Call) -> bool:
    match call.func:
        case ast.Name(id="select"):
            return True
        case ast.Attribute(attr="select", value=ast.Name(id="db" | "sa" | "sqlalchemy")):
            return True
        case ast.Attribute(attr="query", value=ast.Attribute(attr="session") | ast.Name(id="session")):
            return True
    return False


def test_every_select_stands_in_a_queries_file():
    breaches = [
        f"{module}:{call.lineno} selects"
        for module, path in modules().items()
        if "queries" not in module.split(".")[2:4]  # core's topics are folders: core.audit.queries
        for call in calls(path)
        if is_select(call)
    ]
    assert breaches == []


def test_only_the_edge_commits():
    inner = {"errors", "models", "rules", "queries", "policy", "letters", "documents", "service", "forms"}
    breaches = [
        f"{module}:{call.lineno} commits"
        for module, path in modules().items()
        if file_of(module) in inner
        for call in calls(path)
        if isinstance(call.func, ast.Attribute) and call.func.attr == "commit"
    ]
    assert breaches == []


def test_no_file_is_a_drawer():
    assert [module for module in modules() if module.rsplit(".", 1)[-1] in DRAWERS] == []


def project_files() -> Iterator[Path]:
    for folder in ("eventsys", "migrations", "script", "templates", "tests"):
        for path in sorted((ROOT / folder).rglob("*")):
            if path.suffix in {".py", ".html", ".js", ".mjs", ".css"} and not {"node_modules", "dist"} & set(
                path.parts
            ):
                yield path


def test_long_files_have_a_reason():
    long = {
        str(path.relative_to(ROOT))
        for path in project_files()
        if len(path.read_text(encoding="utf-8").splitlines()) > MOST_LINES
    }
    assert sorted(long - set(LONG_FILES)) == []
    assert sorted(set(LONG_FILES) - long) == [], "no longer long: take them off the list"
