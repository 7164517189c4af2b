"""Tables that people upload or paste, read into rows; what is wrong is told by row and column."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from eventsys.conferences.models import Category
from eventsys.core import bounded, workbook
from eventsys.core.addresses import BadAddress, mail_address
from eventsys.core.errors import Refusal
from eventsys.core.languages import SUPPORTED
from eventsys.core.languages import gettext as _
from eventsys.core.languages import lazy_gettext as _l
from eventsys.core.text import folded
from eventsys.registration.errors import UnsafeName
from eventsys.registration.rules import printed_name

__all__ = ["Fault", "PEOPLE_COLUMNS", "Sheet", "SheetUnreadable", "check_email", "read_people", "read_rows"]

MOST_ROWS = 2000
MOST_OCTETS = 5_000_000

#: Column to the headings it goes by (folded), the first being the template's.
PEOPLE_COLUMNS: Mapping[str, tuple[str, ...]] = {
    "category": ("category", "categorie", "loai dai bieu", "doi tuong"),
    "family_name": ("family name", "surname", "last name", "nom", "nom de famille", "ho"),
    "given_name": ("given name", "first name", "prenom", "ten", "ten dem va ten"),
    "name_order": ("name order", "ordre du nom", "thu tu ten"),
    "email": ("mail", "email", "e-mail", "courriel", "thu dien tu"),
    "language": ("language", "langue", "ngon ngu"),
    "office": ("office", "function", "title", "fonction", "chuc vu"),
    "organisation": ("organisation", "organization", "organisme", "to chuc", "co quan"),
}


class SheetUnreadable(Refusal):
    """The file is no table we can read; ``str()`` says why."""

    message = _l("This file could not be read: %(why)s")
    status = 422


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong where. ``row`` counts as the spreadsheet does: the heading is row 1."""

    row: int
    column: str
    text: str


@dataclass(slots=True)
class Sheet:
    """Rows as dictionaries with their ``row`` number, and what is wrong."""

    rows: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)


def read_rows(
    name: str, data: bytes | str, columns: Mapping[str, Sequence[str]], required: Iterable[str]
) -> Sheet:
    """Rows of a CSV or XLSX file, or of pasted text, under known headings in any order.

    Raises :class:`SheetUnreadable`.
    """
    table = _pasted(data) if isinstance(data, str) else _cells(name, data)
    while table and not any(table[-1]):
        table.pop()
    if not table:
        raise SheetUnreadable(why=_("it is empty."))
    if len(table) - 1 > MOST_ROWS:
        raise SheetUnreadable(why=_("it has more than %(most)s rows.", most=MOST_ROWS))
    places = _places(table[0], columns)
    lacking = [key for key in required if key not in places]
    if lacking:
        names = ", ".join(columns[key][0] for key in lacking)
        raise SheetUnreadable(
            why=_("the first row must name the columns, and these are missing: %(names)s.", names=names)
        )
    sheet = Sheet()
    for number, cells in enumerate(table[1:], start=2):
        if not any(cells):
            continue
        row: dict[str, Any] = {key: cells[at] if at < len(cells) else "" for key, at in places.items()}
        sheet.rows.append({**dict.fromkeys(columns, ""), **row, "row": number})
    if not sheet.rows:
        raise SheetUnreadable(why=_("it has headings but no rows."))
    return sheet


def _places(heads: Sequence[str], columns: Mapping[str, Sequence[str]]) -> dict[str, int]:
    known = {alias: key for key, aliases in columns.items() for alias in aliases} | {
        key: key for key in columns
    }
    places: dict[str, int] = {}
    for at, head in enumerate(heads):
        key = known.get(folded(head)) or known.get(head.strip().lower())
        if key and key not in places:
            places[key] = at
    return places


