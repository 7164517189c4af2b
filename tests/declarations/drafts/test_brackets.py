"""What stands in brackets, in the Word document that is taken away."""

from __future__ import annotations

import io

import docx
import pytest
from docx.oxml.ns import qn

from eventsys.core.words.text import Localized
from eventsys.declarations.amendments import queries, service
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.drafts import documents
from tests.declarations.amendments.test_amendments import FIRST, SECOND, THIRD, answer, propose
from tests.declarations.before_cities import make_amendable
from tests.declarations.factories import POINTS

pytestmark = pytest.mark.usefixtures("app")


def test_each_kind_of_amendment_stands_in_bold_brackets_with_its_city() -> None:
    draft, kinds = make_amendable(), AmendmentKind
    some = [
        propose(draft, kinds.INSERT, 1, text=Localized(en="plant *many* trees;")),
        propose(draft, kinds.REPLACE, 2, text=Localized(fr="autrement ;"), who="BKK"),
        propose(draft, kinds.DELETE, 3),
        propose(draft, kinds.MOVE, 1, place=3, who="JKT"),
    ]
    left = propose(draft, kinds.DELETE, 2)
    for one in some:
        answer(service.bracket, draft, one)
    answer(service.withdraw, draft, left)
    data = documents.draft_docx(draft, queries.amendments(draft), languages=["en", "fr"])
    found = docx.Document(io.BytesIO(data)).paragraphs
    points = {"en": found[3:7], "fr": found[10:14]}
    assert {code: [one.text for one in ones] for code, ones in points.items()} == {
        "en": [
            f"1. [{FIRST}] [move to number 3] (Jakarta)",
            "[plant many trees;] (Hanoi)",
            f"2. [{SECOND}] [autrement ;] (Bangkok)",
            f"3. [{THIRD}] [delete] (Hanoi)",
        ],
        "fr": [
            f"1. [{POINTS[0]['fr']}] [déplacer au numéro 3] (Jakarta)",
            "[plant many trees;] (Hanoï)",
            f"2. [{POINTS[1]['fr']}] [autrement ;] (Bangkok)",
            f"3. [{POINTS[2]['fr']}] [supprimer] (Hanoï)",
        ],
    }
    runs = [run for one in points["fr"] for run in one.runs]
    assert {run.text for run in runs if run.bold} == {"[", " [", "]"}
    assert [run.text for run in runs if run.italic] == ["many"]
    languages = {
        run.text: run._r.rPr.find(qn("w:lang")) for run in runs if run.text in ("many", "autrement ;")
    }
    assert {words: mark.get(qn("w:val")) for words, mark in languages.items()} == {
        "many": "en",
        "autrement ;": "fr",
    }
