"""What may be done about amendments, by the state of the text and their own."""

from __future__ import annotations

import pytest

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import DeclarationState, ParagraphKind
from eventsys.declarations.amendments import rules
from eventsys.declarations.amendments.errors import BracketLeft
from eventsys.declarations.amendments.models import AmendmentKind, AmendmentState
from eventsys.declarations.amendments.rules import AmendmentAction

_BEFORE = {DeclarationState.ZERO_DRAFT, DeclarationState.CIRCULATED}
_DECIDED_IN = {DeclarationState.AMENDMENTS_OPEN, DeclarationState.CONSOLIDATED, DeclarationState.FINALISED}
_BY_STATE = {
    AmendmentState.PROPOSED: {
        AmendmentAction.ACCEPT,
        AmendmentAction.MERGE,
        AmendmentAction.BRACKET,
        AmendmentAction.REJECT,
        AmendmentAction.WITHDRAW,
    },
    AmendmentState.BRACKETED: {
        AmendmentAction.ACCEPT,
        AmendmentAction.MERGE,
        AmendmentAction.REJECT,
        AmendmentAction.WITHDRAW,
    },
}


def test_amendments_are_proposed_only_while_they_are_open():
    assert {text for text in DeclarationState if rules.possible(text)} == {DeclarationState.AMENDMENTS_OPEN}
    assert rules.possible(DeclarationState.AMENDMENTS_OPEN) == {AmendmentAction.PROPOSE}
    assert {text for text in DeclarationState if not rules.have_begun(text)} == _BEFORE


@pytest.mark.parametrize("text", DeclarationState)
@pytest.mark.parametrize("state", AmendmentState)
def test_an_undecided_amendment_is_decided_until_adoption(text: DeclarationState, state: AmendmentState):
    expected = _BY_STATE.get(state, set()) if text in _DECIDED_IN else set()
    amended = {AmendmentAction.AMEND} if text == DeclarationState.AMENDMENTS_OPEN and expected else set()
    kind = AmendmentKind.REPLACE
    assert rules.possible_with(text, state, kind) == expected | amended
    to_another = rules.possible_with(text, state, kind, to_another=True)
    assert to_another == expected - {AmendmentAction.MERGE}
    awaits = rules.possible_with(text, state, kind, awaits=True)
    assert awaits == (expected & {AmendmentAction.BRACKET, AmendmentAction.WITHDRAW}) | amended
    assert rules.possible_with(text, state, kind, being_voted=True) == set()


def test_only_words_are_merged():
    merged = {
        kind
        for kind in AmendmentKind
        if AmendmentAction.MERGE
        in rules.possible_with(DeclarationState.CONSOLIDATED, AmendmentState.PROPOSED, kind)
    }
    assert merged == {AmendmentKind.INSERT, AmendmentKind.REPLACE}


@pytest.mark.parametrize(
    ("title", "point", "amendments", "where"),
    [
        ("[Hanoi] Declaration", "plant [more] trees", ["4.1"], "amendment:4.1"),
        ("[Hanoi] Declaration", "plant [more] trees", [], "0"),
        ("Hanoi Declaration]", "plant trees", [], "0"),
        ("Hanoi Declaration", "plant [more] trees", [], f"{ParagraphKind.POINT}:2"),
    ],
)
def test_brackets_are_found_wherever_they_are_left(
    title: str, point: str, amendments: list[str], where: str
) -> None:
    texts = [(ParagraphKind.PREAMBLE, "We,"), (ParagraphKind.POINT, "meet;"), (ParagraphKind.POINT, point)]
    with pytest.raises(BracketLeft) as refusal:
        rules.check_brackets(
            Localized(en="Declaration", fr=title), [(p, Localized(vi=text)) for p, text in texts], amendments
        )
    assert refusal.value.args == BracketLeft(what=where).args
    rules.check_brackets(Localized(en="Declaration"), [(ParagraphKind.POINT, Localized(en="(meet);"))], [])
