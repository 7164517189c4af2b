"""What pages about the form share."""

from __future__ import annotations

from collections.abc import Callable

from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.forms import Form, place_refusal


def is_saved(act: Callable[[], object], form: Form, **fields: tuple[type[Refusal], ...]) -> bool:
    """Do one thing and commit; a refusal is put beside the field it is about (:func:`place_refusal`), and nothing is
    changed."""
    try:
        act()
        db.session.commit()
    except Refusal as refusal:
        db.session.rollback()
        place_refusal(form, refusal, **fields)
        return False
    return True
