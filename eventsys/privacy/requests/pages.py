"""What the pages on which somebody asks do alike."""

from __future__ import annotations

from flask import request
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.privacy.requests import service
from eventsys.privacy.requests.forms import WishForm
from eventsys.privacy.subjects.models import Person

__all__ = ["ask_or_take_back"]


def ask_or_take_back(person: Person, form: WishForm, asked: str) -> None:
    """Sent twice it is one request; ``asked`` is said when it is one."""
    actor, now = current_actor(), clock.now()
    try:
        if request.form.get("do") == "take-back":
            service.take_back(person, by=actor, now=now)
            said = _("Your request is taken back.")
        else:
            service.ask(person, form.wish.data or "", by=actor, now=now)
            said = asked
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    else:
        db.session.commit()
        say(Tone.OK, said)
