"""The person's page about the own data, and the copy of them."""

from __future__ import annotations

import json
from typing import Any

from flask import Response, render_template

from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.languages import current
from eventsys.core.limits import limiter
from eventsys.privacy import documents, service
from eventsys.privacy.routes.room import READERS, bp, seen_rows
from eventsys.registration import policy, queries
from eventsys.registration.models import Delegate
from eventsys.registration.service import GIVEN_BY_WORDS

__all__ = ["copy", "own"]

ME = "/r/<slug>/me/<uuid:delegate_id>/data"


@bp.get(ME)
@access(policy.can_own, thing=queries.delegate_here)
def own(delegate: Delegate) -> Any:
    """Who sees what, to what the person agreed, the copy."""
    return render_template(
        "privacy/own.html", delegate=delegate, conference=delegate.conference, rows=seen_rows(), readers=READERS,
        consents=queries.consents_of(delegate), given_by_words=GIVEN_BY_WORDS,
    )  # fmt: skip


@bp.post(ME + "/copy.<any(json,html):kind>")
@limiter.limit("20 per hour")
@access(policy.can_own, thing=queries.delegate_here)
def copy(delegate: Delegate, kind: str) -> Any:
    """Everything on record, as a file. A POST: that it was made is written down, and a GET writes nothing."""
    now = clock.now()
    sections = service.copy_of(delegate, by=current_actor(), now=now)
    photo = documents.photo_of(delegate)
    if kind == "json":
        told = documents.as_data(delegate, sections, photo=photo, now=now)
        answer = Response(
            json.dumps(told, ensure_ascii=False, indent=2), content_type="application/json; charset=utf-8"
        )
    else:
        page = documents.as_page(delegate, sections, photo=photo, language=current(), now=now)
        answer = Response(page, content_type="text/html; charset=utf-8")
    db.session.commit()
    answer.headers["Content-Disposition"] = (
        f'attachment; filename="{delegate.conference.slug}-my-data.{kind}"'
    )
    answer.headers["Cache-Control"] = "no-store"
    return answer
