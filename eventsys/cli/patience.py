"""gunicorn's threads, kept from clients that send half a request and wait.

Whole requests are read by many threads that cost little, a few of a site's own work on them; a request that does not
arrive in its time is hung up on, and one client cannot take all places.
"""

from __future__ import annotations

import socket
import time
from collections import Counter
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from tempfile import SpooledTemporaryFile
from threading import BoundedSemaphore
from typing import IO, Any, ClassVar

from gunicorn.http.body import Body
from gunicorn.workers.gthread import ThreadWorker

from eventsys.core.secrets_sent import MOST, takes_a_key

__all__ = ["PatientWorker"]

#: Seconds until a request's head is there; for a body so many more, and as many as it takes at this rate (octets a second).
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


class PatientWorker(ThreadWorker):  # type: ignore[misc]  # gunicorn is not typed
    """``threads`` requests are answered at a time. ``most``: octets of a body that are kept before its turn. ``behind_proxy``:
    all requests come from one address."""

    most: ClassVar[int] = 0
    behind_proxy: ClassVar[bool] = False

    def get_thread_pool(self) -> ThreadPoolExecutor:
        self._turns = BoundedSemaphore(self.cfg.threads)
        self._until: dict[Any, float] = {}
        return ThreadPoolExecutor(max_workers=self.cfg.threads + _READERS)

    def handle(self, conn: Any) -> Any:
        self._until[conn] = time.monotonic() + _HEAD
        try:
            return False if self._has_too_many(conn) else super().handle(conn)
        finally:
            self._until.pop(conn, None)

    def handle_request(self, req: Any, conn: Any) -> Any:
        try:
            whole = self._read_body(req, conn)
        finally:
            self._until.pop(conn, None)
        if not whole:
            return False
        with self._turns:
            return super().handle_request(req, conn)

    def murder_keepalived(self, force: bool = False) -> None:
        """Every second: also those who take too long to say what they want."""
        super().murder_keepalived(force=force)
        now = time.monotonic()
        for conn, until in list(self._until.items()):
            if force or until < now:
                with suppress(OSError):
                    conn.sock.shutdown(socket.SHUT_RD)  # wakes the thread that waits: it reads an end

    def _has_too_many(self, conn: Any) -> bool:
        if self.behind_proxy or not isinstance(conn.client, tuple):
            return False
        held = Counter(one.client[0] for one in list(self._until))
        return held[conn.client[0]] > _MOST_OF_ONE

    def _read_body(self, req: Any, conn: Any) -> bool:
        """Whether it came in its time. One that is asked for first, or too large to keep, is read in its turn."""
        headers: Mapping[str, str] = {name.upper(): value for name, value in req.headers}
        length = headers.get("CONTENT-LENGTH", "0")
        most = MOST if takes_a_key(req.path) else self.most
        if "EXPECT" in headers or (length.isdecimal() and int(length) > most):
            return True
        kept: IO[bytes] = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - it goes with the request
        began, got = time.monotonic(), 0
        while got <= most:
            self._until[conn] = began + _GRACE + got / _RATE
            part = req.body.read(_CHUNK)
            if not part:
                break
            kept.write(part)
            got += len(part)
        kept.seek(0)
        req.body = Body(_Ahead(kept, req.body))
        return not length.isdecimal() or got >= int(length)
