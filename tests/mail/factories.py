"""Letters of tests; their templates are in a folder of the test."""

from __future__ import annotations

from typing import Any

from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter
from eventsys.mail.writing import service as writing
from eventsys.mail.writing.service import Letter

TEMPLATES = {
    "test/mail/greeting/subject.txt": "{{ greeting }}\n",
    "test/mail/greeting/body.txt": "{{ greeting }}, {{ to_name }}.\n{{ link }}\n",
    "test/mail/greeting/body.mjml": (
        '{% extends "_shell/mail/base.mjml" %}{% block content %}\n'
        "<mj-text>{{ greeting }}, {{ to_name }} ({{ lang }})</mj-text>\n{% endblock %}"
    ),
}


def letter(**over: Any) -> Letter:
    given: dict[str, Any] = {
        "kind": "test/greeting",
        "to_address": "binh@example.org",
        "to_name": "Bình",
        "language": "vi",
        "values": {"greeting": "Kính chào", "link": "https://example.org/l/abc", "sender_name": "eventsys"},
    }
    return Letter(**{**given, **over})


def queued(**over: Any) -> OutboxLetter:
    """A committed letter that waits."""
    row = writing.queue(letter(**over))
    db.session.commit()
    return row
