"""A text begun, and its title, languages and clauses."""

from __future__ import annotations

from typing import Any

from flask import render_template
from flask.typing import ResponseReturnValue

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.security import see_other
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, Volumes
from eventsys.declarations.acts.pages import bp, page_of
from eventsys.declarations.texts import service
from eventsys.declarations.texts.forms import AgreementForm, DeclarationForm, put_conflict
from eventsys.declarations.wording.errors import EditedMeanwhile


@bp.route("/o/<slug>/declarations/new", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def new(conference: Conference) -> ResponseReturnValue:
    form = DeclarationForm(languages=conference.languages, order_language=conference.languages[0])
    if form.validate_on_submit():
        declaration = service.create(
            conference, **_said(form), volumes=Volumes(form.volumes.data), by=current_actor()
        )
        db.session.commit()
        return see_other(page_of(declaration))
    return _edit_page(form, None)


def _said(form: DeclarationForm) -> dict[str, Any]:
    return {
        "title": form.title.localized,
        "languages": form.languages.data or [],
        "order_language": form.order_language.data,
        "authentic": form.authentic.data,
        "divergence": form.divergence.data,
    }


def _edit_page(form: DeclarationForm, declaration: Declaration | None) -> ResponseReturnValue:
    page = render_template(
        "declarations/texts/edit.html",
        form=form,
        declaration=declaration,
        agreement=declaration is not None and declaration.is_agreement,
    )
    return page, 422 if form.errors else 200


@bp.route("/o/<slug>/declarations/<uuid:declaration_id>/edit", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def edit(declaration: Declaration) -> ResponseReturnValue:
    form = (AgreementForm if declaration.is_agreement else DeclarationForm)(obj=declaration)
    if form.validate_on_submit():
        try:
            service.edit(
                declaration,
                **_said(form),
                volumes=Volumes(form.volumes.data) if form.volumes else Volumes.ONE,
                by=current_actor(),
                version=form.version.data,
            )
            db.session.commit()
            return see_other(page_of(declaration))
        except EditedMeanwhile as refusal:
            put_conflict(form, refusal, version=declaration.version)
    return _edit_page(form, declaration)
