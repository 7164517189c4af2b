"""The blueprint and what the room's pages share."""

from __future__ import annotations

import re
from uuid import UUID

from flask import Blueprint, Response

from eventsys.core.sending import send_blob

__all__ = ["bp", "pdf_answer", "uuid_in"]

bp = Blueprint("badges", __name__)

_UUID = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


def uuid_in(text: str | None) -> UUID | None:
    """``text`` as a UUID where it is one."""
    return UUID(text) if text and _UUID.fullmatch(text) else None


def pdf_answer(pdf: bytes) -> Response:
    """``pdf``, opened in the browser."""
    return send_blob(pdf, "application/pdf")
