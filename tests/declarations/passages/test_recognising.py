"""What a paragraph of a draft is taken for: no word is lost to a number that was not one."""

from __future__ import annotations

import pytest

from eventsys.core.manuscripts import (
    Changes,
    LossKind,
    Manuscript,
    ManuscriptLine,
    ManuscriptUnreadable,
    Reading,
    read_text,
)
from eventsys.declarations.drafts import rules as drafts_rules
from eventsys.declarations.drafts import service as drafts
from eventsys.declarations.drafts.errors import ChangesUndecided, DraftTooLong
from eventsys.declarations.passages import rules
from eventsys.declarations.passages.errors import DraftUnreadable
from eventsys.declarations.passages.rules import Draft
from eventsys.declarations.passages.rules import PassageRole as Becomes
from tests.core.manuscripts import case, docx, p, r

TEXT = """Hanoi Joint Declaration

We, the mayors,
meeting in Hanoi,

1. cooperate *firmly*;
2) share experience;

and tell of it;

(3) meet again.
"""
READ = Draft(
    "Hanoi Joint Declaration",
    ("We, the mayors, meeting in Hanoi,",),
    ("cooperate *firmly*;", "share experience; and tell of it;", "meet again."),
)


def read(text: str) -> Draft:
    found = drafts_rules.propose_import(Manuscript({Changes.ACCEPT: Reading(read_text(text))}), "en").chosen(
        None
    )
    return rules.draft_of(rules.arranged(found.passages))


def draft_of(data: bytes) -> Draft:
    """As it is saved when nobody says otherwise."""
    found = drafts_rules.propose_import(drafts.read_file(data), "en").chosen(None)
    return rules.draft_of(rules.arranged(found.passages))


def test_a_plain_text_is_recognised():
    assert read(TEXT) == READ
    assert read(TEXT.replace("\n", "\r\n")) == READ
    assert draft_of(TEXT.encode()) == READ


def test_lines_without_gaps_and_vietnamese_points():
    draft = read("Tuyên bố chung\nChúng tôi,\nĐiều 1. hợp tác;\nĐiều 2: họp lại.")
    assert draft == Draft("Tuyên bố chung", ("Chúng tôi,",), ("hợp tác;", "họp lại."))
    assert read("We agree,\n1. to meet.") == Draft("", ("We agree,",), ("to meet.",))


@pytest.mark.parametrize("text", ["", "  \n \n", "Only a title"])
def test_nothing_is_no_draft(text: str):
    with pytest.raises(DraftUnreadable):
        read(text)


@pytest.mark.parametrize(
    "words",
    [
        "Article 5 of the Charter guides our work,",
        "Point 3 of the Seoul Declaration is recalled,",
        "Article 3 de la Charte s’applique,",
        "Điều 5 của Hiến chương được áp dụng,",
        "Article 7 remains in force.",
        "12 cities meet,",
        "2013. Then we met,",
    ],
)
def test_a_paragraph_that_begins_with_a_reference_keeps_its_words(words: str):
    assert read(f"We, the cities,\n\n{words}\n\n1. meet.") == Draft(
        "", ("We, the cities,", words), ("meet.",)
    )
    assert read(f"1. meet.\n\n{words}").points == (f"meet. {words}",)


def test_an_item_of_an_automatic_list_keeps_every_word():
    lines = [
        ManuscriptLine((("Article 5 of the Charter guides us.", False),), number=1),
        ManuscriptLine((("1. is one.", False),), number=2),
    ]
    assert [one.as_point() for one in rules.recognised(lines)] == [
        "Article 5 of the Charter guides us.",
        "1. is one.",
    ]


@pytest.mark.parametrize(
    "text",
    [
        "Article 1\n\nto meet;\n\nArticle 2\n\nto share.",
        "Article premier. to meet;\n\nArticle 2 – to share.",
        "(1) to meet;\n\n(2) to share.",
    ],
)
def test_numbers_in_many_styles_are_given_anew(text: str):
    assert read(f"We,\n\n{text}") == Draft("", ("We,",), ("to meet;", "to share."))


