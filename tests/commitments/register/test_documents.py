"""The register in a spreadsheet."""

from __future__ import annotations

import csv
import io
from datetime import date
from typing import Any

import pytest
from python_calamine import CalamineWorkbook

from eventsys.commitments.register import documents, queries
from eventsys.core import clock
from eventsys.core.tables import as_csv, as_xlsx
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
from tests.commitments.factories import make_commitment, make_pledge, make_text

pytestmark = pytest.mark.usefixtures("app")


def table(language: str) -> tuple[list[str], list[list[Any]]]:
    text = make_text()
    make_commitment(
        text,
        2,
        what="=less smog",
        owner="HAN",
        partners=("BKK", "JKT"),
        due="2012-06",
        indicator=Localized(en="µg/m³", fr="µg par m³"),
    )
    make_pledge(text.conference)
    rows = queries.all_matching(text.conference, queries.Filters(), today=clock.now().date())
    with in_language(language):
        return documents.register_table(rows, (language, "en"), today=date(2013, 1, 1))


def test_a_row_tells_the_promise_its_source_and_whether_it_is_late() -> None:
    heads, (first, second) = table("fr")
    told = dict(zip(heads, first, strict=True))
    assert told.pop("Inscrit le") == clock.now().date()
    assert told == {
        "Ville engagée": "Hanoï",
        "Code": "HAN",
        "Partenaires": "Bangkok et Jakarta",
        "Ce qui est à faire": "=less smog",
        "Indicateur": "µg par m³",
        "Échéance": "2012-06",
        "En retard": "oui",
        "État": "inscrit",
        "Source": "engagement tiré d’un texte",
        "Texte": "Déclaration commune de Hanoï",
        "Point": "2",
        "Déclaré par": "",
        "Déclaré le": "",
        "Où": "",
        "Termes": "",
        "Inscrit par": "eventsys",
    }
    pledge = dict(zip(heads, second, strict=True))
    assert [
        pledge[head] for head in ("Source", "Texte", "Point", "Déclaré par", "Déclaré le", "En retard")
    ] == [
        "engagement verbal sans instrument",
        "",
        "",
        "The delegation of Jakarta",
        "2013-11-18",
        "",
    ]


def test_words_that_look_like_a_formula_are_none() -> None:
    heads, rows = table("en")
    read = list(csv.reader(io.StringIO(as_csv(heads, rows).decode("utf-8-sig"))))
    assert (read[0], read[1][3]) == (heads, "'=less smog")
    sheet = CalamineWorkbook.from_filelike(
        io.BytesIO(as_xlsx("Commitments", heads, rows))
    ).get_sheet_by_index(0)
    assert sheet.name == "Commitments"
    assert sheet.to_python()[1][3] == "=less smog"
