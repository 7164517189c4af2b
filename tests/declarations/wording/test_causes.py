"""Every way by which words get in says what it was, in the version that it makes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import Declaration, ParagraphKind
from eventsys.declarations.agreements import service as agreements
from eventsys.declarations.amendments import service as amendments
from eventsys.declarations.amendments.models import Amendment, AmendmentKind
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.drafts import service as drafts
from eventsys.declarations.paragraphs import service as paragraphs
from eventsys.declarations.passages.rules import Draft
from eventsys.declarations.representation import queries as representation_queries
from eventsys.declarations.texts import service as texts
from eventsys.declarations.wording import queries, service
from eventsys.declarations.wording.rules import Cause, CauseKind, Layer
from tests.declarations.before_cities import make_amendable
from tests.declarations.factories import make_agreement, make_plenary

pytestmark = pytest.mark.usefixtures("app")


def causes(declaration: Declaration) -> list[Cause]:
    """Of the newest version."""
    return [Cause.of(one) for one in queries.version(declaration, declaration.version).causes]


def point(declaration: Declaration, number: int = 1) -> Any:
    return [p for p in declaration.paragraphs if p.part == ParagraphKind.POINT][number - 1]


def retitle(declaration: Declaration) -> None:
    texts.edit(declaration, title=Localized(en="Other"), languages=["en"], order_language="en", by=SYSTEM)


def split(declaration: Declaration) -> None:
    paragraphs.edit_paragraph(declaration, point(declaration), Localized(en="one\ntwo"), by=SYSTEM)
    paragraphs.split_paragraph(declaration, point(declaration), by=SYSTEM)


WAYS: list[tuple[CauseKind, Callable[[Declaration], object]]] = [
    (CauseKind.DRAFT, lambda d: texts.create(d.conference, title=Localized(en="New"), by=SYSTEM)),
    (CauseKind.DRAFT, lambda d: paragraphs.add_paragraph(d, ParagraphKind.POINT, Localized(en="more."), by=SYSTEM)),
    (CauseKind.EDIT, retitle),
    (CauseKind.EDIT, lambda d: paragraphs.edit_paragraph(d, point(d), Localized(en="less."), by=SYSTEM)),
    (CauseKind.SHAPE, split),
    (CauseKind.SHAPE, lambda d: paragraphs.merge_paragraph(d, point(d), by=SYSTEM)),
    (CauseKind.SHAPE, lambda d: paragraphs.move_paragraph(d, point(d), up=False, by=SYSTEM)),
    (CauseKind.SHAPE, lambda d: paragraphs.change_part(d, point(d), by=SYSTEM)),
    (CauseKind.SHAPE, lambda d: paragraphs.remove_paragraph(d, point(d), by=SYSTEM)),
    (CauseKind.IMPORT, lambda d: drafts.take_over(d, "en", Draft("Title", (), ("first",)), by=SYSTEM)),
]  # fmt: skip


@pytest.mark.parametrize(("kind", "change"), WAYS)
def test_the_secretariat_s_ways_say_their_kind(kind: CauseKind, change: Callable[[Declaration], object]):
    draft = make_amendable()
    made = change(draft)
    assert causes(made if isinstance(made, Declaration) else draft) == [Cause(kind)]


def test_names_of_parties_are_edited():
    conference = make_plenary(cities=3)
    parties = representation_queries.member_delegations(conference)
    agreement = make_agreement(*parties[:2])
    agreements.set_parties(agreement, parties[:2], names={parties[0].id: {"en": "The city"}}, by=SYSTEM)
    assert causes(agreement) == [Cause(CauseKind.EDIT)]


def propose(draft: Declaration, kind: AmendmentKind, **what: Any) -> Amendment:
    city = representation_queries.member_delegations(draft.conference)[0]
    return amendments.propose(draft, city, kind, by=SYSTEM, now=clock.now(), **what)


def test_an_amendment_names_itself_and_the_paragraph_it_made():
    draft, now = make_amendable(), clock.now()
    there = point(draft)
    anew = propose(draft, AmendmentKind.REPLACE, paragraph=there, text=Localized(en="all new;"))
    decisions.accept(draft, anew, by=SYSTEM, now=now)
    layers = {there.public_id.hex: (Layer("1", {**there.text, "en": "all new;"}),)}
    assert causes(draft) == [Cause(CauseKind.AMENDMENT, ("1",), layers)]
    more = propose(draft, AmendmentKind.INSERT, paragraph=there, text=Localized(en="more;"))
    decisions.accept(draft, more, by=SYSTEM, now=now)
    layers = {point(draft, 2).public_id.hex: (Layer("2", {"en": "more;"}),)}
    assert causes(draft) == [Cause(CauseKind.AMENDMENT, ("2",), layers)]
    gone = propose(draft, AmendmentKind.DELETE, paragraph=there)
    decisions.accept(draft, gone, by=SYSTEM, now=now)
    assert causes(draft) == [Cause(CauseKind.AMENDMENT, ("3",))]


def test_a_merge_names_what_each_proposed_beside_each_other():
    draft = make_amendable()
    there = point(draft)
    words = [Localized(en="one;"), Localized(en="two;")]
    both = [propose(draft, AmendmentKind.REPLACE, paragraph=there, text=text) for text in words]
    decisions.merge_amendments(draft, both, Localized(en="one and two;"), by=SYSTEM, now=clock.now())
    layers = (Layer("1", {"en": "one;"}), Layer("2", {"en": "two;"}))
    assert causes(draft) == [Cause(CauseKind.MERGE, ("1", "2"), {there.public_id.hex: layers})]


def test_whoever_changes_a_text_without_saying_what_it_is_edits_it():
    draft = make_amendable()
    with service.changing(draft, None, by=SYSTEM):
        pass
    assert causes(draft) == [Cause(CauseKind.EDIT)]
    with service.changing(draft, None, by=SYSTEM) as given:
        given += [Cause(CauseKind.AMENDMENT, ("1",)), Cause(CauseKind.AMENDMENT, ("2",))]
    assert [one.amendments for one in causes(draft)] == [("1",), ("2",)]
