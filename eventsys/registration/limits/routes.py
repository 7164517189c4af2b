"""The page on which organisers set how many people can have each choice, and see who has a place and who waits."""

from __future__ import annotations

from typing import Any

from flask import make_response, render_template, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.filters import loc
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.composer.models import FormQuestion
from eventsys.registration.delegations.pages import bp
from eventsys.registration.limits import queries, rules, service
from eventsys.registration.limits.forms import PlacesForm, places_form


@bp.route("/o/<slug>/form/<uuid:public_id>/places", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=composer_queries.question_in)
def question_places(row: FormQuestion) -> Any:
    """All choices of one question, each with a number of places, or none. Raises :class:`NotFound` where there is nothing to
    choose from."""
    if not row.chooses:
        raise NotFound
    conference = db.session.get_one(Conference, row.conference_id)
    form = places_form(row.offered)
    if form.validate_on_submit():
        _save(row, conference, form)
        return see_other(
            url_for("registration.question_places", slug=conference.slug, public_id=row.public_id)
        )
    html = render_template(
        "registration/limits/places.html",
        conference=conference,
        row=row,
        form=form,
        tallies=queries.tallies(row.offered),
        composer=url_for("registration.composer", slug=conference.slug),
        back=url_for("registration.question", slug=conference.slug, public_id=row.public_id),
    )
    return make_response(html, 422 if form.errors else 200)


def _save(row: FormQuestion, conference: Conference, form: PlacesForm) -> None:
    """What was lowered below what is taken is said, each by name."""
    service.set_places(row, conference, form.places, by=current_actor(), now=clock.now())
    tallies = queries.tallies(row.offered)
    over = [rules.over_words(loc(one.words), tallies[one.id]) for one in row.offered if one.id in tallies]
    db.session.commit()
    say(Tone.OK, _("Saved."))
    for words in filter(None, over):
        say(Tone.WARN, words)
