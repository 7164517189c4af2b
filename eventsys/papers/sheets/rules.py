"""A sheet as values: its columns, and rows in groups, one after the other, however many."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any, Final, TypeAlias

from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized

__all__ = ["FORMAT_WORDS", "Column", "Format", "Group", "Item", "Row", "Sheet", "spoken", "without_pictures"]


class Format(StrEnum):
    """What a sheet is made as."""

    PDF = "pdf"
    DOCX = "docx"
    XLSX = "xlsx"
    CSV = "csv"


FORMAT_WORDS: Final[Mapping[Format, Any]] = {
    Format.PDF: _l("PDF, to be printed"),
    Format.DOCX: _l("Word document"),
    Format.XLSX: _l("Excel workbook"),
    Format.CSV: _l("CSV, for other programs"),
}


@dataclass(frozen=True, slots=True)
class Column:
    """``key``: of the rows' words; ``width``: its share of the paper's. ``look`` is a class of ``papers/pdf/sheet.css``:
    ``name``, ``number``, ``quiet``, ``picture``, ``blank`` (to be written in by hand), or none."""

    key: str
    head: str
    width: float = 1
    look: str = ""


@dataclass(frozen=True, slots=True)
class Group:
    """The heading of the rows that follow; ``note`` stands behind it."""

    words: str
    note: str = ""
    language: str = ""


@dataclass(frozen=True, slots=True)
class Row:
    """``words`` by column, days as days; ``languages``: BCP 47 tags of those that are not in the sheet's; ``picture``: a
    JPEG."""

    words: Mapping[str, str | date]
    languages: Mapping[str, str] = field(default_factory=dict)
    picture: bytes | None = field(default=None, repr=False)


Item: TypeAlias = Group | Row


@dataclass(frozen=True, slots=True)
class Sheet:
    """``status`` says what it is worth and of which moment; ``columns`` are those of the paper, ``table`` those of a workbook,
    where what the groups say stands in each row. ``items`` are read once. ``least``: how high a row is at least, in
    millimetres; ``empty``: what stands there without any row."""

    title: str
    status: str
    columns: Sequence[Column]
    items: Iterable[Item]
    table: Sequence[Column] = ()
    wide: bool = False
    least: float = 0
    empty: str = ""


def spoken(text: Localized, order: Sequence[str]) -> tuple[str, str]:
    """The words in the first language of ``order`` that there are, and that language; words of another one than the first
    say which: a paper has nothing to point at.

    >>> spoken(Localized(fr="Maire"), ("en", "fr")), spoken(Localized(en="Mayor"), ("en", "fr"))
    (('Maire\\xa0(fr)', 'fr'), ('Mayor', 'en'))
    """
    words, tag = text.get_in(order), text.tag_in(order)
    if not words:
        return "", ""
    asked = order[0]
    return (words if tag.split("-")[0] == asked.split("-")[0] else f"{words}\u00a0({tag})"), tag


def without_pictures(columns: Iterable[Column]) -> list[Column]:
    """For a table, which holds words alone."""
    return [column for column in columns if column.look != "picture"]
