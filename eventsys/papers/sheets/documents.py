"""A sheet as PDF: strips of its rows, by the print engine."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, datetime
from pathlib import Path
from typing import Any, BinaryIO, Final

from eventsys.conferences.editions.models import Conference
from eventsys.conferences.organisers.models import Organiser
from eventsys.core.render import render
from eventsys.core.web.filters import daterange, short_day
from eventsys.core.words.languages import fallbacks
from eventsys.core.words.languages import gettext as _
from eventsys.papers.sheets.rules import Column, Group, Item, Row, Sheet, spoken
from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.design.compiled import Design
from eventsys.pdf.errors import BadPhoto, NoGlyph
from eventsys.pdf.layout.blanks import mark_missing
from eventsys.pdf.shaping.fonts import font_css
from eventsys.pdf.sheets.impose import Printed
from eventsys.pdf.sheets.strips import Frame, Strip, print_strips
from eventsys.pdf.stamping.stamp import Record, Stamp, stamp

__all__ = ["GAP", "Paper", "head_values", "placed", "print_sheet"]

_UPRIGHT: Final = Frame((210.0, 297.0), 18.0, 16.0, 19.0)
_ACROSS: Final = Frame((297.0, 210.0), 18.0, 16.0, 19.0)
GAP: Final = 3.0  # millimetres between columns
#: How high the design of each part is: a row has room for as many lines as a page has.
_HEIGHTS: Final = {"top": 20.0, "lines": 60.0, "title": 30.0, "running": 10.0, "heads": 9.0, "row": 150.0, "group": 40.0,
                   "foot": 14.0, "says": 40.0}  # fmt: skip
_PICTURE: Final = "picture"


def head_values(conference: Conference, organisers: Sequence[Organiser]) -> dict[str, str]:
    """What stands above every sheet, in the language in force."""
    order = fallbacks(languages=conference.languages)
    place = [spoken(text, order)[0] for text in (conference.venue, conference.host_name)]
    return {
        "conference": spoken(conference.title, order)[0],
        "place": " · ".join([", ".join(filter(None, place)), daterange(conference.starts, conference.ends)]),
        "organisers": "\n".join(
            " ".join(filter(None, [spoken(one.role, order)[0], spoken(one.name, order)[0]]))
            for one in organisers
        ),
    }


class Paper:
    """The parts of one sheet, each a design laid out once."""

    def __init__(self, sheet: Sheet, *, language: str, accent: str) -> None:
        self.frame = _ACROSS if sheet.wide else _UPRIGHT
        self._sheet, self._language, self._accent = sheet, language, accent
        self._columns = placed(sheet.columns, self.frame.paper[0] - 2 * self.frame.left)
        self._designs: dict[str, Design] = {}

    def stamp(self, part: str, record: Record) -> Stamp:
        """Signs that no font here draws are marked; a picture that cannot be read is left out."""
        design = self._designs.get(part)
        if design is None:
            design = self._designs[part] = self._design(part)
        try:
            return stamp(design, record)
        except NoGlyph:
            texts = {key: mark_missing(words) for key, words in record.texts.items()}
            return self.stamp(part, replace(record, texts=texts))
        except BadPhoto:
            return self.stamp(part, replace(record, images={}))

    def line(self, part: str, least: float = 0, below: float = 1.5, **texts: str) -> Strip:
        return Strip(self.stamp(part, Record(texts=texts)), least=least, below=below)

    def row(self, row: Row) -> Strip:
        texts = {key: short_day(word) if isinstance(word, date) else word for key, word in row.words.items()}
        images = {_PICTURE: row.picture} if row.picture else {}
        stamped = self.stamp("row", Record(texts=texts, languages=row.languages, images=images))
        return Strip(stamped, least=self._sheet.least, below=1.6)

    def group(self, group: Group) -> Strip:
        told = f"{group.words}  ·  {group.note}" if group.note else group.words
        more = _("%(heading)s (continued)", heading=group.words)
        languages = {"words": group.language} if group.language else {}
        first, again = (
            self.stamp("group", Record(texts={"words": words}, languages=languages)) for words in (told, more)
        )
        return Strip(first, below=1.2, again=again)

    def heads(self) -> Strip:
        texts = {column.key: column.head for column in self._sheet.columns}
        return Strip(self.stamp("heads", Record(texts=texts)), least=_HEIGHTS["heads"])

    def _design(self, part: str) -> Design:
        width, height = self.frame.paper[0] - 2 * self.frame.left, _HEIGHTS[part]
        values = {"part": part, "columns": self._columns, "width": width, "accent": self._accent}
        return compile_design(
            render("papers/pdf/sheet.html", **values),
            css=(font_css(serif=True), render("papers/pdf/sheet.css", **values)),
            width_mm=width,
            height_mm=height,
            classes=(part,),
            language=self._language,
            text_slots=("words", "aside", *(column.key for column in self._sheet.columns)),
            image_slots=(_PICTURE,),
        )


def placed(columns: Sequence[Column], width: float) -> list[dict[str, Any]]:
    """Where each column begins and how wide it is, in millimetres."""
    share = (width - GAP * (len(columns) - 1)) / sum(column.width for column in columns)
    found, left = [], 0.0
    for column in columns:
        found.append({"column": column, "left": round(left, 2), "width": round(column.width * share, 2)})
        left += column.width * share + GAP
    return found


def _strips(paper: Paper, items: Iterable[Item], empty: str) -> Iterator[Strip]:
    some = False
    for item in items:
        some = True
        yield paper.row(item) if isinstance(item, Row) else paper.group(item)
    if not some and empty:
        yield paper.line("says", words=empty)


def print_sheet(
    target: Path | BinaryIO,
    sheet: Sheet,
    *,
    head: dict[str, str],
    language: str,
    accent: str,
    created: datetime,
) -> Printed:
    """Write ``sheet`` as a PDF, in the language in force, as long as it may be; ``head`` as of :func:`head_values`."""
    paper = Paper(sheet, language=language, accent=accent)
    running = f"{head['conference']}  ·  {sheet.title}"
    first = [paper.line("top", 17.0, words=head["conference"], aside=head["place"])]
    if head["organisers"]:
        first.append(paper.line("lines", below=4.0, words=head["organisers"]))
    first += [
        paper.line("title", 12.0, 4.0, words=sheet.title),
        paper.line("says", below=4.0, words=sheet.status),
    ]

    def foot(page: int, pages: int) -> Stamp:
        told = _("Page %(page)s of %(pages)s", page=page, pages=pages)
        return paper.stamp("foot", Record(texts={"words": sheet.status, "aside": told}))

    return print_strips(
        target,
        _strips(paper, sheet.items, sheet.empty),
        frame=paper.frame,
        first=[*first, paper.heads()],
        others=[paper.line("running", 9.0, words=running), paper.heads()],
        foot=foot,
        title=running,
        language=language,
        created=created,
    )
