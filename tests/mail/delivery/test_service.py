"""One connection for many letters: what is left of it after each way in which a letter may fail."""

from __future__ import annotations

from email.message import EmailMessage

import pytest

from eventsys.mail.delivery.service import Smtp, Undelivered
from eventsys.mail.record.models import Reason
from tests.support.servers import free_port
from tests.support.smtp import smtp

TO = "ana@example.org"
CLOSING = "421 4.3.2 the server is going down"


def letter() -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "office@example.org", TO, "Plenary"
    message.set_content("Dear Ana,")
    return message


@pytest.mark.parametrize("said_at", ["on_mail", "on_rcpt", "answers"])
@pytest.mark.parametrize("said", [CLOSING, "451 4.7.1 greylisted"])
def test_a_letter_that_is_refused_leaves_a_connection_for_the_next(said: str, said_at: str) -> None:
    with smtp() as server, Smtp(f"smtp://{server.host}:{server.port}") as carrier:
        getattr(server, said_at).append(said)
        with pytest.raises(Undelivered):
            carrier.send(letter(), TO)
        carrier.send(letter(), TO)
        assert len(server.letters) == 1


def test_a_server_that_comes_back_is_connected_to_anew() -> None:
    port = free_port()
    with Smtp(f"smtp://127.0.0.1:{port}") as carrier:
        for _time in range(2):
            with smtp(port) as server:
                carrier.send(letter(), TO)
                assert len(server.letters) == 1
            with pytest.raises(Undelivered) as broken:
                carrier.send(letter(), TO)
            assert broken.value.verdict.reason == Reason.UNREACHABLE


@pytest.mark.filterwarnings("ignore:Requiring AUTH")
def test_who_was_not_let_in_signs_in_again_with_the_next_letter() -> None:
    with smtp(password="right") as server, Smtp(f"smtp://us:wrong@{server.host}:{server.port}") as carrier:
        with pytest.raises(Undelivered) as refused:
            carrier.send(letter(), TO)
        assert refused.value.verdict.reason == Reason.SIGN_IN
        server.password = "wrong"
        carrier.send(letter(), TO)
        assert len(server.letters) == 1
