"""Letters that are to go out under TLS never go without it."""

from __future__ import annotations

import socket
from collections import Counter
from contextlib import suppress
from dataclasses import dataclass, replace
from email.message import EmailMessage
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from flask import Flask

from eventsys.core import clock, current
from eventsys.core.db import db
from eventsys.mail.delivery import service as delivery
from eventsys.mail.delivery import tasks
from eventsys.mail.fates import queries as fates_queries
from eventsys.mail.record.models import OutboxLetter, Reason
from tests.mail.factories import queued
from tests.support.certificates import of_a_server
from tests.support.smtp import smtp

pytestmark = pytest.mark.usefixtures("app")


def test_a_server_that_is_spoken_to_in_tls_hears_nothing_before_it() -> None:
    heard: list[bytes] = []
    with socket.create_server(("127.0.0.1", 0)) as server:

        def listen() -> None:
            line, _address = server.accept()
            with line:
                line.settimeout(1)
                with suppress(TimeoutError):
                    heard.append(line.recv(1))

        listening = Thread(target=listen)
        listening.start()
        with (
            delivery.Smtp(f"smtps://127.0.0.1:{server.getsockname()[1]}") as post,
            pytest.raises(delivery.Undelivered),
        ):
            post.send(EmailMessage(), "binh@example.org")
        listening.join()
    assert heard == [b"\x16"], "the first octet of a TLS handshake"


def test_without_the_tls_that_was_asked_for_nothing_is_sent() -> None:
    with smtp() as server:
        with (
            delivery.Smtp(f"smtp+starttls://{server.host}:{server.port}") as post,
            pytest.raises(delivery.Undelivered),
        ):
            post.send(EmailMessage(), "binh@example.org")
        assert (server.tries, server.letters) == (0, [])


@dataclass(frozen=True)
class Tls:
    """``smtps`` or ``smtp+starttls``, and how a server that speaks it is made."""

    scheme: str
    server: dict[str, Any]


@pytest.fixture(params=["smtps", "smtp+starttls"])
def tls(request: pytest.FixtureRequest, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Tls:
    """A server's certificate whose authority this machine trusts."""
    context, trusted = of_a_server(tmp_path, now=clock.now())
    monkeypatch.setenv("SSL_CERT_FILE", str(trusted))
    return Tls(request.param, {"implicit" if request.param == "smtps" else "starttls": context})


def use(app: Flask, url: str) -> None:
    app.extensions["eventsys.settings"] = replace(current.settings(), mail_url=url)


def test_sixty_letters_go_out_over_tls_to_a_server_that_is_signed_in_to(app: Flask, tls: Tls) -> None:
    rows = [queued(to_address=f"person{number}@example.org") for number in range(60)]
    wanted = sorted(row.message_id for row in rows)
    with smtp(password="r:ght", **tls.server) as server:
        use(app, f"{tls.scheme}://us:r%3Aght@{server.host}:{server.port}")
        while tasks.deliver_due():
            pass
        assert sorted(str(letter.message["Message-ID"]) for letter in server.letters) == wanted
    found = db.session.execute(db.select(OutboxLetter.state, OutboxLetter.claims)).all()
    assert Counter(map(tuple, found)) == {("sent", 1): 60}


def test_a_wrong_password_is_told_as_such_and_the_letter_waits(app: Flask, tls: Tls) -> None:
    row = queued()
    with smtp(password="right", **tls.server) as server:
        use(app, f"{tls.scheme}://us:wrong@{server.host}:{server.port}")
        assert tasks.deliver_due() == 0
        assert server.letters == []
    db.session.refresh(row)
    found = fates_queries.trouble()
    assert found is not None
    assert (row.state, row.attempts, found.reason) == ("queued", 0, Reason.SIGN_IN.word)


def test_a_certificate_of_nobody_we_trust_is_given_no_letter_and_no_password(
    app: Flask, tls: Tls, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("SSL_CERT_FILE")
    with (
        smtp(password="right", **tls.server) as server,
        delivery.Smtp(f"{tls.scheme}://us:right@{server.host}:{server.port}") as post,
    ):
        with pytest.raises(delivery.Undelivered) as refused:
            post.send(EmailMessage(), "binh@example.org")
        assert "certificate" in refused.value.verdict.words.lower()
        assert (server.tries, server.letters) == (0, [])
