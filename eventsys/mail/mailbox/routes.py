"""The outbox of the demo: its people have no mailbox, so their letters are read here."""

from __future__ import annotations

from flask import Response, render_template, request

from eventsys.core.errors import NotFound
from eventsys.core.web.access import access
from eventsys.core.web.sending import LETTER_FRAME, send_blob, send_letter
from eventsys.files import service as files
from eventsys.mail.fates import queries as fates_queries
from eventsys.mail.mailbox import policy, queries
from eventsys.mail.mailbox.pages import bp
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing import service as writing


@bp.get("/outbox")
@access(policy.can_see_outbox, thing=queries.demo_outbox)
def outbox(_open: bool) -> str:
    """The newest letters; ``q`` searches addresses, names and subjects."""
    search = request.args.get("q", "").strip()[:100]
    return render_template(
        "mail/mailbox/outbox.html", rows=fates_queries.with_fates(fates_queries.newest(search)), search=search
    )


@bp.get("/outbox/<uuid:letter_id>")
@access(policy.can_see_outbox, thing=queries.get_demo_letter)
def letter(found: OutboxLetter) -> str:
    """One letter: text, HTML in a frame, attachments."""
    return render_template(
        "mail/mailbox/letter.html", letter=found, fate=fates_queries.fate_of(found), frame=LETTER_FRAME
    )


@bp.get("/outbox/<uuid:letter_id>/html")
@access(policy.can_see_outbox, thing=queries.get_demo_letter)
def html(found: OutboxLetter) -> Response:
    """The HTML part alone, in a sandbox."""
    return send_letter(writing.html_of(found))


@bp.get("/outbox/<uuid:letter_id>/attachments/<int:number>")
@access(policy.can_see_outbox, thing=queries.get_demo_letter)
def attachment(found: OutboxLetter, number: int) -> Response:
    """One attachment, counted from 1."""
    if not 1 <= number <= len(found.attachments):
        raise NotFound
    given = found.attachments[number - 1]
    content = files.path_or_stream(given["digest"])
    return send_blob(content, given["media_type"], digest=given["digest"], download_name=given["name"])
