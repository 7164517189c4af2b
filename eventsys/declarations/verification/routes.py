"""The page that verifies: a file, its SHA-256, or the address printed on a document; and what our authority publishes."""

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
from eventsys.declarations.verification import rules, service
from eventsys.declarations.verification.forms import VerifyForm
from eventsys.signing.values.words import checks_of


@bp.route("/verify", methods=["GET", "POST"])
@limiter.limit("20 per minute", methods=["POST"])
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
    """What is on record under a typed SHA-256 or the number printed on a document; or why there is nothing."""
    typed, number = request.args.get("sha256", ""), request.args.get("document", "")
    digest = re.sub(r"[\s:-]", "", typed).lower()
    if digest and not re.fullmatch(r"[0-9a-f]{64}", digest):
        return None, _("A SHA-256 has 64 characters, 0 to 9 and a to f.")
    try:
        if digest:
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
