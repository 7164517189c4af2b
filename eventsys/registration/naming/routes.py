"""Naming people, and another in one's place."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import make_response, render_template, request
from flask_babel import gettext as _

from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.ids import form_key, uuid7
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.registration.delegations import policy as delegations_policy
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.pages import bp, focal_url
from eventsys.registration.links import errors as links_errors
from eventsys.registration.links import service as links
from eventsys.registration.names import errors as names_errors
from eventsys.registration.names import rules as names_rules
from eventsys.registration.naming import errors, service
from eventsys.registration.naming.forms import NamingForm
from eventsys.registration.people import errors as people_errors
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.pages import (
    PEOPLE,
    PERSON,
    category_choices,
    category_in,
    delegate_of_delegation_in,
    may_lead,
)


def details_of(form: NamingForm) -> dict[str, Any]:
    names = ("family_name", "given_name", "name_order", "email", "language")
    return {name: form[name].data or "" for name in names}


def _name_page(
    delegation: Delegation, form: NamingForm, replaced: Delegate | None = None, status: int = 200
) -> Any:
    html = render_template(
        "registration/naming/name.html",
        delegation=delegation,
        city=delegation.city_name,
        conference=delegation.conference,
        form=form,
        replaced=replaced,
        home=focal_url(delegation),
    )
    answer = make_response(html)
    answer.status_code = status
    return answer


def _prepared(delegation: Delegation) -> NamingForm:
    form = NamingForm()
    form.category.choices = category_choices(delegation.conference)
    if request.method != "POST":
        form.key.data, form.language.data = str(uuid7()), delegation.focal_language
        form.name_order.data = names_rules.name_order_in(delegation.party.country)
    return form


#: Which field a refusal is about.
_FIELDS: Mapping[type[Refusal], str] = {
    people_errors.SecondHead: "category",
    people_errors.QuotaFull: "category",
    people_errors.CategoryUnknown: "category",
    errors.AlreadyNamed: "family_name",
    names_errors.UnsafeName: "family_name",
    links_errors.NoAddress: "email",
}


def _refused(form: NamingForm, refusal: Refusal) -> None:
    db.session.rollback()
    field = refusal.values.get("key") or _FIELDS.get(type(refusal))
    if field is None:
        form.form_errors.append(str(refusal))
    else:
        put_refusal(form[field], refusal)


@bp.route(PEOPLE + "/new", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def name_person(delegation: Delegation) -> Any:
    """One person by name, category and mail address."""
    form = _prepared(delegation)
    if request.method != "POST" or not form.validate():
        return _name_page(delegation, form, status=422 if form.is_submitted() else 200)
    actor, now = current_actor(), clock.now()
    try:
        category = category_in(delegation.conference, form.category.data)
        delegate = service.name_delegate(
            delegation, category, details_of(form), by=actor, now=now, public_id=form_key(form.key.data)
        )
        if form.send_link.data and not links.link_was_sent(delegate):
            links.send_own_link(delegate, by=actor, now=now)
    except Refusal as refusal:
        _refused(form, refusal)
        return _name_page(delegation, form, status=422)
    db.session.commit()
    say(Tone.OK, _("%(name)s is named.", name=delegate.full_name))
    return see_other(focal_url(delegation))


@bp.route(PERSON + "/replace", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(may_lead, thing=delegate_of_delegation_in)
def replace_person(delegate: Delegate) -> Any:
    """Another person in the same category, in one step."""
    delegation, form = delegate.delegation, _prepared(delegate.delegation)
    form.category.data = delegate.category.code
    if request.method != "POST" or not form.validate():
        return _name_page(delegation, form, delegate, status=422 if form.is_submitted() else 200)
    actor, now = current_actor(), clock.now()
    before = delegate.full_name
    try:
        newcomer = service.replace(
            delegate, details_of(form), by=actor, now=now, public_id=form_key(form.key.data)
        )
        if form.send_link.data and not links.link_was_sent(newcomer):
            links.send_own_link(newcomer, by=actor, now=now)
    except Refusal as refusal:
        _refused(form, refusal)
        return _name_page(delegation, form, delegate, status=422)
    db.session.commit()
    say(Tone.OK, _("%(new)s comes in the place of %(old)s.", new=newcomer.full_name, old=before))
    return see_other(focal_url(delegation))
