"""Which languages say less, and which were never compared: by the words themselves, whatever way they got in."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from flask import Flask
from sqlalchemy import select

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.audit import AuditEntry
from eventsys.core.db import db
from eventsys.core.errors import NotFound
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.models import Declaration, Paragraph, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.errors import AmendmentEmpty
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.completion import service as completion
from eventsys.declarations.completion.errors import ParagraphTextMissing, TextChangedSince, WordMissing
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.drafts import service as drafts
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.passages.rules import Draft
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.texts import service as texts
from eventsys.declarations.wording import service
from eventsys.declarations.wording.errors import EditedMeanwhile, NotAligned, NotCompared
from tests.declarations.before_cities import make_amendable
from tests.declarations.factories import make_agreement, make_declaration, make_plenary
from tests.support.threads import together

pytestmark = pytest.mark.usefixtures("app")


def filled(text: Localized, **anew: str) -> Localized:
    """What a form sends back that came filled with the present words."""
    return Localized({**text, **anew})


@pytest.fixture
def draft() -> Declaration:
    return make_amendable()


def point(declaration: Declaration, number: int = 1) -> Paragraph:
    return [p for p in declaration.paragraphs if p.part == ParagraphKind.POINT][number - 1]


def amended(declaration: Declaration, kind: AmendmentKind, text: Localized, *, number: int = 1) -> None:
    city, now = representation_queries.member_delegations(declaration.conference)[0], clock.now()
    made = amendments.propose(
        declaration, city, kind, paragraph=point(declaration, number), text=text, by=SYSTEM, now=now
    )
    decisions.accept(declaration, made, by=SYSTEM, now=now)


def merged(declaration: Declaration, text: Localized) -> None:
    city, now = representation_queries.member_delegations(declaration.conference)[0], clock.now()
    made = amendments.propose(
        declaration, city, AmendmentKind.DELETE, paragraph=point(declaration), by=SYSTEM, now=now
    )
    decisions.merge_amendments(declaration, [made], text, by=SYSTEM, now=now)


def edited(declaration: Declaration, text: Localized) -> None:
    paragraphs.edit_paragraph(declaration, point(declaration), text, by=SYSTEM)


def typed(declaration: Declaration, text: Localized) -> None:
    cells = {p.public_id.hex: dict(p.text) for p in declaration.paragraphs}
    cells[point(declaration).public_id.hex] = dict(text)
    paragraphs.save_text(declaration, cells, by=SYSTEM, version=declaration.version)


def imported(declaration: Declaration, text: Localized) -> None:
    every = [p.text["en"] for p in declaration.paragraphs if p.part == ParagraphKind.POINT]
    preamble = tuple(p.text["en"] for p in declaration.paragraphs if p.part == ParagraphKind.PREAMBLE)
    drafts.take_over(declaration, "en", Draft("", preamble, (text["en"], *every[1:])), by=SYSTEM)


@pytest.mark.parametrize(
    "way",
    [
        lambda d, text: amended(d, AmendmentKind.REPLACE, text),
        merged,
        edited,
        typed,
        imported,
    ],
    ids=["amendment", "merged words", "edit", "editor", "import"],
)
def test_replacing_english_in_a_filled_form_leaves_the_other_languages_behind(
    draft: Declaration, way: Callable[[Declaration, Localized], None]
):
    was = point(draft).text
    way(draft, filled(was, en="meet every two years;"))
    assert point(draft).text == {**was, "en": "meet every two years;"}
    assert [p.behind for p in draft.paragraphs] == [[], [], ["fr", "vi"], [], []]
    amendments.consolidate(draft, by=SYSTEM)
    with pytest.raises(NotAligned):
        completion.finalise(draft, by=SYSTEM)


def test_a_proposal_keeps_only_what_it_changes(draft: Declaration):
    city, now = representation_queries.member_delegations(draft.conference)[0], clock.now()
    first, present = point(draft), point(draft).text

    def propose(kind: AmendmentKind, text: Localized) -> dict[str, str]:
        return dict(
            amendments.propose(draft, city, kind, paragraph=first, text=text, by=SYSTEM, now=now).text
        )

    assert propose(AmendmentKind.REPLACE, filled(present, fr="autrement ;")) == {"fr": "autrement ;"}
    # the form is filled with the words of the paragraph after which something is inserted, too
    assert propose(AmendmentKind.INSERT, filled(present, en="plant trees;")) == {"en": "plant trees;"}
    for kind in (AmendmentKind.INSERT, AmendmentKind.REPLACE):
        with pytest.raises(AmendmentEmpty):
            propose(kind, filled(present, en=f" {present['en']} "))


def test_an_inserted_paragraph_asks_for_every_language_and_then_for_a_comparison(draft: Declaration):
    amended(draft, AmendmentKind.INSERT, filled(point(draft).text, en="plant trees;"))
    new = point(draft, 2)
    assert new.text == {"en": "plant trees;"}
    amendments.consolidate(draft, by=SYSTEM)
    with pytest.raises(ParagraphTextMissing):
        completion.finalise(draft, by=SYSTEM)
    more = filled(new.text, fr="planter des arbres ;", vi="trồng cây;")
    paragraphs.edit_paragraph(draft, new, more, by=SYSTEM)
    assert new.behind == []
    with pytest.raises(NotCompared) as refusal:
        completion.finalise(draft, by=SYSTEM)
    assert refusal.value.values == {"places": ["b_point:2"]}


def test_moves_change_no_words(draft: Declaration):
    before = {p.public_id: (p.moments, p.behind) for p in draft.paragraphs}
    paragraphs.renumber(draft, {point(draft, 3).public_id.hex: 1}, by=SYSTEM)
    paragraphs.change_part(draft, point(draft, 1), by=SYSTEM)
    paragraphs.remove_paragraph(draft, point(draft, 2), by=SYSTEM)
    assert [before[p.public_id] == (p.moments, p.behind) for p in draft.paragraphs] == [True] * 4
    assert completion.to_compare(draft) == []


def test_a_paragraph_split_in_two_languages_of_three_leaves_the_third_behind(draft: Declaration):
    edited(draft, Localized(en="meet;\nlearn;", fr="se réunir ;\napprendre ;", vi="họp và học;"))
    paragraphs.split_paragraph(draft, point(draft), by=SYSTEM)
    assert (point(draft).behind, point(draft, 2).text) == (["vi"], {"en": "learn;", "fr": "apprendre ;"})
    paragraphs.merge_paragraph(draft, point(draft), by=SYSTEM)
    assert point(draft).behind == ["vi"]


def test_the_title_is_words_too(draft: Declaration):
    draft_title = filled(draft.title, en="Hanoi Declaration on Trees")
    texts.edit(
        draft,
        title=draft_title,
        languages=draft.languages,
        order_language="en",
        by=SYSTEM,
    )
    assert draft.title_behind == ["fr", "vi"]
    imported_title = Draft("Tuyên bố Hà Nội về cây xanh", ("a", "b"), ("c", "d", "e"))
    drafts.take_over(draft, "vi", imported_title, by=SYSTEM)
    assert draft.title_behind == ["fr"]
    amendments.consolidate(draft, by=SYSTEM)
    with pytest.raises(NotAligned) as refusal, in_language("en"):
        completion.finalise(draft, by=SYSTEM)
    with in_language("en"):
        assert str(service.explain_gap(refusal.value)).startswith("The title was changed in another language")


def test_what_an_agreement_calls_its_parties_is_words_too():
    conference = make_plenary(cities=2)
    hanoi, bangkok = representation_queries.member_delegations(conference)
    agreement = make_agreement(hanoi, bangkok)
    agreements.set_parties(
        agreement, [hanoi, bangkok], names={hanoi.id: {"en": "the People’s Committee"}}, by=SYSTEM
    )
    with pytest.raises(NotAligned) as refusal:
        completion.agree_text(agreement, by=SYSTEM, now=clock.now())
    assert refusal.value.values == {"what": "party:1", "language": "fr"}


def uneven_draft() -> Declaration:
    """The second point came to French and Vietnamese later than to English."""
    declaration = make_declaration(make_plenary(cities=1), points=1)
    added = paragraphs.add_paragraph(
        declaration, ParagraphKind.POINT, Localized(en="plant trees;"), by=SYSTEM
    )
    words = filled(added.text, fr="planter des arbres ;", vi="trồng cây;")
    paragraphs.edit_paragraph(declaration, added, words, by=SYSTEM)
    db.session.commit()
    return declaration


def compare(declaration: Declaration, word: str = "Read aloud by both drafters", version: int = 0) -> None:
    completion.confirm_compared(
        declaration, word, version=version or declaration.version, by=SYSTEM, now=clock.now()
    )


def test_a_comparison_is_on_record_and_void_when_words_change_after_it():
    declaration = uneven_draft()
    assert [piece.what for piece in completion.to_compare(declaration)] == ["b_point:2"]
    with pytest.raises(WordMissing):
        compare(declaration, " ")
    for what, language in (("b_point:9", "fr"), ("b_point:2", "en")):  # no such piece; nobody is behind there
        with pytest.raises(NotFound):
            completion.confirm_aligned(declaration, what, language, version=declaration.version, by=SYSTEM)
    compare(declaration)
    completion.finalise(declaration, by=SYSTEM)
    entry = db.session.scalars(
        select(AuditEntry).where(AuditEntry.verb == "declaration.languages_compared")
    ).one()
    assert (entry.after["word"], entry.after["places"]) == ("Read aloud by both drafters", ["b_point:2"])
    late = declaration.paragraphs[-1]
    words = filled(late.text, en="plant many trees;", vi="trồng nhiều cây;")
    paragraphs.edit_paragraph(declaration, late, words, by=SYSTEM)
    with pytest.raises(NotAligned):
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    completion.confirm_aligned(declaration, "b_point:2", "fr", version=declaration.version, by=SYSTEM)
    with pytest.raises(NotCompared):
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    compare(declaration, "Once more")
    adoption.adopt(declaration, by=SYSTEM, now=clock.now())


def test_a_word_is_about_the_words_that_were_seen():
    declaration = uneven_draft()
    seen = declaration.version
    first = declaration.paragraphs[-2]
    paragraphs.edit_paragraph(declaration, first, filled(first.text, en="other;"), by=SYSTEM)
    with pytest.raises(TextChangedSince):
        compare(declaration, version=seen)
    with pytest.raises(TextChangedSince):
        completion.confirm_aligned(declaration, "b_point:1", "fr", version=seen, by=SYSTEM)
    with pytest.raises(NotAligned):
        compare(declaration)


def test_a_language_added_later_is_compared_too():
    declaration = make_declaration(make_plenary(cities=1), points=1, languages=["en", "fr"])
    point(declaration).moments = {**point(declaration).moments, "vi": [1]}
    completion.finalise(declaration, by=SYSTEM)
    texts.edit(
        declaration,
        title=declaration.title,
        languages=["en", "fr", "vi"],
        order_language="en",
        by=SYSTEM,
    )
    with pytest.raises(NotCompared):
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())


def test_of_two_who_edit_one_paragraph_in_two_languages_nobody_undoes_the_other():
    declaration = make_declaration(make_plenary(cities=1), points=1)
    last, seen = point(declaration), declaration.version
    mine, theirs = filled(last.text, fr="autrement ;"), filled(last.text, en="otherwise;")
    paragraphs.edit_paragraph(declaration, last, theirs, by=SYSTEM, version=seen)
    paragraphs.edit_paragraph(declaration, last, mine, by=SYSTEM, version=seen)
    assert (last.text["en"], last.text["fr"], set(last.behind)) == (
        "otherwise;",
        "autrement ;",
        {"en", "fr", "vi"},  # neither has seen what the other wrote
    )
    with pytest.raises(EditedMeanwhile):
        paragraphs.edit_paragraph(declaration, last, filled(last.text, en="no;"), by=SYSTEM, version=seen)


def test_who_confirms_while_words_change_is_told_or_comes_first(app: Flask):
    number = uneven_draft().public_id
    seen = acts_queries.get_declaration(number).version

    def confirm() -> None:
        compare(acts_queries.get_declaration(number), version=seen)

    def change() -> None:
        found = acts_queries.get_declaration(number)
        last = found.paragraphs[-1]
        paragraphs.edit_paragraph(found, last, filled(last.text, en="no;", fr="non ;"), by=SYSTEM)

    done = together(app, [confirm, change])
    db.session.expire_all()
    found = acts_queries.get_declaration(number)
    assert found.paragraphs[-1].behind == ["vi"]
    assert done in ({"done": 2}, {"done": 1, "TextChangedSince": 1})
    assert completion.to_compare(found) != []
