"""Work on what strangers send, in a process of its own: bounded in time and memory, without our secrets.

A table, a style sheet or a PDF of a few hundred bytes can ask a library for days of work or for all memory;
a thread that does it cannot be stopped, and a library that runs out of memory takes the whole server along.
The libraries take a second to import, so that each process of ours keeps a fork server: it has imported them and
forks a child for each piece of work (see :mod:`eventsys.core.bounded.process`). That of multiprocessing was tried: it is
started with our environment, secret key and all, and a process that was forked has none.
"""

from __future__ import annotations

import atexit
import logging
import os
import pickle
import shutil
import socket
import subprocess
import sys
import tempfile
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Condition, Lock
from typing import Any, TypeVar

from eventsys.core.bounded.answers import Unreadable, unpacked
from eventsys.core.bounded.confined import confinement, other_user
from eventsys.core.bounded.process import CONFINEMENT, LENGTH, OTHER_USER
from eventsys.core.errors import Refusal
from eventsys.core.words.languages import lazy_gettext as _l

__all__ = ["Busy", "TookTooMuch", "call"]

Value = TypeVar("Value")
log = logging.getLogger("eventsys")
#: Of one kind of work in one process; so many more wait this long (seconds) for a turn, and nobody besides them.
_AT_ONCE, _WAIT, _QUEUE = 2, 5, 4
#: On a busy machine a second of work takes longer than a second.
_PATIENCE = 3
#: The first one imports; an import takes no longer than this (seconds).
_IMPORTS = 60
_KEPT_ENVIRONMENT = ("PATH", "LANG", "LC_ALL", "HOME", "TMPDIR", "LD_LIBRARY_PATH")


class TookTooMuch(Refusal):
    """It asked for more time or memory than it is given."""

    message = _l("This asks for more time or memory than we give to one file, so it was stopped.")
    status = 422


class Busy(Refusal):
    """Others are being served; nothing is wrong with what was sent."""

    message = _l("We are busy just now. Nothing was saved; please try again in a minute.")
    status = 503
    retry_after = 30  # seconds


class _Turns:
    """Who may work at once. A client who is named leaves one place to others, however often they come."""

    def __init__(self) -> None:
        self._changed = Condition()
        self._held: Counter[str] = Counter()
        self._waiting = 0

    def _may(self, client: str) -> bool:
        return self._held.total() < _AT_ONCE and (not client or self._held[client] < _AT_ONCE - 1)

    @contextmanager
    def taken(self, client: str) -> Iterator[None]:
        """A place while the block runs, waited for where all are taken. Raises :class:`Busy` after too long."""
        with self._changed:
            if not self._may(client):
                self._wait(client)
            self._held[client] += 1
        try:
            yield
        finally:
            with self._changed:
                self._held[client] -= 1
                self._held += Counter()  # forgets those who hold none
                self._changed.notify_all()

    def _wait(self, client: str) -> None:
        if self._waiting >= _QUEUE:
            raise Busy
        self._waiting += 1
        try:
            if not self._changed.wait_for(lambda: self._may(client), timeout=_WAIT):
                raise Busy
        finally:
            self._waiting -= 1


#: Each kind has its own turns: whoever floods the verification page keeps no organiser from a preview.
_turns: defaultdict[str, _Turns] = defaultdict(_Turns)


def call(
    work: Callable[..., Value], /, *args: Any, seconds: int, megabytes: int, client: str = "", **values: Any
) -> Value:
    """``work(*args, **values)`` in another process; ``work`` stands at the top of its module.

    ``seconds`` are of processor time, ``megabytes`` of address space beyond what its imports take. ``client``: on
    whose behalf, where strangers can ask; nobody takes all places. What ``work`` raises is raised here.
    Raises :class:`TookTooMuch`, :class:`Busy`.
    """
    longest = seconds * _PATIENCE
    asked = pickle.dumps((seconds, longest, megabytes, work.__module__, work.__qualname__, args, values))
    with _turns[f"{work.__module__}.{work.__qualname__}"].taken(client):
        answer = _answer(work.__module__, asked, longest)
    try:
        done, value = unpacked(answer, package=work.__module__.partition(".")[0])
    except Unreadable as error:  # not what our own code writes: the file has taken the child over
        log.error("what came of %s.%s cannot be read: %r", work.__module__, work.__qualname__, str(error))
        raise TookTooMuch from error
    if not done:
        raise value
    found: Value = value
    return found


