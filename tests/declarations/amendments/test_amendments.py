"""Cities propose, the secretariat answers; brackets in print and before adoption."""

from __future__ import annotations

import subprocess
from collections.abc import Callable

import pytest
from flask import Flask

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.db import db
from eventsys.core.words.languages import in_language
from eventsys.core.words.text import Localized
from eventsys.declarations.acts import queries as acts_queries
from eventsys.declarations.acts.errors import MembersOnly, NoStep, NoteMissing, TextFrozen
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.adoption import service as adoption
from eventsys.declarations.amendments import queries, service
from eventsys.declarations.amendments.errors import (
    AlreadyDecided,
    AmendmentEmpty,
    AmendmentsClosed,
    BracketLeft,
    NoSuchPlace,
    StillProposed,
    TargetGone,
)
from eventsys.declarations.amendments.models import Amendment, AmendmentKind, AmendmentState
from eventsys.declarations.completion import service as completion
from eventsys.declarations.consolidation import documents as consolidation_documents
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.decisions.errors import MergeApart, WordsCollide
from eventsys.declarations.drafts import documents as drafts_documents
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.wording import service as wording
from eventsys.declarations.wording.errors import NotAligned
from eventsys.registration.delegations.models import Delegation
from tests.declarations.before_cities import make_amendable
from tests.declarations.factories import POINTS, make_declaration, make_plenary
from tests.registration.factories import make_delegation
from tests.support.threads import together

pytestmark = pytest.mark.usefixtures("app")


@pytest.fixture
def draft() -> Declaration:
    return make_amendable()


def city(declaration: Declaration, code: str = "HAN") -> Delegation:
    return next(
        d for d in representation_queries.member_delegations(declaration.conference) if d.city.code == code
    )


def point(declaration: Declaration, number: int) -> object:
    return [p for p in declaration.paragraphs if p.part == ParagraphKind.POINT][number - 1]


def propose(
    declaration: Declaration, kind: AmendmentKind, number: int | None = 1, **more: object
) -> Amendment:
    who = city(declaration, str(more.pop("who", "HAN")))
    at = point(declaration, number) if number else None
    return service.propose(declaration, who, kind, paragraph=at, by=SYSTEM, now=clock.now(), **more)  # type: ignore[arg-type]


def answer(verb: Callable[..., None], declaration: Declaration, one: Amendment, *more: object) -> None:
    verb(declaration, one, *more, by=SYSTEM, now=clock.now())


def english(declaration: Declaration) -> list[str]:
    return [p.text.get("en", "") for p in declaration.paragraphs if p.part == ParagraphKind.POINT]


FIRST, SECOND, THIRD = (p["en"] for p in POINTS[:3])


def test_each_kind_of_proposal_becomes_the_text_when_accepted(draft: Declaration):
    kinds = AmendmentKind
    new = Localized(en="plant trees;")
    propose(draft, kinds.INSERT, 1, text=new)
    propose(draft, kinds.INSERT, None, text=new)
    propose(draft, kinds.DELETE, 3)
    propose(draft, kinds.MOVE, 1, place=3)
    amendments = queries.amendments(draft)
    by_kind = [next(a for a in amendments if a.number == n) for n in (1, 2, 3, 4)]
    answer(decisions.accept, draft, by_kind[0])
    assert english(draft) == [FIRST, "plant trees;", SECOND, THIRD]
    answer(decisions.accept, draft, by_kind[1])
    assert english(draft) == ["plant trees;", FIRST, "plant trees;", SECOND, THIRD]
    answer(decisions.accept, draft, by_kind[2])
    assert english(draft) == ["plant trees;", FIRST, "plant trees;", SECOND]
    answer(decisions.accept, draft, by_kind[3])
    assert english(draft) == ["plant trees;", "plant trees;", FIRST, SECOND]
    assert [p.position for p in draft.paragraphs if p.part == ParagraphKind.POINT] == [1, 2, 3, 4]


def test_words_accepted_in_one_language_leave_the_others_behind(draft: Declaration):
    one = propose(draft, AmendmentKind.REPLACE, 2, text=Localized(fr="autrement ;"))
    answer(decisions.accept, draft, one)
    changed = point(draft, 2)
    assert (changed.text["fr"], changed.text["en"], changed.behind) == ("autrement ;", SECOND, ["en", "vi"])
    service.consolidate(draft, by=SYSTEM)
    with pytest.raises(NotAligned):
        completion.finalise(draft, by=SYSTEM)


