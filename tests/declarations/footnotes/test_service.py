"""What a declaration's words lead to, from rows: as it stands, and frozen when it is adopted."""

from __future__ import annotations

from datetime import UTC

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import AmendmentKind
from eventsys.declarations.annotated.rules import annotated
from eventsys.declarations.completion import queries as completion_queries
from eventsys.declarations.completion import service as completion
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.footnotes import queries, rules, service
from eventsys.declarations.representation import queries as representation_queries
from tests.declarations.before_cities import make_amendable

pytestmark = pytest.mark.usefixtures("app")


def accept(draft: Declaration, **words: str) -> None:
    """Bangkok replaces the first point."""
    point = next(p for p in draft.paragraphs if p.part == ParagraphKind.POINT)
    city, now = representation_queries.member_delegations(draft.conference)[0], clock.now()
    made = amendments.propose(
        draft, city, AmendmentKind.REPLACE, paragraph=point, text=Localized(words), by=SYSTEM, now=now
    )
    decisions.accept(draft, made, by=SYSTEM, now=now)


def told(notes: rules.Footnotes, language: str, content: str) -> list[tuple[str, str]]:
    """Words that amendments brought, with their numbers."""
    found, at = [], 0
    for length, source in notes.texts[language]:
        origin = notes.sources[source].origin
        if origin.amendments:
            found.append((content[at : at + length], f"{origin.kind} {origin.amendments}"))
        at += length
    return found


def test_adoption_freezes_where_each_word_came_from_in_every_language():
    draft = make_amendable()
    accept(draft, en="all new words;", fr="tout nouveau ;", vi="mới;")
    amendments.consolidate(draft, by=SYSTEM)
    completion.finalise(draft, by=SYSTEM)
    assert queries.frozen_footnotes(draft) is None
    adoption.adopt(draft, by=SYSTEM, now=clock.now())
    contents = {one.language: one.content for one in completion_queries.frozen_texts(draft)}
    kept = queries.frozen_footnotes(draft)
    notes = rules.read(kept, contents)
    assert [told(notes, code, contents[code]) for code in ("en", "fr", "vi")] == [
        [("all new words;", "amendment ('1',)")],
        [("tout nouveau ;", "amendment ('1',)")],
        [("mới;", "amendment ('1',)")],
    ]
    (one,) = notes.amendments.values()
    assert (one.city, notes.cities["BKK"]["en"], one.proposed["en"]) == ("BKK", "Bangkok", "all new words;")
    assert (one.decision.state, one.decision.at is not None) == ("accepted", True)


def test_before_adoption_the_notes_are_of_the_text_as_it_stands():
    draft = make_amendable()
    accept(draft, en="all new words;")
    laid = service.laid_in(draft, ["en"])
    notes = service.footnotes_of(draft, laid)
    content = "".join(words for _piece, words in laid["en"])
    rules.check_covers(notes, {"en": content})
    assert told(notes, "en", content) == [("all new words;", "amendment ('1',)")]


def test_what_moved_a_paragraph_or_took_it_out_is_kept_with_its_words():
    """No word of the text leads to it: it is told beside the text."""
    draft = make_amendable()
    first, second, third = (p for p in draft.paragraphs if p.part == ParagraphKind.POINT)
    city, act = (
        representation_queries.member_delegations(draft.conference)[0],
        {"by": SYSTEM, "now": clock.now()},
    )
    was = {"moved": dict(third.text), "taken out": dict(second.text)}
    for kind, point, place in ((AmendmentKind.MOVE, third, 1), (AmendmentKind.DELETE, second, None)):
        decisions.accept(
            draft, amendments.propose(draft, city, kind, paragraph=point, place=place, **act), **act
        )
    rejected = amendments.propose(draft, city, AmendmentKind.DELETE, paragraph=first, **act)
    decisions.reject(draft, rejected, "It stays.", **act)
    amendments.consolidate(draft, by=SYSTEM)
    completion.finalise(draft, by=SYSTEM)
    adoption.adopt(draft, by=SYSTEM, now=clock.now())
    contents = {one.language: one.content for one in completion_queries.frozen_texts(draft)}
    notes = rules.read(queries.frozen_footnotes(draft), contents)
    assert [(one.label, one.kind, dict(one.was)) for one in notes.amendments.values()] == [
        ("1", AmendmentKind.MOVE, was["moved"]),
        ("2", AmendmentKind.DELETE, was["taken out"]),
    ]
    shaped = annotated(notes, contents, UTC).only("fr").shaped
    assert [(words, one.title, one.decided, one.was_in("fr")) for words, one in shaped] == [
        (
            "A paragraph was moved",
            "Amendment 1, Bangkok",
            "accepted, decided by consensus",
            {"fr": third.text["fr"]},
        ),
        (
            "A paragraph was taken out",
            "Amendment 2, Bangkok",
            "accepted, decided by consensus",
            {"fr": was["taken out"]["fr"]},
        ),
    ]
