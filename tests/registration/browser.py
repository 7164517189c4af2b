"""A browser whose requests have an application context of their own, as on a server.

Flask's test client shares the context a test has open, and with it ``g``: the actor of one browser would
be that of the next.
"""

from __future__ import annotations

import re
from io import BytesIO
from typing import Any

from flask import Flask
from flask.testing import FlaskClient
from PIL import Image

from eventsys.core.db import db
from eventsys.mail.record.models import OutboxLetter

__all__ = ["Browser", "browser", "hidden", "letters", "link_in", "portrait"]


class Browser(FlaskClient):
    def open(self, *args: Any, **kwargs: Any) -> Any:
        db.session.commit()
        with self.application.app_context():
            answer = super().open(*args, **kwargs)
            answer.get_data()
            db.session.remove()
        db.session.expire_all()
        return answer


def browser(app: Flask) -> Browser:
    return Browser(app, app.response_class)


def hidden(page: str, name: str) -> str:
    """The value of a hidden field."""
    found = re.search(rf'<input[^>]*name="{name}"[^>]*>', page)
    assert found, f"no field {name}"
    value = re.search(r'value="([^"]*)"', found.group(0))
    return value.group(1) if value else ""


def portrait(colour: str = "#8899aa") -> BytesIO:
    out = BytesIO()
    Image.new("RGB", (600, 800), colour).save(out, "JPEG")
    return BytesIO(out.getvalue())


def letters(kind: str) -> list[OutboxLetter]:
    return list(
        db.session.query(OutboxLetter).filter_by(kind=f"registration/{kind}").order_by(OutboxLetter.id)
    )


def link_in(letter: OutboxLetter) -> str:
    """The path of the link in a letter."""
    found = re.search(r"/l/[\w-]+", letter.text)
    assert found, letter.text
    return found.group(0)
