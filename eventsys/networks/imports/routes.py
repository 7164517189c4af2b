"""A list of cities that comes in: sent, looked through, saved."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.core import clock
from eventsys.core.db import db, let_others_write
from eventsys.core.incoming import (
    Choices,
    EncodingUnknown,
    SheetUnknown,
    TableUnreadable,
    answered,
)
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.tables_sent import take_table
from eventsys.files import service as uploads
from eventsys.files.models import Upload
from eventsys.files.queries import done_before, waiting_upload_in
from eventsys.networks.imports import service
from eventsys.networks.imports.forms import CityListForm
from eventsys.networks.registry import policy as registry_policy
from eventsys.networks.registry import queries as registry_queries
from eventsys.networks.registry.models import Network
from eventsys.networks.registry.pages import bp, page
from eventsys.networks.sheets.rules import CITIES, CitySheet, read_sheet


def _scope(network: Network) -> str:
    return f"cities/{network.public_id}"


def _read(content: bytes | str, choices: Choices) -> CitySheet:
    let_others_write()  # reading the table may take long
    return read_sheet(content, choices)


@bp.route("/networks/<code>/import", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=registry_queries.network_by_code)
def upload(network: Network) -> Any:
    """A list from a file or pasted: kept, to be looked through on the next page."""
    form = CityListForm()
    if not form.validate_on_submit():
        return _form_page(network, form, 422 if form.errors else 200)
    scope, by = _scope(network), current_actor()
    kept = take_table(
        form,
        read=lambda content: _read(content, Choices()),
        keep=lambda content, name: uploads.keep_waiting(scope, content, name=name, by=by, now=clock.now()),
    )
    if kept is None:
        return _form_page(network, form, 422)
    return see_other(url_for("networks.preview", code=network.code, upload_id=kept.public_id))


def _form_page(network: Network, form: CityListForm, status: int) -> Any:
    return page(
        "networks/imports/import.html",
        status,
        form=form,
        network=network,
        labels=[column.label for column in CITIES],
    )


@bp.route("/networks/<code>/import/<uuid:upload_id>", methods=["GET", "POST"])
@access(registry_policy.can_edit, thing=registry_queries.network_by_code)
def preview(network: Network, upload_id: UUID) -> Any:
    """What the file would change, with a question for everything that is not certain; sending the form answers them."""
    kept = waiting_upload_in(_scope(network), upload_id)
    choices = Choices.of(kept.choices)
    if request.method == "POST":
        choices = answered(request.form, choices)
    try:
        sheet = _read(kept.content, choices)
    except (EncodingUnknown, SheetUnknown) as question:
        return page("networks/imports/preview.html", network=network, question=question)
    except TableUnreadable as refusal:
        form = CityListForm(formdata=None)
        put_refusal(form.file, refusal)
        return _form_page(network, form, 422)
    before = done_before(_scope(network), kept.digest)
    if request.method != "POST":
        return _preview_page(network, service.plan_import(network, sheet, choices), choices, before, 200)
    kept = waiting_upload_in(_scope(network), upload_id)
    uploads.set_choices(kept, choices.plain())
    if request.form.get("do") != "save":
        db.session.commit()
        return see_other(url_for("networks.preview", code=network.code, upload_id=upload_id))
    if before and not choices.again:
        seen = service.plan_import(network, sheet, choices)
        db.session.commit()
        return _preview_page(network, seen, choices, before, 422)
    uploads.finish(kept, now=clock.now())
    outcome = service.apply_import(network, sheet, choices, by=current_actor())
    if isinstance(outcome, service.ImportPreview):
        db.session.rollback()
        return _preview_page(network, outcome, choices, before, 422)
    db.session.commit()
    say(Tone.OK, _told(outcome))
    return see_other(url_for("networks.show", code=network.code))


def _preview_page(
    network: Network, seen: service.ImportPreview, choices: Choices, before: Upload | None, status: int
) -> Any:
    changes = bool(seen.count("new") or seen.count("changed"))
    return page(
        "networks/imports/preview.html",
        status,
        network=network,
        question=None,
        preview=seen,
        choices=choices,
        before=before if changes else None,
        ready=seen.ready and (before is None or choices.again or not changes),
        labels={key: column.label for key, column in seen.table.columns.items()},
        lines={line.row: line for line in seen.table.lines},
    )


def _told(outcome: service.Outcome) -> str:
    if not outcome.new and not outcome.changed:
        return str(_("Everything in the file was already there: nothing was changed."))
    new = ngettext("%(num)d city is new", "%(num)d cities are new", outcome.new)
    changed = ngettext("%(num)d was changed", "%(num)d were changed", outcome.changed)
    return str(_("Imported: %(new)s, %(changed)s.", new=new, changed=changed))
