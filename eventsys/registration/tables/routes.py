"""A delegation's people as a table: sent, looked through, named; all of them or nobody."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import Response, make_response, render_template, request, url_for
from flask_babel import gettext as _
from flask_babel import ngettext

from eventsys.conferences.categories import queries as categories_queries
from eventsys.core import clock
from eventsys.core.db import db, let_others_write
from eventsys.core.incoming import (
    Choices,
    Column,
    EncodingUnknown,
    Fault,
    SheetUnknown,
    Table,
    TableUnreadable,
    answered,
)
from eventsys.core.tables import as_csv
from eventsys.core.web.access import access, current_actor
from eventsys.core.web.forms import put_refusal
from eventsys.core.web.limits import PUBLIC_POSTS, limiter
from eventsys.core.web.saying import Tone, say
from eventsys.core.web.security import see_other
from eventsys.core.web.tables_sent import take_table
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.files import queries as files
from eventsys.files import service as uploads
from eventsys.files.models import Upload
from eventsys.jobs.models import Job
from eventsys.jobs.service import describe
from eventsys.registration.composer import queries as composer_queries
from eventsys.registration.delegations import policy as delegations_policy
from eventsys.registration.delegations import queries as delegations_queries
from eventsys.registration.delegations.models import Delegation
from eventsys.registration.delegations.pages import bp, focal_url
from eventsys.registration.people.pages import PEOPLE
from eventsys.registration.sheets import service as sheets
from eventsys.registration.sheets.forms import TableForm
from eventsys.registration.sheets.pages import saving_page
from eventsys.registration.sheets.rules import PEOPLE as COLUMNS
from eventsys.registration.sheets.rules import TEMPLATE, own_columns
from eventsys.registration.tables import service
from eventsys.registration.tables.forms import Whose, read_people

_SHOWN = 200
_NAMED = 20


def _scope(delegation: Delegation) -> str:
    return f"people/{delegation.public_id}"


def _address(endpoint: str, delegation: Delegation, **values: Any) -> str:
    return url_for(endpoint, slug=delegation.conference.slug, delegation_id=delegation.public_id, **values)


def _page(delegation: Delegation, template: str, status: int, **values: Any) -> Any:
    html = render_template(
        template, layout="_shell/public.html", delegation=delegation, city=delegation.city_name, conference=delegation.conference,
        home=focal_url(delegation), **values,
    )  # fmt: skip
    answer = make_response(html)
    answer.status_code = status
    return answer


def _columns(delegation: Delegation) -> tuple[Column, ...]:
    """All that a table may say of people: our columns, and what the organisers ask besides."""
    questions = composer_queries.questions(delegation.conference_id)
    return (*COLUMNS, *own_columns(one for one in questions if one.asks))


def _labels(delegation: Delegation) -> list[Any]:
    return [column.label for column in _columns(delegation)]


# --- sending it ------------------------------------------------------------------------------------------------


@bp.route(PEOPLE + "/upload", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def upload_people(delegation: Delegation) -> Any:
    """A table of people: kept, to be looked through on the next page."""
    form = TableForm()
    if request.method != "POST" or not form.validate():
        return _sheet_page(delegation, form)
    scope, by = _scope(delegation), current_actor()
    upload = take_table(
        form,
        read=lambda content: _read(delegation, content, Choices()),
        keep=lambda content, name: uploads.keep_waiting(scope, content, name=name, by=by, now=clock.now()),
    )
    if upload is None:
        return _sheet_page(delegation, form)
    return see_other(_address("registration.check_people", delegation, upload_id=upload.public_id))


def _sheet_page(delegation: Delegation, form: TableForm) -> Any:
    return _page(
        delegation, "registration/tables/upload.html", 422 if form.is_submitted() else 200, form=form,
        labels=_labels(delegation), categories=categories_queries.categories(delegation.conference),
    )  # fmt: skip


# --- looking through it ----------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class SeenPeople:
    """A table that could be read, and all that is to be said of it. ``before``: the same table, saved earlier."""

    table: Table
    people: Sequence[service.PersonRow]
    faults: Sequence[Fault]
    check: service.PeopleCheck
    before: Upload | None
    again: bool

    @property
    def ready(self) -> bool:
        return (
            self.table.settled(self.faults)
            and not self.check.unsplit
            and bool(self.check.people)
            and (self.before is None or self.again)
        )


def _read(
    delegation: Delegation, content: bytes | str, choices: Choices
) -> tuple[Table, list[service.PersonRow], list[Fault]]:
    categories = categories_queries.categories(delegation.conference)
    whose = Whose.of(delegation)
    let_others_write()  # reading the table may take long
    return read_people(content, categories, whose, choices)


def _seen(delegation: Delegation, upload: Upload, choices: Choices) -> SeenPeople:
    """Raises :class:`EncodingUnknown`, :class:`SheetUnknown`, :class:`TableUnreadable`."""
    digest = upload.digest
    table, people, faults = _read(delegation, upload.content, choices)
    check = service.check_people(delegation, people, choices.rows, by=current_actor(), now=clock.now())
    refused = [table.fault(one.row, one.column, one.text) for one in check.refused]
    before = files.done_before(_scope(delegation), digest)
    return SeenPeople(
        table, people, sorted([*faults, *refused], key=lambda fault: fault.row), check, before, choices.again
    )


@bp.route(PEOPLE + "/table/<uuid:upload_id>", methods=["GET", "POST"])
@limiter.limit(PUBLIC_POSTS, methods=["POST"])
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def check_people(delegation: Delegation, upload_id: UUID) -> Any:
    """What would be saved, with a question for everything that is not certain; sending the form answers them."""
    upload = files.waiting_upload_in(_scope(delegation), upload_id)
    if sheets.is_being_saved(service.NAMING, upload):
        return see_other(_address("registration.saving_people", delegation, upload_id=upload_id))
    kept = upload.choices
    choices, send_links = Choices.of(kept), bool(kept.get("send_links", True))
    if request.method == "POST":
        choices = answered(request.form, choices)
        send_links = bool(request.form.get("send_links")) if "asked" in request.form else send_links
    try:
        seen = _seen(delegation, upload, choices)
    except (EncodingUnknown, SheetUnknown, TableUnreadable) as question:
        return _question(delegation, question, choices)
    if request.method != "POST":
        return _check_page(delegation, seen, choices, send_links, 200)
    upload = files.waiting_upload_in(_scope(delegation), upload_id)
    uploads.set_choices(upload, {**choices.plain(), "send_links": send_links})
    if request.form.get("do") != "save" or not seen.ready:
        db.session.commit()
        if request.form.get("do") == "save":
            return _check_page(delegation, seen, choices, send_links, 422)
        return see_other(_address("registration.check_people", delegation, upload_id=upload_id))
    return _save(delegation, upload, seen, choices, send_links)


def _save(
    delegation: Delegation, upload: Upload, seen: SeenPeople, choices: Choices, send_links: bool
) -> Any:
    now, by = clock.now(), current_actor()
    if len(seen.check.people) > sheets.LARGE:
        service.ask_naming(delegation, upload, seen.check, by=by, send_links=send_links)
        db.session.commit()
        return see_other(_address("registration.saving_people", delegation, upload_id=upload.public_id))
    uploads.finish(upload, now=now)
    check = service.name_people(delegation, seen.people, choices.rows, by=by, now=now, send_links=send_links)
    shown = [person.row for person in seen.check.people]
    if (
        check.refused or [person.row for person in check.people] != shown
    ):  # others were quicker since the page was made
        db.session.rollback()
        return _check_page(delegation, _seen(delegation, upload, choices), choices, send_links, 422)
    db.session.commit()
    n = len(check.people)
    say(Tone.OK, ngettext("%(num)s person is named.", "%(num)s people are named.", n))
    return see_other(focal_url(delegation))


def _question(delegation: Delegation, question: Any, choices: Choices) -> Any:
    """Before anything can be shown: the encoding, or the sheet."""
    if isinstance(question, TableUnreadable):
        form = TableForm(formdata=None)
        put_refusal(form.file, question)
        return _page(
            delegation, "registration/tables/upload.html", 422, form=form, labels=_labels(delegation),
            categories=categories_queries.categories(delegation.conference),
        )  # fmt: skip
    return _page(
        delegation, "registration/tables/people_table.html", 200, question=question, choices=choices,
        other_file=_address("registration.upload_people", delegation),
    )  # fmt: skip


def _check_page(
    delegation: Delegation, seen: SeenPeople, choices: Choices, send_links: bool, status: int
) -> Any:
    silent = [person.full_name or _("row %(row)s", row=person.row) for person in seen.check.silent]
    return _page(
        delegation, "registration/tables/people_table.html", status, question=None, table=seen.table, check=seen.check,
        faults=seen.faults, ready=seen.ready, before=seen.before, choices=choices, send_links=send_links,
        labels={key: column.label for key, column in seen.table.columns.items()},
        left_out={twin.row for twin in seen.check.twins if not twin.another},
        asked_names=[person for person in seen.people if person.names and not person.names.sure],
        split=any(person.names for person in seen.people),
        sure_names=[person for person in seen.people if person.names and person.names.sure],
        silent_names=[*silent[:_NAMED], *(["…"] if len(silent) > _NAMED else [])],
        shown=list(zip(seen.people, seen.table.lines, strict=True))[:_SHOWN],
        other_file=_address("registration.upload_people", delegation),
    )  # fmt: skip


@bp.get(PEOPLE + "/template.csv")
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def people_template(delegation: Delegation) -> Any:
    """An empty table with the headings, and one line to overwrite."""
    labels = {column.key: str(column.label) for column in COLUMNS}
    edition = delegation.conference
    example = {**TEMPLATE, "arrives_on": edition.starts.isoformat(), "departs_on": edition.ends.isoformat()}
    own = [str(column.label) for column in _columns(delegation)[len(COLUMNS) :]]
    heads, row = [*(labels[key] for key in example), *own], [*example.values(), *("" for _one in own)]
    return Response(
        as_csv(heads, [row]), mimetype="text/csv",
        headers={"Content-Disposition": 'attachment; filename="delegates.csv"'},
    )  # fmt: skip


# --- a large one is saved by a job -----------------------------------------------------------------------------


def _delegation_url(job: Job) -> str:
    return url_for("registration.focal", slug=job.payload["slug"], delegation_id=job.payload["delegation"])


describe(service.NAMING, _l("Naming the people of a table"), url=_delegation_url)


@bp.get(PEOPLE + "/table/<uuid:upload_id>/saving")
@access(delegations_policy.can_lead, thing=delegations_queries.delegation_in)
def saving_people(delegation: Delegation, upload_id: UUID) -> Any:
    """The job that names the people of a table, for whoever may name them."""
    where: dict[str, Any] = {"slug": delegation.conference.slug, "delegation_id": delegation.public_id}
    back = url_for("registration.check_people", upload_id=upload_id, **where)
    return saving_page(
        service.NAMING, f"people/{delegation.public_id}", upload_id, back=back, layout="_shell/public.html",
        conference=delegation.conference, home=focal_url(delegation), city=delegation.city_name,
    )  # fmt: skip
