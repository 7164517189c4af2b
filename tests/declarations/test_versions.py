"""Versions, their differences, splitting and merging, two editors, remarks."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import Any

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.text import Localized
from eventsys.declarations import queries, rules, service
from eventsys.declarations.errors import (
    ClauseUnclear,
    CommentEmpty,
    EditedMeanwhile,
    Frozen,
    NotCirculated,
    NothingToMerge,
    NothingToSplit,
    TooLong,
)
from eventsys.declarations.models import Declaration, DeclarationState, Part
from eventsys.declarations.rules import Change
from tests.declarations.factories import POINTS, make_adopted, make_declaration, make_plenary

pytestmark = pytest.mark.usefixtures("app")


def draft(points: int = 3) -> Declaration:
    return make_declaration(make_plenary(cities=2), points=points)


def english(declaration: Declaration, part: Part = Part.POINT) -> list[str]:
    return [p.text.get("en", "") for p in declaration.paragraphs if p.part == part]


def kept(declaration: Declaration, number: int) -> list[str]:
    content = queries.version(declaration, number).content
    return [p["text"]["en"] for p in content["paragraphs"] if p["part"] == Part.POINT]


def test_every_save_is_a_version_that_stays():
    declaration = draft(2)
    first, second = (POINTS[n]["en"] for n in (0, 1))
    before = declaration.version
    service.edit_paragraph(declaration, declaration.paragraphs[-1], Localized(en="other;"), by=SYSTEM)
    service.remove_paragraph(declaration, declaration.paragraphs[-1], by=SYSTEM)
    assert [v.number for v in queries.versions(declaration)] == list(range(declaration.version, 0, -1))
    assert declaration.version == before + 2
    assert kept(declaration, before) == [first, second]
    assert kept(declaration, before + 1) == [first, "other;"]
    assert kept(declaration, before + 2) == [first]


def test_an_edit_after_the_final_text_makes_a_new_version_and_none_after_adoption():
    declaration = draft(1)
    service.finalise(declaration, by=SYSTEM)
    final = declaration.version
    service.edit_paragraph(declaration, declaration.paragraphs[-1], Localized(POINTS[1]), by=SYSTEM)
    assert (declaration.version, queries.versions(declaration)[0].state) == (final + 1, "finalised")
    service.adopt(declaration, by=SYSTEM, now=clock.now())
    cells = {p.public_id.hex: {"en": "new"} for p in declaration.paragraphs}
    for verb in (
        lambda: service.save_text(declaration, cells, by=SYSTEM, version=declaration.version),
        lambda: service.split_paragraph(declaration, declaration.paragraphs[0], by=SYSTEM),
        lambda: service.merge_paragraph(declaration, declaration.paragraphs[0], by=SYSTEM),
        lambda: service.change_part(declaration, declaration.paragraphs[0], by=SYSTEM),
        lambda: service.renumber(declaration, {}, by=SYSTEM),
        lambda: service.comment(declaration, declaration.paragraphs[0], "late", by=SYSTEM, now=clock.now()),
    ):
        with pytest.raises((Frozen, NothingToSplit)):
            verb()
    assert declaration.version == final + 1


def test_a_paragraph_is_split_at_its_line_breaks_and_merged_again():
    declaration = draft(2)
    point = declaration.paragraphs[2]
    with pytest.raises(NothingToSplit):
        service.split_paragraph(declaration, point, by=SYSTEM)
    service.edit_paragraph(
        declaration, point, Localized(en="one;\ntwo;", fr="un ;\ndeux ;", vi="một hai"), by=SYSTEM
    )
    new = service.split_paragraph(declaration, point, by=SYSTEM)
    assert [dict(p.text) for p in declaration.paragraphs[2:4]] == [
        {"en": "one;", "fr": "un ;", "vi": "một hai"}, {"en": "two;", "fr": "deux ;"},
    ]  # fmt: skip
    assert [p.position for p in declaration.paragraphs[2:]] == [1, 2, 3]
    remark = service.comment(declaration, new, "Why?", by=SYSTEM, now=clock.now())
    service.merge_paragraph(declaration, point, by=SYSTEM)
    db.session.refresh(remark)
    assert dict(point.text) == {"en": "one; two;", "fr": "un ; deux ;", "vi": "một hai"}
    assert (remark.paragraph_id, len(english(declaration))) == (point.id, 2)
    with pytest.raises(NothingToMerge):
        service.merge_paragraph(declaration, declaration.paragraphs[-1], by=SYSTEM)


def test_points_take_the_numbers_typed_and_change_sides():
    declaration = draft(3)
    one, two, three = (p for p in declaration.paragraphs if p.part == Part.POINT)
    service.renumber(declaration, {three.public_id.hex: 1}, by=SYSTEM)
    assert english(declaration) == [p.text["en"] for p in (three, one, two)]
    service.change_part(declaration, three, by=SYSTEM)
    assert english(declaration) == [p.text["en"] for p in (one, two)]
    assert english(declaration, Part.PREAMBLE)[-1] == three.text["en"]
    service.change_part(declaration, three, by=SYSTEM)
    assert english(declaration) == [p.text["en"] for p in (three, one, two)]
    assert [p.position for p in declaration.paragraphs] == [1, 2, 1, 2, 3]


def test_what_two_editors_change_in_different_places_is_kept_of_both():
    declaration = draft(2)
    seen = declaration.version
    first, second = (p.public_id.hex for p in declaration.paragraphs[-2:])
    service.save_text(declaration, {first: {"en": "theirs"}}, by=SYSTEM, version=seen)
    service.save_text(
        declaration,
        {first: {"en": POINTS[0]["en"], "fr": "à moi"}, second: {"en": "mine"}},
        by=SYSTEM,
        version=seen,
    )
    assert english(declaration) == ["theirs", "mine"]
    assert declaration.paragraphs[-2].text["fr"] == "à moi"
    number = declaration.version
    service.save_text(declaration, {first: {"en": "theirs"}}, by=SYSTEM, version=number)
    assert declaration.version == number  # nothing typed anew


def test_where_both_changed_the_same_words_nothing_is_saved_and_both_are_told():
    declaration = draft(2)
    seen = declaration.version
    first, second = (p.public_id.hex for p in declaration.paragraphs[-2:])
    service.save_text(declaration, {first: {"en": "theirs"}}, by=SYSTEM, version=seen)
    service.remove_paragraph(declaration, declaration.paragraphs[-1], by=SYSTEM)
    mine = {first: {"en": "mine"}, second: {"en": "lost?"}}
    with pytest.raises(EditedMeanwhile) as refusal:
        service.save_text(declaration, mine, by=SYSTEM, version=seen)
    merged = refusal.value.values["merged"]
    assert (merged.conflicts, merged.lost) == ({(first, "en")}, {second})
    assert merged.texts[first]["en"] == "mine"
    assert english(declaration) == ["theirs"]


def test_differences_tell_changed_words_new_removed_and_moved_paragraphs():
    def p(key: str, words: str) -> dict[str, object]:
        return {"id": key, "part": Part.POINT, "text": {"en": words}}

    before = [p("a", "solve energy problems;"), p("b", "meet;"), p("c", "part.")]
    after = [p("c", "part."), p("a", "solve all energy problems together;"), p("d", "dance;")]
    found = rules.differences(before, after, "en")
    assert [(d.change, d.was, d.number, d.moved) for d in found] == [
        (Change.SAME, 3, 1, True),
        (Change.CHANGED, 1, 2, False),
        (Change.REMOVED, 2, None, False),
        (Change.ADDED, None, 3, False),
    ]
    assert found[1].runs == [
        (Change.SAME, "solve"), (Change.ADDED, "all"), (Change.SAME, "energy"), (Change.REMOVED, "problems;"),
        (Change.ADDED, "problems together;"),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("we *firmly* agree", [("we ", False), ("firmly", True), (" agree", False)]),
        ("*both words* and *more*", [("both words", True), (" and ", False), ("more", True)]),
        ("3 * 4 and 5* or *<b>x</b>", [("3 * 4 and 5* or *<b>x</b>", False)]),
        ("one\n*two* **", [("one\n", False), ("two", True), (" **", False)]),
    ],
)
def test_stars_stress_whole_words_and_nothing_else_is_markup(text: str, runs: list[tuple[str, bool]]):
    assert rules.emphasis(text) == runs


def test_frozen_words_are_without_stars_and_say_which_text_is_authentic():
    declaration = draft(1)
    service.edit_paragraph(
        declaration,
        declaration.paragraphs[-1],
        Localized(en="*never*;", fr="jamais ;", vi="không;"),
        by=SYSTEM,
    )
    service.edit(
        declaration, title=declaration.title, languages=declaration.languages,
        order_language="en", authentic="", divergence="en", by=SYSTEM,
    )  # fmt: skip
    service.finalise(declaration, by=SYSTEM)
    service.adopt(declaration, by=SYSTEM, now=clock.now())
    english_text, french, _vietnamese = (t.content for t in queries.frozen_texts(declaration))
    assert "1. never;" in english_text
    assert english_text.rstrip().endswith(
        "The texts in English, French, and Vietnamese are equally authentic. "
        "In case of divergence, the text in English prevails."
    )
    assert french.rstrip().endswith("En cas de divergence, le texte en anglais prévaut.")
    with pytest.raises(ClauseUnclear):
        service.create(
            declaration.conference, title=Localized(en="x"), languages=["en"], authentic="fr", by=SYSTEM
        )


def test_completeness_counts_each_language_and_what_is_behind():
    declaration = draft(2)
    point = declaration.paragraphs[-1]
    point.behind = ["fr"]
    service.edit_paragraph(declaration, declaration.paragraphs[0], Localized(en="We,"), by=SYSTEM)
    paragraphs = [(p.part, p.text, p.behind) for p in declaration.paragraphs]
    en, fr, vi = rules.completeness(declaration.title, paragraphs, declaration.languages)
    assert (en.preamble, en.points, en.behind, en.complete(2, 2)) == (2, 2, 0, True)
    assert (fr.preamble, fr.points, fr.behind, fr.complete(2, 2)) == (1, 2, 1, False)
    assert (vi.preamble, vi.behind) == (1, 0)
    parts = [p.part for p in declaration.paragraphs]
    assert [rules.is_whole(found, parts) for found in ([en], [en, fr])] == [True, False]
    assert [rules.is_whole([replace(en, behind=1)], parts), rules.is_whole([], [])] == [True, False]


def test_cities_comment_once_the_draft_is_circulated():
    declaration = draft(1)
    point, city = declaration.paragraphs[-1], queries.member_delegations(declaration.conference)[0]
    say = {"by": SYSTEM, "now": clock.now(), "delegation": city}
    with pytest.raises(NotCirculated):
        service.comment(declaration, point, "Early", **say)
    service.circulate(declaration, by=SYSTEM)
    assert declaration.state == DeclarationState.CIRCULATED
    with pytest.raises(CommentEmpty):
        service.comment(declaration, point, " \n ", **say)
    made = service.comment(declaration, point, "Shorter, <b>please</b>", **say)
    assert queries.comment_counts(declaration) == {point.id: 1}
    service.settle_comment(made, declaration, by=SYSTEM, now=clock.now())
    assert queries.comment_counts(declaration) == {}
    service.remove_paragraph(declaration, point, by=SYSTEM)
    db.session.expire_all()
    assert [(c.body, c.paragraph_id) for c in queries.comments(declaration)] == [
        ("Shorter, <b>please</b>", None)
    ]


def test_a_paragraph_has_an_end():
    declaration = draft(1)
    with pytest.raises(TooLong):
        service.add_paragraph(declaration, Part.POINT, Localized(en="x" * 5001), by=SYSTEM)


def test_adoption_still_freezes_three_texts():
    assert len(queries.frozen_texts(make_adopted(make_plenary(cities=2)))) == 3


def lines_run(before: str, after: str) -> int:
    """How many lines of Python the comparison takes, whatever the machine does meanwhile."""
    count = 0

    def note(_frame: Any, event: str, _given: Any) -> Any:
        nonlocal count
        count += event == "line"
        return note

    sys.settrace(note)
    try:
        rules.word_changes(before, after)
    finally:
        sys.settrace(None)
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
            [("added", "all"), ("same", "data"), ("removed", "every two years"), ("added", "each year")],
        ),
        (
            "the mayors of the cities decide",
            "a council of experts votes at once",
            [("removed", "the mayors of the cities decide"), ("added", "a council of experts votes at once")],
        ),
    ],
)
def test_words_of_a_change_are_read_together(before: str, after: str, runs: list[tuple[str, str]]) -> None:
    assert [(str(change), words) for change, words in rules.word_changes(before, after)] == runs
