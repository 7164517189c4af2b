"""The text: drafted paragraph by paragraph in every language."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import flash, render_template
from flask.typing import ResponseReturnValue

from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.languages import current
from eventsys.core.web import see_other
from eventsys.declarations import queries, rules, service
from eventsys.declarations.errors import EditedMeanwhile, NothingToMerge, NothingToSplit, TooLong
from eventsys.declarations.forms import (
    AgreementForm,
    CommentForm,
    DeclarationForm,
    ParagraphForm,
    put_conflict,
    put_merged,
)
from eventsys.declarations.models import AmendmentState, Declaration, Paragraph, Part, Volumes
from eventsys.declarations.routes.room import bp, completeness, page_of, paragraph_of

PARTS = {"preamble": Part.PREAMBLE, "point": Part.POINT}


@bp.get("/o/<slug>/declarations")
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def index(conference: Conference) -> str:
    found = queries.declarations(conference)
    signatories = queries.signatories_of(found)
    return render_template("declarations/index.html", declarations=found, signatories=signatories)


@bp.route("/o/<slug>/declarations/new", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=editions_queries.by_slug)
def new(conference: Conference) -> ResponseReturnValue:
    form = DeclarationForm(languages=conference.languages, order_language=conference.languages[0])
    if form.validate_on_submit():
        declaration = service.create(
            conference,
            title=form.title.localized,
            languages=form.languages.data or [],
            order_language=form.order_language.data,
            authentic=form.authentic.data,
            divergence=form.divergence.data,
            volumes=Volumes(form.volumes.data),
            by=current_actor(),
        )
        db.session.commit()
        return see_other(page_of(declaration))
    return _edit_page(form, None)


def _edit_page(form: DeclarationForm, declaration: Declaration | None) -> ResponseReturnValue:
    page = render_template(
        "declarations/edit.html", form=form, declaration=declaration,
        agreement=declaration is not None and declaration.is_agreement,
    )  # fmt: skip
    return page, 422 if form.errors else 200


@bp.get("/o/<slug>/declarations/<uuid:declaration_id>")
@access(editions_policy.can_run, thing=queries.declaration_at)
def show(declaration: Declaration) -> str:
    signatories, complete = queries.signatories(declaration), completeness(declaration)
    return render_template(
        "declarations/show.html",
        declaration=declaration,
        present=len(service.represented(declaration.conference).every),
        members=service.member_total(declaration.conference),
        objections=queries.objections(declaration),
        signatories=signatories,
        waiting=[one for one in signatories if one.awaited],
        texts=queries.frozen_texts(declaration),
        stages=queries.stages(declaration),
        enquiries=queries.enquiries(declaration),
        later=service.text_parts(declaration),
        remarks=queries.comment_counts(declaration),
        complete=complete,
        whole=rules.is_whole(complete, [p.part for p in declaration.paragraphs]),
        act=service.act_of(declaration),
        to_compare=service.to_compare(declaration),
        compared=service.compared(declaration),
        clauses=service.clause_words(declaration, current()),
        proposed=queries.numbers_in_state(declaration, AmendmentState.PROPOSED),
        bracketed=queries.numbers_in_state(declaration, AmendmentState.BRACKETED),
        lasting=service.lasting_words(declaration),
        may_renew=service.is_stamped(),
        asked=service.second_people(declaration, by=current_actor(), now=clock.now()),
    )


@bp.route("/o/<slug>/declarations/<uuid:declaration_id>/edit", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.declaration_at)
def edit(declaration: Declaration) -> ResponseReturnValue:
    form = (AgreementForm if declaration.is_agreement else DeclarationForm)(obj=declaration)
    if form.validate_on_submit():
        try:
            service.edit(
                declaration,
                title=form.title.localized,
                languages=form.languages.data or [],
                order_language=form.order_language.data,
                authentic=form.authentic.data,
                divergence=form.divergence.data,
                volumes=Volumes(form.volumes.data) if form.volumes else Volumes.ONE,
                by=current_actor(),
                version=form.version.data,
            )
            db.session.commit()
            return see_other(page_of(declaration))
        except EditedMeanwhile as refusal:
            put_conflict(form, refusal, version=declaration.version)
    return _edit_page(form, declaration)


@bp.route("/o/<slug>/declarations/<uuid:declaration_id>/add/<part>", methods=["GET", "POST"])
@access(editions_policy.can_run, thing=queries.declaration_at)
def add(declaration: Declaration, part: str) -> ResponseReturnValue:
    if part not in PARTS:
        raise NotFound
    form = ParagraphForm()
    if form.validate_on_submit():
        service.add_paragraph(declaration, PARTS[part], form.text.localized, by=current_actor())
        db.session.commit()
        return see_other(page_of(declaration, "text"))
    return _paragraph_page(form, declaration, None, PARTS[part])


@bp.route(
    "/o/<slug>/declarations/<uuid:declaration_id>/paragraphs/<uuid:paragraph_id>", methods=["GET", "POST"]
)
@access(editions_policy.can_run, thing=queries.declaration_at)
def paragraph(declaration: Declaration, paragraph_id: UUID) -> ResponseReturnValue:
    found = paragraph_of(declaration, paragraph_id)
    form = ParagraphForm(text=found.text, version=declaration.version)
    if form.validate_on_submit():
        try:
            service.edit_paragraph(
                declaration, found, form.text.localized, by=current_actor(), version=form.version.data
            )
            db.session.commit()
            return see_other(page_of(declaration, f"p-{found.public_id}"))
        except EditedMeanwhile as refusal:
            put_conflict(form, refusal, version=declaration.version)
            put_merged(form, refusal.values["merged"].texts.get(found.public_id.hex, {}))
    return _paragraph_page(form, declaration, found, Part(found.part))


def _paragraph_page(
    form: ParagraphForm, declaration: Declaration, found: Paragraph | None, part: Part
) -> ResponseReturnValue:
    page = render_template(
        "declarations/paragraph.html",
        form=form,
        declaration=declaration,
        paragraph=found,
        point=part == Part.POINT,
        comments=queries.comments_on(found) if found else [],
        comment_form=CommentForm(),
    )
    return page, 422 if form.errors else 200


@bp.post("/o/<slug>/declarations/<uuid:declaration_id>/paragraphs/<uuid:paragraph_id>/<verb>")
@access(editions_policy.can_run, thing=queries.declaration_at)
def arrange(declaration: Declaration, paragraph_id: UUID, verb: str) -> ResponseReturnValue:
    found = paragraph_of(declaration, paragraph_id)
    actor = current_actor()
    verbs: dict[str, Callable[[], Any]] = {
        "up": lambda: service.move_paragraph(declaration, found, up=True, by=actor),
        "down": lambda: service.move_paragraph(declaration, found, up=False, by=actor),
        "remove": lambda: service.remove_paragraph(declaration, found, by=actor),
        "split": lambda: service.split_paragraph(declaration, found, by=actor),
        "merge": lambda: service.merge_paragraph(declaration, found, by=actor),
        "part": lambda: service.change_part(declaration, found, by=actor),
    }
    if verb not in verbs:
        raise NotFound
    anchor = "text" if verb == "remove" else f"p-{found.public_id}"
    try:
        verbs[verb]()
        db.session.commit()
    except (NothingToMerge, NothingToSplit, TooLong) as refusal:
        db.session.rollback()
        flash(str(refusal), "danger")
    return see_other(page_of(declaration, anchor))
