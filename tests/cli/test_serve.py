"""``eventsys run`` and what stops it, as real processes."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.support.processes import Command
from tests.support.servers import accepts, free_port, wait_until

PATIENCE = 150.0


def environment(folder: Path, **more: str) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if not name.startswith("EVENTSYS_")}
    return {**kept, "EVENTSYS_DATA_DIR": str(folder / "var"), **more}


def refused(folder: Path, *arguments: str, **more: str) -> str:
    """The one line on the console of a command that cannot start."""
    command = Command(arguments, environment(folder, **more))
    _out, said = command.communicate()
    assert (command.returncode, len(said.splitlines())) == (2, 1), said
    return said.strip()


@contextmanager
def running(folder: Path, port: int) -> Iterator[subprocess.Popen[bytes]]:
    with (folder / "log").open("wb") as log:
        process = subprocess.Popen(
            [sys.executable, "-m", "eventsys.cli", "run", "--port", str(port)],
            env=environment(folder),
            stdout=log,
            stderr=log,
            umask=0o022,
        )
    try:
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)


def children(process: subprocess.Popen[bytes]) -> dict[str, int]:
    """The supervisor's children by their names, as ps tells them; one may end while we look."""
    found = {}
    for pid in Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split():
        try:
            found[Path(f"/proc/{pid}/comm").read_text().strip()] = int(pid)
        except FileNotFoundError:
            continue
    return found


def _half_sent(port: int) -> None:
    """Many who send half a head, or half a body: others are served meanwhile, and they are hung up on."""
    body = b"POST /verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 1000\r\n\r\nhalf"
    halves = [b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Half: "] * 30 + [body] * 20
    held = [socket.create_connection(("127.0.0.1", port), timeout=60) for _ in halves]
    for line, half in zip(held, halves, strict=True):
        line.sendall(half)
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/sign-in", timeout=9) as page:
        assert page.status == 200
    for line in held[:3]:
        assert line.recv(100) == b""
    for line in held:
        line.close()


def _not_read(port: int) -> None:
    """Many who ask for much and read nothing, or say that they will send and do not: others are served meanwhile."""
    asked = [b"GET /static/app.css HTTP/1.1\r\nHost: localhost\r\n\r\n"] * 20
    asked += [
        b"POST /verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9000\r\nExpect: 100-continue\r\n\r\n"
    ] * 10
    held = []
    for words in asked:
        line = socket.socket()
        line.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
        line.setsockopt(
            socket.IPPROTO_TCP, socket.TCP_MAXSEG, 536
        )  # small steps: nor do the buffers here hold it all
        line.connect(("127.0.0.1", port))
        line.sendall(words)
        held.append(line)
    for line in held:
        line.settimeout(30)
        assert line.recv(12).startswith(b"HTTP/1.1 "), "the answer has begun"
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/account/sign-in", timeout=9) as page:
        assert page.status == 200
    large = b"POST /verify HTTP/1.1\r\nHost: localhost\r\nContent-Length: 90000000\r\nExpect: 100-continue\r\n\r\n"
    with socket.create_connection(("127.0.0.1", port), timeout=9) as line:
        line.sendall(large)
        assert line.recv(12) == b"HTTP/1.1 413", "and is not asked to send it"
    for line in held:
        line.close()


def test_run_serves_restarts_a_dead_worker_and_leaves_nothing_behind(tmp_path: Path):
    port, log = free_port(), tmp_path / "log"
    with running(tmp_path, port) as process:
        wait_until(lambda: b"is open on" in log.read_bytes(), process=process, seconds=PATIENCE)
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/", timeout=60) as page:
            assert page.status == 200
        assert [str(path) for path in (tmp_path / "var").rglob("*") if path.stat().st_mode & 0o077] == []
        _half_sent(port)
        _not_read(port)
        first = children(process)
        assert set(first) == {"web server", "worker"}
        assert {os.getsid(pid) for pid in first.values()} == {*first.values()}, "Ctrl-C reaches none of them"
        os.kill(first["worker"], signal.SIGKILL)
        wait_until(
            lambda: children(process).get("worker", first["worker"]) != first["worker"], seconds=PATIENCE
        )
        second = children(process)
        assert second["web server"] == first["web server"]
        assert b"is started again" in log.read_bytes()
        process.send_signal(signal.SIGTERM)
        assert process.wait(60) == 0
    assert not accepts(port)
    assert [pid for pid in (*first.values(), *second.values()) if Path(f"/proc/{pid}").exists()] == []


def test_killing_the_supervisor_ends_its_children(tmp_path: Path):
    port, log = free_port(), tmp_path / "log"
    with running(tmp_path, port) as process:
        wait_until(lambda: b"is open on" in log.read_bytes(), process=process, seconds=PATIENCE)
        process.kill()
        process.wait()
    wait_until(lambda: not accepts(port), seconds=PATIENCE)


def test_a_port_in_use_is_one_line(tmp_path: Path):
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert f"Port {port} is in use" in refused(tmp_path, "run", "--port", str(port))


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("EVENTSYS_DATABASE_URL", "postgresql://nobody@127.0.0.1:1/none"),
        ("EVENTSYS_MAIL_FROM", "not an address"),
        ("EVENTSYS_MAIL_URL", "smtp://host:port"),
        ("EVENTSYS_FILES_URL", "s3://"),
        ("EVENTSYS_QUEUE_URL", "redis://127.0.0.1:1/0"),
        ("EVENTSYS_NO_SUCH", "1"),
    ],
)
def test_what_cannot_be_used_is_one_line_that_names_the_variable(tmp_path: Path, variable: str, value: str):
    assert variable in refused(tmp_path, "worker", **{variable: value})


def test_a_data_folder_on_a_full_disk_is_one_line(tmp_path: Path):
    place = tmp_path / "var"
    place.mkdir()
    subprocess.run(["mount", "-t", "tmpfs", "-o", "size=1m,mode=700", "tmpfs", str(place)], check=True)
    try:
        assert "disk is full" in refused(tmp_path, "worker")
    finally:
        subprocess.run(["umount", "-l", str(place)], check=True)