def test_a_second_proposal_does_not_undo_the_first_but_can_be_merged(draft: Declaration):
    first = propose(draft, AmendmentKind.REPLACE, 1, text=Localized(en="theirs;"))
    second = propose(draft, AmendmentKind.REPLACE, 1, text=Localized(en="ours;"), who="BKK")
    gone = propose(draft, AmendmentKind.DELETE, 1, who="JKT")
    answer(decisions.accept, draft, first)
    for late in (second, gone):
        with pytest.raises(WordsCollide):
            answer(decisions.accept, draft, late)
    decisions.merge_amendments(
        draft, [second, gone], Localized(en="both;", fr="les deux ;"), by=SYSTEM, now=clock.now()
    )
    assert english(draft)[0] == "both;"
    assert (second.state, gone.state) == (AmendmentState.MERGED, AmendmentState.MERGED)
    assert point(draft, 1).behind == ["vi"]


def test_merging_is_about_one_paragraph_and_has_words(draft: Declaration):
    one = propose(draft, AmendmentKind.REPLACE, 1, text=Localized(en="a;"))
    two = propose(draft, AmendmentKind.REPLACE, 2, text=Localized(en="b;"))
    now = clock.now()
    with pytest.raises(MergeApart):
        decisions.merge_amendments(draft, [one, two], Localized(en="c;"), by=SYSTEM, now=now)
    with pytest.raises(AmendmentEmpty):
        decisions.merge_amendments(draft, [one], Localized(), by=SYSTEM, now=now)
    inserts = [propose(draft, AmendmentKind.INSERT, 3, text=Localized(en=word)) for word in ("x;", "y;")]
    decisions.merge_amendments(draft, inserts, Localized(en="x and y;"), by=SYSTEM, now=now)
    assert english(draft) == [FIRST, SECOND, THIRD, "x and y;"]


def test_proposals_are_whole_timely_and_of_members(draft: Declaration):
    kinds = AmendmentKind
    for refusal, kind, number, more in (
        (AmendmentEmpty, kinds.INSERT, 1, {}),
        (AmendmentEmpty, kinds.REPLACE, 1, {"text": Localized(en=FIRST)}),
        (TargetGone, kinds.DELETE, None, {}),
        (NoSuchPlace, kinds.MOVE, 1, {"place": 4}),
        (NoSuchPlace, kinds.MOVE, 1, {}),
    ):
        with pytest.raises(refusal):
            propose(draft, kind, number, **more)
    guest = make_delegation(draft.conference, "AAA", standing="observer")
    with pytest.raises(MembersOnly):
        service.propose(draft, guest, kinds.DELETE, paragraph=draft.paragraphs[0], by=SYSTEM, now=clock.now())
    service.consolidate(draft, by=SYSTEM)
    with pytest.raises(AmendmentsClosed):
        propose(draft, kinds.DELETE)
    assert queries.amendments(draft) == []


def test_an_amendment_is_decided_once_and_rejected_with_a_reason(draft: Declaration):
    one = propose(draft, AmendmentKind.DELETE, 1)
    with pytest.raises(NoteMissing):
        answer(decisions.reject, draft, one, "  ")
    answer(decisions.reject, draft, one, "Not in our competence")
    for verb in (decisions.accept, service.bracket, service.withdraw):
        with pytest.raises(AlreadyDecided):
            answer(verb, draft, one)
    assert (one.state, one.note) == (AmendmentState.REJECTED, "Not in our competence")
    assert english(draft) == [FIRST, SECOND, THIRD]


def test_a_removed_paragraph_takes_no_amendment_along(draft: Declaration):
    one = propose(draft, AmendmentKind.INSERT, 2, text=Localized(en="then;"))
    paragraphs.remove_paragraph(draft, point(draft, 2), by=SYSTEM)  # type: ignore[arg-type]
    db.session.expire_all()
    with pytest.raises(TargetGone):
        answer(decisions.accept, draft, one)
    assert [(a.at, a.was["en"]) for a in queries.amendments(draft)] == [(2, SECOND)]


