"""gunicorn's threads, kept from clients that send half a request and wait, or that read an answer drop by drop.

Many threads that cost little read whole requests and send answers; a few of them at a time are at the site's own work in
between. What does not come or go in its time is hung up on, and one client cannot take all places.
"""

from __future__ import annotations

import socket
import time
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from io import BytesIO
from queue import SimpleQueue
from tempfile import SpooledTemporaryFile
from threading import local
from typing import IO, Any, ClassVar

from gunicorn.http.body import Body
from gunicorn.workers.gthread import ThreadWorker

from eventsys.core.web.secrets_sent import MOST, takes_a_key
from eventsys.core.web.security import MOST_DISCARDED

__all__ = ["PatientWorker"]

#: Seconds until a request's head is there; for a body so many more, and as many as it takes at this rate (octets a second).
#: For an answer the same as for a body: who is slower has a proxy before the site.
_HEAD, _GRACE, _RATE = 10.0, 20.0, 20_000
_READERS = 256
#: Of one client at a time, who is a person, or a hall behind one address.
_MOST_OF_ONE = 100
_CHUNK, _IN_MEMORY = 1 << 16, 1 << 20


class _Ahead:
    """A body that was read before its turn; ``rest`` is what was too much to keep."""

    def __init__(self, kept: IO[bytes], rest: Body) -> None:
        self._kept, self._rest = kept, rest

    def read(self, size: int) -> bytes:
        return self._kept.read(size) or bytes(self._rest.read(size))


class _Sent:
    """An answer that says, before each of its parts goes out, how much will have gone with it."""

    def __init__(self, made: Any, tell: Callable[[int], None]) -> None:
        self._made, self._tell = made, tell
        self.close = getattr(made, "close", lambda: None)

    def __iter__(self) -> Iterator[bytes]:
        octets = 0
        for part in self._made:
            octets += len(part)
            self._tell(octets)
            yield part


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is not typed
    """``threads`` requests are answered at a time. ``most``: octets of a body that are kept before its turn. ``behind_proxy``:
    all requests come from one address."""

    most: ClassVar[int] = 0
    behind_proxy: ClassVar[bool] = False

    def get_thread_pool(self) -> ThreadPoolExecutor:
        # A queue of so many turns: a semaphore costs several times as much.
        self._turns: SimpleQueue[None] = SimpleQueue()
        for _turn in range(self.cfg.threads):
            self._turns.put(None)
        #: Of each connection that is waited for: until when, and what of it is shut then.
        self._until: dict[Any, tuple[float, int]] = {}
        self._here = local()
        return ThreadPoolExecutor(max_workers=self.cfg.threads + _READERS)

    def load_wsgi(self) -> None:
        super().load_wsgi()
        site: Any = self.wsgi
        self.wsgi: Any = partial(self._answer, site)

    def handle(self, conn: Any) -> Any:
        self._until[conn] = time.monotonic() + _HEAD, socket.SHUT_RD
        try:
            return False if self._has_too_many(conn) else super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        if not self._read_body(req, conn):
            return False
        self._until.pop(conn, None)
        self._here.conn = conn
        return super().handle_request(req, conn)

    def _answer(self, site: Any, environ: Any, start_response: Any) -> Any:
        """A turn is for making the answer: it is sent, at whatever pace it is read, when the turn is given back."""
        self._turns.get()
        try:
            made = site(environ, start_response)
        finally:
            self._turns.put(None)
        return _Sent(made, partial(self._sending, self._here.conn, time.monotonic()))

    def _sending(self, conn: Any, began: float, octets: int) -> None:
        self._until[conn] = began + _GRACE + octets / _RATE, socket.SHUT_RDWR

    def murder_keepalived(self, force: bool = False) -> None:
        """Every second: also those who take too long to say what they want, or to hear the answer."""
        super().murder_keepalived(force=force)
        now = time.monotonic()
        for conn, (until, how) in list(self._until.items()):
            if until < now or (force and how == socket.SHUT_RD):
                with suppress(OSError):
                    conn.sock.shutdown(how)  # wakes the thread that waits: it reads an end, or writes in vain

    def _has_too_many(self, conn: Any) -> bool:
        if self.behind_proxy or not isinstance(conn.client, tuple):
            return False
        held = Counter(one.client[0] for one in list(self._until))
        return held[conn.client[0]] > _MOST_OF_ONE

    def _read_body(self, req: Any, conn: Any) -> bool:
        """Whether it came in its time. What is too large to keep is let go of here: the site refuses it by its length."""
        headers: Mapping[str, str] = dict(req.headers)
        length = headers.get("CONTENT-LENGTH", "0")
        if length == "0" and "TRANSFER-ENCODING" not in headers:
            return True
        most = MOST if takes_a_key(req.path) else self.most
        too_large = length.isdecimal() and int(length) > most
        if getattr(req, "_expected_100_continue", False):
            req._expected_100_continue = False  # the client waits: it is answered now, not in a turn
            if too_large:
                req.body = Body(BytesIO())
                return True
            conn.sock.sendall(b"HTTP/1.1 100 Continue\r\n\r\n")
        kept: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it goes with the request
        got = 0
        for part in self._parts(req, conn, MOST_DISCARDED if too_large else most):
            got += len(part)
            if not too_large:
                kept.write(part)
        kept.seek(0)
        req.body = Body(kept if too_large else _Ahead(kept, req.body))
        return too_large or not length.isdecimal() or got >= int(length)

    def _parts(self, req: Any, conn: Any, most: int) -> Iterator[bytes]:
        began, got = time.monotonic(), 0
        while got <= most:
            self._until[conn] = began + _GRACE + got / _RATE, socket.SHUT_RD
            part = req.body.read(_CHUNK)
            if not part:
                return
            got += len(part)
            yield part
