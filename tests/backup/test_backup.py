"""The whole installation in one file and back, by the commands an administrator types: while others write, killed in
the middle, from SQLite to PostgreSQL; and what is refused."""

from __future__ import annotations

import json
import os
import shutil
import stat
import zipfile
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import flask_migrate
import pytest

from eventsys.app import create_app
from eventsys.backup.contents.queries import seal_key
from eventsys.backup.contents.rules import seal_of
from eventsys.core import settings
from eventsys.core.db import db
from eventsys.declarations.acts.models import DeclarationState
from eventsys.files import service as files
from eventsys.files import store
from eventsys.networks.registry.models import City
from tests.backup.house import House, fill
from tests.declarations.factories import make_open
from tests.networks.factories import make_city, make_network
from tests.support.databases import empty_database
from tests.support.processes import Command
from tests.support.servers import wait_until

ON_SERVER = bool(os.environ.get("EVENTSYS_TEST_DATABASE_URL"))


Build = Callable[..., House]


@pytest.fixture
def build(tmp_path: Path) -> Iterator[Build]:
    """An empty installation, on the database that these tests run on or on SQLite."""
    with ExitStack() as stack:

        def made(name: str, *, secret: Path | None = None, sqlite: bool = False) -> House:
            folder = tmp_path / name
            folder.mkdir(mode=0o700)
            if secret:
                shutil.copy(secret / "secret_key", folder)
            here = f"sqlite:///{folder / 'eventsys.db'}"
            return House(
                folder, here if sqlite else stack.enter_context(empty_database(tmp_path, f"backup_{name}"))
            )

        yield made


def parts_of(path: Path) -> dict[str, bytes]:
    """What a backup says of rows and files, by the names of its parts."""
    with zipfile.ZipFile(path) as archive:
        return {
            name: archive.read(name) for name in archive.namelist() if name.startswith(("tables/", "files/"))
        }


@pytest.fixture(scope="module")
def full(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[House, Path]]:
    """An installation with everything in it, and its backup; nobody changes either."""
    place = tmp_path_factory.mktemp("full")
    (place / "data").mkdir(mode=0o700)
    with empty_database(place, "backup_full") as url:
        house = House(place / "data", url)
        house.do(fill, fresh=True)
        code, said = house.run("backup", place / "backup.zip")
        assert code == 0, said
        yield house, place / "backup.zip"


@pytest.mark.parametrize(
    "sqlite",
    [
        False,
        pytest.param(True, marks=pytest.mark.skipif(not ON_SERVER, reason="on SQLite it is the case before")),
    ],
)
def test_what_is_restored_is_what_was_there_octet_for_octet(
    full: tuple[House, Path], build: Build, tmp_path: Path, sqlite: bool
) -> None:
    """On the same database, and from PostgreSQL on SQLite; and the house goes on: new rows, new signatures."""
    house, backup = full
    other = build("other", secret=house.folder, sqlite=sqlite)
    code, said = other.run("restore", backup)
    assert code == 0, said
    assert other.run("backup", tmp_path / "again.zip")[0] == 0
    before, after = parts_of(backup), parts_of(tmp_path / "again.zip")
    assert sorted(before) == sorted(after)
    assert [name for name in before if before[name] != after[name]] == []
    assert sum(bool(words) for name, words in before.items() if name.startswith("tables/")) > 40
    assert other.run("audit", "verify")[0] == 0

    def go_on() -> bool:
        """A new row gets a number that none has, and the authority seals another text."""
        return (
            make_city("ZZZ").id == count_cities() and make_open().state == DeclarationState.OPEN_FOR_SIGNATURE
        )

    assert other.do(go_on)
    old = [path.read_bytes() for path in sorted((house.folder / "authority").glob("*.pem"))]
    assert [path.read_bytes() for path in sorted((other.folder / "authority").glob("*.pem"))] == old
    assert stat.S_IMODE((other.folder / "authority" / "root.pem").stat().st_mode) == 0o600


def write_pairs(_arguments: list[str]) -> None:
    """Until it is ended: two cities at a time, in one transaction."""
    app = create_app(settings.load())
    with app.app_context():
        network, number = make_network("PAIRS"), 0
        db.session.commit()
        while True:
            for half in "AB":
                make_city(f"P{number}{half}", network=network)
            db.session.commit()
            number += 1


def test_a_backup_made_while_others_write_is_that_of_one_moment(build: Build, tmp_path: Path) -> None:
    house = build("busy")
    house.do(lambda: None, fresh=True)
    writer = Command([], house.environment, log=tmp_path / "log", program=write_pairs)
    try:
        wait_until(lambda: house.do(count_cities) > 10)  # type: ignore[operator]
        codes = [house.run("backup", tmp_path / f"{number}.zip") for number in range(3)]
        assert [code for code, _said in codes] == [0, 0, 0], codes
    finally:
        writer.kill()
    numbers = []
    for number in range(3):
        cities = [
            json.loads(line)
            for line in parts_of(tmp_path / f"{number}.zip")["tables/city.jsonl"].splitlines()
        ]
        members = parts_of(tmp_path / f"{number}.zip")["tables/membership.jsonl"].splitlines()
        assert len(cities) % 2 == 0
        assert len(members) == len(cities)
        numbers.append(len(cities))
    assert numbers[0] < numbers[2]


