"""What changed between two versions, how far each language is, and the words that are frozen."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.changes import DiffKind, word_changes
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.completion import queries, rules, service
from eventsys.declarations.paragraphs import service as paragraphs_service
from eventsys.declarations.texts import service as texts
from eventsys.declarations.texts.errors import ClauseUnclear
from tests.declarations.factories import make_adopted, make_declaration, make_plenary

pytestmark = pytest.mark.usefixtures("app")


def draft(points: int = 3) -> Declaration:
    return make_declaration(make_plenary(cities=2), points=points)


def test_differences_tell_changed_words_new_removed_and_moved_paragraphs():
    def p(key: str, words: str) -> dict[str, object]:
        return {"id": key, "part": ParagraphKind.POINT, "text": {"en": words}}

    before = [p("a", "solve energy problems;"), p("b", "meet;"), p("c", "part.")]
    after = [p("c", "part."), p("a", "solve all energy problems together;"), p("d", "dance;")]
    found = rules.differences(before, after, "en")
    assert [(d.change, d.was, d.number, d.moved) for d in found] == [
        (DiffKind.SAME, 3, 1, True),
        (DiffKind.CHANGED, 1, 2, False),
        (DiffKind.REMOVED, 2, None, False),
        (DiffKind.ADDED, None, 3, False),
    ]
    assert found[1].runs == [
        (DiffKind.SAME, "solve "),
        (DiffKind.ADDED, "all "),
        (DiffKind.SAME, "energy problems "),
        (DiffKind.ADDED, "together"),
        (DiffKind.SAME, ";"),
    ]


def test_frozen_words_are_without_stars_and_say_which_text_is_authentic():
    declaration = draft(1)
    paragraphs_service.edit_paragraph(
        declaration,
        declaration.paragraphs[-1],
        Localized(en="*never*;", fr="jamais ;", vi="không;"),
        by=SYSTEM,
    )
    texts.edit(
        declaration,
        title=declaration.title,
        languages=declaration.languages,
        order_language="en",
        authentic="",
        divergence="en",
        by=SYSTEM,
    )
    service.finalise(declaration, by=SYSTEM)
    adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    english_text, french, _vietnamese = (t.content for t in queries.frozen_texts(declaration))
    assert "1. never;" in english_text
    assert english_text.rstrip().endswith(
        "The texts in English, French, and Vietnamese are equally authentic. "
        "In case of divergence, the text in English prevails."
    )
    assert french.rstrip().endswith("En cas de divergence, le texte en anglais prévaut.")
    with pytest.raises(ClauseUnclear):
        texts.create(
            declaration.conference, title=Localized(en="x"), languages=["en"], authentic="fr", by=SYSTEM
        )


def test_completeness_counts_each_language_and_what_is_behind():
    declaration = draft(2)
    point = declaration.paragraphs[-1]
    point.behind = ["fr"]
    paragraphs_service.edit_paragraph(declaration, declaration.paragraphs[0], Localized(en="We,"), by=SYSTEM)
    paragraphs = [(p.part, p.text, p.behind) for p in declaration.paragraphs]
    en, fr, vi = rules.completeness(declaration.title, paragraphs, declaration.languages)
    assert (en.preamble, en.points, en.behind, en.complete(2, 2)) == (2, 2, 0, True)
    assert (fr.preamble, fr.points, fr.behind, fr.complete(2, 2)) == (1, 2, 1, False)
    assert (vi.preamble, vi.behind) == (1, 0)
    parts = [p.part for p in declaration.paragraphs]
    assert [rules.is_whole(found, parts) for found in ([en], [en, fr])] == [True, False]
    assert [rules.is_whole([replace(en, behind=1)], parts), rules.is_whole([], [])] == [True, False]


def test_adoption_still_freezes_three_texts():
    assert len(queries.frozen_texts(make_adopted(make_plenary(cities=2)))) == 3


def lines_run(before: str, after: str) -> int:
    """How many lines of Python the comparison takes, whatever the machine does meanwhile."""
    count = 0

    def note(_frame: Any, event: str, _given: Any) -> Any:
        nonlocal count
        count += event == "line"
        return note

    counting = sys.gettrace()  # of script/mutants, which counts the lines of all tests
    sys.settrace(note)
    try:
        word_changes(before, after)
    finally:
        sys.settrace(counting)
    return count


def test_comparing_words_that_come_again_and_again_grows_with_the_text() -> None:
    """Five thousand signs of "a b" against "b a a" once took minutes."""
    small, large = (lines_run("a b " * n, "b a a " * n) for n in (30, 300))
    assert large < 15 * small


@pytest.mark.parametrize(
    ("before", "after", "runs"),
    [
        ("one two three", "one two three", [("same", "one two three")]),
        ("", "new", [("added", "new")]),
        (
            "data every two years",
            "all data each year",
            [("added", "all "), ("same", "data "), ("removed", "every two years"), ("added", "each year")],
        ),
        (
            "the mayors of the cities decide",
            "a council of experts votes at once",
            [("removed", "the mayors of the cities decide"), ("added", "a council of experts votes at once")],
        ),
    ],
)
def test_words_of_a_change_are_read_together(before: str, after: str, runs: list[tuple[str, str]]) -> None:
    assert [(str(change), words) for change, words in word_changes(before, after)] == runs
