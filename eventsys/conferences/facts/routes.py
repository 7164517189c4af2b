"""An edition's facts, and publishing it."""

from __future__ import annotations

from typing import Any

from flask import request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.errors import SavedByAnother
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, setup_page
from eventsys.conferences.facts import service
from eventsys.conferences.facts.errors import NotReady
from eventsys.conferences.facts.forms import REFUSED_FIELDS, ConferenceForm, facts_of, stored
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.networks.registry import queries as registry_queries


@bp.route("/o/<slug>/setup", methods=["GET", "POST"])
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def setup(conference: Conference) -> Any:
    form = ConferenceForm.of(conference)
    form.offer_cities(editions_queries.cities(), conference)
    differing: list[tuple[str, str]] = []
    if form.validate_on_submit():
        if form.version.data is None:
            raise BadRequest
        try:
            service.update_conference(
                conference,
                version=form.version.data,
                by=current_actor(),
                host_city=registry_queries.city_by_code(form.host_city.data),
                **facts_of(form),
            )
            db.session.commit()
        except SavedByAnother as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
            differing = _differing(form, conference)
            form.version.renew(conference.version)
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, **REFUSED_FIELDS)
        else:
            say(Tone.OK, _("Saved."))
            return see_other(url_for("conferences.setup", slug=conference.slug))
    return setup_page(
        "facts/setup",
        conference,
        form,
        form=form,
        differing=differing,
        may_copy=_source(conference),
        examples=[(lang, conference.title_forms(lang)["at_title"]) for lang in conference.languages],
    )


def _source(conference: Conference) -> Conference | None:
    return editions_queries.last_edition(conference.network, before=conference.edition)


def _differing(form: ConferenceForm, conference: Conference) -> list[tuple[str, str]]:
    """Label and stored value of every field that now says something else than what was typed."""
    found = []
    for name, value in stored(conference).items():
        field = form[name]
        typed = field.localized if hasattr(field, "localized") else field.data
        if name != "version" and (typed or None) != (value or None):
            found.append((str(field.label.text), _plain(value)))
    return found


def _plain(value: Any) -> str:
    return (
        " / ".join(value.values())
        if isinstance(value, dict)
        else ", ".join(value)
        if isinstance(value, list)
        else str(value)
    )


@bp.post("/o/<slug>/setup/publish")
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def publish(conference: Conference) -> Any:
    """``state=off`` closes the public pages again."""
    try:
        if request.form.get("state") == "off":
            service.unpublish(conference, by=current_actor())
            told = _("The public pages are closed.")
        else:
            service.publish(conference, by=current_actor(), now=clock.now())
            told = _("The public pages are open.")
        db.session.commit()
        say(Tone.OK, told)
    except NotReady as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(url_for("conferences.setup", slug=conference.slug, _anchor="publish"))
