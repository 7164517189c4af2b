"""Writes the one initial migration anew from the models, as long as nothing is released.

    script/migration             write migrations/versions/0001_initial.py
    script/migration --check     change nothing; fail when it is stale

After the first release this tool goes, and changes get migrations of their own (``flask db revision``).
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
from collections.abc import Iterable
from itertools import groupby
from operator import itemgetter
from pathlib import Path

import flask_migrate

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from eventsys.app import create_app  # noqa: E402  # the project first comes into reach above
from eventsys.core import settings  # noqa: E402
from eventsys.core.db import db  # noqa: E402

TARGET = ROOT / "migrations" / "versions" / "0001_initial.py"


def generate() -> str:
    """The text of the migration that makes the models' tables in an empty database."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        given = settings.load(
            {}, data_dir=place, database_url=f"sqlite:///{place / 'empty.db'}", testing=True
        )
        app = create_app(given)
        scripts = place / "migrations"
        scripts.mkdir()
        for name in ("env.py", "alembic.ini", "script.py.mako"):
            (scripts / name).write_bytes((ROOT / "migrations" / name).read_bytes())
        (scripts / "versions").mkdir()
        with app.app_context():
            flask_migrate.revision(
                directory=str(scripts), message="initial", rev_id="0001", autogenerate=True
            )
        made = scripts / "versions" / "0001_initial.py"
        return formatted(with_statements(made.read_text(encoding="utf-8")))


def with_statements(code: str) -> str:
    """What tables have besides columns and indexes (triggers), which autogenerate does not see, after what it made."""
    up, mark, down = code.partition("def downgrade()")
    info = db.metadata.info
    return (
        up.rstrip()
        + lines(info["statements_after"])
        + mark
        + down.rstrip()
        + lines(info["statements_after_drop"])
    )


def lines(statements: Iterable[tuple[str, str]]) -> str:
    """``statements``: (dialect, SQL). Each is run where the database is of that dialect."""
    made = "\n\n    dialect = op.get_context().dialect.name\n"
    for dialect, group in groupby(statements, key=itemgetter(0)):
        made += f'    if dialect == "{dialect}":\n'
        made += "".join(f'        op.execute("""{statement}""")\n' for _, statement in group)
    return made + "\n\n"


def formatted(code: str) -> str:
    ruff = [sys.executable, "-m", "ruff"]
    as_file = ["--quiet", "--stdin-filename", str(TARGET), "-"]
    for tool in (["check", "--fix", "--select", "I", *as_file], ["format", *as_file]):
        code = subprocess.run(
            [*ruff, *tool], input=code, check=True, capture_output=True, text=True, cwd=ROOT
        ).stdout
    return code


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="script/migration", description="Keep the initial migration.")
    parser.add_argument("--check", action="store_true", help="change nothing, fail when it is stale")
    asked = parser.parse_args(arguments)
    text = generate()
    fresh = TARGET.exists() and TARGET.read_text(encoding="utf-8") == text
    if asked.check and not fresh:
        print(f"{TARGET.relative_to(ROOT)} is stale: run script/migration")
        return 1
    if not fresh:
        TARGET.write_text(text, encoding="utf-8")
    print(f"{TARGET.relative_to(ROOT)}: {'as it was' if fresh else 'written'}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
