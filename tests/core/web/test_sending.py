"""Stored files go out with a type that browsers do not run."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from flask import Flask

from eventsys.core.web.sending import send_blob

DIGEST = "ab" * 32


def sent(app: Flask, *given: Any, headers: dict[str, str] | None = None, **more: Any) -> Any:
    with app.test_request_context("/", headers=headers):
        response = send_blob(*given, **more)
        response.direct_passthrough = False
        return response


@pytest.mark.parametrize("kind", ["image/jpeg", "image/png", "application/pdf", "text/plain"])
def test_harmless_types_are_shown_in_place(app: Flask, kind: str):
    response = sent(app, b"x", kind)
    assert response.mimetype == kind
    assert response.headers["Content-Disposition"] == "inline"
    assert response.headers["X-Content-Type-Options"] == "nosniff"
    assert ("sandbox" in response.headers["Content-Security-Policy"]) is (kind != "application/pdf")


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "text/javascript", "nonsense", "a/b\r\nX: y"])
def test_anything_else_is_saved_as_octets(app: Flask, kind: str):
    response = sent(app, b"<script>", kind)
    assert response.mimetype == "application/octet-stream"
    assert response.headers["Content-Disposition"].startswith("attachment")


def test_a_name_is_kept_without_folders_and_control_characters(app: Flask):
    response = sent(app, b"x", "application/pdf", download_name='../Tuyên bố\r\n"chung".pdf')
    said = response.headers["Content-Disposition"]
    assert said.startswith("attachment")
    assert "filename*=UTF-8''" in said
    assert not {"\r", "\n", "/"} & set(said)


def test_who_has_it_already_gets_nothing_again(app: Flask):
    assert sent(app, b"x", "image/png", digest=DIGEST).get_etag() == (DIGEST, False)
    again = sent(app, b"x", "image/png", digest=DIGEST, headers={"If-None-Match": f'"{DIGEST}"'})
    assert (again.status_code, again.data) == (304, b"")


def test_a_file_and_a_stream_are_sent_whole(app: Flask, tmp_path: Path):
    path = tmp_path / "file"
    path.write_bytes(b"0123456789")
    response = sent(app, path, "application/pdf")
    assert (response.content_length, response.data) == (10, b"0123456789")
    assert sent(app, iter([b"01", b"23"]), "application/pdf").data == b"0123"