def test_consolidating_asks_for_an_answer_to_every_proposal(draft: Declaration):
    propose(draft, AmendmentKind.DELETE, 1)
    one = propose(draft, AmendmentKind.DELETE, 2)
    answer(service.bracket, draft, one)
    with pytest.raises(StillProposed) as refusal:
        service.consolidate(draft, by=SYSTEM)
    assert refusal.value.values == {"numbers": "1"}
    with pytest.raises(NoStep):  # the way back of a final text is no way around the question
        completion.reopen(draft, by=SYSTEM)
    answer(service.bracket, draft, queries.amendments(draft)[0])
    service.consolidate(draft, by=SYSTEM)


def words_of(pdf: bytes) -> str:
    done = subprocess.run(
        ["pdftotext", "-layout", "-", "-"], input=pdf, capture_output=True, check=True
    ).stdout.decode()
    return " ".join(done.split())


def test_brackets_show_in_print_and_block_adoption_until_decided(draft: Declaration):
    one = propose(draft, AmendmentKind.REPLACE, 2, text=Localized(en="save *energy*;"), reason="Clearer")
    two = propose(draft, AmendmentKind.INSERT, 3, text=Localized(en="dance."), who="BKK")
    for each in (one, two):
        answer(service.bracket, draft, each)
    service.consolidate(draft, by=SYSTEM)
    with in_language("en"):
        every = queries.amendments(draft)
        paper = drafts_documents.draft_pdf(draft, every, languages=["en", "vi"], now=clock.now())
        table = consolidation_documents.amendments_pdf(draft, now=clock.now())
    printed = words_of(paper.pdf)
    assert f"2. [{SECOND}] [save energy;] (Hanoi)" in printed
    assert "[dance.] (Bangkok)" in printed
    assert "[dance.] (Băng Cốc)" in printed
    assert "1. strengthen cooperation and share" in printed
    listed = words_of(table.pdf)
    assert [
        word
        for word in ("Point 2", "after: Point 3", "in brackets", "Clearer", "Hanoi")
        if word not in listed
    ] == []
    assert listed.index("Hanoi") < listed.index("Bangkok")
    completion.finalise(draft, by=SYSTEM)
    with pytest.raises(BracketLeft) as refusal:
        adoption.adopt(draft, by=SYSTEM, now=clock.now())
    with in_language("en"):
        assert str(wording.explain_gap(refusal.value)).startswith("Amendment 1 still stands in brackets")
    answer(decisions.reject, draft, one, "Withdrawn in the corridor")
    answer(service.withdraw, draft, two)
    adoption.adopt(draft, by=SYSTEM, now=clock.now())
    with pytest.raises(TextFrozen):
        answer(decisions.accept, draft, one)


def test_square_brackets_typed_into_the_text_block_adoption_too():
    declaration = make_declaration(make_plenary(cities=1), points=1)
    words = {"en": "meet [again];", "fr": "se réunir ;", "vi": "họp;"}
    paragraphs.add_paragraph(declaration, ParagraphKind.POINT, Localized(words), by=SYSTEM)
    completion.finalise(declaration, by=SYSTEM)
    with pytest.raises(BracketLeft) as refusal:
        adoption.adopt(declaration, by=SYSTEM, now=clock.now())
    assert refusal.value.values == {"what": "b_point:2"}


def test_of_two_who_decide_at_once_one_is_told(app: Flask, draft: Declaration):
    one = propose(draft, AmendmentKind.DELETE, 1)
    db.session.commit()
    number, amendment = draft.public_id, one.public_id

    def act() -> None:
        found = acts_queries.get_declaration(number)
        decisions.accept(found, queries.amendment_in(found, amendment), by=SYSTEM, now=clock.now())

    assert together(app, [act, act]) == {"done": 1, "AlreadyDecided": 1}
    assert len(english(draft)) == 2


def test_two_cities_that_propose_at_once_get_two_numbers(app: Flask, draft: Declaration):
    number = draft.public_id

    def proposing(code: str) -> Callable[[], object]:
        def act() -> object:
            return propose(acts_queries.get_declaration(number), AmendmentKind.DELETE, 1, who=code)

        return act

    assert together(app, [proposing("HAN"), proposing("BKK")]) == {"done": 2}
    assert [a.number for a in queries.amendments(draft)] == [1, 2]
