"""Octets under their SHA-256, through obstore: a local folder, or S3. The one file that speaks to either.

A local write goes to a temporary file and appears under its name complete; it is on the disk, not only in
the machine's memory, before :func:`put` returns.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

import obstore
from obstore.exceptions import AlreadyExistsError, BaseError
from obstore.store import LocalStore, S3Store

from eventsys.core import current
from eventsys.core.settings import SettingsError
from eventsys.files.errors import BlobMissing, NoSpace, StoreUnreachable

if TYPE_CHECKING:
    from obstore.store import ClientConfig

__all__ = ["chunks", "delete", "exists", "get", "local_path", "open_store", "put"]

Store = LocalStore | S3Store
_FULL = ("os error 28", "os error 122", "QuotaExceeded", "XMinioStorageFull")
_OPTIONS = {"endpoint", "region", "path_style"}


def _key(digest: str) -> str:
    return f"{digest[:2]}/{digest}"


@lru_cache(maxsize=8)
def open_store(url: str, folder: Path) -> Store:
    """The store that settings name. ``s3://bucket/prefix?endpoint=http://…&region=…``; keys come from AWS's
    own variables or the machine's role. Raises :class:`SettingsError`."""
    if not url:
        try:
            return LocalStore(prefix=folder, mkdir=True)
        except (BaseError, OSError) as error:
            raise SettingsError(f"EVENTSYS_DATA_DIR: cannot keep files in {folder}") from error
    parts = urlsplit(url)
    given = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    if not parts.netloc or set(given) - _OPTIONS:
        raise SettingsError("EVENTSYS_FILES_URL must read s3://bucket/prefix?endpoint=…&region=…")
    options: dict[str, Any] = {"region": given.get("region") or os.environ.get("AWS_REGION", "us-east-1")}
    client: ClientConfig = {"timeout": "60s", "connect_timeout": "10s"}
    if endpoint := given.get("endpoint"):
        options["endpoint"] = endpoint
        options["virtual_hosted_style_request"] = given.get("path_style", "yes") != "yes"
        client["allow_http"] = endpoint.startswith("http://")
    try:
        return S3Store(parts.netloc, prefix=parts.path.strip("/") or None, client_options=client, **options)
    except (BaseError, ValueError) as error:
        raise SettingsError("EVENTSYS_FILES_URL: check bucket, endpoint and the AWS variables") from error


def _store() -> Store:
    chosen = current.settings()
    return open_store(chosen.files_url, chosen.data_dir / "files")


def put(digest: str, content: bytes | Path) -> None:
    """Store ``content``; done already is fine. Raises NoSpace, StoreUnreachable."""
    store = _store()
    try:
        # S3 replaces an object by the same octets; a folder says that it has them.
        obstore.put(store, _key(digest), content, mode="create" if isinstance(store, LocalStore) else None)
    except AlreadyExistsError:
        return
    except (BaseError, OSError) as error:
        raise _named(error) from error
    if isinstance(store, LocalStore):
        _flush(_path(digest))


def _flush(path: Path) -> None:
    for place in (path, path.parent):
        handle = os.open(place, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def get(digest: str) -> bytes:
    """The bytes of the file with this digest, all in memory. Raises :class:`BlobMissing`, :class:`StoreUnreachable`."""
    try:
        return bytes(obstore.get(_store(), _key(digest)).bytes())
    except FileNotFoundError as error:
        raise BlobMissing from error
    except (BaseError, OSError) as error:
        raise _named(error) from error


def delete(digest: str) -> None:
    """Gone already is fine. Raises StoreUnreachable."""
    try:
        obstore.delete(_store(), _key(digest))
    except FileNotFoundError:
        return
    except (BaseError, OSError) as error:
        raise _named(error) from error


def chunks(digest: str) -> Iterator[bytes]:
    """The octets piece by piece; the first piece is asked for before this returns. Raises as :func:`get`."""
    try:
        stream = obstore.get(_store(), _key(digest)).stream(min_chunk_size=1_000_000)
    except FileNotFoundError as error:
        raise BlobMissing from error
    except (BaseError, OSError) as error:
        raise _named(error) from error
    return (bytes(piece) for piece in stream)


def exists(digest: str) -> bool:
    try:
        obstore.head(_store(), _key(digest))
    except FileNotFoundError:
        return False
    except (BaseError, OSError) as error:
        raise _named(error) from error
    return True


def local_path(digest: str) -> Path | None:
    """Where a local store keeps it (whether or not it is there); ``None`` on S3."""
    return None if current.settings().files_url else _path(digest)


def _path(digest: str) -> Path:
    return current.settings().data_dir / "files" / _key(digest)


def _named(error: Exception) -> NoSpace | StoreUnreachable:
    return NoSpace() if any(sign in str(error) for sign in _FULL) else StoreUnreachable()
