"""Somebody on record by name alone, who wrote to the organisers: where the name stands, the copy, the erasure.

The name is sent in a form and never stands in an address: addresses are written into logs."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from flask import render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_manage
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.limits import limiter
from eventsys.core.web.security import see_other
from eventsys.core.words.languages import current
from eventsys.core.words.text import clean
from eventsys.privacy.copies import documents
from eventsys.privacy.copies.pages import hand_over
from eventsys.privacy.erasure.pages import finish
from eventsys.privacy.names import queries, service
from eventsys.privacy.names.forms import NameErasureForm, NameForm
from eventsys.privacy.register import service as register
from eventsys.privacy.subjects.models import Named
from eventsys.privacy.subjects.pages import bp

__all__ = ["named", "named_copy", "named_erase"]

HERE = "/o/<slug>/privacy/by-name"


@dataclass(frozen=True, slots=True)
class _Place:
    """One place as the page shows it: its key, what stands there, and whether it is ticked."""

    key: str
    facts: list[tuple[Any, str]]
    ticked: bool


@bp.route(HERE, methods=["GET", "POST"])
@limiter.limit("120 per hour", methods=["POST"])
@access(can_manage, thing=editions_queries.by_slug)
def named(conference: Conference) -> Any:
    """Type a name, and see where it stands. Nothing is written."""
    form = NameForm()
    if form.is_submitted() and form.validate():
        return _page(Named(conference, clean(form.name.data or "")), NameErasureForm())
    return render_template(
        "privacy/names/named.html", conference=conference, form=form
    ), 422 if form.errors else 200


@bp.post(HERE + "/copy.<any(json,html):kind>")
@limiter.limit("60 per hour")
@access(can_manage, thing=editions_queries.by_slug)
def named_copy(conference: Conference, kind: str) -> Any:
    """What stands at the places that were chosen, as a file to be sent to the person."""
    form = NameForm()
    if not form.validate():
        return _again(conference)
    return hand_over(_chosen(conference, form), kind, name=f"{conference.slug}-by-name")


@bp.post(HERE + "/erasure")
@access(can_manage, thing=editions_queries.by_slug, fresh=True)
def named_erase(conference: Conference) -> Any:
    """Erase what was chosen, with a reason. Nothing brings erased data back."""
    form, now = NameErasureForm(), clock.now()
    if form.name.data is None:
        return _again(conference)
    whom = _chosen(conference, form)
    if form.validate():
        try:
            erased = service.erase(whom, form.reason.data or "", by=current_actor(), now=now)
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
        else:
            db.session.commit()
            finish(erased, now=now)
            return see_other(url_for(".requests", slug=conference.slug))
    return _page(whom, form)


def _again(conference: Conference) -> Any:
    return see_other(url_for(".named", slug=conference.slug))


def _chosen(conference: Conference, form: NameForm) -> Named:
    return Named(conference, clean(form.name.data or ""), frozenset(request.form.getlist("place")))


def _page(whom: Named, form: NameErasureForm) -> Any:
    """Every place with the name. Ticked are those that were chosen, and at first those where nothing but the name stands."""
    every = Named(whom.conference, whom.name)
    shown = [
        (one, [_place(every, whom.chosen, one, row) for row in rows]) for one, rows in service.places(every)
    ]
    ticked = frozenset(place.key for _one, rows in shown for place in rows if place.ticked)
    theirs = Named(whom.conference, whom.name, ticked)
    html = render_template(
        "privacy/names/found.html",
        conference=whom.conference,
        form=form,
        name=whom.name,
        shown=shown,
        kinds=register.plan(every),
        obstacles=register.obstacles(theirs),
        delegates=queries.called(every),
        title=_("Somebody on record by name"),
    )
    return html, 422 if form.errors else 200


def _place(every: Named, chosen: frozenset[str] | None, one: register.Holding, row: Any) -> _Place:
    key, facts = every.key(row), one.facts(row)
    spoken = [(fact.words, documents.spoken(fact, one.choices, current())) for fact in facts]
    alone = any(isinstance(fact.value, str) and every.is_called(fact.value) for fact in facts)
    alone = alone or every.is_called(str(getattr(row, "audit_label", "")))
    return _Place(
        key, [(words, text) for words, text in spoken if text], key in chosen if chosen is not None else alone
    )
