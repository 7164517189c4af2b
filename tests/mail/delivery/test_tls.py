"""Letters that are to go out under TLS never go without it."""

from __future__ import annotations

import socket
from contextlib import suppress
from email.message import EmailMessage
from threading import Thread

import pytest

from eventsys.mail.delivery import service as delivery
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
