"""How a run goes on paper: asked before it is printed, and again when the same badges go on other sheets."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from flask import flash, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.badges import documents, queries, service
from eventsys.badges.errors import BadSheet, MixedSizes, NewWordsNotDrawn, NothingToPrint
from eventsys.badges.forms import SheetForm
from eventsys.badges.models import PrintRun
from eventsys.badges.routes.room import bp, uuid_in
from eventsys.badges.rules import Backs, SheetOptions, Sort
from eventsys.conferences import policy
from eventsys.conferences import queries as conference_queries
from eventsys.conferences.models import Conference
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.languages import list_words
from eventsys.core.web import see_other
from eventsys.pdf.errors import SheetTooSmall
from eventsys.registration.models import Delegate


@bp.post("/o/<slug>/badges/print")
@access(policy.can_print, thing=conference_queries.by_slug)
def start(conference: Conference) -> Any:
    """All who wait, or those selected, one badge a page. Who cannot be printed is told first; the others are
    printed when that was read (``others``)."""
    everybody = bool(request.form.get("all"))
    chosen, lacking = _printable(conference, _chosen(conference))
    if lacking and "others" not in request.form:
        return _missing_page(conference, chosen, lacking)
    run = service.start_run(conference, chosen, by=current_actor(), selection={"all": everybody})
    db.session.commit()
    return see_other(url_for(".run", slug=conference.slug, run_id=run.public_id))


def _printable(
    conference: Conference, chosen: list[Delegate]
) -> tuple[list[Delegate], list[service.Lacking]]:
    """Those of ``chosen`` who can be printed, and the others."""
    lacking = service.lacking(conference, [person.public_id for person in chosen])
    out = {one.delegate_id for one in lacking}
    return [person for person in chosen if person.public_id not in out], lacking


def _missing_page(conference: Conference, chosen: list[Delegate], lacking: list[service.Lacking]) -> str:
    return render_template(
        "badges/missing.html", chosen=chosen, lacking=lacking, everybody=bool(request.form.get("all")),
        action=url_for(request.endpoint or ".start", slug=conference.slug),
    )  # fmt: skip


@bp.post("/o/<slug>/badges/replace")
@access(policy.can_print, thing=conference_queries.by_slug)
def replace_out_of_date(conference: Conference) -> Any:
    """All badges that are out of date, or those selected of them, in one run."""
    chosen = {found for text in request.form.getlist("ids") if (found := uuid_in(text))}
    everybody = bool(request.form.get("all"))
    run = service.replace_out_of_date(conference, by=current_actor(), chosen=None if everybody else chosen)
    db.session.commit()
    flash(_("The old badges are void; the new ones are being printed."), "ok")
    if kept := run.selection["kept"]:
        flash(str(NewWordsNotDrawn(names=list_words(kept))), "warn")
    return see_other(url_for(".run", slug=conference.slug, run_id=run.public_id))


def _chosen(conference: Conference) -> list[Delegate]:
    """Those of the form who have no badge yet; that others are left out is told."""
    waiting = list(queries.unprinted(conference))
    if request.form.get("all"):
        return waiting
    wanted = {uuid_in(text) for text in request.form.getlist("ids")} - {None}
    chosen = [person for person in waiting if person.public_id in wanted]
    if len(chosen) < len(wanted):
        flash(
            _("Those who have a badge already were left out: use “Replace the badge” on their own page."),
            "warn",
        )
    return chosen


@bp.post("/o/<slug>/badges/print/sheets")
@access(policy.can_print, thing=conference_queries.by_slug)
def start_on_sheets(conference: Conference) -> Any:
    """First the form for those chosen, then (``go``) the run."""
    chosen = _chosen(conference)
    if not chosen:
        raise NothingToPrint
    chosen, lacking = _printable(conference, chosen)
    if lacking and "others" not in request.form:
        return _missing_page(conference, chosen, lacking)
    sent = "go" in request.form
    form = (SheetForm() if sent else SheetForm(formdata=None)).offer(documents.label_presets())
    if sent and form.validate():
        try:
            run = service.start_run(
                conference, chosen, by=current_actor(), options=form.options(),
                selection={"all": bool(request.form.get("all"))},
            )  # fmt: skip
        except (BadSheet, MixedSizes, SheetTooSmall) as refusal:
            _put(form, refusal)
        else:
            db.session.commit()
            return see_other(url_for(".run", slug=conference.slug, run_id=run.public_id))
    page = render_template("badges/sheets.html", form=form, chosen=chosen, run=None)
    return page, 422 if form.errors else 200


def _put(form: SheetForm, refusal: Refusal) -> None:
    db.session.rollback()
    put_refusal(form.layout, refusal)


@bp.route("/o/<slug>/badges/runs/<uuid:run_id>/sheets", methods=["GET", "POST"])
@access(policy.can_print, thing=queries.run_at)
def other_sheets(run: PrintRun) -> Any:
    """The same badges on other sheets, or from a sheet on."""
    former = SheetOptions.of(run.options)
    form = SheetForm(data=asdict(former)).offer(documents.label_presets())
    stays = {"sort", "bleed"}  # it is stamped already
    if former.backs == Backs.NONE:
        stays.add("backs")
    else:
        offered: Any = form.backs.choices
        form.backs.choices = [choice for choice in offered if choice.value != Backs.NONE]
    if former.sort != Sort.CITY:
        stays.add("covers")  # a delegation's badges do not lie together
    for name in stays:
        del form[name]
    if form.validate_on_submit():
        try:
            service.lay_out_again(run, form.options(), by=current_actor())
        except (BadSheet, MixedSizes, SheetTooSmall) as refusal:
            _put(form, refusal)
        else:
            db.session.commit()
            flash(_("The sheets are being laid out."), "ok")
            return see_other(url_for(".run", slug=run.conference.slug, run_id=run.public_id))
    page = render_template("badges/sheets.html", form=form, chosen=[], run=run)
    return page, 422 if form.errors else 200
