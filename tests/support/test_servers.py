"""The servers of the tests are real, apart from each other, and gone after the block."""

import smtplib
from email.message import EmailMessage

import psycopg
import pytest
import redis as redis_client

from tests.support import servers
from tests.support.smtp import smtp


def test_postgresql_serves_an_empty_database_and_is_gone_afterwards():
    with servers.postgresql() as url:
        address = url.replace("+psycopg", "")
        with psycopg.connect(address) as connection:
            assert connection.execute(
                "select count(*) from pg_tables where schemaname = 'public'"
            ).fetchone() == (0,)
            assert connection.execute("show server_encoding").fetchone() == ("UTF8",)
        port = int(url.rsplit(":", 1)[1].split("/")[0])
        assert servers.accepts(port)
    assert not servers.accepts(port)


def test_redis_keeps_what_it_is_given_and_is_gone_afterwards():
    with servers.redis() as url, redis_client.from_url(url) as client:
        client.set("city", "Hà Nội")
        assert client.get("city").decode() == "Hà Nội"
        port = int(url.rsplit(":", 1)[1].split("/")[0])
    assert not servers.accepts(port)


def test_smtp_keeps_letters_and_refuses_when_told():
    message = EmailMessage()
    message["Subject"] = "Lời mời"
    message["Message-ID"] = "<one@example.org>"
    message.set_content("Kính mời")
    with smtp() as server:
        server.answers.append("451 try again later")
        with smtplib.SMTP(server.host, server.port) as client:
            with pytest.raises(smtplib.SMTPDataError, match="try again later"):
                client.send_message(message, "from@example.org", ["to@example.org"])
            client.send_message(message, "from@example.org", ["to@example.org"])
    assert [(letter.sender, letter.recipients, letter.message["Subject"]) for letter in server.letters] == [
        ("from@example.org", ("to@example.org",), "Lời mời")
    ]
