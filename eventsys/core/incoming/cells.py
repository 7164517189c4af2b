"""What is wrong with a cell before anybody asks what it means, and its text as it is kept."""

from __future__ import annotations

import re
import unicodedata

from eventsys.core.incoming.encodings import LOST, encoded_twice
from eventsys.core.incoming.files import DATE, ERROR, NO_VALUE
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.text import clean

__all__ = ["flaw", "kept_text"]

#: As spreadsheets write their errors into CSV files and onto the clipboard, in any language.
_ERRORS = re.compile(r"#(?:[A-ZÀ-Ý0-9_]+[!?]|N/A|N/D|NV|DIV/0!|REF|NAME|VALUE)|Err:\d{3}")
_TOO_NARROW = re.compile(r"#{3,}")
_DATE = re.compile(
    r"(?:\d{4}[-/.]\d{1,2}(?:[-/.]\d{1,2})?|\d{1,2}[-/.]\d{1,2}(?:[-/.]\d{2,4})?|\d{1,2}-[A-Za-z]{3}(?:-\d{2,4})?)"
    r"(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?"
)
#: Signs before which a spreadsheet, or our own export, sets an apostrophe to keep a cell from being a formula.
_GUARDED = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")
#: Our own export does so after signs at which a spreadsheet may split a cell, too.
_GUARDED_INSIDE = re.compile(rf"([,;|]\s*)'(?=[{re.escape(''.join(_GUARDED))}])")


def kept_text(raw: str) -> str:
    """One line, NFC, single spaces of one kind; a spreadsheet's leading apostrophe is no part of the text."""
    text = " ".join(clean(raw).split()).strip("\u200b\ufeff\u2060 ")
    guarded = text[:1] == "'" and (text[1:2] in _GUARDED or text[1:2].isdigit())
    return _GUARDED_INSIDE.sub(r"\1", text[1:] if guarded and text[1:2] else text)


def flaw(text: str, mark: str, shape: str) -> str:
    """A sentence, or ``""``. ``mark`` is what the workbook says of the cell; ``shape`` is the column's."""
    if mark.startswith(ERROR):
        return _error(mark.partition(":")[2])
    if _ERRORS.fullmatch(text):
        return _error(text)
    if mark == NO_VALUE:
        return str(
            _("The file holds a formula here without its result. Open it in a spreadsheet and save it again.")
        )
    if _TOO_NARROW.fullmatch(text):
        return str(_("The column was too narrow when this was copied: only its signs # came along."))
    if LOST in text:
        return str(_("Letters were lost here when the file was saved: “%(text)s”.", text=text[:60]))
    if before := encoded_twice(text):
        return str(_("The letters are garbled here: it should probably read “%(text)s”.", text=before[:60]))
    return _no_name(text, mark) if shape == "name" and text else ""


def _error(sign: str) -> str:
    return str(_("A formula failed here: the cell shows %(sign)s.", sign=sign or "#?"))


def _no_name(text: str, mark: str) -> str:
    if mark == DATE or _DATE.fullmatch(text):
        return str(_("Here stands a date (%(text)s) where a name should be.", text=text[:40]))
    if not any(unicodedata.category(c)[0] == "L" for c in text):
        return str(_("Here stands “%(text)s” where a name should be.", text=text[:40]))
    return ""
