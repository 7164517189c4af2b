"""Who is waited for too long is hung up on."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass
from io import BytesIO
from queue import SimpleQueue
from threading import local

import pytest

from eventsys.cli.running import patience
from eventsys.cli.running.patience import PatientWorker


@dataclass(eq=False)
class Connection:
    sock: socket.socket


def test_an_answer_has_as_long_as_it_needs_at_a_slow_pace_and_no_longer(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    worker = PatientWorker.__new__(PatientWorker)
    worker._until, worker.keepalived_conns = {}, []
    ours, theirs = socket.socketpair()
    conn, began = Connection(ours), time.monotonic()
    monkeypatch.setattr(patience, "_GRACE", 0.5)
    told: list[int] = []
    parts = iter(patience._Sent([b"x" * 100, b"y" * 50], told.append))
    assert [len(part) for part in parts] == [100, 50]
    assert told == [100, 150], "each part is told of before it goes"
    worker._sending(conn, began, 20_000)
    worker.murder_keepalived()
    ours.sendall(b"x")
    worker._sending(conn, began - 60, 20_000)
    worker.murder_keepalived()
    with pytest.raises(BrokenPipeError):
        ours.sendall(b"x")
    theirs.close()


class Request:
    """As gunicorn hands it over, with the octets that came until the line fell silent."""

    path = "/verify"

    def __init__(self, sent: bytes, **headers: str) -> None:
        self.headers = [(name.replace("_", "-").upper(), value) for name, value in headers.items()]
        self.body = BytesIO(sent)


@pytest.mark.parametrize(
    ("request_", "came", "read"),
    [
        (Request(b"left alone"), True, b"left alone"),
        (Request(b"left alone", content_length="0"), True, b"left alone"),
        (Request(b"whole", content_length="5"), True, b"whole"),
        (Request(b"half", content_length="1000"), False, b"half"),
        (Request(b"in pieces", transfer_encoding="chunked"), True, b"in pieces"),
    ],
)
def test_a_body_has_come_when_all_of_it_is_there(request_: Request, came: bool, read: bytes) -> None:
    worker = PatientWorker.__new__(PatientWorker)
    worker._until, worker.most = {}, 2000
    ours, theirs = socket.socketpair()
    waited = Connection(ours)
    assert worker._read_body(request_, waited) is came
    # who has no body is not waited for
    assert (waited in worker._until) is (read != b"left alone")
    assert request_.body.read() == read
    ours.close()
    theirs.close()


def test_a_turn_is_given_back_when_the_answer_is_made_or_fails() -> None:
    worker = PatientWorker.__new__(PatientWorker)
    worker._turns, worker._here, worker._until = SimpleQueue(), local(), {}
    worker._turns.put(None)
    worker._here.conn = None
    assert [*worker._answer(lambda _environ, _start: [b"made"], {}, None)] == [b"made"]
    with pytest.raises(ZeroDivisionError):
        worker._answer(lambda _environ, _start: 1 // 0, {}, None)
    assert worker._turns.qsize() == 1