def _cells(name: str, data: bytes) -> list[list[str]]:
    if len(data) > MOST_OCTETS:
        raise SheetUnreadable(why=_("it is larger than 5 MB."))
    if data[:4] == b"PK\x03\x04":
        return _workbook(data)
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        return _delimited(_decoded(data, "utf-16"))
    if b"\0" in data:
        raise SheetUnreadable(why=_("it is neither CSV nor XLSX."))
    return _delimited(_decoded(data, "utf-8-sig"))


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise SheetUnreadable(why=_("save it as “CSV UTF-8” so that names keep their letters.")) from error


def _workbook(data: bytes) -> list[list[str]]:
    try:
        sheets = bounded.call(
            workbook.read_sheets,
            data,
            rows=MOST_ROWS + 50,
            first_only=True,
            seconds=workbook.SECONDS,
            megabytes=workbook.MEGABYTES,
        )
    except bounded.TookTooMuch as refusal:
        raise SheetUnreadable(why=_("it is too large when unpacked.")) from refusal
    except ValueError as error:
        raise SheetUnreadable(why=_("it is neither CSV nor XLSX.")) from error
    return [[_cell(value) for value in row] for row in (sheets[0] if sheets else [])]


def _cell(value: Any) -> str:
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    return str(value).strip()


def _pasted(text: str) -> list[list[str]]:
    return _delimited(text)


def _delimited(text: str) -> list[list[str]]:
    first = text.lstrip("\n").split("\n", 1)[0]
    mark = max("\t;,", key=first.count)
    try:
        return [
            [cell.strip() for cell in row[: workbook.MOST_COLUMNS]]
            for row in csv.reader(io.StringIO(text, newline=""), delimiter=mark)
        ]
    except csv.Error as error:
        raise SheetUnreadable(why=_("its quotation marks or cells are broken.")) from error


# ---- people ----


def check_email(text: str) -> str:
    """The address as it is kept. Raises :class:`ValueError`."""
    try:
        return mail_address(text)
    except BadAddress as refusal:
        raise ValueError(str(refusal)) from refusal


def read_people(name: str, data: bytes | str, categories: Sequence[Category]) -> Sheet:
    """Rows with ``category`` (the object) and ``details`` for ``service.name_delegate``.

    Raises :class:`SheetUnreadable`; what is wrong in rows is in ``faults``.
    """
    sheet = read_rows(name, data, PEOPLE_COLUMNS, ("category", "family_name"))
    by_word = {folded(word): c for c in reversed(categories) for word in [c.code, *c.name.values()]}
    for row in sheet.rows:
        row["category"] = _checked(sheet, row, "category", lambda text: _category(by_word, text))
        details: dict[str, Any] = {}
        for key in ("family_name", "given_name"):
            details[key] = _checked(sheet, row, key, partial(printed_name, key=key))
        if not row["family_name"]:
            sheet.faults.append(Fault(row["row"], "family_name", _("Please enter the family name.")))
        details["email"] = _checked(sheet, row, "email", check_email) or ""
        details["name_order"] = _checked(sheet, row, "name_order", _order) or "given"
        if row["language"]:
            details["language"] = _checked(sheet, row, "language", _language)
        for key in ("office", "organisation"):
            if text := _checked(sheet, row, key, partial(printed_name, key=key)):
                details[key] = {str(details.get("language") or "en"): text}
        row["details"] = details
    return sheet


def _checked(sheet: Sheet, row: Mapping[str, Any], key: str, check: Callable[[str], Any]) -> Any:
    text = row[key]
    if not text and key != "category":
        return ""
    try:
        return check(text)
    except (ValueError, UnsafeName) as error:
        sheet.faults.append(Fault(row["row"], key, str(error)))
        return None


def _category(by_word: Mapping[str, Category], text: str) -> Category:
    found = by_word.get(folded(text))
    if found is None:
        raise ValueError(_("“%(text)s” is no category of this conference.", text=text[:60]))
    return found


def _order(text: str) -> str:
    if text.lower() not in ("family", "given"):
        raise ValueError(_("Write “family” or “given”: the name that comes first."))
    return text.lower()


def _language(text: str) -> str:
    if text.lower() not in SUPPORTED:
        raise ValueError(_("Write one of: %(codes)s.", codes=", ".join(SUPPORTED)))
    return text.lower()
