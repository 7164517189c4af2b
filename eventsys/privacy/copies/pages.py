"""The copy as it is handed over."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from flask import Response

from eventsys.core.words.languages import current
from eventsys.privacy.copies import documents
from eventsys.privacy.copies.rules import Section
from eventsys.privacy.subjects.models import Subject

__all__ = ["as_file"]


def as_file(
    person: Subject,
    sections: Sequence[Section],
    kind: str,
    *,
    name: str,
    now: datetime,
    photo: bytes | None = None,
) -> Response:
    """The copy as JSON or as a page, to be kept by nobody on the way."""
    if kind == "json":
        told = documents.as_data(person, sections, photo=photo, now=now)
        answer = Response(
            json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
        )
    else:
        page = documents.as_page(person, sections, photo=photo, language=current(), now=now)
        answer = Response(page, content_type="text/html; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.{kind}"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
