"""An empty database is migrated to just what the models say, back to nothing, and forth again.

On SQLite, and on PostgreSQL when EVENTSYS_TEST_DATABASE_URL names a server.
"""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import flask_migrate
import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from flask import Flask
from sqlalchemy import inspect, select, text

from eventsys.cli.running import database
from eventsys.core.db import db
from tests.support.databases import application
from tests.support.scripts import load_script

ROOT = Path(__file__).resolve().parent.parent
#: Alembic's own note of where it is.
VERSION_TABLE = "alembic_version"


@pytest.fixture
def empty(tmp_path: Path) -> Iterator[Flask]:
    """An application on an empty database, its context open."""
    with application(tmp_path, "migrated") as app:
        yield app


def tables() -> set[str]:
    return set(inspect(db.engine).get_table_names())


def structure() -> dict[str, Any]:
    """Everything the database itself knows about its tables, without alembic's note."""
    inspector = inspect(db.engine)
    parts: dict[str, Callable[[str], Any]] = {
        "columns": lambda table: [_column(column) for column in inspector.get_columns(table)],
        "primary key": inspector.get_pk_constraint,
        "references": lambda table: _sorted(inspector.get_foreign_keys(table)),
        "unique": lambda table: _sorted(inspector.get_unique_constraints(table)),
        "checks": lambda table: _sorted(inspector.get_check_constraints(table)),
        "indexes": lambda table: _sorted(inspector.get_indexes(table)),
        "triggers": _triggers,
    }
    return {
        table: {part: read(table) for part, read in parts.items()}
        for table in sorted(tables() - {VERSION_TABLE})
    }


def _triggers(table: str) -> list[tuple[str, str]]:
    """Names and texts, on PostgreSQL with the text of their function."""
    by_dialect = {
        "sqlite": "SELECT name, sql FROM sqlite_master WHERE type = 'trigger' AND tbl_name = :name ORDER BY name",
        "postgresql": "SELECT tgname, pg_get_triggerdef(t.oid) || prosrc FROM pg_trigger t JOIN pg_proc p"
        " ON p.oid = tgfoid WHERE tgrelid = CAST(:name AS regclass) AND NOT tgisinternal ORDER BY tgname",
    }
    with db.engine.connect() as connection:
        quoted = connection.dialect.identifier_preparer.quote(table)
        name = quoted if connection.dialect.name == "postgresql" else table
        found = connection.execute(text(by_dialect[connection.dialect.name]), {"name": name})
        return [(name, sql) for name, sql in found]


def _column(column: Any) -> dict[str, str]:
    return {name: str(value) for name, value in column.items()}


def _sorted(items: Any) -> list[dict[str, Any]]:
    """By name; SQL inside is compared as text."""
    return sorted(({key: repr(_plain(value)) for key, value in item.items()} for item in items), key=repr)


def _plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _plain(inner) for key, inner in value.items()}
    if isinstance(value, list | tuple):
        return [_plain(inner) for inner in value]
    return value if value is None or isinstance(value, bool | int) else str(value)


@pytest.mark.usefixtures("empty")
def test_an_empty_database_is_migrated_to_what_the_models_say() -> None:
    flask_migrate.upgrade()
    with db.engine.connect() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "compare_server_default": True}
        )
        assert compare_metadata(context, db.metadata) == []


def test_migrated_and_created_databases_are_the_same_in_everything(tmp_path: Path) -> None:
    """Checks and the conditions of partial indexes too, which alembic does not compare."""
    with application(tmp_path, "created"):
        db.create_all()
        created = structure()
    with application(tmp_path, "migrated"):
        flask_migrate.upgrade()
        migrated = structure()
    assert migrated == created
    assert any(table["checks"] for table in created.values())
    assert "never changed" in repr(created["audit_entry"]["triggers"])
    assert "queued" in repr(created["badge"]["indexes"])


@pytest.mark.usefixtures("empty")
def test_down_to_nothing_and_up_again() -> None:
    flask_migrate.upgrade()
    first = structure()
    flask_migrate.downgrade(revision="base")
    assert tables() - {VERSION_TABLE} == set()
    with db.engine.connect() as connection:
        assert connection.execute(text("SELECT version_num FROM alembic_version")).all() == []
    flask_migrate.upgrade()
    assert structure() == first


