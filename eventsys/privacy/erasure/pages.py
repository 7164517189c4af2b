"""What the pages on which it is decided do alike."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from flask import render_template, request
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.privacy.erasure import service
from eventsys.privacy.erasure.forms import ErasureForm
from eventsys.privacy.register import service as register
from eventsys.privacy.requests import queries as requests_queries
from eventsys.privacy.requests import service as requests
from eventsys.privacy.requests.models import Erasure
from eventsys.privacy.subjects.models import Person

__all__ = ["decided", "decision_page", "finish"]


def decision_page(person: Person, template: str, back: str, **values: Any) -> Any:
    """The page on which it is decided: erase or refuse, with a reason; then to ``back``. Nothing brings erased data back."""
    form, status = ErasureForm(), 200
    if form.is_submitted():
        if form.validate() and decided(person, form, refused=request.form.get("do") == "refuse"):
            return see_other(back)
        status = 422
    asked = requests_queries.asked_erasure(person)
    html = render_template(template, form=form, kinds=register.plan(person), asked=asked, **values)
    return html, status


def decided(person: Person, form: ErasureForm, *, refused: bool) -> bool:
    """Whether it is done; why not stands in the form else."""
    by, now, reason = current_actor(), clock.now(), form.reason.data or ""
    try:
        if refused:
            requests.refuse(person, reason, by=by, now=now)
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
        service.finish(erased, now=now)
    except Refusal:  # the store of files is away: a worker does it
        db.session.rollback()
    else:
        db.session.commit()
