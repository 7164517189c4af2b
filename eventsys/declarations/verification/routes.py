"""The page that verifies: a file, its SHA-256, or what is printed on a document (an address, a reference); and what our
authority publishes."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Response, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences.dates import queries as dates_queries
from eventsys.core import clock
from eventsys.core.bounded.calling import Busy
from eventsys.core.db import db, reading
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.web.access import access, public
from eventsys.core.web.limits import limiter, network_of_request
from eventsys.declarations.acts.pages import bp
from eventsys.declarations.acts.service import act_of
from eventsys.declarations.akoma.models import Compared
from eventsys.declarations.stages.documents import typed_reference
from eventsys.declarations.verification import rules, service
from eventsys.declarations.verification.forms import VerifyForm
from eventsys.signing.values.words import checks_of


def _types_nothing() -> bool:
    """References are short enough to be tried one after another; whoever reads a code with a telephone has the whole number."""
    return not request.args.get("sha256")


@bp.route("/verify", methods=["GET", "POST"])
@limiter.limit("20 per minute", methods=["POST"])
@limiter.limit("20 per minute", methods=["GET"], exempt_when=_types_nothing)
@access(public)
def verify() -> ResponseReturnValue:
    """Reads the file, keeps nothing; the database is only read, so that signing never waits for it."""
    form = VerifyForm()
    found, act, known, trouble = None, None, None, ""
    akoma: tuple[Compared, ...] = ()
    alone: rules.WordsOnRecord | None = None
    told = rules.Told()
    busy: Busy | None = None
    if request.method != "POST":
        known, trouble = _known()
    elif form.validate_on_submit():
        db.session.rollback()
        try:
            with reading():
                data, client = form.file.data.read(), network_of_request()
                if data.lstrip().startswith(b"<"):
                    alone = service.words_on_record(data, client=client)
                else:
                    found = service.verify(data, client=client)
                    akoma = service.akoma_in(data, found.report, client=client)
                    told = service.origins_in(data, found.report, client=client)
                    act = act_of(found.declaration) if found.declaration else None
        except Busy as refusal:
            trouble, busy = str(refusal), refusal
        except Refusal as refusal:
            trouble = str(refusal)
    page = render_template(
        "declarations/verification/verify.html",
        form=form,
        found=found,
        akoma=akoma,
        alone=alone,
        told=told,
        act=act,
        known=known,
        trouble=trouble,
        typed=request.args.get("sha256", ""),
        now=clock.now(),
        words=rules.WORDS,
        checks_of=checks_of,
        clock=dates_queries.clock_words(found.declaration.conference)
        if found and found.declaration
        else "UTC",
    )
    if busy is not None:
        return page, busy.status, {"Retry-After": str(busy.retry_after)}
    return page, 422 if form.errors or trouble else 200


def _known() -> tuple[rules.Known | None, str]:
    """What is on record under what was typed, a reference or a SHA-256, or under the number printed on a document; or why
    there is nothing."""
    typed, number = request.args.get("sha256", "").strip(), request.args.get("document", "")
    digest, reference = re.sub(r"[\s:-]", "", typed).lower(), typed_reference(typed)
    is_digest = re.fullmatch(r"[0-9a-f]{64}", digest) is not None
    if typed and reference is None and not is_digest:
        return None, _(
            "A reference looks like ANMC21/12 · 7BC41F-1, a SHA-256 has 64 characters, 0 to 9 and a to f."
        )
    try:
        if reference is not None:
            return service.by_reference(reference), ""
        if is_digest:
            return service.by_digest(digest), ""
        return (service.by_number(UUID(hex=number)) if number else None), ""
    except (ValueError, NotFound):
        return None, _(
            "No document is on record here under this number. Do not take it for genuine on its word alone."
        )


@bp.get("/authority/crl.der")
@access(public)
def revocation_list() -> ResponseReturnValue:
    """What our own authority has revoked (RFC 5280), for programs that verify; ``root`` names a former root."""
    listed = service.revocation_list(request.args.get("root", ""), now=clock.now())
    if listed is None:
        raise NotFound
    return Response(
        listed, mimetype="application/pkix-crl", headers={"Cache-Control": "public, max-age=3600"}
    )
