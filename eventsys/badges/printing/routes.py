"""Asking for a run, on which sheets; what is in a run, how far it is, its PDF; other sheets later."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date, timedelta
from typing import Any

from flask import Response, render_template, request, url_for
from flask_babel import gettext as _
from werkzeug.wrappers import Response as Answer

from eventsys.badges.freshness import rules as freshness_rules
from eventsys.badges.freshness import service as freshness
from eventsys.badges.parts import service as parts
from eventsys.badges.printing import queries, service
from eventsys.badges.printing.forms import RunsFilter, SheetForm
from eventsys.badges.record import queries as record_queries
from eventsys.badges.record import rules as record_rules
from eventsys.badges.record.errors import NothingToPrint
from eventsys.badges.record.pages import bp, uuid_in
from eventsys.badges.runs import queries as runs_queries
from eventsys.badges.runs.models import PrintRun
from eventsys.badges.sheets import documents as sheets_documents
from eventsys.badges.sheets.errors import BadSheet, MixedSizes
from eventsys.badges.sheets.rules import Backs, SheetOptions, Sort
from eventsys.conferences.editions import policy as editions_policy
from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.tables import as_csv
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.files import service as files
from eventsys.jobs.models import Job
from eventsys.jobs.service import describe
from eventsys.pdf.errors import SheetTooSmall
from eventsys.registration.people.models import Delegate

_OLDEST = date(1900, 1, 1)  # nothing was printed before


def _run_url(job: Job) -> str | None:
    found = runs_queries.run_of_job(job.payload["run"])
    return url_for("badges.run", slug=found.conference.slug, run_id=found.public_id) if found else None


describe("badges.print", _l("Printing badges"), url=_run_url)
describe("badges.chunk", _l("Printing a part of the badges"), url=_run_url)


def _filters(form: RunsFilter, conference: Conference) -> dict[str, Any]:
    """What the list and its export are narrowed to; days are the conference's own."""
    since, until = form.since.data, form.until.data
    zone = conference.timezone
    return {
        "words": form.q.data or "",
        "since": record_rules.moment_over(max(since, _OLDEST) - timedelta(days=1), zone)
        if since and form.since.validate(form)
        else None,
        "until": record_rules.moment_over(until, zone) if until and form.until.validate(form) else None,
    }


@bp.get("/o/<slug>/badges/runs")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def runs(conference: Conference) -> str:
    form = RunsFilter(request.args)
    page = runs_queries.runs_page(conference, **_filters(form, conference), after=request.args.get("after"))
    kept = {key: request.args[key] for key in ("q", "since", "until") if request.args.get(key)}
    following: dict[str, Any] = {**kept, "after": page.next_key}
    return render_template(
        "badges/printing/runs.html",
        form=form,
        runs=page.items,
        filtered=bool(kept),
        asked=_asked,
        kept=kept,
        pager={"next_url": url_for(".runs", slug=conference.slug, **following) if page.next_key else None},
    )


_ASKED = {
    "reprint": _l("a replacement"),
    "out_of_date": _l("badges out of date"),
    "desk": _l("at the desk"),
    "floaters": _l("transferable badges"),
    "day": _l("a day badge"),
    "all": _l("all who waited"),
}


def _asked(run: PrintRun) -> str:
    """What a run was asked for, in a few words."""
    return str(next((word for key, word in _ASKED.items() if run.selection.get(key)), _("a selection")))


@bp.get("/o/<slug>/badges/runs.csv")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def runs_csv(conference: Conference) -> Response:
    """Every badge of the runs shown: who printed what when."""
    heads = [
        _("Run"),
        _("Started"),
        _("By"),
        _("Asked for"),
        _("No."),
        _("Number"),
        _("Name"),
        _("City"),
        _("Category"),
        _("State"),
        _("Out of date"),
    ]
    zone = conference.zone
    rows = [
        (
            str(run.public_id),
            f"{run.created_at.astimezone(zone):%Y-%m-%d %H:%M}",
            run.asked_by,
            _asked(run),
            position + 1,
            number,
            words["name"],
            words.get("city", ""),
            words["category"],
            record_rules.STATE_WORDS[state],
            _("yes") if late else "",
        )
        for run, position, number, words, state, late in queries.printed_rows(
            conference, **_filters(RunsFilter(request.args), conference)
        )
    ]
    data = as_csv([str(head) for head in heads], rows)
    return send_blob(data, "text/csv; charset=utf-8", download_name=f"{conference.slug}-badges.csv")