def test_another_number_than_the_one_typed_is_told():
    shown = rules.arranged(
        rules.recognised(drafts.read_file(b"We,\n\n5. meet;\n\n6. share.").readings[Changes.ACCEPT].lines)
    )
    assert [(one.number, one.words, one.was) for one in shown] == [
        (1, "We,", ""),
        (1, "meet;", "5."),
        (2, "share.", "6."),
    ]


def test_a_number_out_of_order_is_told_or_stays_a_word():
    assert read("We,\n\n3. Oktober 2013 was good,\n\n1. meet.").preamble == (
        "We,",
        "3. Oktober 2013 was good,",
    )
    shown = rules.arranged(rules.recognised(read_text("1. meet.\n\n3. share.")))
    assert (shown[-1].number, shown[-1].was) == (2, "3.")


def test_somebody_says_what_a_paragraph_is():
    passages = rules.recognised(
        [ManuscriptLine(((words, False),)) for words in ("Title", "1. We,", "2. meet,", "Done.")]
    )
    assert [one.role for one in passages] == [Becomes.TITLE, Becomes.POINT, Becomes.POINT, Becomes.CONTINUES]
    roles = [Becomes.OUT, Becomes.PREAMBLE, Becomes.POINT, Becomes.POINT]
    assert rules.draft_of(rules.arranged(passages, roles)) == Draft("", ("1. We,",), ("meet,", "Done."))
    assert rules.draft_of(rules.arranged(passages, [Becomes.CONTINUES] * 4)).preamble == (
        "Title 1. We, 2. meet, Done.",
    )


def test_stars_are_put_where_they_are_read_as_stress_and_nowhere_else():
    lines = [
        ManuscriptLine((("co", True), ("operate", False))),
        ManuscriptLine((("Work ", False), ("firmly", True), (".", False))),
    ]
    assert [one.words for one in rules.recognised(lines)] == ["cooperate", "Work *firmly*."]


def test_what_is_longer_than_any_declaration_is_refused():
    manuscript = drafts.read_file("\n\n".join(f"{n}. word" for n in range(1, 1500)).encode())
    with pytest.raises(DraftTooLong):
        drafts_rules.propose_import(manuscript, "en")


@pytest.mark.parametrize(
    ("name", "points"),
    [
        ("article.docx", ("Cities meet. Article 7 remains in force.",)),
        ("nbhyphen.docx", ("This is a non‑binding text of the Asia‑Pacific cities for 2013‑2015.",)),
        ("vanish.docx", ("Cities meet.",)),
        ("textbox.docx", ("Cities meet.", "Cities share.")),
        ("sym.docx", ("CO₂ falls by 10 % per km².",)),
    ],
)
def test_documents_that_went_wrong(name: str, points: tuple[str, ...]):
    found = draft_of(case(name))
    assert (found.title, found.preamble[0], found.points) == (
        "Joint Declaration",
        "We, the member cities,",
        points,
    )


def test_a_proposal_is_the_same_after_it_waited_on_a_page():
    proposal = drafts_rules.propose_import(drafts.read_file(case("moved_within.docx")), "en")
    assert drafts_rules.Proposal.of(proposal.plain()) == proposal
    with pytest.raises(ChangesUndecided):
        proposal.chosen("")
    assert set(proposal.found) == set(Changes)


def test_no_draft_is_refused_by_name():
    with pytest.raises(ManuscriptUnreadable):
        drafts.read_file(b"PK\x03\x04 broken")
    with pytest.raises(DraftUnreadable):
        draft_of(docx(p()))


def test_losses_wait_on_the_page_with_the_rest():
    proposal = drafts_rules.propose_import(drafts.read_file(docx(p(r("a "), r("b", "<w:strike/>")))), "en")
    assert [one.kind for one in drafts_rules.Proposal.of(proposal.plain()).chosen(None).losses] == [
        LossKind.STRUCK
    ]
