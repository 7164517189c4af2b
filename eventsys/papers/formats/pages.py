"""How a sheet is sent that is made at once."""

from __future__ import annotations

import tempfile
from pathlib import Path

from flask import Response

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers import queries as organisers_queries
from eventsys.core import clock
from eventsys.core.web.sending import send_blob
from eventsys.core.words.languages import current
from eventsys.papers.formats.documents import write_sheet
from eventsys.papers.sheets.documents import head_values
from eventsys.papers.sheets.rules import Format, Sheet

_TYPES = {
    Format.PDF: "application/pdf",
    Format.CSV: "text/csv",
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def send_sheet(conference: Conference, sheet: Sheet, kind: Format, *, name: str) -> Response:
    """``sheet`` in the language in force: a PDF is shown, a workbook is saved as ``name``."""
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
    return send_blob(content, _TYPES[kind], download_name=None if kind == Format.PDF else f"{name}.{kind}")
