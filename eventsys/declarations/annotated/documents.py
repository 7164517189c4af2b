"""Where each word came from, read from a file alone."""

from __future__ import annotations

import json
import re
from typing import Final

from eventsys.declarations.completion.rules import digest
from eventsys.declarations.footnotes import rules
from eventsys.declarations.footnotes.errors import FootnotesUnclear
from eventsys.declarations.footnotes.rules import Footnotes
from eventsys.pdf.errors import BrokenPdf
from eventsys.pdf.finished.attached import attachments

#: The name of the record in a PDF.
RECORD: Final = "declaration.json"


def notes_in(pdf: bytes) -> tuple[Footnotes, dict[str, str]] | None:
    """Notes in the record of a PDF, and the texts that they cover, by language. None where there is no record of ours, or
    none that says where words came from. To be called in a bounded process.

    Every text must have the SHA-256 that stands beside it, and the notes must cover it exactly: else raises
    :class:`FootnotesUnclear`.
    """
    try:
        files = attachments(pdf, re.compile(re.escape(RECORD)))
        record = json.loads(files[RECORD])
        told = record["origins"]
    except (BrokenPdf, ValueError, KeyError, TypeError, RecursionError):
        return None
    try:
        texts = {str(one["language"]): (str(one["content"]), one["sha256"]) for one in record["texts"]}
    except (KeyError, TypeError) as error:
        raise FootnotesUnclear from error
    if any(digest(content) != sha256 for content, sha256 in texts.values()):
        raise FootnotesUnclear
    contents = {language: content for language, (content, _sha256) in texts.items()}
    return rules.read(told, contents), contents
