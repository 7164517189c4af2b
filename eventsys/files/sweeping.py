"""Taking files away that nothing speaks of any more.

A blob is in use while its digest stands anywhere in the database: in a column of its own or inside JSON, of whatever
table; the audit trail, which only tells of what was, does not count. Octets go while the row is locked: whoever stores the
same file at that moment waits for the row, and then finds that the octets are to be written again.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta

from eventsys.core.db import db
from eventsys.files import queries
from eventsys.files import store as octets

__all__ = ["UNUSED_FOR", "release", "sweep"]

#: So long a file may lie between being stored and being spoken of.
UNUSED_FOR = timedelta(days=1)
_AT_ONCE = 200


def release(digests: Iterable[str]) -> int:
    """Delete those of ``digests`` that nothing speaks of now; how many. In a transaction of its own: the caller commits
    what stopped speaking of them before, and commits after. Raises StoreUnreachable."""
    gone = 0
    for digest in sorted(set(digests)):
        blob = queries.locked_blob(digest)
        if blob is not None and not queries.is_spoken_of(digest):
            octets.delete(digest)
            db.session.delete(blob)
            db.session.flush()
            gone += 1
    return gone


def sweep(*, now: datetime) -> int:
    """Delete some that have lain for long and that nothing speaks of; how many. Call it until it deletes none."""
    return release(queries.long_unused(now - UNUSED_FOR, _AT_ONCE))
