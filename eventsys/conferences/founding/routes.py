"""Editions of a network: the list, a new one, copying."""

from __future__ import annotations

from typing import Any

from flask import url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.pages import bp, page
from eventsys.conferences.facts import service as facts
from eventsys.conferences.facts.errors import BadSlug, EditionTaken, SlugTaken
from eventsys.conferences.facts.forms import REFUSED_FIELDS, facts_of
from eventsys.conferences.founding import service
from eventsys.conferences.founding.errors import NothingToCopy
from eventsys.conferences.founding.forms import NewConferenceForm
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import SUPPORTED
from eventsys.core.words.zones import zone_choices
from eventsys.networks.registry import policy as registry_policy
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import Network


@bp.get("/networks/<code>/conferences")
@access(registry_policy.can_see, thing=registry_queries.network_by_code)
def index(network: Network) -> Any:
    actor = current_actor()
    rows = [(c, actor.is_staff(c.id)) for c in editions_queries.editions(network)]
    return page(
        "founding/index", network=network, rows=rows, may_add=editions_policy.can_administer(actor, network)
    )


@bp.route("/networks/<code>/conferences/new", methods=["GET", "POST"])
@access(editions_policy.can_administer, thing=registry_queries.network_by_code)
def new(network: Network) -> Any:
    last = editions_queries.last_edition(network)
    form = NewConferenceForm(
        data={
            "edition": editions_queries.next_edition(network),
            "languages": list(last.languages) if last else list(SUPPORTED),
            "copy_last": last is not None,
        }
    )
    form.offer_cities(editions_queries.cities())
    form.timezone.choices = [("", _("That of the host city")), *zone_choices(clock.now().date())]
    del form.zone_keeps
    if form.validate_on_submit():
        try:
            made = facts.create_conference(
                network,
                edition=form.edition.data,
                slug=form.slug.data or "",
                by=current_actor(),
                host_city=registry_queries.city_by_code(form.host_city.data),
                **facts_of(form),
            )
            if form.copy_last.data and last is not None:
                service.copy_setup(made, source=last, by=current_actor())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, edition=(EditionTaken,), slug=(SlugTaken, BadSlug), **REFUSED_FIELDS)
        else:
            say(Tone.OK, _("The conference is there. Its home shows what is left to do."))
            return see_other(url_for("conferences.home", slug=made.slug))
    if last is None:
        del form.copy_last
    return page(
        "founding/new", 422 if form.errors else 200, form=form, network=network, last=last, examples=[]
    )


@bp.post("/o/<slug>/setup/copy")
@access(editions_policy.can_manage, thing=editions_queries.by_slug)
def copy(conference: Conference) -> Any:
    try:
        source = service.copy_setup(conference, by=current_actor())
        db.session.commit()
        say(Tone.OK, _("What was not there yet was copied from %(the_title)s.", **source.title_forms()))
    except NothingToCopy as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
    return see_other(url_for("conferences.home", slug=conference.slug))
