"""A worker process for tests.

It registers one handler, which makes ``parts`` marks, one a step; with ``hang`` in the payload the first
attempt waits at that part for ever, for the test to kill it there.
"""

from __future__ import annotations

import os
import time
from datetime import timedelta
from pathlib import Path
from typing import Any

from flask import Flask

from eventsys.core import db as core_db
from eventsys.core import settings
from eventsys.core.db import db
from eventsys.core.words import languages
from eventsys.files.models import Blob
from eventsys.jobs import service, worker
from eventsys.jobs.work import Work


@service.handler("test.workshop")
def make_marks(work: Work) -> dict[str, Any]:
    """Each part is one row; a second row for the same part breaks the unique constraint."""
    name, parts = work.payload["name"], work.payload["parts"]
    for part in range(work.job.done + 1, parts + 1):
        if part == work.payload.get("hang") and work.lease.attempt == 1:
            (Path(work.payload["sign"])).write_text(str(os.getpid()))
            time.sleep(600)
        db.session.add(Blob(digest=f"{name}-{part}".ljust(64, "."), size=os.getpid(), media_type="x/y"))
        work.progress(part, parts)
    return {"parts": parts}


def main(arguments: list[str]) -> None:
    """Work until told to stop; ``arguments`` are a data folder, a database's address, a queue's, and a lease in
    seconds."""
    data_dir, database_url, queue_url, lease = arguments
    urls = {"database_url": database_url, "queue_url": queue_url}
    chosen = settings.load({}, data_dir=Path(data_dir), testing=True, **urls)
    # Not create_app: this worker knows one handler only.
    app = Flask("workshop")
    app.config.update(SECRET_KEY=chosen.secret_key, SQLALCHEMY_DATABASE_URI=chosen.database_url)
    app.extensions["eventsys.settings"] = chosen
    core_db.init_app(app, migrations="")
    languages.init_app(app, catalogs=[])
    worker.work(
        chosen,
        app.app_context,
        lease=timedelta(seconds=float(lease)),
        retry_after=timedelta(seconds=0.2),
        never_seen=timedelta(seconds=0.5),
        pause=0.2,
    )
