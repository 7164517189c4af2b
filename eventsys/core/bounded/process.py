"""The other side of :mod:`eventsys.core.bounded.calling`: a fork server that imports what is asked for, and its children.

The fork server handles nothing that strangers sent: a child does, and ends with it. A child begins with the clean
environment of the fork server, and with no more than one line to whoever asked; before it opens what came, it lets
go of our files (:mod:`eventsys.core.bounded.confined`), and its answer is no program (:mod:`eventsys.core.bounded.answers`).
"""

from __future__ import annotations

import importlib
import os
import pickle
import resource
import signal
import socket
import sys
import tempfile
import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, Final

from eventsys.core.bounded.answers import packed
from eventsys.core.bounded.confined import Other, confine
from eventsys.core.bounded.imports import uncollected
from eventsys.core.bounded.one_line import complain_briefly

#: Variable of the fork server's environment: what confines its children.
CONFINEMENT: Final = "CONFINEMENT"
#: And whom they become, where the fork server is root's.
OTHER_USER: Final = "OTHER_USER"
_confined_by: list[str] = [""]
_become: list[Other | None] = [None]
#: Before an answer stands its length, in so many octets.
LENGTH: Final = 8
#: Seconds without a question after which the fork server and what it has imported leave the memory.
_IDLE: Final = 600
_NAME: Final = 1024  # octets of a module's name


def main() -> None:
    """A child for each question that comes in on the line, which is the standard input."""
    _confined_by[:] = [os.environ.pop(CONFINEMENT, "")]
    user, _space, apart = os.environ.pop(OTHER_USER, "").partition(" ")
    _become[:] = [Other(int(user), bool(apart)) if user else None]
    number = os.dup(0)
    with Path(os.devnull).open() as nothing:
        os.dup2(nothing.fileno(), 0)
    os.dup2(2, 1)  # whatever a library prints goes where complaints go
    signal.signal(signal.SIGCHLD, signal.SIG_IGN)  # nobody waits for the children
    with socket.socket(fileno=number) as line:
        line.settimeout(_IDLE)
        while True:
            try:
                name, lines, _flags, _address = socket.recv_fds(line, _NAME, 1)
            except TimeoutError:
                name, lines = b"", []
            if not name:
                with suppress(
                    OSError
                ):  # children at work have something in it; whoever started us takes it away then
                    Path(tempfile.gettempdir()).rmdir()
                return
            with socket.socket(fileno=lines[0]) as asker:
                _import(name.decode())
                if os.fork() == 0:
                    line.close()
                    _child(asker)


def _import(name: str) -> None:
    if name not in sys.modules:
        with uncollected(), suppress(Exception):  # the child meets it again, and tells whoever asked
            importlib.import_module(name)


def _child(asker: socket.socket) -> None:
    """Answer one question and end."""
    try:
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        complain_briefly()
        asker.sendall(b"+")
        package, answer = _answer(b"".join(iter(lambda: asker.recv(1 << 16), b"")))
        said = packed(answer, package=package)
        asker.sendall(len(said).to_bytes(LENGTH) + said)
    except (MemoryError, RecursionError):
        pass  # no answer is the answer
    except (ConnectionError, EOFError, pickle.UnpicklingError):
        pass  # whoever asked has gone, maybe in the middle of the question
    except BaseException:  # noqa: BLE001 - nothing of the child may come back into the fork server
        traceback.print_exc()
    finally:
        os._exit(0)


def _answer(asked: bytes) -> tuple[str, tuple[bool, Any]]:
    """Whose work it was; whether it was done, and what came of it or what was raised."""
    seconds, longest, megabytes, module, name, args, values = pickle.loads(asked)  # noqa: S301 - by bounded.call
    work = getattr(importlib.import_module(module), name)
    signal.setitimer(signal.ITIMER_REAL, longest)  # nobody answers the alarm: it ends the process
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (_address_space() + megabytes * 1_000_000,) * 2)
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds + 1))
    confine(writing=[tempfile.gettempdir()], by=_confined_by[0], other=_become[0])
    package = module.partition(".")[0]
    try:
        return package, (True, work(*args, **values))
    except (MemoryError, RecursionError):
        raise
    except Exception as error:  # noqa: BLE001 - it is raised on the other side
        return package, (False, error)


def _address_space() -> int:
    """Octets that the imports take."""
    return int(Path("/proc/self/statm").read_text().split()[0]) * resource.getpagesize()


if __name__ == "__main__":
    main()
