"""A list is taken, if it was not yet, and printed. No transaction is open while it is laid out; a killed job begins anew, and
its list is of the later moment."""

from __future__ import annotations

import json
import tempfile
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import IO, Any

from eventsys.core import clock
from eventsys.core.db import db, reading
from eventsys.files import service as files
from eventsys.jobs import service as jobs
from eventsys.jobs.service import Work
from eventsys.papers.participants import documents, queries, service
from eventsys.papers.participants.models import ParticipantList
from eventsys.papers.participants.rules import Wish
from eventsys.papers.people import service as people


@jobs.handler("papers.participants")
def make(work: Work) -> dict[str, Any] | None:
    """Take the list of the print ``payload["print"]``, then make its file."""
    made = queries.print_of_job(work.payload["print"])
    if made is None or made.digest is not None:
        return None
    if made.listed.taken_at is None:
        _take(made.listed, work)
    work.progress(0, made.listed.count)
    with tempfile.TemporaryDirectory(prefix="es-list-") as folder:
        target = Path(folder) / "list"
        wish = Wish.of(made.wish)
        service.write_list(target, made.listed, wish, note=work.progress)
        work.progress()
        digest = files.keep(target, media_type=documents.MEDIA_TYPES[wish.format])
    service.keep_file(made, digest, by=work.actor, now=clock.now())
    return {"file": digest, "people": made.listed.count}


def _take(listed: ParticipantList, work: Work) -> None:
    """What is on record at one moment: read at once into a file, so that nobody who writes waits for it, then kept some rows
    at a time."""
    with tempfile.TemporaryFile("w+", encoding="utf-8") as spool:
        work.progress()
        with reading():
            moment = clock.now()
            named = people.parties(listed.conference), people.categories(listed.conference)
            for row in service.on_record(listed.conference):
                spool.write(json.dumps(row, ensure_ascii=False) + "\n")
            db.session.rollback()
        spool.seek(0)
        service.begin_taking(listed)
        count = 0
        for rows in _batches(spool):
            service.keep_rows(listed, rows)
            count += len(rows)
            work.progress(count, count)
    gone = service.finish_taking(listed, named, count=count, taken_at=moment, by=work.actor)
    work.progress()
    for first in range(0, len(gone), files.AT_ONCE):
        files.release(gone[first : first + files.AT_ONCE])
        work.progress()


def _batches(spool: IO[str]) -> Iterator[list[dict[str, Any]]]:
    while lines := list(islice(spool, service.AT_ONCE)):
        yield [json.loads(line) for line in lines]
