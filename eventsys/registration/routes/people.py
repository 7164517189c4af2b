"""The focal point's work on people: name, upload, invite, pre-approve, withdraw, replace."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Response, flash, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences import queries as conference_queries
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.ids import uuid7
from eventsys.core.limits import limiter
from eventsys.core.web import see_other
from eventsys.registration import documents, errors, policy, queries, service
from eventsys.registration.forms import Fault, NameForm, SheetForm, SheetUnreadable, read_people
from eventsys.registration.forms.sheets import PEOPLE_COLUMNS
from eventsys.registration.models import Delegate, Delegation
from eventsys.registration.routes.room import (
    PUBLIC_POSTS,
    answer_or_flash,
    bp,
    category_choices,
    category_here,
    delegate_of_delegation,
    form_key,
    given_file,
    may_lead,
)

__all__ = ["name_person", "replace_person", "upload_people"]

PEOPLE = "/r/<slug>/delegation/<uuid:delegation_id>/people"
ONE = PEOPLE + "/<uuid:delegate_id>"


def _home(delegation: Delegation) -> str:
    return url_for("registration.focal", slug=delegation.conference.slug, delegation_id=delegation.public_id)


def details_of(form: NameForm) -> dict[str, Any]:
    names = ("family_name", "given_name", "name_order", "email", "language")
    return {name: form[name].data or "" for name in names}


def _name_page(
    delegation: Delegation, form: NameForm, replaced: Delegate | None = None, status: int = 200
) -> Any:
    html = render_template(
        "registration/name.html", delegation=delegation, city=delegation.city_name, conference=delegation.conference, form=form,
        replaced=replaced, home=_home(delegation),
    )  # fmt: skip
    answer = make_response(html)
    answer.status_code = status
    return answer


def _prepared(delegation: Delegation) -> NameForm:
    form = NameForm()
    form.category.choices = category_choices(delegation.conference)
    if request.method == "GET":
        form.key.data, form.language.data = str(uuid7()), delegation.focal_language
    return form


#: Which field a refusal is about.
_FIELDS: Mapping[type[Refusal], str] = {
    errors.SecondHead: "category", errors.QuotaFull: "category", errors.CategoryUnknown: "category",
    errors.AlreadyNamed: "family_name", errors.UnsafeName: "family_name", errors.NoAddress: "email",
}  # fmt: skip


def _refused(form: NameForm, refusal: Refusal) -> None:
    db.session.rollback()
    field = refusal.values.get("key") or _FIELDS.get(type(refusal))
    if field is None:
        form.form_errors.append(str(refusal))
    else:
        put_refusal(form[field], refusal)


@bp.route(PEOPLE + "/new", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(policy.can_lead, thing=queries.delegation_here)
def name_person(delegation: Delegation) -> Any:
    """One person by name, category and mail address."""
    form = _prepared(delegation)
    if request.method == "GET" or not form.validate():
        return _name_page(delegation, form, status=422 if form.is_submitted() else 200)
    actor, now = current_actor(), clock.now()
    try:
        category = category_here(delegation.conference, form.category.data)
        delegate = service.name_delegate(
            delegation, category, details_of(form), by=actor, now=now, public_id=form_key(form.key.data)
        )
        if form.send_link.data and not service.link_was_sent(delegate):
            service.send_own_link(delegate, by=actor, now=now)
    except Refusal as refusal:
        _refused(form, refusal)
        return _name_page(delegation, form, status=422)
    db.session.commit()
    flash(_("%(name)s is named.", name=delegate.full_name), "success")
    return see_other(_home(delegation))


@bp.route(ONE + "/replace", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(may_lead, thing=delegate_of_delegation)
def replace_person(delegate: Delegate) -> Any:
    """Another person in the same category, in one step."""
    delegation, form = delegate.delegation, _prepared(delegate.delegation)
    form.category.data = delegate.category.code
    if request.method == "GET" or not form.validate():
        return _name_page(delegation, form, delegate, status=422 if form.is_submitted() else 200)
    actor, now = current_actor(), clock.now()
    before = delegate.full_name
    try:
        newcomer = service.replace(
            delegate, details_of(form), by=actor, now=now, public_id=form_key(form.key.data)
        )
        if form.send_link.data and not service.link_was_sent(newcomer):
            service.send_own_link(newcomer, by=actor, now=now)
    except Refusal as refusal:
        _refused(form, refusal)
        return _name_page(delegation, form, delegate, status=422)
    db.session.commit()
    flash(_("%(new)s comes in the place of %(old)s.", new=newcomer.full_name, old=before), "success")
    return see_other(_home(delegation))


def _sheet_page(
    delegation: Delegation, form: SheetForm, faults: list[Fault] | None = None, status: int = 200
) -> Any:
    html = render_template(
        "registration/upload.html",
        delegation=delegation,
        city=delegation.city_name,
        conference=delegation.conference,
        form=form,
        faults=faults or [],
        home=_home(delegation),
        heads={key: names[0] for key, names in PEOPLE_COLUMNS.items()},
        categories=conference_queries.categories(delegation.conference),
    )
    answer = make_response(html)
    answer.status_code = status
    return answer


@bp.route(PEOPLE + "/upload", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(policy.can_lead, thing=queries.delegation_here)
def upload_people(delegation: Delegation) -> Any:
    """A table of people: all of them or none."""
    form = SheetForm()
    if request.method == "GET" or not form.validate():
        return _sheet_page(delegation, form, status=422 if form.is_submitted() else 200)
    file = given_file(form.file.data)
    if file is None and not form.text.data:
        form.file.errors = [_("Choose a file, or paste rows.")]
        return _sheet_page(delegation, form, status=422)
    categories = conference_queries.categories(delegation.conference)
    data = file.read() if file else form.text.data or ""
    db.session.rollback()  # reading may take long: nobody waits for the write lock meanwhile
    try:
        sheet = read_people(file.filename or "" if file else "", data, categories)
    except SheetUnreadable as refusal:
        put_refusal(form.file if file else form.text, refusal)
        return _sheet_page(delegation, form, status=422)
    faults = sheet.faults or _name_all(delegation, sheet.rows, send_links=bool(form.send_links.data))
    if faults:
        db.session.rollback()
        return _sheet_page(delegation, form, sorted(faults, key=lambda fault: fault.row), status=422)
    db.session.commit()
    n = len(sheet.rows)
    flash(ngettext("%(num)s person is named.", "%(num)s people are named.", n), "success")
    return see_other(_home(delegation))


def _name_all(delegation: Delegation, rows: list[dict[str, Any]], *, send_links: bool) -> list[Fault]:
    """Name them in the running transaction; what was refused, by row. The caller rolls back when there is any."""
    actor, now, faults = current_actor(), clock.now(), []
    for row in rows:
        try:
            delegate = service.name_delegate(delegation, row["category"], row["details"], by=actor, now=now)
            if send_links and delegate.email:
                service.send_own_link(delegate, by=actor, now=now)
        except Refusal as refusal:
            faults.append(Fault(row["row"], _FIELDS.get(type(refusal), ""), str(refusal)))
    return faults


@bp.get(PEOPLE + "/template.csv")
@access(policy.can_lead, thing=queries.delegation_here)
def people_template(delegation: Delegation) -> Any:
    """An empty table with the headings, and one line to overwrite."""
    heads = [names[0] for names in PEOPLE_COLUMNS.values()]
    line = [
        "delegate",
        "Nguyễn",
        "Thế Thảo",
        "family",
        "name@example.org",
        "vi",
        "Director",
        "City government",
    ]
    return Response(
        documents.as_csv(heads, [line]), mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="delegates.csv"'},
    )  # fmt: skip


@bp.post(ONE + "/<any(link,pre_approve,withdraw):verb>")
@limiter.limit(PUBLIC_POSTS)
@access(may_lead, thing=delegate_of_delegation)
def act_on_person(delegate: Delegate, verb: str) -> Any:
    """One button: send the link, pre-approve, withdraw."""
    actor, now, name = current_actor(), clock.now(), delegate.full_name
    acts = {
        "link": (service.send_own_link, _("The link is on its way to %(name)s.", name=name)),
        "pre_approve": (
            service.pre_approve,
            _("%(name)s is pre-approved; the secretariat decides next.", name=name),
        ),
        "withdraw": (service.withdraw, _("%(name)s is withdrawn; the place is free again.", name=name)),
    }
    act, said = acts[verb]
    answer_or_flash(lambda: act(delegate, by=actor, now=now), said)
    return see_other(_home(delegate.delegation))