@bp.get("/o/<slug>/badges/runs/<uuid:run_id>")
@access(editions_policy.can_print, thing=runs_queries.run_in)
def run(run: PrintRun) -> str:
    stopped = run.pdf_digest is None and run.job is not None and run.job.is_stopped
    return render_template(
        "badges/printing/run.html",
        run=run,
        badges=record_queries.badges_of_run(run),
        stopped=stopped,
        asked=_asked(run),
        gone=parts.gone_since(run),
    )


@bp.get("/o/<slug>/badges/runs/<uuid:run_id>/badges.pdf")
@access(editions_policy.can_print, thing=runs_queries.run_in)
def run_pdf(run: PrintRun) -> Response:
    """The file of a run. That of the desk holds one badge, and is opened as long as that may be copied."""
    if run.pdf_digest is None:
        raise NotFound
    if run.job_id is None and not all(
        freshness_rules.is_good(state, out_of_date=late) for state, late in record_queries.marks_of_run(run)
    ):
        for badge in record_queries.badges_of_run(run):
            freshness.check_copy(badge)
    return send_blob(files.path_or_stream(run.pdf_digest), "application/pdf", digest=run.pdf_digest)


@bp.post("/o/<slug>/badges/runs/<uuid:run_id>/resume")
@access(editions_policy.can_print, thing=runs_queries.run_in)
def resume(run: PrintRun) -> Answer:
    service.resume_run(run, by=current_actor())
    db.session.commit()
    return see_other(url_for(".run", slug=run.conference.slug, run_id=run.public_id))


@bp.post("/o/<slug>/badges/print")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
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
) -> tuple[list[Delegate], list[service.Unprintable]]:
    """Those of ``chosen`` who can be printed, and the others."""
    lacking = service.unprintable_people(conference, [person.public_id for person in chosen])
    out = {one.delegate_id for one in lacking}
    return [person for person in chosen if person.public_id not in out], lacking


def _missing_page(conference: Conference, chosen: list[Delegate], lacking: list[service.Unprintable]) -> str:
    return render_template(
        "badges/printing/missing.html",
        chosen=chosen,
        lacking=lacking,
        everybody=bool(request.form.get("all")),
        action=url_for(request.endpoint or ".start", slug=conference.slug),
    )


def _chosen(conference: Conference) -> list[Delegate]:
    """Those of the form who have no badge yet; that others are left out is told."""
    waiting = list(queries.unprinted(conference))
    if request.form.get("all"):
        return waiting
    wanted = {uuid_in(text) for text in request.form.getlist("ids")} - {None}
    chosen = [person for person in waiting if person.public_id in wanted]
    if len(chosen) < len(wanted):
        say(
            Tone.WARN,
            _("Those who have a badge already were left out: use “Replace the badge” on their own page."),
        )
    return chosen


@bp.post("/o/<slug>/badges/print/sheets")
@access(editions_policy.can_print, thing=editions_queries.by_slug)
def start_on_sheets(conference: Conference) -> Any:
    """First the form for those chosen, then (``go``) the run."""
    chosen = _chosen(conference)
    if not chosen:
        raise NothingToPrint
    chosen, lacking = _printable(conference, chosen)
    if lacking and "others" not in request.form:
        return _missing_page(conference, chosen, lacking)
    sent = "go" in request.form
    form = (SheetForm() if sent else SheetForm(formdata=None)).offer(sheets_documents.label_presets())
    if sent and form.validate():
        try:
            run = service.start_run(
                conference,
                chosen,
                by=current_actor(),
                options=form.options(),
                selection={"all": bool(request.form.get("all"))},
            )
        except (BadSheet, MixedSizes, SheetTooSmall) as refusal:
            _put(form, refusal)
        else:
            db.session.commit()
            return see_other(url_for(".run", slug=conference.slug, run_id=run.public_id))
    page = render_template("badges/printing/sheets.html", form=form, chosen=chosen, run=None)
    return page, 422 if form.errors else 200


def _put(form: SheetForm, refusal: Refusal) -> None:
    db.session.rollback()
    put_refusal(form.layout, refusal)


@bp.route("/o/<slug>/badges/runs/<uuid:run_id>/sheets", methods=["GET", "POST"])
@access(editions_policy.can_print, thing=runs_queries.run_in)
def other_sheets(run: PrintRun) -> Any:
    """The same badges on other sheets, or from a sheet on."""
    former = SheetOptions.of(run.options)
    form = SheetForm(data=asdict(former)).offer(sheets_documents.label_presets())
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
            say(Tone.OK, _("The sheets are being laid out."))
            return see_other(url_for(".run", slug=run.conference.slug, run_id=run.public_id))
    page = render_template("badges/printing/sheets.html", form=form, chosen=[], run=run)
    return page, 422 if form.errors else 200
