"""A process that opens strangers' files reaches nothing of ours, in whichever way it is confined."""

from __future__ import annotations

import os
import re
import socket
import tempfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from eventsys.core.bounded import calling as bounded
from eventsys.core.bounded import confined, filtered
from eventsys.core.bounded.confined import can_confine
from eventsys.core.bounded.enclosed import can_enclose
from eventsys.core.bounded.filtered import can_filter
from eventsys.core.manuscripts.pandoc import tree
from eventsys.core.settings import OWNER_ALONE
from eventsys.pdf.layout.render import render


def shown_at_home() -> set[str]:
    """Programs and fonts may stand there."""
    below = [Path(path) for path in confined._needed() if Path(path).is_relative_to(Path.home())]
    return {path.relative_to(Path.home()).parts[0] for path in below}


def reach(path: str) -> list[str]:
    """What of our machine it reaches that opens a stranger's file."""
    found = []
    for name, act in {
        "reads": lambda: Path(path).read_bytes(),
        "lists": lambda: list(Path(path).parent.iterdir()),
        "writes": lambda: Path(path).with_name("new").write_text("x"),
        "environment": lambda: Path(f"/proc/{os.getppid()}/environ").read_bytes(),
        "home": lambda: next(one for one in Path.home().iterdir() if one.name not in shown_at_home()).stat(),
        "connects": lambda: socket.create_connection(("127.0.0.1", 9), timeout=5),
    }.items():
        try:
            act()
        except (PermissionError, FileNotFoundError, StopIteration):
            continue
        except OSError as error:
            found.append(f"{name}: {error}")
        else:
            found.append(name)
    with tempfile.NamedTemporaryFile() as file:
        file.write(b"what is temporary is kept")
    return found


def kernel_numbers(*headers: str) -> dict[str, int]:
    """What the kernel's own headers call each number."""
    text = "".join(Path("/usr/include", name).read_text(encoding="utf-8") for name in headers)
    return {name: int(number) for name, number in re.findall(r"#define __NR(?:3264)?_(\w+)\s+(\d+)\b", text)}


@pytest.mark.parametrize(
    ("machine", "header"), [(0, "x86_64-linux-gnu/asm/unistd_64.h"), (1, "asm-generic/unistd.h")]
)
def test_the_calls_given_up_have_the_kernel_s_numbers(machine: int, header: str) -> None:
    if not Path("/usr/include", header).exists():
        pytest.skip("the kernel's headers (linux-libc-dev) are not installed")
    known = kernel_numbers(header)
    calls = {**filtered._GIVEN_UP, **filtered._SIGNALS}
    assert {name: numbers[machine] for name, numbers in calls.items()} == {
        name: known[name] for name in calls
    }


WAYS = [
    pytest.param(
        "landlock", marks=pytest.mark.skipif(not can_confine(), reason="this kernel has no Landlock")
    ),
    pytest.param("namespaces", marks=pytest.mark.skipif(not can_enclose(), reason="not for this user here")),
]


@pytest.fixture
def by(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """A fork server of the test's own, whose children are confined in this way; files are made for their owner alone, as
    settings see to."""
    former = os.umask(OWNER_ALONE)
    made = bounded._ForkServer()
    monkeypatch.setattr(bounded, "_fork_server", made)
    monkeypatch.setattr(bounded, "confinement", lambda: request.param)
    yield request.param
    made.end()
    os.umask(former)


@pytest.mark.parametrize("by", WAYS, indirect=True)
def test_it_reaches_neither_our_files_nor_other_processes_nor_the_network(tmp_path: Path, by: str) -> None:
    (tmp_path / "secret_key").write_text("x")
    assert bounded.call(reach, str(tmp_path / "secret_key"), seconds=10, megabytes=500) == []


def who(path: str) -> tuple[bool, list[int], str]:
    """Whether it is root in any way, its other groups, and what it learns from a file of root's own."""
    root = 0 in {*os.getresuid(), *os.getresgid()} or int(_status("CapEff"), 16) != 0
    with suppress(PermissionError):
        return root, os.getgroups(), Path(path).read_text()
    return root, os.getgroups(), "refused"


def _status(key: str) -> str:
    lines = Path("/proc/self/status").read_text().splitlines()
    return next(line.split()[1] for line in lines if line.startswith(f"{key}:"))


@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes somebody else")
@pytest.mark.parametrize("apart", [True, False])
@pytest.mark.parametrize("by", [*WAYS, ""], indirect=True)
def test_root_is_somebody_else_before_a_strangers_file_is_opened(
    by: str, apart: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A file of root's that lies where it may read and write is closed to it by its owner alone."""
    found = confined.other_user(by)
    assert found is not None
    if not apart and by != "namespaces":  # as where the programs are everybody's
        monkeypatch.setattr(bounded, "other_user", lambda _by: found._replace(apart=False))
    bounded.call(who, "/dev/null", seconds=10, megabytes=500)
    own = Path(bounded._fork_server._folder) / "secret_key"
    own.write_text("of the house")
    own.chmod(0o600)
    assert bounded.call(who, str(own), seconds=10, megabytes=500) == (False, [], "refused")


@pytest.mark.skipif(os.getuid() != 0, reason="only root becomes somebody else")
def test_where_nobody_else_reaches_the_programs_root_stays_in_its_limits_and_says_so(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    made = bounded._ForkServer()
    monkeypatch.setattr(bounded, "_fork_server", made)
    monkeypatch.setattr(bounded, "other_user", lambda _by: None)
    assert bounded.call(who, "/dev/null", seconds=10, megabytes=500)[0]
    assert "root opens strangers' files as root" in caplog.text
    made.end()


def sockets() -> list[str]:
    """The kinds it can make; what is kept to itself is none of them."""
    found = []
    for family in (socket.AF_INET, socket.AF_INET6, socket.AF_UNIX):
        for kind in (socket.SOCK_STREAM, socket.SOCK_DGRAM, socket.SOCK_RAW):
            with suppress(PermissionError), socket.socket(family, kind):
                found.append(f"{family.name} {kind.name}")
    with suppress(PermissionError):
        os.kill(os.getppid(), 0)
        found.append("a signal")
    return found


@pytest.mark.skipif(not can_filter(), reason="the numbers of this machine's calls are not known")
@pytest.mark.parametrize("by", [*WAYS, ""], indirect=True)
def test_it_makes_no_socket_of_any_kind_and_signals_nobody(by: str) -> None:
    """Neither UDP, which Landlock does not hold, nor anything else; without Landlock and namespaces, too."""
    assert bounded.call(sockets, seconds=10, megabytes=500) == []


@pytest.mark.parametrize("by", WAYS, indirect=True)
def test_work_of_the_house_is_done_in_it(by: str) -> None:
    """What needs most of the machine: another program, fonts, a drawing library."""
    assert bounded.call(converted, seconds=60, megabytes=4_000) == "Para"
    assert bounded.call(drawn, seconds=60, megabytes=2_000).startswith(b"%PDF")


def converted() -> str:
    return str(tree(b"<p>Hello", "html")["blocks"][0]["t"])


def drawn() -> bytes:
    return bytes(render("<html lang=vi><title>x</title><p>Hà Nội", css=["p { font-family: sans-serif }"]).pdf)
