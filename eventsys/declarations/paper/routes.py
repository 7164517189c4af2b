"""Signatures on paper: the copy to print, the scans on file, and a better scan."""

from __future__ import annotations

from uuid import UUID

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.editions import policy as editions_policy
from eventsys.core import clock
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.numbers import whole
from eventsys.core.web.access import access, current_actor, public
from eventsys.core.web.forms import place_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.sending import send_blob
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.acts.pages import TEXT, bp, page_of
from eventsys.declarations.confirmations import queries as confirmations_queries
from eventsys.declarations.confirmations import service as confirmations
from eventsys.declarations.confirmations.rules import SecondPerson
from eventsys.declarations.paper import rules, service
from eventsys.declarations.paper.forms import ReplaceScanForm, ScanForm
from eventsys.declarations.scans import documents as scans_documents
from eventsys.declarations.signatories import queries as signatories_queries
from eventsys.declarations.signatories.errors import SignedOutOfReach
from eventsys.declarations.signatories.models import Signatory
from eventsys.declarations.stages import queries as stages_queries
from eventsys.declarations.stages.pages import open_document_in
from eventsys.files import service as files

_BASE = f"{TEXT}/paper"


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
        two=declaration.conference.two_people,
        asked=_asked(declaration),
    )
    return page, 422 if form.errors or (better and better.errors) else 200


def _asked(declaration: Declaration) -> list[SecondPerson]:
    """The scans that wait for a second person, or were confirmed."""
    every = confirmations.second_people(declaration, by=current_actor(), now=clock.now())
    return [one for one in every if one.people]


def _choose(declaration: Declaration, form: ScanForm) -> list[Signatory]:
    """Those whose signatures are still expected, which the form offers."""
    waiting = [one for one in signatories_queries.signatories(declaration) if one.is_awaited]
    form.signatories.choices = [(one.public_id.hex, f"{one.city}: {one.name}") for one in waiting]
    return waiting


def _sheets(form: ScanForm | ReplaceScanForm) -> list[bytes]:
    return [sheet.read() for sheet in form.scan.data if sheet and sheet.filename]


@bp.route(_BASE, methods=["GET", "POST"])
@access(editions_policy.can_run, thing=acts_queries.declaration_in, fresh=True)
def paper(declaration: Declaration) -> ResponseReturnValue:
    form = ScanForm()
    waiting = _choose(declaration, form)
    if request.method == "POST" and form.validate():
        chosen = {UUID(hex=one) for one in form.signatories.data or []}
        people = [one for one in waiting if one.public_id in chosen]
        try:
            asked = _file(declaration, people, form)
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, on=(SignedOutOfReach,), scan=(Refusal,))
        else:
            return _done(declaration, _("The scan is filed and sealed."), asked=asked)
    return _page(declaration, form)


def _file(declaration: Declaration, people: list[Signatory], form: ScanForm) -> bool:
    """Whether a second person was asked first."""
    actor, now, two = current_actor(), clock.now(), declaration.conference.two_people
    db.session.rollback()  # nobody waits for us while the scan is looked at
    looked_at = scans_documents.read_scan(_sheets(form))
    act = service.ask_to_file if two else service.file_scan
    act(declaration, people, looked_at, by=actor, now=now, on=form.on.data)
    db.session.commit()
    return two


def _done(
    declaration: Declaration, said: str, *, asked: bool, where: str = "signatories"
) -> ResponseReturnValue:
    if not asked:
        say(Tone.OK, said)
        return see_other(page_of(declaration, where))
    say(
        Tone.OK,
        _(
            "A second person of the secretariat is asked to confirm. Until then nobody counts as having signed."
        ),
    )
    return see_other(page_of(declaration, "second-person"))


_CONFIRMED = f"{_BASE}/confirmations/<uuid:confirmation_id>"


