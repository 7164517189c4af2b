"""How far a large table is."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import make_response, render_template, request

from eventsys.core.errors import NotFound
from eventsys.files import queries as files
from eventsys.registration.sheets import service


def saving_page(kind: str, scope: str, upload_id: UUID, **values: Any) -> Any:
    """The page, or for its own requests the part of it that moves. Raises :class:`NotFound`."""
    upload = files.find_upload_in(scope, upload_id)
    job = service.job_of(kind, upload) if upload else None
    if job is None:
        raise NotFound
    if request.headers.get("HX-Request"):
        answer = make_response(render_template("jobs/fragment.html", job=job, address=request.path))
        if job.is_finished:
            answer.headers["HX-Refresh"] = "true"
        return answer
    return render_template("registration/sheets/saving.html", job=job, stopped=job.is_stopped, **values)
