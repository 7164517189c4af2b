"""Lists in and out: upload, preview, confirm; CSV and XLSX."""

from __future__ import annotations

import hashlib
import hmac
from typing import Any

from flask import Response, current_app, flash, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import BadRequest, NotFound, Refusal
from eventsys.core.filters import loc
from eventsys.core.forms import put_refusal
from eventsys.core.web import see_other
from eventsys.files import service as files
from eventsys.networks import documents, policy, queries, service
from eventsys.networks.errors import TableUnreadable
from eventsys.networks.forms import ConfirmForm, ImportForm
from eventsys.networks.models import Network
from eventsys.networks.routes.networks import asked
from eventsys.networks.routes.room import bp, page
from eventsys.networks.rules.tables import MOST_OCTETS

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def _seal(network: Network, digest: str) -> str:
    """Ties an uploaded file to the network it was uploaded for: nobody confirms another file."""
    key = str(current_app.secret_key).encode()
    words = f"networks.import/{network.public_id}/{digest}".encode()
    return hmac.new(key, words, hashlib.sha256).hexdigest()


def _uploaded(network: Network, ticket: str) -> bytes:
    digest, _dot, seal = ticket.partition(".")
    if not hmac.compare_digest(seal.encode(), _seal(network, digest).encode()):
        raise NotFound
    return files.read(digest)


@bp.route("/networks/<code>/import", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.network_by_code)
def upload(network: Network) -> Any:
    form, preview = ImportForm(), None
    if form.validate_on_submit():
        data = form.file.data.stream.read(MOST_OCTETS + 1)
        try:
            preview = service.preview_import(network, data)
            if not preview.problems:
                workbook = data.startswith(b"PK")
                blob = files.store(data, media_type=XLSX if workbook else "text/csv")
                db.session.commit()
                ticket = f"{blob.digest}.{_seal(network, blob.digest)}"
                return see_other(url_for("networks.preview", code=network.code, ticket=ticket))
        except (TableUnreadable, Refusal) as refusal:
            db.session.rollback()
            put_refusal(form.file, refusal)
    broken = form.errors or preview is not None
    return page("import", 422 if broken else 200, form=form, network=network, preview=preview)


@bp.route("/networks/<code>/import/<ticket>", methods=["GET", "POST"])
@access(policy.can_edit, thing=queries.network_by_code)
def preview(network: Network, ticket: str) -> Any:
    """What the file would change; sending the form does it. The file itself waits in the store."""
    data = _uploaded(network, ticket)
    form = ConfirmForm()
    if request.method == "POST":
        if not form.validate():
            raise BadRequest
        outcome = service.apply_import(network, data, by=current_actor())
        if isinstance(outcome, service.Outcome):
            db.session.commit()
            flash(_told(outcome), "success")
            return see_other(url_for("networks.show", code=network.code))
        db.session.rollback()
    seen = service.preview_import(network, data)
    if seen.problems:
        return page("import", 422, form=ImportForm(formdata=None), network=network, preview=seen)
    return page("preview", form=form, network=network, preview=seen)


def _told(outcome: service.Outcome) -> str:
    if not outcome.new and not outcome.changed:
        return str(_("Everything in the file was already there: nothing was changed."))
    new = ngettext("%(num)d city is new", "%(num)d cities are new", outcome.new)
    changed = ngettext("%(num)d was changed", "%(num)d were changed", outcome.changed)
    return str(_("Imported: %(new)s, %(changed)s.", new=new, changed=changed))


@bp.get("/networks/<code>/cities.<kind>")
@access(policy.can_see, thing=queries.network_by_code)
def export(network: Network, kind: str) -> Any:
    """The list as it is filtered."""
    if kind not in {"csv", "xlsx"}:
        raise NotFound
    cities = queries.rows_to_export(network, asked()[0])
    rows = documents.export_rows(cities, queries.standing_rows(network), queries.fields_by_city(network))
    if kind == "csv":
        response = Response(documents.as_csv(rows), mimetype="text/csv")
    else:
        response = Response(documents.as_xlsx(rows, title=loc(network.name)), mimetype=XLSX)
    response.headers["Content-Disposition"] = f'attachment; filename="{network.code.lower()}-cities.{kind}"'
    return response
