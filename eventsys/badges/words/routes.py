"""What the backs of badges tell."""

from __future__ import annotations

from typing import Any

from flask import render_template, url_for
from flask_babel import gettext as _

from eventsys.badges.record.pages import bp
from eventsys.badges.words import queries, service
from eventsys.badges.words.forms import FactsForm
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other


@bp.route("/o/<slug>/badges/facts", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def facts(conference: Conference) -> Any:
    form = FactsForm(obj=queries.facts_of(conference))
    if form.validate_on_submit():
        values = {name: form[name].data or "" for name in service.FIELDS}
        service.save_facts(conference, by=current_actor(), **values)
        db.session.commit()
        say(Tone.OK, _("Saved. Badges printed from now on carry it."))
        return see_other(url_for(".designs", slug=conference.slug))
    words = service.back_words(conference)
    return render_template("badges/words/facts.html", form=form, words=words), 422 if form.errors else 200
