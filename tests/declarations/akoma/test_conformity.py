"""One volume with the 24 languages of the European Union stays PDF/A-3a and PDF/UA-1 with a file for each beside the record."""

from __future__ import annotations

import io
import re

import pikepdf
import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.languages import in_language, list_words
from eventsys.core.words.tags import name_in
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.akoma import documents
from eventsys.declarations.akoma.models import Likeness
from eventsys.declarations.ceremony import service as ceremony
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.stages import service as stages
from eventsys.declarations.texts import service as texts
from tests.declarations.factories import make_plenary
from tests.declarations.originals.test_documents import words_of
from tests.declarations.union import UNION
from tests.support.archival import complaints

pytestmark = pytest.mark.usefixtures("app")


def point(language: str, among: list[str]) -> str:
    """A list of languages in each of them, as CLDR has it."""
    with in_language(language):
        return list_words([name_in(tag, language) for tag in among])


def bare(words: str) -> str:
    """Without what the end of a line brings in."""
    return re.sub("[\\s\u00ad\u2010-]", "", words)


def test_a_volume_in_24_languages_conforms_is_small_and_is_read_in_order():
    plenary = make_plenary(cities=2)
    made = texts.create(
        plenary,
        title=Localized({code: f"AKN {name_in(code, code)}" for code in UNION}),
        languages=UNION,
        order_language="en",
        by=SYSTEM,
    )
    for among in (UNION[:12], UNION[12:]):
        words = Localized({code: point(code, among) for code in UNION})
        paragraphs.add_paragraph(made, ParagraphKind.POINT, words, by=SYSTEM)
    made.place = Localized(dict.fromkeys(UNION, "Hanoi"))
    completion.finalise(made, by=SYSTEM)
    adoption.adopt(made, by=SYSTEM, now=clock.now())
    ceremony.open_for_signature(made, by=SYSTEM, now=clock.now())
    pdf = stages.document(made)

    assert [complaints(pdf, profile) for profile in ("3a", "ua1")] == [[], []]
    found = {one.language: one.likeness for one in documents.compared(pdf)}
    assert found == dict.fromkeys(UNION, Likeness.SAME)
    with pikepdf.open(io.BytesIO(pdf)) as opened:
        names = list(opened.attachments)
        packed = [len(one.EF.F.read_raw_bytes()) for one in opened.Root.AF]
    assert names == sorted([*map(documents.file_name, UNION), "declaration.json"])
    assert sum(packed) < 100_000

    read = bare(words_of(pdf))
    order = ["en", *(code for code in UNION if code != "en")]  # the leading one first
    places = [read.find(bare(made.paragraphs[0].text[code])) for code in order]
    assert -1 not in places
    assert places == sorted(places)
