"""The outbox of the demo: its people have no mailbox, so their letters are read here."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, render_template, request
from flask.blueprints import BlueprintSetupState

from eventsys.core.access import access
from eventsys.core.errors import NotFound
from eventsys.core.sending import LETTER_FRAME, send_blob, send_letter
from eventsys.files import service as files
from eventsys.mail import policy, queries, service
from eventsys.mail.models import OutboxLetter

bp = Blueprint("mail", __name__)


@bp.record_once
def _escape_letters(state: BlueprintSetupState) -> None:
    """Jinja escapes by a file's ending; letters are written in MJML, which Flask does not know."""
    environment: Any = state.app.jinja_env
    usual = environment.autoescape
    environment.autoescape = lambda name: bool(name and name.endswith(".mjml")) or usual(name)


@bp.get("/outbox")
@access(policy.can_see_outbox, thing=queries.demo_outbox)
def outbox(_open: bool) -> str:
    """The newest letters; ``q`` searches addresses, names and subjects."""
    search = request.args.get("q", "").strip()[:100]
    return render_template("mail/outbox.html", rows=service.with_fates(queries.newest(search)), search=search)


@bp.get("/outbox/<uuid:letter_id>")
@access(policy.can_see_outbox, thing=queries.demo_letter)
def letter(found: OutboxLetter) -> str:
    """One letter: text, HTML in a frame, attachments."""
    return render_template("mail/letter.html", letter=found, fate=service.fate_of(found), frame=LETTER_FRAME)


@bp.get("/outbox/<uuid:letter_id>/html")
@access(policy.can_see_outbox, thing=queries.demo_letter)
def html(found: OutboxLetter) -> Response:
    """The HTML part alone, in a sandbox."""
    return send_letter(service.html_of(found))


@bp.get("/outbox/<uuid:letter_id>/attachments/<int:number>")
@access(policy.can_see_outbox, thing=queries.demo_letter)
def attachment(found: OutboxLetter, number: int) -> Response:
    """One attachment, counted from 1."""
    if not 1 <= number <= len(found.attachments):
        raise NotFound
    given = found.attachments[number - 1]
    content = files.path_or_stream(given["digest"])
    return send_blob(content, given["media_type"], digest=given["digest"], download_name=given["name"])
