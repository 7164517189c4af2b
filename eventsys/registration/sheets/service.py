"""Large tables: what was looked through is saved by a job, some rows at a time, so that nobody else has to wait for it.

The rows stand with the file that waits (:class:`eventsys.files.models.Upload`) until the last of them is saved. How
many are saved is the job's own progress, written in the transaction that saves them: a job that is killed goes on
with the next row.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from typing import Any

from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.actor import Actor
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.files.models import Upload
from eventsys.jobs import queries as job_queries
from eventsys.jobs import service as jobs
from eventsys.jobs.models import Job
from eventsys.jobs.service import Work

#: More rows than this are saved by a job.
LARGE = 200
#: So many rows are saved in one transaction, with their letters: a second or two.
AT_ONCE = 50
Rows = Sequence[Mapping[str, Any]]


def job_of(kind: str, upload: Upload) -> Job | None:
    """The job that saves this file, if somebody has asked for it."""
    return job_queries.find_by_key(_key(kind, upload))


def is_being_saved(kind: str, upload: Upload) -> bool:
    """Whether it waits for no answer, but for its job."""
    job = job_of(kind, upload)
    return job is not None and not job.is_stopped


def _key(kind: str, upload: Upload) -> str:
    return f"{kind}:{upload.public_id}"


def ask_saving(
    kind: str,
    upload: Upload,
    rows: Sequence[Mapping[str, Any]],
    about: Mapping[str, Any],
    *,
    conference: Conference,
    by: Actor,
) -> Job:
    files.upload_for_update(upload.id)
    known = job_of(kind, upload)
    if known is not None and not known.is_stopped:
        return known
    uploads.set_choices(upload, {**upload.choices, uploads.HELD: list(rows), "by": by.plain(conference.id)})
    return jobs.ask(
        kind,
        {"upload": upload.id, "slug": conference.slug, **about},
        by=by,
        conference_id=conference.id,
        key=_key(kind, upload),
        total=len(rows),
    )


# --- what the jobs do ------------------------------------------------------------------------------------------


def rows_left(upload_id: int, done: int) -> tuple[Actor, list[dict[str, Any]]]:
    """By whom, and the next rows to save; none when all are. The file is held. Raises :class:`UploadGone`."""
    kept = files.upload_for_update(upload_id).choices
    return Actor.of(kept["by"]), kept[uploads.HELD][done : done + AT_ONCE]


def finish(upload_id: int, *, now: datetime) -> None:
    """All are saved: the file and its rows, which are about people, are not kept."""
    uploads.finish(files.upload_for_update(upload_id), now=now)


def save_rows(work: Work, save: Callable[[Rows, Actor], None]) -> dict[str, Any]:
    """What such a job does: some rows in each transaction, with the number of all that are saved. Raises
    :class:`UploadGone` and what ``save`` raises."""
    upload = work.payload["upload"]
    by, rows = rows_left(upload, work.job.done)
    while rows:
        save(rows, by)
        work.progress(work.job.done + len(rows))
        by, rows = rows_left(upload, work.job.done)
    finish(upload, now=clock.now())
    return {"saved": work.job.done}
