"""Replacing those that are out of date, from the list of people."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from eventsys.badges.record.pages import bp, uuid_in
from eventsys.badges.replacing import service
from eventsys.badges.replacing.errors import NewWordsNotDrawn
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import list_words


@bp.post("/o/<slug>/badges/replace")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def replace_out_of_date(conference: Conference) -> Any:
    """All badges that are out of date, or those selected of them, in one run."""
    chosen = {found for text in request.form.getlist("ids") if (found := uuid_in(text))}
    everybody = bool(request.form.get("all"))
    run = service.replace_out_of_date(conference, by=current_actor(), chosen=None if everybody else chosen)
    db.session.commit()
    say(Tone.OK, _("The old badges are void; the new ones are being printed."))
    if kept := run.selection["kept"]:
        say(Tone.WARN, str(NewWordsNotDrawn(names=list_words(kept))))
    return see_other(url_for(".run", slug=conference.slug, run_id=run.public_id))
