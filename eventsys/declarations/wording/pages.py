"""Steps of a text that are taken with one button, and where its languages stand side by side."""

from __future__ import annotations

from collections.abc import Callable

from flask import url_for
from werkzeug.wrappers import Response

from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import page_of
from eventsys.declarations.wording import service
from eventsys.declarations.wording.errors import NotCompared, WordingGap


def compare_page(declaration: Declaration) -> str:
    """Where the languages stand side by side."""
    slug, number = declaration.conference.slug, declaration.public_id
    return url_for("declarations.compare", slug=slug, declaration_id=number)


def take_step(
    declaration: Declaration,
    verb: Callable[[], object],
    done: str | Callable[[], str],
    anchor: str | None = None,
    *,
    where: str | None = None,
) -> Response:
    """One-button steps: commit and say so; a refusal is shown on the same page (or at ``where``), with everything as it was."""
    where = where or page_of(declaration, anchor)
    try:
        verb()
        db.session.commit()
        say(Tone.OK, done if isinstance(done, str) else done())
    except Refusal as refusal:
        db.session.rollback()
        if isinstance(refusal, NotCompared):  # the page that asks for it says why
            return see_other(compare_page(declaration))
        if isinstance(refusal, WordingGap):
            refusal = service.explain_gap(refusal)
        say(Tone.BAD, str(refusal))
    return see_other(where)
