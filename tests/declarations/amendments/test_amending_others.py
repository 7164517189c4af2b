"""Amendments to amendments: numbered under them, decided before them, gone with them."""

from __future__ import annotations

from typing import Any

import pytest

from eventsys.core import clock
from eventsys.core.actor import SYSTEM
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.errors import MembersOnly
from eventsys.declarations.acts.models import Declaration
from eventsys.declarations.amendments import queries, service
from eventsys.declarations.amendments.errors import (
    AlreadyDecided,
    AmendmentEmpty,
    AmendmentsClosed,
    NotAmendable,
    OwnAmendment,
    ParentDecided,
    StillProposed,
    SubsUndecided,
)
from eventsys.declarations.amendments.models import Amendment, AmendmentKind, AmendmentState
from eventsys.declarations.decisions import service as decisions
from eventsys.declarations.decisions.errors import WordsCollide
from eventsys.declarations.wording import queries as wording_queries
from eventsys.declarations.wording.rules import Cause, CauseKind, Layer
from tests.declarations.amendments.test_amendments import SECOND, answer, city, draft, english, point, propose
from tests.registration.factories import make_delegation

__all__ = ["draft"]

pytestmark = pytest.mark.usefixtures("app")
WATER = "solve energy and water problems together;"


def amend(
    declaration: Declaration, parent: Amendment, words: str, who: str = "BKK", **more: Any
) -> Amendment:
    return service.propose_to(
        declaration,
        city(declaration, who),
        parent,
        text=Localized(en=words),
        by=SYSTEM,
        now=clock.now(),
        **more,
    )


@pytest.fixture
def parent(draft: Declaration) -> Amendment:
    return propose(draft, AmendmentKind.REPLACE, 2, text=Localized(en=WATER))


def test_they_are_numbered_under_it_and_change_its_words(draft: Declaration, parent: Amendment):
    first = amend(draft, parent, WATER.replace("energy", "power"))
    second = amend(draft, parent, WATER.replace("together", "jointly"), who="JKT")
    assert [one.label for one in queries.amendments(draft)] == ["1", "1.1", "1.2"]
    assert propose(draft, AmendmentKind.DELETE, 3).label == "2"
    answer(decisions.accept, draft, first)
    answer(decisions.accept, draft, second)
    assert parent.text["en"] == "solve power and water problems jointly;"
    assert (parent.proposed_first["en"], first.became["en"]) == (WATER, WATER.replace("energy", "power"))
    assert english(draft)[1] == SECOND  # the text is as it was: the amendment is not decided
    answer(decisions.accept, draft, parent)
    assert english(draft)[1] == "solve power and water problems jointly;"
    (cause,) = [Cause.of(one) for one in wording_queries.version(draft, draft.version).causes]
    now = point(draft, 2)
    said = (WATER, WATER.replace("energy", "power"), "solve power and water problems jointly;")
    layers = tuple(
        Layer(label, {**now.text, "en": words})
        for label, words in zip(("1", "1.1", "1.2"), said, strict=True)
    )
    assert cause == Cause(CauseKind.AMENDMENT, ("1", "1.1", "1.2"), {now.public_id.hex: layers})


def test_two_that_change_the_same_words_of_it_collide(draft: Declaration, parent: Amendment):
    first = amend(draft, parent, WATER.replace("water", "traffic"))
    second = amend(draft, parent, WATER.replace("water", "air"), who="JKT")
    answer(decisions.accept, draft, first)
    with pytest.raises(WordsCollide) as refusal:
        answer(decisions.accept, draft, second)
    assert [(one.present.strip(), one.proposed.strip()) for one in refusal.value.clashes] == [
        ("traffic", "air")
    ]
    assert second.state == AmendmentState.PROPOSED


def test_it_is_decided_after_them(draft: Declaration, parent: Amendment):
    under = amend(draft, parent, "solve everything;")
    for verb, more in ((decisions.accept, ()), (decisions.reject, ("No",))):
        with pytest.raises(SubsUndecided) as refusal:
            answer(verb, draft, parent, *more)
        assert refusal.value.values == {"number": "1", "numbers": "1.1"}
    with pytest.raises(StillProposed) as waiting:
        service.consolidate(draft, by=SYSTEM)
    assert waiting.value.values == {"numbers": "1, 1.1"}
    answer(decisions.reject, draft, under, "Too much")
    answer(decisions.accept, draft, parent)
    assert english(draft)[1] == WATER


def test_what_is_taken_back_takes_what_is_open_under_it_along(draft: Declaration, parent: Amendment):
    decided = amend(draft, parent, WATER.replace("energy", "power"))
    answer(decisions.accept, draft, decided)
    under = amend(draft, parent, "solve everything;")
    answer(service.withdraw, draft, parent)
    assert [one.state for one in queries.amendments(draft)] == ["withdrawn", "accepted", "lapsed"]
    with pytest.raises(AlreadyDecided):
        answer(decisions.accept, draft, under)
    with pytest.raises(ParentDecided) as refusal:
        amend(draft, parent, "solve nothing;")
    assert refusal.value.values["number"] == "1"


def test_what_cannot_be_amended_says_why(draft: Declaration, parent: Amendment):
    gone = propose(draft, AmendmentKind.DELETE, 3)
    under = amend(draft, parent, "solve everything;")
    for refusal, about, words, who in (
        (NotAmendable, gone, "keep it;", "BKK"),
        (NotAmendable, under, "solve nothing;", "JKT"),
        (OwnAmendment, parent, "solve nothing;", "HAN"),
        (AmendmentEmpty, parent, WATER, "BKK"),
    ):
        with pytest.raises(refusal):
            amend(draft, about, words, who)
    guest = make_delegation(draft.conference, "AAA", standing="observer")
    with pytest.raises(MembersOnly):
        service.propose_to(draft, guest, parent, text=Localized(en="x"), by=SYSTEM, now=clock.now())
    for one in (under, parent, gone):
        answer(service.bracket, draft, one)
    service.consolidate(draft, by=SYSTEM)
    with pytest.raises(AmendmentsClosed):
        amend(draft, parent, "solve nothing;")