def _answer(module: str, asked: bytes, longest: int) -> bytes:
    """What a child says within ``longest`` seconds."""
    with _fork_server.child(module) as line:
        line.settimeout(longest + 1)  # the child's own alarm rings earlier
        try:
            line.sendall(asked)
            line.shutdown(socket.SHUT_WR)
            said = b"".join(iter(lambda: line.recv(1 << 16), b""))
        except (TimeoutError, ConnectionError) as error:
            raise TookTooMuch from error
    length, answer = said[:LENGTH], said[LENGTH:]
    if len(length) < LENGTH or int.from_bytes(length) != len(answer):  # stopped before, or while it answered
        raise TookTooMuch
    return answer


# --- the fork server -----------------------------------------------------------------------------------------------


class _ForkServer:
    """The other process, started when it is first needed. It ends with this one, or when nobody has asked for long."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._process: subprocess.Popen[bytes] | None = None
        self._line: socket.socket | None = None
        self._folder = ""

    def child(self, module: str) -> socket.socket:
        """A line to a new child that has imported ``module``. Raises :class:`Busy`."""
        for _attempt in range(2):  # the unlucky find that it has just ended
            line = self._living()
            child = _ask(line, module)
            if child is not None:
                return child
            self.end(line)
        raise RuntimeError("the process for bounded work ends as soon as it starts")

    def _living(self) -> socket.socket:
        with self._lock:
            if self._line is None:
                by = confinement()
                if not by:
                    log.warning(
                        "no Landlock, and no namespaces for users: what opens strangers' files can read ours"
                    )
                other = other_user(by)
                if other is None and os.getuid() == 0:
                    log.warning(
                        "root opens strangers' files as root: no other user reaches what a program needs"
                    )
                self._folder = tempfile.mkdtemp(prefix="eventsys-")
                if other is not None:
                    os.chown(self._folder, other.user, other.user)
                self._line, theirs = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
                with theirs:
                    self._process = subprocess.Popen(
                        [sys.executable, "-m", "eventsys.core.bounded.process"],
                        stdin=theirs.fileno(),
                        env={
                            **_environment(),
                            "TMPDIR": self._folder,
                            CONFINEMENT: by,
                            OTHER_USER: "" if other is None else f"{other.user} {'apart' * other.apart}",
                        },
                        start_new_session=True,  # Ctrl+C in a terminal is this process's to answer
                    )
            return self._line

    def end(self, line: socket.socket | None = None) -> None:
        """End it, unless another than that of ``line`` has been started. Children at work stay, in their limits."""
        with self._lock:
            if self._line is None or self._process is None or line not in {None, self._line}:
                return
            self._line.close()
            self._process.kill()
            self._process.wait()
            shutil.rmtree(self._folder, ignore_errors=True)
            self._line = self._process = None


def _ask(line: socket.socket, module: str) -> socket.socket | None:
    ours, theirs = socket.socketpair()
    try:
        with theirs:
            socket.send_fds(line, [module.encode()], [theirs.fileno()])
        ours.settimeout(_IMPORTS)
        if ours.recv(1):
            return ours
    except TimeoutError as error:
        ours.close()
        raise Busy from error
    except OSError:  # it has ended, or another thread has just closed the line of one that had
        pass
    ours.close()
    return None


_fork_server = _ForkServer()
atexit.register(_fork_server.end)


def _forget() -> None:
    """After a fork: the fork server is the other process's, and so are the turns."""
    _fork_server.__init__()  # type: ignore[misc]
    _turns.clear()


os.register_at_fork(after_in_child=_forget)


def _environment() -> dict[str, str]:
    """Nothing of our settings: neither keys nor addresses."""
    kept = {name: os.environ[name] for name in _KEPT_ENVIRONMENT if name in os.environ}
    fonts = {name: value for name, value in os.environ.items() if name.startswith(("FONTCONFIG_", "XDG_"))}
    return {**kept, **fonts, "PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}
