"""Titles as they are drawn: how many lines they take, and how far apart these stand."""

from __future__ import annotations

import re
import subprocess

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.stages import service as stages
from eventsys.declarations.texts import service as texts
from tests.declarations.factories import make_plenary

TITLES = {
    "pt": "Declaração Universal dos Direitos Humanos",
    "my": "အပြည်ပြည်ဆိုင်ရာ လူ့အခွင့်အရေး ကြေညာစာတမ်း",
}
PLACES = {"pt": "Hanói", "my": "ဟနွိုင်း"}


def lines_of_title(pdf: bytes, page: int) -> list[tuple[float, float]]:
    """Top and bottom of the lines of a page in its largest type, from above, in points."""
    asked = ["pdftotext", "-bbox-layout", "-f", str(page), "-l", str(page), "-", "-"]
    told = subprocess.run(asked, input=pdf, capture_output=True, check=True).stdout.decode()
    found = re.findall(r'<line xMin="[\d.]+" yMin="([\d.]+)" xMax="[\d.]+" yMax="([\d.]+)"', told)
    lines = [(float(top), float(bottom)) for top, bottom in found if float(top) < 250]
    largest = max(bottom - top for top, bottom in lines)
    return [(top, bottom) for top, bottom in lines if bottom - top > 0.9 * largest]


@pytest.fixture
def sealed(app: Flask) -> bytes:
    made = texts.create(
        make_plenary(cities=3), title=Localized(TITLES), languages=[*TITLES], order_language="pt", by=SYSTEM
    )
    for kind in (ParagraphKind.PREAMBLE, ParagraphKind.POINT):
        paragraphs.add_paragraph(made, kind, Localized(TITLES), by=SYSTEM)
    made.place = Localized(PLACES)
    completion.finalise(made, by=SYSTEM)
    adoption.adopt(made, by=SYSTEM, now=clock.now())
    ceremony.open_for_signature(made, by=SYSTEM, now=clock.now())
    return stages.document(made)


def test_a_title_takes_no_more_lines_than_it_needs_and_tall_letters_do_not_touch(sealed: bytes) -> None:
    portuguese, burmese = lines_of_title(sealed, 1), lines_of_title(sealed, 2)
    assert (len(portuguese), len(burmese)) == (2, 2)
    (first, _bottom), (second, _last) = burmese
    ordinary = portuguese[1][0] - portuguese[0][0]
    assert second - first > 1.2 * ordinary
