"""Drafts that come from elsewhere, looked at before they are taken over; and the draft to take away."""

from __future__ import annotations

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from eventsys.conferences import policy
from eventsys.core import clock
from eventsys.core.access import access, current_actor
from eventsys.core.db import db
from eventsys.core.errors import NotFound, Refusal
from eventsys.core.languages import OWN_NAMES
from eventsys.core.sending import send_blob
from eventsys.core.web import see_other
from eventsys.declarations import documents, queries, rules, service
from eventsys.declarations.forms import ImportForm
from eventsys.declarations.models import Declaration
from eventsys.declarations.routes.room import bp, page_of

_BASE = "/o/<slug>/declarations/<uuid:declaration_id>"
_DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.route(f"{_BASE}/import", methods=["GET", "POST"])
@access(policy.can_run, thing=queries.declaration_at)
def import_draft(declaration: Declaration) -> ResponseReturnValue:
    """First what was recognised is shown, as a text that may still be mended; then it is taken over."""
    rules.check_editable(declaration.state)
    form = ImportForm(version=str(declaration.version))
    form.language.choices = [(code, OWN_NAMES.get(code, code)) for code in declaration.languages]
    draft = None
    if form.validate_on_submit():
        try:
            draft = _read(form)
            if request.form.get("do") == "take":
                typed = form.version.data or ""
                number = int(typed) if typed.isdigit() else None
                service.take_over(declaration, form.language.data, draft, by=current_actor(), version=number)
                db.session.commit()
                flash(_("The draft is taken over; the former text stays among the versions."), "ok")
                return see_other(page_of(declaration, "text"))
            form.text.data = rules.as_text(draft)
        except Refusal as refusal:
            db.session.rollback()
            form.form_errors.append(str(refusal))
            form.version.data = str(declaration.version)
    page = render_template("declarations/import.html", form=form, declaration=declaration, draft=draft)
    return page, 422 if form.errors else 200


def _read(form: ImportForm) -> rules.Draft:
    file = form.file.data
    if file and file.filename:
        data = file.read(rules.MOST_POWERS + 1)
        db.session.rollback()  # reading may take long: nobody waits for the write lock meanwhile
        return service.read_file(data)
    return rules.read_draft(rules.read_text(form.text.data or ""))


@bp.get(f"{_BASE}/draft.<any(html,docx):kind>")
@access(policy.can_run, thing=queries.declaration_at)
def draft_file(declaration: Declaration, kind: str) -> ResponseReturnValue:
    """The text as it stands with its brackets, for saving; in every language or ``in`` one."""
    asked = request.args.get("in")
    if asked and asked not in declaration.languages:
        raise NotFound
    languages = [asked] if asked else declaration.languages
    amendments = queries.amendments(declaration)
    name = f"declaration-v{declaration.version}.{kind}"
    if kind == "docx":
        data = documents.draft_docx(declaration, amendments, languages=languages)
        return send_blob(data, _DOCX, download_name=name)
    html = documents.draft_html(declaration, amendments, languages=languages, now=clock.now())
    return send_blob(html.encode(), "application/octet-stream", download_name=name)
