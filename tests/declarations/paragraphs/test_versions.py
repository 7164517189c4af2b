"""Versions, splitting and merging, two editors, remarks."""

from __future__ import annotations

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import rules as acts_rules
from eventsys.declarations.acts.errors import TextFrozen
from eventsys.declarations.acts.models import Declaration, DeclarationState, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.completion import service as completion
from eventsys.declarations.paragraphs import service
from eventsys.declarations.paragraphs.errors import NothingToMerge, NothingToSplit
from eventsys.declarations.remarks import queries as remarks_queries
from eventsys.declarations.remarks import service as remarks
from eventsys.declarations.remarks.errors import CommentEmpty, NotCirculated
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.wording import queries as wording_queries
from eventsys.declarations.wording.errors import EditedMeanwhile, TooLong
from tests.declarations.factories import POINTS, make_declaration, make_plenary

pytestmark = pytest.mark.usefixtures("app")


def draft(points: int = 3) -> Declaration:
    return make_declaration(make_plenary(cities=2), points=points)


def english(declaration: Declaration, part: ParagraphKind = ParagraphKind.POINT) -> list[str]:
    return [p.text.get("en", "") for p in declaration.paragraphs if p.part == part]


def kept(declaration: Declaration, number: int) -> list[str]:
    content = wording_queries.version(declaration, number).content
    return [p["text"]["en"] for p in content["paragraphs"] if p["part"] == ParagraphKind.POINT]


def test_every_save_is_a_version_that_stays():
    declaration = draft(2)
    first, second = (POINTS[n]["en"] for n in (0, 1))
    before = declaration.version
    service.edit_paragraph(declaration, declaration.paragraphs[-1], Localized(en="other;"), by=SYSTEM)
    service.remove_paragraph(declaration, declaration.paragraphs[-1], by=SYSTEM)
    assert [v.number for v in wording_queries.versions(declaration)] == list(
        range(declaration.version, 0, -1)
    )
    assert declaration.version == before + 2
    assert kept(declaration, before) == [first, second]
    assert kept(declaration, before + 1) == [first, "other;"]
    assert kept(declaration, before + 2) == [first]


def test_an_edit_after_the_final_text_makes_a_new_version_and_none_after_adoption():
    declaration = draft(1)
    completion.finalise(declaration, by=SYSTEM)
    final = declaration.version
    service.edit_paragraph(declaration, declaration.paragraphs[-1], Localized(POINTS[1]), by=SYSTEM)
    assert (declaration.version, wording_queries.versions(declaration)[0].state) == (final + 1, "finalised")
    adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    cells = {p.public_id.hex: {"en": "new"} for p in declaration.paragraphs}
    for verb in (
        lambda: service.save_text(declaration, cells, by=SYSTEM, version=declaration.version),
        lambda: service.split_paragraph(declaration, declaration.paragraphs[0], by=SYSTEM),
        lambda: service.merge_paragraph(declaration, declaration.paragraphs[0], by=SYSTEM),
        lambda: service.change_part(declaration, declaration.paragraphs[0], by=SYSTEM),
        lambda: service.renumber(declaration, {}, by=SYSTEM),
        lambda: remarks.comment(declaration, declaration.paragraphs[0], "late", by=SYSTEM, now=clock.now()),
    ):
        with pytest.raises((TextFrozen, NothingToSplit)):
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
        {"en": "one;", "fr": "un ;", "vi": "một hai"},
        {"en": "two;", "fr": "deux ;"},
    ]
    assert [p.position for p in declaration.paragraphs[2:]] == [1, 2, 3]
    remark = remarks.comment(declaration, new, "Why?", by=SYSTEM, now=clock.now())
    service.merge_paragraph(declaration, point, by=SYSTEM)
    db.session.refresh(remark)
    assert dict(point.text) == {"en": "one; two;", "fr": "un ; deux ;", "vi": "một hai"}
    assert (remark.paragraph_id, len(english(declaration))) == (point.id, 2)
    with pytest.raises(NothingToMerge):
        service.merge_paragraph(declaration, declaration.paragraphs[-1], by=SYSTEM)


def test_points_take_the_numbers_typed_and_change_sides():
    declaration = draft(3)
    one, two, three = (p for p in declaration.paragraphs if p.part == ParagraphKind.POINT)
    service.renumber(declaration, {three.public_id.hex: 1}, by=SYSTEM)
    assert english(declaration) == [p.text["en"] for p in (three, one, two)]
    service.change_part(declaration, three, by=SYSTEM)
    assert english(declaration) == [p.text["en"] for p in (one, two)]
    assert english(declaration, ParagraphKind.PREAMBLE)[-1] == three.text["en"]
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
    assert acts_rules.emphasis(text) == runs


def test_cities_comment_once_the_draft_is_circulated():
    declaration = draft(1)
    point, city = (
        declaration.paragraphs[-1],
        representation_queries.member_delegations(declaration.conference)[0],
    )
    say = {"by": SYSTEM, "now": clock.now(), "delegation": city}
    with pytest.raises(NotCirculated):
        remarks.comment(declaration, point, "Early", **say)
    completion.circulate(declaration, by=SYSTEM)
    assert declaration.state == DeclarationState.CIRCULATED
    with pytest.raises(CommentEmpty):
        remarks.comment(declaration, point, " \n ", **say)
    made = remarks.comment(declaration, point, "Shorter, <b>please</b>", **say)
    assert remarks_queries.comment_counts(declaration) == {point.id: 1}
    remarks.settle_comment(made, declaration, by=SYSTEM, now=clock.now())
    assert remarks_queries.comment_counts(declaration) == {}
    service.remove_paragraph(declaration, point, by=SYSTEM)
    db.session.expire_all()
    assert [(c.body, c.paragraph_id) for c in remarks_queries.comments(declaration)] == [
        ("Shorter, <b>please</b>", None)
    ]


def test_a_paragraph_has_an_end():
    declaration = draft(1)
    with pytest.raises(TooLong):
        service.add_paragraph(declaration, ParagraphKind.POINT, Localized(en="x" * 5001), by=SYSTEM)
