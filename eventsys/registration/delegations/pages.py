"""The wing's blueprint, and what several of its pages share."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, url_for
from werkzeug.datastructures import FileStorage

from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.saying import Tone, say
from eventsys.registration.delegations.models import Delegation

bp = Blueprint("registration", __name__)


def focal_url(delegation: Delegation) -> str:
    """The page of the city's focal point."""
    return url_for("registration.focal", slug=delegation.conference.slug, delegation_id=delegation.public_id)


def given_file(storage: Any) -> FileStorage | None:
    return storage if isinstance(storage, FileStorage) and storage.filename else None


def answer_or_say(act: Callable[[], object], said: str) -> bool:
    """Do one thing and commit; a refusal is told on the page that follows, and nothing is changed."""
    try:
        act()
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
        return False
    db.session.commit()
    say(Tone.OK, said)
    return True
