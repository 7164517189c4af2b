"""Editions of a network: the list, a new one, its facts, copying, publishing."""

from __future__ import annotations

from typing import Any

from flask import flash, request, url_for
from flask_babel import gettext as _

from eventsys.conferences import policy, queries, service
from eventsys.conferences.errors import (
    BadSlug,
    EditionTaken,
    NothingToCopy,
    NotReady,
    SavedByAnother,
    SlugTaken,
)
from eventsys.conferences.forms import (
    REFUSED_FIELDS,
    ConferenceForm,
    NewConferenceForm,
    facts_of,
    place_refusal,
    stored,
)
from eventsys.conferences.models import Conference
from eventsys.conferences.routes.room import bp, page, setup_page
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, Refusal
from eventsys.core.web import see_other
from eventsys.core.zones import zone_choices
from eventsys.networks import policy as network_policy
from eventsys.networks import queries as network_queries
from eventsys.networks.models import Network


@bp.get("/networks/<code>/conferences")
@access(network_policy.can_see, thing=network_queries.network_by_code)
def index(network: Network) -> Any:
    actor = current_actor()
    rows = [(c, actor.is_staff(c.id)) for c in queries.editions(network)]
    return page("index", network=network, rows=rows, may_add=policy.can_administer(actor, network))


@bp.route("/networks/<code>/conferences/new", methods=["GET", "POST"])
@access(policy.can_administer, thing=network_queries.network_by_code)
def new(network: Network) -> Any:
    last = queries.last_edition(network)
    form = NewConferenceForm(
        data={
            "edition": queries.next_edition(network),
            "languages": list(last.languages) if last else ["en", "fr", "vi"],
            "copy_last": last is not None,
        }
    )
    form.offer_cities(queries.cities())
    form.timezone.choices = [("", _("That of the host city")), *zone_choices(clock.now().date())]
    del form.zone_keeps
    if form.validate_on_submit():
        try:
            made = service.create_conference(
                network,
                edition=form.edition.data,
                slug=form.slug.data or "",
                by=current_actor(),
                host_city=network_queries.city_by_code(form.host_city.data),
                **facts_of(form),
            )
            if form.copy_last.data and last is not None:
                service.copy_setup(made, source=last, by=current_actor())
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, edition=(EditionTaken,), slug=(SlugTaken, BadSlug), **REFUSED_FIELDS)
        else:
            flash(_("The conference is there. Its home shows what is left to do."), "success")
            return see_other(url_for("conferences.home", slug=made.slug))
    if last is None:
        del form.copy_last
    return page("new", 422 if form.errors else 200, form=form, network=network, last=last, examples=[])


@bp.route("/o/<slug>/setup", methods=["GET", "POST"])
@access(policy.can_manage, thing=queries.by_slug)
def setup(conference: Conference) -> Any:
    form = ConferenceForm.of(conference)
    form.offer_cities(queries.cities(), conference)
    differing: list[tuple[str, str]] = []
    if form.validate_on_submit():
        if form.version.data is None:
            raise BadRequest
        try:
            service.update_conference(
                conference,
                version=form.version.data,
                by=current_actor(),
                host_city=network_queries.city_by_code(form.host_city.data),
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
            flash(_("Saved."), "success")
            return see_other(url_for("conferences.setup", slug=conference.slug))
    return setup_page(
        "setup", conference, form, form=form, differing=differing, may_copy=_source(conference),
        examples=[(lang, conference.title_forms(lang)["at_title"]) for lang in conference.languages],
    )  # fmt: skip


def _source(conference: Conference) -> Conference | None:
    return queries.last_edition(conference.network, before=conference.edition)


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


@bp.post("/o/<slug>/setup/copy")
@access(policy.can_manage, thing=queries.by_slug)
def copy(conference: Conference) -> Any:
    try:
        source = service.copy_setup(conference, by=current_actor())
        db.session.commit()
        flash(_("What was not there yet was copied from %(the_title)s.", **source.title_forms()), "success")
    except NothingToCopy as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    return see_other(url_for("conferences.home", slug=conference.slug))


@bp.post("/o/<slug>/setup/publish")
@access(policy.can_manage, thing=queries.by_slug)
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
        flash(told, "success")
    except NotReady as refusal:
        db.session.rollback()
        flash(str(refusal), "error")
    return see_other(url_for("conferences.setup", slug=conference.slug, _anchor="publish"))