@pytest.mark.usefixtures("empty")
def test_a_second_upgrade_changes_nothing() -> None:
    assert (database.revision(), database.is_current()) == ("", False)
    flask_migrate.upgrade()
    assert (database.revision() > "", database.is_current()) == (True, True)
    first = structure()
    flask_migrate.upgrade()
    assert structure() == first


def test_there_is_one_line_of_migrations(empty: Flask) -> None:
    """Two heads would leave it open which one a database is brought to."""
    migrate = empty.extensions["migrate"]
    scripts = ScriptDirectory.from_config(migrate.migrate.get_config(migrate.directory))
    assert (len(scripts.get_heads()), len(scripts.get_bases())) == (1, 1)


def test_migrations_name_no_class_of_ours() -> None:
    """They must run when the code they were written beside is long gone."""
    folder = ROOT / "migrations" / "versions"
    assert [path.name for path in folder.glob("*.py") if "eventsys" in path.read_text("utf-8")] == []


def test_a_change_of_the_models_gets_a_migration_of_its_own(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Here the change is a column that the migrations of a copy do not make; what is there is not written over."""
    tool, copy = load_script("migration"), tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", copy, ignore=shutil.ignore_patterns("__pycache__"))
    first = copy / "versions" / "0001_initial.py"
    without = _without_column(first, "emergency")
    assert tool.main(["--check"], migrations=copy) == 1
    assert "1 differences" in capsys.readouterr().out
    assert tool.main(["a number to call"], migrations=copy) == 0
    made = max((copy / "versions").glob("*.py"))
    assert made.name.endswith("_a_number_to_call.py")
    assert ('"emergency"' in made.read_text(), "drop_column" in made.read_text()) == (True, True)
    assert first.read_text() == without
    assert tool.main(["--check"], migrations=copy) == 0


def _without_column(migration: Path, column: str, table: str = "") -> str:
    """What the file says now, as if nobody had thought of the column yet."""
    said = migration.read_text()
    at = said.index(f'create_table(\n        "{table}"') if table else 0
    without = re.sub(rf'\n +sa\.Column\(\n? *"{column}",(?:.*|\n.*\n +)\),(?=\n)', "", said[at:], count=1)
    assert without != said[at:]
    migration.write_text(said[:at] + without)
    return said[:at] + without


#: Columns of rows that were there before them, and what they have then.
OLD_ROWS = {
    "city": {"native_name": "", "leader_office": {}},
    "upload": {"pasted": False},
    "mail_line": {"probes": 0},
    "job": {"max_attempts": 5},
}


def test_rows_that_are_there_get_a_value_in_a_column_that_needs_one(tmp_path: Path) -> None:
    tool, copy = load_script("migration"), tmp_path / "migrations"
    shutil.copytree(ROOT / "migrations", copy, ignore=shutil.ignore_patterns("__pycache__"))
    for table, columns in OLD_ROWS.items():
        for column in columns:
            _without_column(copy / "versions" / "0001_initial.py", column, table)
    with application(tmp_path, "old"):
        flask_migrate.upgrade(directory=str(copy))
        with db.engine.begin() as connection:
            for table, columns in OLD_ROWS.items():
                whole = db.metadata.tables[table]
                known = {one.name: _example(one) for one in whole.columns if not one.nullable}
                kept = [one for one in known if one not in columns]
                said = (
                    f"INSERT INTO {table} ({', '.join(kept)}) VALUES ({', '.join(f':{one}' for one in kept)})"  # noqa: S608
                )
                connection.execute(text(said), known)
        tool.main(["columns more"], migrations=copy)
        flask_migrate.upgrade(directory=str(copy))
        with db.engine.connect() as connection:
            for table, columns in OLD_ROWS.items():
                wanted = [db.metadata.tables[table].columns[name] for name in columns]
                assert [tuple(row) for row in connection.execute(select(*wanted))] == [
                    tuple(columns.values())
                ]
            options = {"compare_type": True, "compare_server_default": True}
            assert compare_metadata(MigrationContext.configure(connection, opts=options), db.metadata) == []


def _example(column: Any) -> object:
    kind = column.type.impl if hasattr(column.type, "impl") else column.type
    return {
        "Integer": 1,
        "Boolean": False,
        "Uuid": "0" * 32,
        "DateTime": "2026-11-30 12:00:00+00:00",
        "JSON": "{}",
    }.get(type(kind).__name__, "x")
