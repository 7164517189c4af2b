"""The copy as it is handed over."""

from __future__ import annotations

import json
from collections.abc import Sequence

from flask import Response

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.web.access import current_actor
from eventsys.core.words.languages import current
from eventsys.privacy.copies import documents
from eventsys.privacy.copies.service import copy_of
from eventsys.privacy.subjects.models import Subject

__all__ = ["hand_over"]


def hand_over(
    person: Subject,
    kind: str,
    *,
    name: str,
    photo: bytes | None = None,
    enclosed: Sequence[documents.Enclosed] = (),
) -> Response:
    """Everything on record, as JSON or as a page, to be kept by nobody on the way; that it was made is written down and
    committed."""
    now = clock.now()
    sections = copy_of(person, by=current_actor(), now=now)
    if kind == "json":
        told = documents.as_data(person, sections, photo=photo, enclosed=enclosed, now=now)
        answer = Response(
            json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
        )
    else:
        page = documents.as_page(
            person, sections, photo=photo, enclosed=enclosed, language=current(), now=now
        )
        answer = Response(page, content_type="text/html; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer.headers["Cache-Control"] = "no-store"
    db.session.commit()
    return answer
