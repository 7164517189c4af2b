"""How a sheet is asked for, and sent: it is made at once."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from flask import Response

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core import clock
from eventsys.core.errors import BadRequest
from eventsys.core.web.sending import send_blob
from eventsys.core.words.languages import current, in_language
from eventsys.papers.formats.documents import write_sheet
from eventsys.papers.formats.forms import SheetForm
from eventsys.papers.sheets.documents import head_values
from eventsys.papers.sheets.rules import Format, Sheet

__all__ = ["send_asked", "send_sheet"]

_TYPES = {
    Format.PDF: "application/pdf",
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def send_asked(
    conference: Conference, form: SheetForm, make: Callable[[str], Sheet], *, name: str
) -> Response:
    """The sheet that ``make`` gives in the language asked for. Raises :class:`BadRequest` for what no form sends."""
    if not form.validate():
        raise BadRequest
    with in_language(form.language.data):
        return send_sheet(conference, make(form.language.data), Format(form.format.data), name=name)


def send_sheet(conference: Conference, sheet: Sheet, kind: Format, *, name: str) -> Response:
    """``sheet`` in the language in force: a PDF is shown, a table is saved, as ``name`` behind the conference's."""
    with tempfile.TemporaryDirectory(prefix="es-sheet-") as folder:
        target = Path(folder) / "sheet"
        write_sheet(
            target,
            sheet,
            kind,
            head=head_values(conference, organisers_queries.organisers(conference)),
            language=current(),
            accent=conference.paper_accent,
            created=clock.now(),
        )
        content = target.read_bytes()
    saved = None if kind == Format.PDF else f"{conference.slug}-{name}.{kind}"
    return send_blob(content, _TYPES[kind], download_name=saved)
