"""Cities and focal points from a table: sent, looked through, invited; all or none."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import make_response, render_template, request, url_for
from flask_babel import gettext as _

from eventsys.conferences.editions import queries as editions_queries
from eventsys.conferences.editions.models import Conference
from eventsys.conferences.editions.policy import can_run
from eventsys.core import clock
from eventsys.core.db import db, let_others_write
from eventsys.core.incoming import (
    Choices,
    EncodingUnknown,
    Fault,
    SheetUnknown,
    Table,
    TableUnreadable,
    answered,
)
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.security import see_other
from eventsys.core.web.tables_sent import take_table
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.files.models import Upload
from eventsys.jobs.service import describe
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.pages import bp
from eventsys.registration.invitations import service as invitations
from eventsys.registration.invitations.errors import AlreadyInvited
from eventsys.registration.invitations.pages import tell_invited
from eventsys.registration.invitees import service
from eventsys.registration.invitees.forms import INVITEES, Invited, read_invitees
from eventsys.registration.sheets import service as sheets
from eventsys.registration.sheets.forms import TableForm
from eventsys.registration.sheets.pages import saving_page

_SHOWN = 200


def _scope(conference: Conference) -> str:
    return f"invitees/{conference.public_id}"


def _page(conference: Conference, template: str, status: int, **values: Any) -> Any:
    other_file = url_for("registration.invite_table", slug=conference.slug)
    values |= {"layout": "_shell/base.html", "first": "city", "other_file": other_file}
    answer = make_response(render_template(template, conference=conference, **values))
    answer.status_code = status
    return answer


def _form_page(conference: Conference, form: TableForm, status: int) -> Any:
    labels = [column.label for column in INVITEES]
    return _page(conference, "registration/invitees/invite_table.html", status, form=form, labels=labels)


@bp.route("/o/<slug>/delegations/invite/table", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def invite_table(conference: Conference) -> Any:
    """A table from a file or pasted: kept, to be looked through on the next page."""
    form = TableForm()
    if request.method != "POST" or not form.validate():
        return _form_page(conference, form, 422 if form.is_submitted() else 200)
    scope, by = _scope(conference), current_actor()
    upload = take_table(
        form,
        read=lambda content: _read(conference, content, Choices()),
        keep=lambda content, name: uploads.keep_waiting(scope, content, name=name, by=by, now=clock.now()),
    )
    if upload is None:
        return _form_page(conference, form, 422)
    return see_other(url_for("registration.check_invitees", slug=conference.slug, upload_id=upload.public_id))


# --- looking through it ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeenInvitees:
    """A table that could be read; ``listed``: rows of cities that are on the list already, which are left out."""

    table: Table
    rows: Sequence[Invited]
    listed: Sequence[Invited]
    faults: Sequence[Fault]
    before: Upload | None
    again: bool

    @property
    def numbered(self) -> list[tuple[int, invitations.Invitee]]:
        """Whom it would invite, each with its row."""
        return [
            (row.row, row.invitee(row.city))
            for row in self.rows
            if row.city is not None and row not in self.listed
        ]

    @property
    def invitees(self) -> list[invitations.Invitee]:
        return [invitee for _row, invitee in self.numbered]

    @property
    def ready(self) -> bool:
        asked = self.before is not None and not self.again
        return self.table.settled(self.faults) and bool(self.invitees) and not asked


def _read(
    conference: Conference, content: bytes | str, choices: Choices
) -> tuple[Table, list[Invited], list[Fault]]:
    let_others_write()  # reading the table may take long
    return read_invitees(conference, content, choices)


def _seen(conference: Conference, upload: Upload, choices: Choices) -> SeenInvitees:
    """Raises :class:`EncodingUnknown`, :class:`SheetUnknown`, :class:`TableUnreadable`."""
    table, rows, faults = _read(conference, upload.content, choices)
    known = {delegation.city_id for delegation in delegations_queries.delegations(conference)}
    listed = [row for row in rows if row.city is not None and row.city.id in known]
    return SeenInvitees(
        table, rows, listed, faults, files.done_before(_scope(conference), upload.digest), choices.again
    )


@bp.route("/o/<slug>/delegations/invite/table/<uuid:upload_id>", methods=["GET", "POST"])
@access(can_run, thing=editions_queries.by_slug)
def check_invitees(conference: Conference, upload_id: UUID) -> Any:
    """Whom it would invite, with a question for everything that is not certain; sending the form answers them."""
    upload = files.waiting_upload_in(_scope(conference), upload_id)
    if sheets.is_being_saved(service.INVITING, upload):
        return see_other(url_for("registration.saving_invitees", slug=conference.slug, upload_id=upload_id))
    choices = Choices.of(upload.choices)
    if request.method == "POST":
        choices = answered(request.form, choices)
    try:
        seen = _seen(conference, upload, choices)
    except (EncodingUnknown, SheetUnknown) as question:
        return _page(conference, "registration/invitees/invitees_table.html", 200, question=question)
    except TableUnreadable as refusal:
        form = TableForm(formdata=None)
        put_refusal(form.file, refusal)
        return _form_page(conference, form, 422)
    if request.method != "POST":
        return _check_page(conference, seen, choices, 200)
    upload = files.waiting_upload_in(_scope(conference), upload_id)
    uploads.set_choices(upload, choices.plain())
    if request.form.get("do") != "save" or not seen.ready:
        db.session.commit()
        if request.form.get("do") == "save":
            return _check_page(conference, seen, choices, 422)
        return see_other(url_for("registration.check_invitees", slug=conference.slug, upload_id=upload_id))
    return _save(conference, upload, seen, choices)


def _save(conference: Conference, upload: Upload, seen: SeenInvitees, choices: Choices) -> Any:
    now, invitees = clock.now(), seen.invitees
    if len(invitees) > sheets.LARGE:
        service.ask_inviting(conference, upload, seen.numbered, by=current_actor())
        db.session.commit()
        return see_other(
            url_for("registration.saving_invitees", slug=conference.slug, upload_id=upload.public_id)
        )
    uploads.finish(upload, now=now)
    try:
        invitations.invite_cities(conference, invitees, by=current_actor(), now=now)
    except AlreadyInvited:  # others were quicker since the page was made: it says which
        db.session.rollback()
        return _check_page(conference, _seen(conference, upload, choices), choices, 422)
    db.session.commit()
    return tell_invited(conference, invitees)


def _check_page(conference: Conference, seen: SeenInvitees, choices: Choices, status: int) -> Any:
    return _page(
        conference,
        "registration/invitees/invitees_table.html",
        status,
        question=None,
        table=seen.table,
        faults=seen.faults,
        ready=seen.ready,
        before=seen.before,
        choices=choices,
        labels={column.key: column.label for column in INVITEES},
        invited=len(seen.invitees),
        listed=[_("row %(row)s", row=row.row) for row in seen.listed],
        silent=sum(not invitee.focal_email for invitee in seen.invitees),
        left_out={row.row for row in seen.listed},
        shown=list(zip(seen.rows, seen.table.lines, strict=True))[:_SHOWN],
    )


# --- a large one is saved by a job -----------------------------------------------------------------------------

describe(
    service.INVITING,
    _l("Inviting the cities of a table"),
    url=lambda job: url_for("registration.delegations", slug=job.payload["slug"]),
)


@bp.get("/o/<slug>/delegations/invite/table/<uuid:upload_id>/saving")
@access(can_run, thing=editions_queries.by_slug)
def saving_invitees(conference: Conference, upload_id: UUID) -> Any:
    """The job that invites the cities of a table."""
    back = url_for("registration.check_invitees", slug=conference.slug, upload_id=upload_id)
    return saving_page(
        service.INVITING,
        f"invitees/{conference.public_id}",
        upload_id,
        back=back,
        layout="_shell/base.html",
        conference=conference,
    )
