"""Nameplates, table tents and certificates: one design each, stamped for everybody at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Final

from markupsafe import Markup, escape

from eventsys.conferences.editions.models import Conference
from eventsys.core.errors import Refusal
from eventsys.core.render import render
from eventsys.core.web.filters import daterange
from eventsys.core.words.grammar import set_off
from eventsys.core.words.languages import fallbacks, in_language
from eventsys.core.words.languages import gettext as _
from eventsys.pdf.design.compile import compile_design
from eventsys.pdf.design.compiled import Design
from eventsys.pdf.shaping.fonts import font_css
from eventsys.pdf.sheets.impose import Printed, Sides, Spot, Spots, print_pdf
from eventsys.pdf.stamping.stamp import Record, stamp_all

__all__ = ["MOST", "SLOTS", "Paper", "Subject", "print_papers", "stamp_papers", "title_of"]

MOST: Final = 5000
"""Pages in one answer."""
SLOTS: Final = ("name", "native_name", "office", "city", "native_city")


class Paper(StrEnum):
    """What can be printed for the people of a conference."""

    NAMEPLATE = "nameplate"
    TENT = "tent"
    CERTIFICATE = "certificate"


#: Width and height of the design in millimetres, and the design's name.
_DESIGNS: Final = {
    Paper.NAMEPLATE: (210.0, 99.0, "nameplate"),
    Paper.TENT: (297.0, 105.0, "nameplate"),
    Paper.CERTIFICATE: (297.0, 210.0, "certificate"),
}
#: The title in its sentence.
_EVENT: Final = Markup('<span class="event">{}</span>')
#: A4 across, folded in the middle: the half that faces away stands on its head.
_TENT: Final = Spots((297.0, 210.0), (Spot(0, 0, 180), Spot(0, 105)))


@dataclass(frozen=True, slots=True)
class Subject:
    """Who or what a paper names. ``native_language`` and ``city_language`` are BCP 47 tags."""

    name: str
    native_name: str = ""
    native_language: str = ""
    office: str = ""
    city: str = ""
    native_city: str = ""
    city_language: str = ""

    @property
    def said(self) -> tuple[bool, bool]:
        """Whether there is a native name, and a city."""
        return self.native_name != "", self.city != ""

    def record(self) -> Record:
        return Record(
            texts={slot: getattr(self, slot) for slot in SLOTS},
            languages={"native_name": self.native_language, "native_city": self.city_language},
        )


def title_of(paper: Paper) -> str:
    """What the file is called, in the language in force."""
    titles = {
        Paper.NAMEPLATE: _("Nameplates"),
        Paper.TENT: _("Table tents"),
        Paper.CERTIFICATE: _("Certificates of participation"),
    }
    return str(titles[paper])


def stamp_papers(
    paper: Paper,
    subjects: Sequence[Subject],
    *,
    conference: Conference,
    language: str,
    refused: Callable[[Subject, Refusal], None],
) -> list[Sides]:
    """A page for each of ``subjects``, in their order, words in ``language``; for one that cannot be set
    ``refused`` is called, and the others go on."""
    designs = {
        said: _design(paper, conference, language, native=said[0], city=said[1])
        for said in {subject.said for subject in subjects}
    }
    pairs = [(designs[subject.said], subject.record()) for subject in subjects]
    stamps = stamp_all(pairs, refused=lambda number, why: refused(subjects[number], why))
    return [Sides(one) for one in stamps if one is not None]


def print_papers(
    target: Path,
    paper: Paper,
    sides: Iterable[Sides],
    *,
    conference: Conference,
    language: str,
    created: datetime,
) -> Printed:
    """Write what :func:`stamp_papers` made (something) to ``target``."""
    with in_language(language):
        title = f"{title_of(paper)} · {conference.title.get_in(fallbacks(language, conference.languages))}"
    return print_pdf(
        target,
        sides,
        title=title,
        language=language,
        sheet=_TENT if paper is Paper.TENT else None,
        created=created,
    )


def _design(paper: Paper, conference: Conference, language: str, *, native: bool, city: bool) -> Design:
    """The paper's design; where there is no native name or no city, the others take its place."""
    width, height, name = _DESIGNS[paper]
    order = fallbacks(language, conference.languages)
    with in_language(language):
        values = {
            "title": conference.title.get_in(order),
            "forms": set_off(conference.title_forms(language), "title", _EVENT.format, escape),
            "network": conference.network.name.get_in(order),
            "host": conference.host_name.get_in(order),
            "dates": daterange(conference.starts, conference.ends),
            "accent": conference.paper_accent,
        }
        classes = (paper, "with-native" if native else "no-native", "with-city" if city else "no-city")
        return compile_design(
            render(f"papers/pdf/{name}.html", **values),
            css=(font_css(serif=True), render(f"papers/pdf/{name}.css", **values)),
            width_mm=width,
            height_mm=height,
            classes=classes,
            language=language,
            text_slots=SLOTS,
            image_slots=(),
        )