@bp.get(f"{_CONFIRMED}/scan.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def asked_scan(declaration: Declaration, confirmation_id: UUID) -> ResponseReturnValue:
    """What the second person looks at. Raises :class:`NotFound`."""
    one = confirmations_queries.confirmation_in(declaration, confirmation_id)
    if one.scan_digest is None:
        raise NotFound
    found = files.path_or_stream(one.scan_digest)
    return send_blob(found, "application/pdf", digest=one.scan_digest, download_name="scan.pdf")


@bp.post(f"{_CONFIRMED}/file")
@access(editions_policy.can_run, thing=acts_queries.declaration_in, fresh=True)
def file_confirmed(declaration: Declaration, confirmation_id: UUID) -> ResponseReturnValue:
    """The scan that was confirmed is filed, as it was seen."""
    one = confirmations_queries.confirmation_in(declaration, confirmation_id)
    if one.scan_digest is None:
        raise NotFound
    actor, now, scan = current_actor(), clock.now(), files.read(one.scan_digest)
    db.session.rollback()  # as above
    try:
        looked_at = scans_documents.read_scan([scan])
        service.file_confirmed(declaration, one, looked_at, by=actor, now=now)
    except Refusal as refusal:
        db.session.rollback()
        say(Tone.BAD, str(refusal))
        return see_other(page_of(declaration, "second-person"))
    db.session.commit()
    return _done(declaration, _("The scan is filed and sealed."), asked=False)


@bp.post(f"{_BASE}/<uuid:scan_id>")
@access(editions_policy.can_run, thing=acts_queries.declaration_in, fresh=True)
def replace_scan(declaration: Declaration, scan_id: UUID) -> ResponseReturnValue:
    form, actor, now, two = ReplaceScanForm(), current_actor(), clock.now(), declaration.conference.two_people
    found = stages_queries.scan_in(declaration, scan_id)
    if form.validate():
        db.session.rollback()
        try:
            looked_at = scans_documents.read_scan(_sheets(form))
            act = service.ask_to_replace if two else service.replace_scan
            act(declaration, found, looked_at, by=actor, now=now, on=form.on.data)
            db.session.commit()
        except Refusal as refusal:
            db.session.rollback()
            place_refusal(form, refusal, on=(SignedOutOfReach,), scan=(Refusal,))
        else:
            if two:
                return _done(declaration, "", asked=True)
            say(Tone.OK, _("The better scan is filed and sealed; the older one stays on record."))
            slug, number = declaration.conference.slug, declaration.public_id
            return see_other(url_for("declarations.paper", slug=slug, declaration_id=number, _anchor="scans"))
    return _page(declaration, ScanForm(formdata=None), better=form, replacing=scan_id)


@bp.get(f"{_BASE}/copy.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in, fresh=True)
def signing_copy(declaration: Declaration) -> ResponseReturnValue:
    """To print: the original of ``?original=2``, or the first."""
    copy = service.signing_copy(declaration, request.args.get("original", 1, type=whole))
    return send_blob(copy, "application/pdf")


@bp.get(f"{_BASE}/<uuid:scan_id>/<any(sealed,filed):which>.pdf")
@access(editions_policy.can_run, thing=acts_queries.declaration_in)
def scan_file(declaration: Declaration, scan_id: UUID, which: str) -> ResponseReturnValue:
    """Behind its sealed cover, or as it was filed."""
    found = stages_queries.scan_in(declaration, scan_id)
    digest = found.sealed_digest if which == "sealed" else found.digest
    name = None if which == "sealed" else f"scan-{found.number}.pdf"  # a stranger's file is saved, not shown
    return send_blob(files.path_or_stream(digest), "application/pdf", digest=digest, download_name=name)


@bp.get("/c/<slug>/documents/<uuid:declaration_id>/scans/<uuid:scan_id>.pdf")
@access(public, thing=open_document_in)
def public_scan(declaration: Declaration, scan_id: UUID) -> ResponseReturnValue:
    digest = stages_queries.scan_in(declaration, scan_id).sealed_digest
    return send_blob(files.path_or_stream(digest), "application/pdf", digest=digest)
