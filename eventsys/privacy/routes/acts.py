"""What the pages of delegates and of accounts do alike."""

from __future__ import annotations

import json
from collections.abc import Sequence
from datetime import datetime

from flask import Response, request
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.words.languages import current
from eventsys.privacy import documents, service
from eventsys.privacy.forms import ErasureForm, WishForm
from eventsys.privacy.models import Erasure, Person, Subject
from eventsys.privacy.rules import Section

__all__ = ["as_file", "ask_or_take_back", "decided", "finish"]


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


def ask_or_take_back(person: Person, form: WishForm, asked: str) -> None:
    """Sent twice it is one request; ``asked`` is said when it is one."""
    actor, now = current_actor(), clock.now()
    try:
        if request.form.get("do") == "take-back":
            service.take_back_erasure(person, by=actor, now=now)
            said = _("Your request is taken back.")
        else:
            service.ask_erasure(person, form.wish.data or "", by=actor, now=now)
            said = asked
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    else:
        db.session.commit()
        say(Tone.OK, said)


def decided(person: Person, form: ErasureForm, *, refused: bool) -> bool:
    """Whether it is done; why not stands in the form else."""
    by, now, reason = current_actor(), clock.now(), form.reason.data or ""
    try:
        if refused:
            service.refuse_erasure(person, reason, by=by, now=now)
            db.session.commit()
            say(Tone.OK, _("The request is refused; the person has been told why."))
            return True
        erased = service.erase(person, reason, by=by, now=now)
    except Refusal as refusal:
        db.session.rollback()
        form.form_errors.append(str(refusal))
        return False
    db.session.commit()
    finish(erased, now=now)
    return True


def finish(erased: Erasure, *, now: datetime) -> None:
    """After the commit."""
    say(Tone.OK, _("The data are erased. Files follow within minutes."))
    try:
        service.finish_erasure(erased, now=now)
    except Refusal:  # the store of files is away: a worker does it
        db.session.rollback()
    else:
        db.session.commit()
