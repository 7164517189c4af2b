"""Answers that carry a stored file. What people uploaded is never run by the browser that shows it."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from flask import Response, request

from eventsys.core.tables import as_csv, as_xlsx

__all__ = ["INLINE", "LETTER_FRAME", "send_blob", "send_letter", "send_table"]

#: Types a browser may show in place; everything else is offered for saving.
INLINE = frozenset({"image/jpeg", "image/png", "application/pdf", "text/plain", "text/calendar"})
_TYPE = re.compile(r"[a-z0-9][a-z0-9.+-]*/[a-z0-9][a-z0-9.+-]*")
#: ``sandbox`` of the frame a letter is shown in: nothing runs, links open by the reader's own click only.
LETTER_FRAME = "allow-popups allow-popups-to-escape-sandbox allow-top-navigation-by-user-activation"
_WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_TEXT = frozenset({"text/plain", "text/csv", "text/calendar"})


def send_blob(
    content: bytes | Path | Iterable[bytes],
    media_type: str,
    *,
    digest: str | None = None,
    download_name: str | None = None,
    public: bool = False,
) -> Response:
    """``content`` with a safe type and disposition.

    With ``download_name`` it is saved under that name, else shown in place when its type is harmless.
    ``digest`` becomes the ETag (304 to who has it); ``public`` lets shared caches keep it.
    """
    kind = media_type.lower() if _TYPE.fullmatch(media_type.lower()) else "application/octet-stream"
    in_place = download_name is None and kind in INLINE
    if not in_place and kind not in INLINE | _TEXT and not kind.startswith("application/"):
        kind = "application/octet-stream"
    if digest and digest in request.if_none_match:
        response = Response(status=304)
    else:
        body = content.open("rb") if isinstance(content, Path) else content
        response = Response(body, direct_passthrough=not isinstance(content, bytes))
        response.content_type = f"{kind}; charset=utf-8" if kind in _TEXT else kind
        if isinstance(content, Path):
            response.content_length = content.stat().st_size
    if digest:
        response.set_etag(digest)
    names = _names(download_name) if download_name else {}
    response.headers.set("Content-Disposition", "inline" if in_place else "attachment", **names)
    response.headers["X-Content-Type-Options"] = "nosniff"
    # Chromium shows no PDF in a sandbox; a PDF has no origin to misuse, so it only gets the rest.
    policy = "default-src 'none'; style-src 'unsafe-inline'; img-src 'self'; frame-ancestors 'self'"
    sandbox = "" if kind == "application/pdf" else "; sandbox"
    response.headers["Content-Security-Policy"] = policy + sandbox
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Cache-Control"] = "public, max-age=3600" if public else "private, no-cache"
    return response


def send_table(
    name: str, title: str, heads: Sequence[str], rows: Iterable[Sequence[Any]], *, kind: str
) -> Response:
    """A table to keep: ``name.csv``, or as ``kind`` is ``xlsx`` a workbook whose sheet is called ``title``."""
    if kind == "csv":
        return send_blob(as_csv(heads, rows), "text/csv", download_name=f"{name}.csv")
    return send_blob(as_xlsx(title, heads, rows), _WORKBOOK, download_name=f"{name}.xlsx")


def send_letter(html: str) -> Response:
    """The HTML of a letter, to be shown in a frame with :data:`LETTER_FRAME`."""
    response = Response(html, content_type="text/html; charset=utf-8")
    response.headers["Content-Security-Policy"] = (
        "default-src 'none'; style-src 'unsafe-inline'; img-src 'self' data:; base-uri 'none'; "
        f"form-action 'none'; frame-ancestors 'self'; sandbox {LETTER_FRAME}"
    )
    response.headers["X-Frame-Options"] = "SAMEORIGIN"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response


def _names(name: str) -> dict[str, str]:
    """The parameters of a disposition: without folders and control characters, any script (RFC 6266)."""
    clean = re.sub(r"[\x00-\x1f\x7f/\\:*?\"<>|]+", "-", name).strip(" .-") or "file"
    if clean.isascii():
        return {"filename": clean}
    plain = unicodedata.normalize("NFKD", clean).encode("ascii", "ignore").decode("ascii")
    return {"filename": plain, "filename*": f"UTF-8''{quote(clean, safe='!#$&+^`{}~')}"}