def count_cities() -> int:
    return db.session.query(City).count()


@pytest.mark.parametrize("told", ["files", "the signing authority"])
def test_a_restoring_that_is_killed_leaves_nothing_half_done_and_is_done_again(
    full: tuple[House, Path], build: Build, tmp_path: Path, told: str
) -> None:
    house, backup = full
    other = build("other", secret=house.folder)
    command = other.command("restore", backup)
    assert command.stderr is not None
    for line in command.stderr:
        if line.strip().endswith(told):
            command.kill()
            break
    command.wait()
    assert other.do(count_cities, fresh=False) == 0
    code, said = other.run("restore", backup)
    assert code == 0, said
    assert other.run("backup", tmp_path / "again.zip")[0] == 0
    assert parts_of(backup) == parts_of(tmp_path / "again.zip")


def test_a_file_that_the_store_has_lost_is_told_and_the_rest_is_kept(build: Build, tmp_path: Path) -> None:
    house = build("lossy")

    def lose() -> str:
        kept, lost = (files.store(words, media_type="text/plain").digest for words in (b"kept", b"lost"))
        db.session.commit()
        store.delete(lost)
        return f"{kept} {lost}"

    kept, lost = str(house.do(lose, fresh=True)).split()
    code, said = house.run("backup", tmp_path / "b.zip")
    assert code == 1
    assert lost in said
    assert f"files/{kept[:2]}/{kept}" in parts_of(tmp_path / "b.zip")
    other = build("other", secret=house.folder)
    code, said = other.run("restore", tmp_path / "b.zip")
    assert (code, "1 files were missing" in said) == (0, True)


def changed(path: Path, part: str, edit: Callable[[bytes], bytes]) -> Path:
    """A copy of a backup in which one part is another."""
    copy = path.with_name(f"changed {part.rpartition('/')[2]}.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(copy, "w") as new:
        for name in old.namelist():
            new.writestr(name, edit(old.read(name)) if name == part else old.read(name))
    return copy


def test_what_is_no_backup_of_this_house_or_no_longer_whole_is_refused(
    full: tuple[House, Path], build: Build, tmp_path: Path
) -> None:
    house, backup = full
    other = build("other", secret=house.folder)
    torn, plain = tmp_path / "torn.zip", tmp_path / "plain.zip"
    torn.write_bytes(backup.read_bytes()[:-200])
    with zipfile.ZipFile(plain, "w") as archive:
        archive.writestr("readme", "hello")
    some = next(name for name in parts_of(backup) if name.startswith("files/"))

    def younger(words: bytes) -> bytes:
        return words.replace(b'"made_at": "2', b'"made_at": "3')

    cases = {
        torn: "no backup",
        plain: "no backup",
        changed(backup, "tables/city.jsonl", lambda words: words.replace(b"Tokyo", b"Kyoto")): "city.jsonl",
    }
    for path, words in cases.items():
        code, said = other.run("restore", path)
        assert (code, words in said) == (2, True), (path, said)
    for part, edit in ((some, lambda words: words[::-1] + b"!"), ("manifest.json", younger)):
        code, said = other.run("restore", changed(backup, part, edit))
        assert (code, part in said) == (2, True), said
    stranger = build("stranger")
    code, said = stranger.run("restore", backup)
    assert (code, "another secret key" in said) == (2, True), said
    assert not (stranger.folder / "authority").exists()
    code, said = house.run("restore", backup)
    assert (code, "something here already" in said) == (2, True), said
    code, said = house.run("backup", backup)
    assert (code, "there already" in said) == (2, True), said
    other.do(flask_migrate.upgrade)
    (other.folder / "authority").mkdir(exist_ok=True)
    (other.folder / "authority" / "root.pem").write_text("another")
    code, said = other.run("restore", backup)
    assert (code, "something here already" in said, str(other.folder) in said) == (2, True, True), said


def test_a_backup_of_a_newer_program_names_it(full: tuple[House, Path], build: Build) -> None:
    house, backup = full
    key = house.do(seal_key)

    def newer(words: bytes) -> bytes:
        said = json.loads(words)
        del said["seal"]
        said |= {"revision": "9999_later", "eventsys": "7.0"}
        return json.dumps({**said, "seal": seal_of(said, key)}).encode()  # type: ignore[arg-type]

    other = build("other", secret=house.folder)
    code, said = other.run("restore", changed(backup, "manifest.json", newer))
    assert (code, "eventsys 7.0" in said, "newer" in said) == (2, True, True), said
