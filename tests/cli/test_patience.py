"""Who is waited for too long is hung up on."""

from __future__ import annotations

import socket
import time
from dataclasses import dataclass

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
