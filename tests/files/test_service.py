"""Blobs by content hash, in a folder."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from hashlib import sha256
from io import BytesIO
from pathlib import Path

import pytest
from flask import Flask

from eventsys.core import current
from eventsys.core.db import db
from eventsys.files import queries, service
from eventsys.files import store as octets
from eventsys.files.errors import BlobDamaged, BlobMissing, NoSpace, NotAnImage, PictureTooLarge
from eventsys.files.models import Blob
from tests.files.factories import opened, picture


def stored_files(app: Flask) -> list[str]:
    folder = app.extensions["eventsys.settings"].data_dir / "files"
    return sorted(path.name for path in folder.rglob("*") if path.is_file())


@pytest.fixture
def other_folder(app: Flask, tmp_path: Path) -> Iterator[Path]:
    """The application with its data folder elsewhere."""
    usual = app.extensions["eventsys.settings"]
    app.extensions["eventsys.settings"] = replace(usual, data_dir=tmp_path)
    yield tmp_path
    app.extensions["eventsys.settings"] = usual


def test_what_is_stored_is_read_back(app: Flask, other_folder: Path):
    blob = service.store(b"Hanoi", media_type="text/plain")
    digest = sha256(b"Hanoi").hexdigest()
    assert (blob.digest, blob.size, blob.media_type) == (digest, 5, "text/plain")
    assert service.read(digest) == b"Hanoi"
    assert service.path_or_stream(digest) == other_folder / "files" / digest[:2] / digest
    assert stored_files(app) == [digest]


@pytest.mark.usefixtures("app")
def test_the_same_data_twice_is_one_blob():
    first = service.store(b"same", media_type="text/plain")
    second = service.store(b"same", media_type="text/plain")
    assert first is second
    assert db.session.scalar(db.select(db.func.count(Blob.id))) == 1


@pytest.mark.usefixtures("app")
def test_a_file_is_stored_without_being_held_in_memory(tmp_path: Path):
    source = tmp_path / "big"
    source.write_bytes(b"0123456789" * 300_000)
    blob = service.store(source, media_type="application/pdf")
    assert blob.size == 3_000_000
    assert service.read(blob.digest) == source.read_bytes()


def test_two_at_once_store_the_same_data_once(app: Flask):
    def keep(_number: int) -> int:
        with app.app_context():
            blob = service.store(b"both", media_type="text/plain")
            db.session.commit()
            return blob.id

    with ThreadPoolExecutor(4) as pool:
        ids = set(pool.map(keep, range(12)))
    assert len(ids) == 1


@pytest.mark.usefixtures("app")
def test_a_blob_never_stored_is_missing():
    digest = "0" * 64
    for ask in (service.read, service.path_or_stream, queries.blob):
        with pytest.raises(BlobMissing):
            ask(digest)


@pytest.mark.usefixtures("app")
@pytest.mark.parametrize("name", ["", "../secret_key", "A" * 64, "0" * 63])
def test_what_is_no_digest_reaches_no_file(name: str):
    with pytest.raises(ValueError, match="not a SHA-256"):
        service.read(name)


@pytest.mark.usefixtures("other_folder")
def test_a_changed_file_is_not_given_out():
    blob = service.store(b"the truth", media_type="text/plain")
    path = octets.local_path(blob.digest)
    assert path is not None
    path.write_bytes(b"a lie")
    with pytest.raises(BlobDamaged):
        service.read(blob.digest)


@pytest.mark.usefixtures("app")
def test_octets_left_by_a_rolled_back_transaction_are_used_again():
    digest = service.store(b"again", media_type="text/plain").digest
    db.session.rollback()
    assert queries.find(digest) is None
    assert octets.exists(digest)
    assert service.store(b"again", media_type="text/plain").digest == digest


@pytest.mark.usefixtures("other_folder")
def test_a_full_disk_is_a_named_refusal_and_leaves_nothing(app: Flask, full_disk: Path):
    app.extensions["eventsys.settings"] = replace(current.settings(), data_dir=full_disk)
    with pytest.raises(NoSpace, match="no space left"):
        service.store(bytes(2_000_000), media_type="application/pdf")
    assert db.session.scalar(db.select(db.func.count(Blob.id))) == 0
    small = service.store(b"small", media_type="text/plain")
    assert service.read(small.digest) == b"small"


@pytest.fixture
def full_disk(tmp_path: Path) -> Iterator[Path]:
    """A file system of one megabyte; where none may be mounted, obstore's own words for a full one."""
    place = tmp_path / "disk"
    place.mkdir()
    mounted = subprocess.run(
        ["mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(place)], capture_output=True
    ).returncode
    if mounted != 0:
        pytest.fail("needs the right to mount a file system; run as root, or in a user namespace")
    yield place
    subprocess.run(["umount", "-l", str(place)], check=True)


@pytest.mark.usefixtures("app")
def test_a_photo_is_stored_as_drawn_anew():
    blob = service.store_photo(BytesIO(picture(1000, 1000, "PNG")))
    assert blob.media_type == "image/jpeg"
    assert opened(service.read(blob.digest)).size == (900, 900)


@pytest.mark.usefixtures("other_folder")
def test_a_refused_picture_leaves_nothing(app: Flask):
    with pytest.raises(NotAnImage):
        service.store_photo(BytesIO(b"<svg/>"))
    with pytest.raises(PictureTooLarge):
        service.store_photo(BytesIO(b"\xff" * 50_000_000))
    with pytest.raises(NotAnImage):
        service.store_logo(BytesIO(b"nothing"))
    assert stored_files(app) == []
    assert db.session.scalar(db.select(db.func.count(Blob.id))) == 0
