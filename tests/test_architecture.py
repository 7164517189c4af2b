"""The house as designed: wings and rooms, files inside a room, and who may import what.

The order of the wings, and of the rooms in a wing, are import-linter's layer contracts in pyproject.toml; what a
contract cannot say is read from the syntax trees here. Each test collects every breach, so that one run shows them all.
"""

import ast
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.house import (
    HOUSE,
    ROOT,
    calls,
    file_of,
    file_or_topic,
    imports,
    module_name,
    modules,
    orders,
    own_imports,
    room_of,
    rooms,
    topics,
    tree,
    wing_of,
    wings,
)

FILES_IN_ORDER = (
    "errors",
    "models",
    "rules",
    "queries",
    "policy",
    "documents",
    "letters",
    "service",
    "tasks",
    "forms",
    "pages",
    "routes",
    "wing",
)
OPEN_TO_OTHER_WINGS = {"errors", "models", "queries", "policy", "service"}
CLOSED_IN_A_WING = {"tasks", "routes"}
MOST_MODULES = 16

# Rooms of the ground floor know no plenary: they are libraries of the house, their files are named by what they do, and
# these are their ports.
PORTS = {
    "core": None,  # all of it
    "pdf": None,
    "signing": None,
    "files": {"exif", "images"},
    "jobs": {"tasks", "ticks"},
}
SEE_ALL_ROOMS = {"app", "cli", "wings"}
# Their files are commands and scenes.
WITHOUT_LAYERS = {"cli", "demo"}

FLASK_ROOMS = {"core", "app", "cli", "navigation"}
FLASK_FILES = {"forms", "pages", "routes"}
# A library has one importer; these are rooms or, after a dot, one file of a room.
OWNERS = {
    "weasyprint": {"pdf"},
    "pydyf": {"pdf"},
    "pyhanko": {"signing"},
    "pyhanko_certvalidator": {"signing"},
    "huey": {"jobs"},
    "icu": {"core", "pdf"},  # the order of names in a list, and of words in a line
    "obstore": {"files"},
    "flask_security": {"accounts"},
}

DRAWERS = {"common", "helpers", "misc", "util", "utils", "lib", "tools", "shared"}
MOST_LINES = 300
# Files that are longer on purpose, each with its reason.
LONG_FILES: dict[str, str] = {
    "migrations/versions/0001_initial.py": "written by script/migration from the models",
    "tests/test_access.py": "a line for each route",
}


def layered() -> list[str]:
    """Rooms that hold flat files, one a layer."""
    return [
        room for room in rooms() if not topics(room) and room.split(".")[0] not in {*PORTS, *WITHOUT_LAYERS}
    ]


def test_every_wing_and_room_is_in_an_order():
    assert [wing for wing in wings() if wing not in orders()[""]] == []
    packages = {
        wing: sorted(path.parent.name for path in (HOUSE / wing).glob("*/__init__.py"))
        for wing in orders()
        if wing
    }
    assert {wing: sorted(topics(wing)) for wing in packages} == packages


@pytest.mark.parametrize("room", rooms())
def test_a_room_says_what_it_owns(room):
    entrance = HOUSE.joinpath(*room.split(".")) / "__init__.py"
    assert entrance.exists(), f"{room} has no __init__.py"
    assert ast.get_docstring(tree(entrance)), f"{room}/__init__.py has no docstring"


def test_a_topic_is_one_flat_folder():
    """No layer is a folder, and nothing is exported again."""
    breaches = []
    for room in layered():
        folder = HOUSE.joinpath(*room.split("."))
        files = {path.stem if path.suffix == ".py" else path.name for path in folder.iterdir()} - {
            "__pycache__",
            "translations",
        }
        breaches += [f"{room} holds {name}" for name in sorted(files - {*FILES_IN_ORDER, "__init__"})]
        breaches += (
            [f"{room}/__init__.py is more than a docstring"]
            if len(tree(folder / "__init__.py").body) > 1
            else []
        )
    assert breaches == []


def test_no_package_holds_more_modules_than_one_looks_through():
    """What outgrows its folder is two topics."""
    held = Counter(path.parent for path in modules().values() if path.name != "__init__.py")
    assert {module_name(folder): number for folder, number in held.items() if number > MOST_MODULES} == {}


def test_a_room_imports_only_rooms_listed_before_it():
    breaches = []
    for found in own_imports():
        wing = wing_of(found.importer)
        if wing == wing_of(found.imported):
            here, there, order = (
                file_or_topic(found.importer),
                file_or_topic(found.imported),
                orders().get(wing, []),
            )
        else:
            here, there, order = wing, wing_of(found.imported), orders()[""]
        floor = {name: number for number, name in enumerate(order)}
        if floor.get(here, 99) < floor.get(there, -1):
            breaches.append(found.place)
    assert breaches == []


def test_other_wings_use_only_the_open_files_of_a_room():
    breaches = []
    for found in own_imports():
        here, there, file = wing_of(found.importer), wing_of(found.imported), file_of(found.imported)
        if here == there or here in SEE_ALL_ROOMS or not file:
            continue
        ports = PORTS.get(there, set())
        if ports is not None and file not in OPEN_TO_OTHER_WINGS | ports:
            breaches.append(found.place)
    assert breaches == []


def test_inside_a_wing_a_file_imports_only_files_listed_before_it():
    """Of its own room and of the others alike: what selects asks no service, not even an earlier room's."""
    rank = {name: number for number, name in enumerate(FILES_IN_ORDER)}
    breaches = [
        found.place
        for found in own_imports()
        if wing_of(found.importer) == wing_of(found.imported) != "core"
        and rank.get(file_of(found.importer), 99) < rank.get(file_of(found.imported), -1)
    ]
    assert breaches == []


def test_no_room_imports_the_routes_and_tasks_of_another():
    breaches = [
        found.place
        for found in own_imports()
        if "." in room_of(found.imported)
        and room_of(found.importer) not in {room_of(found.imported), wing_of(found.imported)}
        and wing_of(found.importer) not in SEE_ALL_ROOMS
        and file_of(found.imported) in CLOSED_IN_A_WING
    ]
    assert breaches == []


def test_a_wing_loads_the_pages_and_handlers_of_all_its_topics():
    """What registers itself when it is imported is named in the wing's ``Wing(loads=…)``."""
    loaded = {found.imported for found in own_imports() if file_or_topic(found.importer) == "wing"}
    kept = {
        module for module in modules() if room_of(module) in layered() and file_of(module) in CLOSED_IN_A_WING
    }
    assert sorted(kept - loaded) == []


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
        if wing_of(found.importer) not in FLASK_ROOMS and file_of(found.importer) not in FLASK_FILES:
            breaches.append(found.place)
    assert breaches == []


def test_a_library_with_one_owner_is_imported_there_alone():
    breaches = [
        found.place
        for found in imports()
        if (owners := OWNERS.get(found.imported.split(".")[0])) and wing_of(found.importer) not in owners
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
        if module.split(".")[-1] != "queries"
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
