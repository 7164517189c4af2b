"""The data of every released version come along: restored, brought to the tables of today, and used."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pytest

from eventsys.core.db import db
from eventsys.declarations.acts.models import Declaration
from tests.backup.former import SECRET
from tests.backup.house import House
from tests.support.databases import empty_database

VERSIONS = sorted(Path(__file__).parent.glob("version-*.zip"))


def test_there_are_data_of_the_first_version() -> None:
    assert "version-0.1.zip" in [path.name for path in VERSIONS]


@pytest.mark.parametrize("version", VERSIONS, ids=lambda path: path.stem)
def test_the_data_of_a_former_version_come_along(version: Path, tmp_path: Path) -> None:
    """No row is lost, the trail's chain holds, a passport opens, pages show what was there."""
    with zipfile.ZipFile(version) as archive:
        told = json.loads(archive.read("manifest.json"))
    rows = {table["name"]: table["rows"] for table in told["tables"]}
    (tmp_path / "data").mkdir(mode=0o700)
    (tmp_path / "data" / "secret_key").write_text(SECRET)
    with empty_database(tmp_path, "former") as url:
        house = House(tmp_path / "data", url)
        code, said = house.run("restore", version)
        assert code == 0, said
        assert house.run("audit", "verify")[0] == 0
        assert house.run("db", "check")[0] == 0

        def look() -> None:
            kept = {table.name: db.session.query(table).count() for table in db.metadata.sorted_tables}
            assert {name: kept.get(name) for name in rows} == rows
            for one in db.session.query(Declaration):
                assert one.title
                assert one.paragraphs

        house.do(look)
