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

__all__ = ["AT_ONCE", "UNUSED_FOR", "release", "sweep"]

#: So long a file may lie between being stored and being spoken of.
UNUSED_FOR = timedelta(days=1)
AT_ONCE = 200
"""So many are looked for in one transaction."""


def release(digests: Iterable[str]) -> int:
    """Delete those of ``digests`` that nothing speaks of now; how many. At most :data:`AT_ONCE` of them, in a transaction of
    its own: the caller commits what stopped speaking of them before, and commits after. Raises StoreUnreachable."""
    wanted = sorted(set(digests))
    blobs = [blob for digest in wanted if (blob := queries.locked_blob(digest)) is not None]
    spoken_of = queries.spoken_of({blob.digest for blob in blobs})
    for blob in blobs:
        if blob.digest not in spoken_of:
            octets.delete(blob.digest)
            db.session.delete(blob)
    db.session.flush()
    return sum(blob.digest not in spoken_of for blob in blobs)


def sweep(*, now: datetime) -> int:
    """Delete some that have lain for long and that nothing speaks of; how many. Call it until it deletes none."""
    return release(queries.long_unused(now - UNUSED_FOR, AT_ONCE))
