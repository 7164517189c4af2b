"""The text with its proposals, and the table of amendments with its figures, as they are printed."""

from __future__ import annotations

import pytest

from eventsys.core import clock
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.consolidation import documents, queries
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.voting.models import Question
from eventsys.declarations.voting.rules import choice_words
from tests.declarations.amendments.test_amendments import answer, draft, propose, words_of
from tests.declarations.motions.test_motions import HANDS, answer_with, by_majority, word

__all__ = ["by_majority", "draft"]

pytestmark = pytest.mark.usefixtures("app")


def test_every_proposal_stands_at_its_words_in_print(draft: Declaration):
    word(draft, 1, "strengthen", "deepen")
    word(draft, 2, "energy", "water", who="BKK")
    word(draft, 2, "energy", "traffic", who="JKT")
    new = propose(draft, AmendmentKind.INSERT, 3, text=Localized(en="plant trees."), who="BKK")
    answer(amendments.bracket, draft, new)
    propose(draft, AmendmentKind.MOVE, 3, place=1)
    with in_language("en"):
        paper = documents.consolidated_pdf(draft, queries.undecided(draft), now=clock.now())
    printed = words_of(paper.pdf)
    for said in (
        "1. strengthen [deepen 1 Hanoi] ",
        "2. solve energy [water 2 Bangkok] / [traffic 3 Jakarta] problems",
        "[plant trees. 4 Bangkok]",
        "[move to number 1 5 Hanoi]",
        "Tiếng Việt",
    ):
        assert said in printed, printed


def test_the_table_says_how_far_the_text_is_agreed(draft: Declaration):
    word(draft, 2, "energy", "water")
    word(draft, 2, "energy", "traffic", who="BKK")
    answer_with(decisions.accept, draft, word(draft, 1, "strengthen", "deepen"), HANDS)
    with in_language("en"):
        table = documents.amendments_pdf(draft, now=clock.now())
    printed = words_of(table.pdf)
    for said in (
        "All 98% 2 1 2 1 —",
        "Point 1 100% — 1 — — —",
        "Not decided, by kind replace (2)",
        "Not decided, by city Bangkok (1), Hanoi (1)",
        "Decided, and how accepted, by show of hands (1)",
    ):
        assert said in printed, printed


def test_a_roll_is_read_by_choice_and_says_who_voted_by_proxy() -> None:
    said = (("Hanoi", "yes", False), ("Bangkok", "no", False), ("Jakarta", "yes", True), ("Seoul", "", False))
    roll = [
        {"name": {"en": name, "fr": f"{name} (fr)"}, "choice": choice, "proxy": proxy}
        for name, choice, proxy in said
    ]
    with in_language("en"):
        assert documents.roll_words(Question(roll=roll), ("en", "fr")) == [
            (choice_words("yes"), "Hanoi and Jakarta (by proxy)"),
            (choice_words("no"), "Bangkok"),
            (choice_words(""), "Seoul"),
        ]
    with in_language("fr"):
        assert documents.roll_words(Question(roll=roll[1:2]), ("fr",)) == [
            (choice_words("no"), "Bangkok (fr)")
        ]
        del roll[1]["name"]["fr"]
        ((_choice, cities),) = documents.roll_words(Question(roll=roll[1:2]), ("fr", "en"))
    assert (
        cities == '<bdi class="elsewhere" lang="en" dir="ltr" title="en anglais" data-in="en">Bangkok</bdi>'
    )


def test_what_is_to_stand_before_everything_stands_there(draft: Declaration) -> None:
    propose(draft, AmendmentKind.INSERT, None, text=Localized(en="meet;"))
    rows = documents.consolidated_rows(draft, queries.undecided(draft), "en").rows
    at = [number for number, row in enumerate(rows) if "meet;" in repr(row)]
    first = next(number for number, row in enumerate(rows) if "strengthen" in repr(row))
    assert at == [first - 1]
