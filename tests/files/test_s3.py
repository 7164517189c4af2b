"""The same store on S3, against moto's server on the loopback."""

from __future__ import annotations

import urllib.request
from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask import Flask
from moto.server import ThreadedMotoServer

from eventsys.core.settings import SettingsError
from eventsys.files import service
from eventsys.files import store as octets
from eventsys.files.errors import BlobMissing, StoreUnreachable
from tests.support.servers import free_port


@pytest.fixture(scope="module")
def endpoint() -> Iterator[str]:
    port = free_port()
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=port, verbose=False)
    server.start()
    address = f"http://127.0.0.1:{port}"
    urllib.request.urlopen(urllib.request.Request(f"{address}/papers", method="PUT"), timeout=10).close()
    yield address
    server.stop()


@pytest.fixture
def s3(app: Flask, endpoint: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "testing")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "testing")
    octets.open_store.cache_clear()
    usual = app.extensions["eventsys.settings"]
    app.extensions["eventsys.settings"] = replace(usual, files_url=f"s3://papers/hanoi?endpoint={endpoint}")
    yield endpoint
    app.extensions["eventsys.settings"] = usual


@pytest.mark.usefixtures("s3")
def test_what_is_stored_is_read_back_whole_and_in_pieces():
    data = bytes(range(256)) * 20_000
    blob = service.store(data, media_type="application/pdf")
    assert service.store(data, media_type="application/pdf") is blob
    assert octets.exists(blob.digest)
    assert octets.local_path(blob.digest) is None
    assert service.read(blob.digest) == data
    pieces = service.path_or_stream(blob.digest)
    assert not hasattr(pieces, "read_bytes")
    assert b"".join(pieces) == data  # type: ignore[arg-type]


@pytest.mark.usefixtures("s3")
def test_a_blob_never_stored_is_missing():
    assert not octets.exists("0" * 64)
    for ask in (service.read, service.path_or_stream):
        with pytest.raises(BlobMissing):
            ask("0" * 64)


def test_a_bucket_that_is_not_there_is_a_named_refusal(app: Flask, s3: str):
    settings = app.extensions["eventsys.settings"]
    app.extensions["eventsys.settings"] = replace(settings, files_url=f"s3://nowhere?endpoint={s3}")
    with pytest.raises((StoreUnreachable, BlobMissing)):
        service.store(b"lost", media_type="text/plain")


@pytest.mark.parametrize("url", ["s3://", "s3://papers?endpont=http://x", "s3:papers"])
def test_an_address_that_makes_no_sense_names_its_variable(url: str, tmp_path):
    with pytest.raises(SettingsError, match="EVENTSYS_FILES_URL"):
        octets.open_store(url, tmp_path)
