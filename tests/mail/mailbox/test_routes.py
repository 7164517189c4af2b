"""The outbox: only in demo mode, and a letter's HTML runs nothing."""

from __future__ import annotations

import re
from dataclasses import replace
from uuid import uuid4

import pytest
from flask import Flask
from flask.testing import FlaskClient

from eventsys.core import current
from eventsys.mail.writing.service import Attachment
from tests.mail.factories import queued


@pytest.fixture
def demo(app: Flask, letters: object) -> None:
    app.extensions["eventsys.settings"] = replace(current.settings(), demo=True)


def test_without_demo_mode_there_is_no_outbox(client: FlaskClient):
    row = queued()
    for path in ("", f"/{row.public_id}", f"/{row.public_id}/html", f"/{row.public_id}/attachments/1"):
        assert client.get(f"/outbox{path}").status_code == 404


@pytest.mark.usefixtures("demo")
@pytest.mark.parametrize(
    ("environ", "headers"),
    [
        ({"REMOTE_ADDR": "192.0.2.7"}, {}),
        ({"SERVER_NAME": "192.0.2.1"}, {}),
        ({}, {"X-Forwarded-For": "192.0.2.7"}),
        ({"HTTP_HOST": "demo.example.org"}, {}),
    ],
    ids=["from elsewhere", "listens to all", "through a proxy", "by another name"],
)
def test_a_demo_that_others_can_reach_keeps_its_outbox_closed(
    app: Flask,
    client: FlaskClient,
    monkeypatch: pytest.MonkeyPatch,
    environ: dict[str, str],
    headers: dict[str, str],
):
    monkeypatch.setitem(app.config, "EVENTSYS_HOSTS", [*app.config["EVENTSYS_HOSTS"], "demo.example.org"])
    assert client.get("/outbox").status_code == 200
    answer = client.get("/outbox", environ_overrides=environ, headers=headers)
    assert (answer.status_code, answer.location) == (303, "/account/sign-in?next=/outbox")


@pytest.mark.usefixtures("demo")
def test_the_outbox_lists_and_searches_letters(client: FlaskClient):
    assert "No letters yet" in client.get("/outbox").text
    queued(to_address="ana@example.org", to_name="Ana")
    queued(to_address="binh@example.org")
    page = client.get("/outbox").text
    assert page.index("binh@example.org") < page.index("ana@example.org"), "newest first"
    found = client.get("/outbox?q=ANA@").text
    assert "ana@example.org" in found
    assert "binh@example.org" not in found
    assert "No letter fits" in client.get("/outbox?q=%25").text
    form = client.get("/outbox?q=ana").text.partition('role="search"')[2].partition("</form>")[0]
    assert (
        'value="ana"' in form,
        re.search(r'<button type="submit"[^>]*>.*Search\s*</button>', form, re.DOTALL) is not None,
    ) == (True, True)


@pytest.mark.usefixtures("demo")
def test_a_letter_shows_its_text_with_links_its_html_in_a_sandbox_and_its_attachments(client: FlaskClient):
    row = queued(attachments=(Attachment("plan.html", "text/html", b"<script>alert(1)</script>"),))
    page = client.get(f"/outbox/{row.public_id}").text
    assert '<a href="https://example.org/l/abc"' in page
    assert f'src="/outbox/{row.public_id}/html"' in page
    html = client.get(f"/outbox/{row.public_id}/html")
    assert html.text == row.html
    policy = html.headers["Content-Security-Policy"]
    assert "sandbox" in policy
    assert "allow-scripts" not in policy
    assert "default-src 'none'" in policy
    file = client.get(f"/outbox/{row.public_id}/attachments/1")
    assert file.data == b"<script>alert(1)</script>"
    assert file.content_type == "application/octet-stream"
    assert file.headers["Content-Disposition"] == "attachment; filename=plan.html"
    assert file.headers["X-Content-Type-Options"] == "nosniff"
    assert client.get(f"/outbox/{row.public_id}/attachments/2").status_code == 404
    assert client.get(f"/outbox/{uuid4()}").status_code == 404
