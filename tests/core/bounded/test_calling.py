"""Work in a process of its own: it comes back, refuses, and is stopped."""

from __future__ import annotations

import os
import pickle
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import suppress
from pathlib import Path
from threading import Thread

import pytest

from eventsys.core.bounded import calling as bounded
from eventsys.core.errors import TooLarge
from tests.support.servers import wait_until


def doubled(number: int) -> int:
    print("noise that must not reach the answer")
    return 2 * number


def refuse() -> None:
    raise TooLarge(limit="5 MB")


def spin() -> None:
    while True:
        pass


def hoard() -> int:
    return len(bytearray(3_000_000_000))


def recurse(depth: int = 0) -> int:
    return recurse(depth + 1) + 1


def die() -> None:
    os.abort()


def sleep(seconds: float) -> None:
    time.sleep(seconds)


def who() -> tuple[int, int]:
    return os.getpid(), os.getppid()


def environment() -> list[str]:
    return sorted(os.environ)


def test_the_result_comes_back() -> None:
    assert bounded.call(doubled, 21, seconds=10, megabytes=500) == 42


@pytest.mark.usefixtures("app")
def test_a_refusal_comes_back_with_its_values() -> None:
    with pytest.raises(TooLarge) as caught:
        bounded.call(refuse, seconds=10, megabytes=500)
    assert str(caught.value) == "The file is too large: at most 5 MB are accepted."


def test_each_piece_has_a_process_of_its_own_and_leaves_nothing_in_the_next() -> None:
    first, second = (bounded.call(who, seconds=10, megabytes=500) for _ in range(2))
    assert first[0] != second[0]
    assert first[1] == second[1] != os.getpid()


def test_what_waits_for_ever_is_stopped_by_the_clock() -> None:
    began = time.monotonic()
    with pytest.raises(bounded.TookTooMuch):
        bounded.call(sleep, 600, seconds=1, megabytes=500)
    assert time.monotonic() - began >= 1


def test_a_fork_server_that_was_killed_is_started_again() -> None:
    _child, server = bounded.call(who, seconds=10, megabytes=500)
    os.kill(server, signal.SIGKILL)
    assert bounded.call(doubled, 21, seconds=10, megabytes=500) == 42
    assert bounded.call(who, seconds=10, megabytes=500)[1] != server


def test_a_forked_process_has_a_fork_server_of_its_own() -> None:
    _child, ours = bounded.call(who, seconds=10, megabytes=500)
    reading, writing = os.pipe()
    if os.fork() == 0:
        try:
            _child, theirs = bounded.call(who, seconds=10, megabytes=500)
            os.write(writing, str(theirs).encode())
            bounded._fork_server.end()
        finally:
            os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as pipe:
        assert int(pipe.read()) != ours
    os.wait()
    assert bounded.call(who, seconds=10, megabytes=500)[1] == ours


def test_nothing_is_left_when_the_asker_is_killed() -> None:
    """In a process of its own: its fork server, and the child at work for it, which its limits end."""
    asks = (
        "from eventsys.core.bounded import calling as bounded; from tests.core.bounded.test_calling import sleep, who\n"
        "print(bounded.call(who, seconds=10, megabytes=500)[1], flush=True)\n"
        "bounded.call(sleep, 600, seconds=1, megabytes=500)"
    )
    with subprocess.Popen([sys.executable, "-c", asks], stdout=subprocess.PIPE, text=True) as asker:
        assert asker.stdout is not None
        server = int(asker.stdout.readline())
        children = Path(f"/proc/{server}/task/{server}/children")
        wait_until(lambda: children.read_text().strip() != "")
        child = int(children.read_text())
        asker.kill()
    wait_until(lambda: not any(Path(f"/proc/{pid}").exists() for pid in (server, child)))


@pytest.mark.parametrize("work", [spin, hoard, recurse, die])
def test_endless_or_greedy_work_is_stopped_and_the_caller_lives(work) -> None:  # type: ignore[no-untyped-def]
    with pytest.raises(bounded.TookTooMuch):
        bounded.call(work, seconds=1, megabytes=500)


def test_settings_and_their_secrets_stay_outside(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("EVENTSYS_SECRET_KEY", "s" * 40)
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "t" * 40)
    seen = bounded.call(environment, seconds=10, megabytes=500)
    assert [name for name in seen if name.startswith(("EVENTSYS", "AWS"))] == []


def test_a_flood_of_one_kind_is_turned_away_and_blocks_no_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_WAIT", 0.1)
    turns = bounded._turns[f"{__name__}.spin"]
    with turns.taken("a"), turns.taken("b"):
        with pytest.raises(bounded.Busy):
            bounded.call(spin, seconds=1, megabytes=500)
        assert bounded.call(doubled, 21, seconds=10, megabytes=500) == 42
    with pytest.raises(bounded.TookTooMuch):
        bounded.call(spin, seconds=1, megabytes=500)


class Trap:
    """An answer that would run a command where it is read as a pickle."""

    def __reduce__(self) -> tuple[object, tuple[str, ...]]:
        return os.system, ("touch " + str(Path(tempfile.gettempdir()) / "trapped"),)


def spring() -> None:
    """Takes the child over: answers by itself, with a pickle."""
    said = pickle.dumps((True, Trap()))
    for number in range(3, 20):
        with suppress(OSError):
            os.write(number, len(said).to_bytes(8) + said)
    os._exit(0)


@pytest.mark.usefixtures("monkeypatch")
def test_an_answer_runs_nothing(caplog: pytest.LogCaptureFixture) -> None:
    with pytest.raises(bounded.TookTooMuch):
        bounded.call(spring, seconds=10, megabytes=500)
    assert "cannot be read" in caplog.text
    assert not (Path(tempfile.gettempdir()) / "trapped").exists()


def test_one_client_leaves_a_place_to_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bounded, "_WAIT", 0.1)
    turns = bounded._Turns()
    with turns.taken("a"):
        with pytest.raises(bounded.Busy), turns.taken("a"):
            pytest.fail("the second place is for somebody else")
        with turns.taken("b"):
            pass
        with turns.taken(""):  # whom nobody named is one of ours
            pass
    with turns.taken("a"):
        pass
    assert not turns._held


def test_who_finds_many_waiting_is_turned_away_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    turns = bounded._Turns()
    monkeypatch.setattr(bounded, "_QUEUE", 1)
    monkeypatch.setattr(bounded, "_WAIT", 20)
    served: list[str] = []

    def wait() -> None:
        with turns.taken("c"):
            served.append("c")

    with turns.taken("a"), turns.taken("b"):
        waiter = Thread(target=wait)
        waiter.start()
        while not turns._waiting:
            time.sleep(0.01)
        with pytest.raises(bounded.Busy), turns.taken("d"):
            pytest.fail("nobody waits behind those who wait")
    waiter.join(timeout=20)
    assert served == ["c"]
