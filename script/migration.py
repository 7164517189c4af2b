"""A migration for what the models say and the migrations do not make yet: one for each change, never written over.

    script/migration "what changes, in a few words"    write the next file of migrations/versions
    script/migration --check                           change nothing; fail when a migration is missing

It compares an empty database brought to the newest migration with the models, on SQLite. Read what it wrote: it knows
nothing of moved data, of a column that is only called otherwise, or of triggers (a table made anew loses its own).
"""

from __future__ import annotations

import argparse
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import flask_migrate
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from eventsys.app import create_app  # noqa: E402  # the project first comes into reach above
from eventsys.core import settings  # noqa: E402
from eventsys.core.db import db  # noqa: E402

MIGRATIONS = ROOT / "migrations"


@contextmanager
def migrated(migrations: Path) -> Iterator[None]:
    """The context of an application on an empty database that was brought to the newest of ``migrations``."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        given = settings.load(
            {}, data_dir=place, database_url=f"sqlite:///{place / 'empty.db'}", testing=True
        )
        with create_app(given).app_context():
            flask_migrate.upgrade(directory=str(migrations))
            yield
            db.session.remove()
            db.engine.dispose()


def missing(migrations: Path) -> list[object]:
    """What the models have and a migrated database has not, or the other way round."""
    with migrated(migrations), db.engine.connect() as connection:
        found: list[object] = compare_metadata(
            MigrationContext.configure(connection, opts={"compare_type": True}), db.metadata
        )
    return found


def write(words: str, migrations: Path) -> Path:
    """The next migration, numbered after the last one and called by ``words``."""
    numbers = [
        int(found[0])
        for path in (migrations / "versions").glob("*.py")
        if (found := re.match(r"\d+", path.name))
    ]
    number = f"{max(numbers) + 1:04}"
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "migrations"
        shutil.copytree(migrations, copy, ignore=shutil.ignore_patterns("__pycache__"))
        with migrated(copy):
            flask_migrate.revision(directory=str(copy), message=words, rev_id=number, autogenerate=True)
        [made] = (copy / "versions").glob(f"{number}_*.py")
        target = migrations / "versions" / made.name
        target.write_text(formatted(made.read_text(encoding="utf-8"), target), encoding="utf-8")
    return target


def formatted(code: str, target: Path) -> str:
    ruff = [sys.executable, "-m", "ruff"]
    as_file = ["--quiet", "--stdin-filename", str(target), "-"]
    for tool in (["check", "--fix", "--select", "I", *as_file], ["format", *as_file]):
        code = subprocess.run(
            [*ruff, *tool], input=code, check=True, capture_output=True, text=True, cwd=ROOT
        ).stdout
    return code


def main(arguments: list[str] | None = None, *, migrations: Path = MIGRATIONS) -> int:
    parser = argparse.ArgumentParser(prog="script/migration", description="Write the next migration.")
    parser.add_argument("words", nargs="?", help="what changes, in a few words")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when one is missing")
    asked = parser.parse_args(arguments)
    differences = missing(migrations)
    if not differences:
        print("the migrations make what the models say")
        return 0
    if asked.check or not asked.words:
        print(f'{len(differences)} differences: run script/migration "what changes"')
        return 1
    print(
        f"{write(asked.words, migrations).relative_to(migrations.parent)}: written; read it before you commit it"
    )
    return 0


if __name__ == "__main__":
    sys.exit(main())
