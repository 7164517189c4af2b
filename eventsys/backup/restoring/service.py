"""Read a backup through, and restore it into nothing."""

from __future__ import annotations

import hashlib
import json
import shutil
import tempfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from hmac import compare_digest
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Column, Connection, MetaData, Table, bindparam, cast, insert, text, update

from eventsys.backup.contents import rules
from eventsys.backup.contents.errors import BackupChanged, BackupOfAnotherKey, NoBackup, NotEmpty
from eventsys.backup.contents.queries import authority_folder, authority_password, seal_key
from eventsys.backup.restoring import queries
from eventsys.core.db import db, reading
from eventsys.files import service as files
from eventsys.signing.house import backup as authority

_PIECE = 1 << 20
_AT_ONCE = 500  # rows in one statement
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class OpenedBackup:
    """A backup that was read through and is whole."""

    path: Path
    manifest: Mapping[str, Any]

    @property
    def revision(self) -> str:
        """Of the database it was made from."""
        return str(self.manifest["revision"])


def open_backup(path: Path) -> OpenedBackup:
    """Read the backup through, whole. Raises :class:`NoBackup`, :class:`BackupOfAnotherKey`, :class:`BackupChanged`."""
    seal = seal_key()
    try:
        with zipfile.ZipFile(path) as archive:
            said = json.loads(archive.read(rules.MANIFEST))
            if not isinstance(said, dict) or said.get("format") != rules.FORMAT:
                raise NoBackup(file=path)
            if not compare_digest(str(said.get("key")), hashlib.sha256(seal).hexdigest()):
                raise BackupOfAnotherKey(file=path)
            given = str(said.pop("seal", ""))
            if not compare_digest(given, rules.seal_of(said, seal)):
                raise BackupChanged(file=path, what=rules.MANIFEST)
            _check(archive, said, path)
    except (zipfile.BadZipFile, KeyError, UnicodeDecodeError, json.JSONDecodeError, EOFError) as error:
        raise NoBackup(file=path) from error
    return OpenedBackup(path, said)


def _check(archive: zipfile.ZipFile, manifest: Mapping[str, Any], path: Path) -> None:
    wanted = {f"tables/{one['name']}.jsonl": one["sha256"] for one in manifest["tables"]}
    if manifest["authority"]:
        wanted[rules.AUTHORITY] = manifest["authority"]
    names = archive.namelist()
    stored = [name for name in names if name.startswith(rules.FILES)]
    for name, digest in [*wanted.items(), *((name, name.rpartition("/")[2]) for name in stored)]:
        seen = hashlib.sha256()
        try:
            with archive.open(name) as file:
                while piece := file.read(_PIECE):
                    seen.update(piece)
        except zipfile.BadZipFile as error:
            raise BackupChanged(file=path, what=name) from error
        if seen.hexdigest() != digest:
            raise BackupChanged(file=path, what=name)
    if len(stored) != manifest["files"] or len(set(names)) != len(names):
        raise BackupChanged(file=path, what="files")


def refuse_unless_empty(backup: OpenedBackup) -> None:
    """Raises :class:`NotEmpty`. What an interrupted restoring of the same backup left behind is nothing."""
    with reading(), db.engine.connect() as connection, connection.begin():
        filled = queries.filled_table(connection)
    if filled:
        raise NotEmpty(what=filled)
    if any(authority_folder().glob("*.pem")) and not authority.is_same(
        authority_folder(), _authority_in(backup), authority_password()
    ):
        raise NotEmpty(what=authority_folder())


def _authority_in(backup: OpenedBackup) -> bytes:
    if not backup.manifest["authority"]:
        return b""
    with zipfile.ZipFile(backup.path) as archive:
        return archive.read(rules.AUTHORITY)


def put_back(backup: OpenedBackup, *, tell: Tell) -> None:
    """Files, authority and rows, in this order: the rows are the last, and come all at once when the caller commits,
    so that whoever is stopped before starts again. The database is at ``backup.revision`` and empty."""
    with zipfile.ZipFile(backup.path) as archive:
        for name in archive.namelist():
            if name.startswith(rules.FILES):
                _put_file(archive, name)
        tell(f"{backup.manifest['files']} files")
        sealed = _authority_in(backup)
        there = (authority_folder() / "root.pem").exists()  # from a former try, which was stopped later
        if sealed and not there:
            authority.restore(authority_folder(), sealed, authority_password())
            tell("the signing authority")
        connection = db.session.connection()
        with _without_triggers(connection):
            for one in backup.manifest["tables"]:
                with archive.open(f"tables/{one['name']}.jsonl") as file:
                    _write_table(connection, one, file)
    tell(f"{sum(one['rows'] for one in backup.manifest['tables'])} rows")


def _put_file(archive: zipfile.ZipFile, name: str) -> None:
    with archive.open(name) as source, tempfile.NamedTemporaryFile() as copy:
        shutil.copyfileobj(source, copy, _PIECE)
        copy.flush()
        files.put_back(name.rpartition("/")[2], Path(copy.name))


@contextmanager
def _without_triggers(connection: Connection) -> Iterator[None]:
    """The trail's entries come with their places in the chain, which nobody else may give an entry."""
    guarded = "audit_entry"
    if connection.dialect.name == "postgresql":
        connection.execute(text(f"ALTER TABLE {guarded} DISABLE TRIGGER USER"))
        yield
        connection.execute(text(f"ALTER TABLE {guarded} ENABLE TRIGGER USER"))
        return
    kept = queries.triggers(connection)
    for name, _said in kept:
        connection.execute(text(f'DROP TRIGGER "{name}"'))
    yield
    for _name, said in kept:
        connection.exec_driver_sql(said)


def _write_table(connection: Connection, told: Mapping[str, Any], lines: IO[bytes]) -> None:
    """Rows that point at rows of the same table are pointed when all are there."""
    kinds, own = dict(told["columns"]), set(told["own"])
    table = Table(
        told["name"], MetaData(), *(Column(name, rules.TYPES[kind]) for name, kind in kinds.items())
    )
    names = list(kinds)
    later: list[dict[str, Any]] = []
    put = insert(table).values({name: _given(connection, name, kind) for name, kind in kinds.items()})
    rows: list[dict[str, Any]] = []
    for line in lines:
        row = {n: rules.from_text(kinds[n], said) for n, said in zip(names, json.loads(line), strict=True)}
        if any(row[name] is not None for name in own):
            later.append({f"new_{name}": row[name] for name in (*told["key"], *own)})
            row |= dict.fromkeys(own)
        rows.append(row)
        if len(rows) == _AT_ONCE:
            connection.execute(put, rows)
            rows = []
    if rows:
        connection.execute(put, rows)
    if later:
        where = [table.c[name] == bindparam(f"new_{name}") for name in told["key"]]
        point = update(table).where(*where).values({name: bindparam(f"new_{name}") for name in own})
        connection.execute(point, later)
    if connection.dialect.name == "postgresql" and told["key"] == ["id"] and told["rows"]:
        following = "SELECT setval(pg_get_serial_sequence(:name, 'id'), (SELECT max(id) FROM {}))"
        connection.execute(text(following.format(f'"{told["name"]}"')), {"name": told["name"]})


def _given(connection: Connection, name: str, kind: str) -> Any:
    if kind != "json":
        return bindparam(name, type_=rules.TYPES[kind])
    as_it_is = bindparam(name, type_=rules.TYPES["text"])
    return cast(as_it_is, rules.TYPES["json"]) if connection.dialect.name == "postgresql" else as_it_is
