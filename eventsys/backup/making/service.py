"""Make a backup while the site serves.

The rows are those of one moment. Files never change, so they are read after the rows; one that was deleted meanwhile,
as its time was over, is not missed.
"""

from __future__ import annotations

import hashlib
import json
import os
import zipfile
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from sqlalchemy import Connection, Table

from eventsys.backup.contents import rules
from eventsys.backup.contents.errors import FileThere
from eventsys.backup.contents.queries import authority_folder, authority_password, seal_key
from eventsys.backup.making import queries
from eventsys.core.db import db, reading
from eventsys.files import service as files
from eventsys.files.errors import BlobDamaged, BlobMissing
from eventsys.signing.house import backup as authority

_PIECE = 1 << 20
Tell = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Made:
    """What is in a new backup; ``missing``: digests of files on record that the store does not have."""

    rows: int
    files: int
    octets: int
    missing: Sequence[str]


def make(target: Path, *, revision: str, version: str, now: datetime, tell: Tell) -> Made:
    """Write a backup to ``target``, which appears under that name when it is whole and on the disk.

    ``revision`` is what the database is at. Raises :class:`FileThere`, and what reading files raises.
    """
    if target.exists():
        raise FileThere(file=target)
    seal = seal_key()
    unfinished = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        with zipfile.ZipFile(unfinished, "x", zipfile.ZIP_DEFLATED) as archive:
            with _one_moment() as connection:
                kept = [_write_rows(archive, connection, table) for table in queries.tables()]
                blobs = _blobs(connection)
            tell(f"{sum(one['rows'] for one in kept)} rows")
            found, missing, octets = _write_files(archive, blobs)
            tell(f"{found} files, {octets / 1e6:.1f} MB")
            digest = _write_authority(archive)
            manifest = {
                "format": rules.FORMAT,
                "eventsys": version,
                "revision": revision,
                "made_at": now.isoformat(),
                "key": hashlib.sha256(seal).hexdigest(),
                "tables": kept,
                "files": found,
                "missing": missing,
                "authority": digest,
            }
            said = {**manifest, "seal": rules.seal_of(manifest, seal)}
            archive.writestr(rules.MANIFEST, json.dumps(said, indent=1))
        _flush(unfinished)
        os.link(unfinished, target)  # never over another one
    except FileExistsError as error:
        raise FileThere(file=target) from error
    finally:
        unfinished.unlink(missing_ok=True)
    return Made(sum(one["rows"] for one in kept), found, octets, missing)


@contextmanager
def _one_moment() -> Iterator[Connection]:
    """A connection that sees what was committed when it began, and nothing after."""
    db.session.rollback()
    options: dict[str, Any] = {}
    if db.engine.dialect.name == "postgresql":
        options = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
    with reading(), db.engine.connect().execution_options(**options) as connection, connection.begin():
        yield connection


def _write_rows(archive: zipfile.ZipFile, connection: Connection, table: Table) -> dict[str, Any]:
    columns, digest, number = queries.kinds_of(table), hashlib.sha256(), 0
    with archive.open(f"tables/{table.name}.jsonl", "w", force_zip64=True) as file:
        for row in queries.rows_of(connection, table):
            said = [rules.to_text(kind, value) for (_name, kind), value in zip(columns, row, strict=True)]
            line = json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode() + b"\n"
            file.write(line)
            digest.update(line)
            number += 1
    own = [c.name for c in table.columns if any(key.column.table is table for key in c.foreign_keys)]
    return {
        "name": table.name,
        "columns": columns,
        "key": [c.name for c in table.primary_key.columns],
        "own": own,
        "rows": number,
        "sha256": digest.hexdigest(),
    }


def _blobs(connection: Connection) -> list[str]:
    table = db.metadata.tables["blob"]
    place = [column.name for column in table.columns].index("digest")
    return sorted(row[place] for row in queries.rows_of(connection, table))


def _write_files(archive: zipfile.ZipFile, digests: Iterable[str]) -> tuple[int, list[str], int]:
    """How many, those that are on record and not in the store, and how many octets."""
    number, octets, missing = 0, 0, []
    for digest in digests:
        try:
            content = files.path_or_stream(digest)
            entry = zipfile.ZipInfo(rules.name_of(digest))  # they are compressed already, or small
            with archive.open(entry, "w", force_zip64=True) as file:
                octets += _copy(content, file, digest)
        except BlobMissing:
            db.session.rollback()  # what is on record now, not when the rows were read
            if queries.is_on_record(digest):
                missing.append(digest)
            continue
        number += 1
    return number, missing, octets


def _copy(content: Path | Iterator[bytes], file: IO[bytes], digest: str) -> int:
    """Raises :class:`BlobDamaged`: what is not what it was is not kept as if it were."""
    length, seen = 0, hashlib.sha256()
    for piece in _pieces(content):
        file.write(piece)
        seen.update(piece)
        length += len(piece)
    if seen.hexdigest() != digest:
        raise BlobDamaged
    return length


def _pieces(content: Path | Iterator[bytes]) -> Iterator[bytes]:
    if not isinstance(content, Path):
        yield from content
        return
    with content.open("rb") as file:
        while piece := file.read(_PIECE):
            yield piece


def _write_authority(archive: zipfile.ZipFile) -> str | None:
    if not (authority_folder() / "root.pem").exists():
        return None  # nothing was sealed here yet
    sealed = authority.backup(authority_folder(), authority_password())
    archive.writestr(rules.AUTHORITY, sealed)
    return hashlib.sha256(sealed).hexdigest()


def _flush(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
