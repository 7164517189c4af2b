"""Signatures on paper: the copy to print, the scans on file, and a better scan."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.access import access, current_actor, public
from eventsys.core.db import db
from eventsys.core.errors import Refusal
from eventsys.core.forms import put_refusal
from eventsys.core.numbers import whole
from eventsys.core.saying import Tone, say
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import bp, page_of
from eventsys.declarations.paper import rules, service
from eventsys.declarations.paper.forms import ReplaceScanForm, ScanForm
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.errors import SignedOutOfReach
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.pages import open_document
from eventsys.files import service as files

_BASE = "/o/<slug>/declarations/<uuid:declaration_id>/paper"


def _page(
    declaration: Declaration,
    form: ScanForm,
    *,
    better: ReplaceScanForm | None = None,
    replacing: UUID | None = None,
) -> ResponseReturnValue:
    page = render_template(
        "declarations/paper/paper.html",
        declaration=declaration,
        form=form,
        better=better or ReplaceScanForm(formdata=None),
        replacing=replacing,
        waiting=_choose(declaration, form),
        scans=stages_queries.scans(declaration),
        stages=stages_queries.stages(declaration),
        may=rules.possible(declaration.state),
    )
    return page, 422 if form.errors or (better and better.errors) else 200


def _choose(declaration: Declaration, form: ScanForm) -> list[Signatory]:
    """Those whose signatures are still expected, which the form offers."""
    waiting = [one for one in signatories_queries.signatories(declaration) if one.awaited]
    form.signatories.choices = [(one.public_id.hex, f"{one.city}: {one.name}") for one in waiting]
    return waiting


def _sheets(form: ScanForm | ReplaceScanForm) -> list[bytes]:
    return [sheet.read() for sheet in form.scan.data if sheet and sheet.filename]


@bp.route(_BASE, methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_at, fresh=True)
def paper(declaration: Declaration) -> ResponseReturnValue:
    form = ScanForm()
    waiting = _choose(declaration, form)
    if request.method == "POST" and form.validate():
        chosen = {UUID(hex=one) for one in form.signatories.data or []}
        people = [one for one in waiting if one.public_id in chosen]
        try:
            _file(declaration, people, form)
        except SignedOutOfReach as refusal:
            db.session.rollback()
            put_refusal(form.on, refusal)
        except Refusal as refusal:
            db.session.rollback()
            put_refusal(form.scan, refusal)
        else:
            say(Tone.OK, _("The scan is filed and sealed."))
            return see_other(page_of(declaration, "signatories"))
    return _page(declaration, form)


def _file(declaration: Declaration, people: list[Signatory], form: ScanForm) -> None:
    actor, now = current_actor(), clock.now()
    db.session.rollback()  # nobody waits for us while the scan is looked at
    looked_at = service.read_scan(_sheets(form))
    service.file_scan(declaration, people, looked_at, by=actor, now=now, on=form.on.data)
    db.session.commit()


@bp.post(f"{_BASE}/<uuid:scan_id>")
@access(editions_policy.can_run, thing=acts_queries.declaration_at, fresh=True)
def replace_scan(declaration: Declaration, scan_id: UUID) -> ResponseReturnValue:
    form, actor, now = ReplaceScanForm(), current_actor(), clock.now()
    found = stages_queries.scan_of(declaration, scan_id)
    if form.validate():
        db.session.rollback()
        try:
            looked_at = service.read_scan(_sheets(form))
            service.replace_scan(declaration, found, looked_at, by=actor, now=now, on=form.on.data)
            db.session.commit()
        except SignedOutOfReach as refusal:
            db.session.rollback()
            put_refusal(form.on, refusal)
        except Refusal as refusal:
            db.session.rollback()
            put_refusal(form.scan, refusal)
        else:
            say(Tone.OK, _("The better scan is filed and sealed; the older one stays on record."))
            slug, number = declaration.conference.slug, declaration.public_id
            return see_other(url_for("declarations.paper", slug=slug, declaration_id=number, _anchor="scans"))
    return _page(declaration, ScanForm(formdata=None), better=form, replacing=scan_id)


@bp.get(f"{_BASE}/copy.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_at, fresh=True)
def signing_copy(declaration: Declaration) -> ResponseReturnValue:
    """To print: the original of ``?original=2``, or the first."""
    copy = service.signing_copy(declaration, request.args.get("original", 1, type=whole))
    return send_blob(copy, "application/pdf")


@bp.get(f"{_BASE}/<uuid:scan_id>/<any(sealed,filed):which>.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_at)
def scan_file(declaration: Declaration, scan_id: UUID, which: str) -> ResponseReturnValue:
    """Behind its sealed cover, or as it was filed."""
    found = stages_queries.scan_of(declaration, scan_id)
    digest = found.sealed_digest if which == "sealed" else found.digest
    name = None if which == "sealed" else f"scan-{found.number}.pdf"  # a stranger's file is saved, not shown
    return send_blob(files.path_or_stream(digest), "application/pdf", digest=digest, download_name=name)


@bp.get("/c/<slug>/documents/<uuid:declaration_id>/scans/<uuid:scan_id>.pdf")
@access(public, thing=open_document)
def public_scan(declaration: Declaration, scan_id: UUID) -> ResponseReturnValue:
    digest = stages_queries.scan_of(declaration, scan_id).sealed_digest
    return send_blob(files.path_or_stream(digest), "application/pdf", digest=digest)
