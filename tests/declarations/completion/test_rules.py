"""When a text is complete, and the words that are frozen, from values alone."""

from __future__ import annotations

import hashlib

import pytest

from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import DeclarationState as State
from eventsys.declarations.acts.models import Instrument, ParagraphKind
from eventsys.declarations.acts.rules import AGREEMENT_ARROWS, ARROWS, DeclarationAction
from eventsys.declarations.completion import rules
from eventsys.declarations.completion.errors import NoPoints, ParagraphTextMissing
from tests.declarations.union import UNION

TITLE = Localized(en="Declaration", vi="Tuyên bố")
WHEREAS = (ParagraphKind.PREAMBLE, Localized(en="We,", vi="Chúng tôi,"))
FIRST = (ParagraphKind.POINT, Localized(en="cooperate;", vi="hợp tác;"))


def test_complete_text_has_every_paragraph_in_every_language():
    rules.check_complete(TITLE, [WHEREAS, FIRST], ["en", "vi"])


@pytest.mark.parametrize(
    ("title", "paragraphs", "what"),
    [
        (Localized(en="Declaration"), [WHEREAS, FIRST], "0"),
        (TITLE, [(ParagraphKind.PREAMBLE, Localized(en="We,")), FIRST], "a_preamble:1"),
        (TITLE, [WHEREAS, FIRST, (ParagraphKind.POINT, Localized(en="meet again."))], "b_point:2"),
    ],
)
def test_the_first_gap_is_named(title: Localized, paragraphs: list[tuple[str, Localized]], what: str):
    with pytest.raises(ParagraphTextMissing) as refusal:
        rules.check_complete(title, paragraphs, ["en", "vi"])
    assert refusal.value.values == {"what": what, "language": "vi"}


@pytest.mark.parametrize("language", UNION)
def test_a_gap_in_one_of_24_languages_is_named(language: str):
    """The last of three paragraphs lacks it; with it the text is complete."""
    title = Localized({tag: f"Title {tag}" for tag in UNION})
    said = [
        (kind, Localized({tag: f"{kind} {tag}" for tag in UNION})) for kind, _text in (WHEREAS, FIRST, FIRST)
    ]
    rules.check_complete(title, said, UNION)
    kind, whole = said[-1]
    gap = Localized({tag: words for tag, words in whole.items() if tag != language})
    with pytest.raises(ParagraphTextMissing) as refusal:
        rules.check_complete(title, [*said[:-1], (kind, gap)], UNION)
    assert refusal.value.values == {"what": "b_point:2", "language": language}


def test_a_declaration_without_points_declares_nothing():
    with pytest.raises(NoPoints):
        rules.check_complete(TITLE, [WHEREAS], ["en", "vi"])


def test_the_digest_is_that_of_the_octets():
    assert rules.digest("hợp tác;\n") == hashlib.sha256("hợp tác;\n".encode()).hexdigest()


def test_a_text_that_waited_only_for_a_comparison_becomes_final_or_agreed():
    of_a_declaration = {state: rules.after_comparing(state, Instrument.DECLARATION) for state in ARROWS}
    assert {state: action for state, action in of_a_declaration.items() if action} == dict.fromkeys(
        (State.ZERO_DRAFT, State.CIRCULATED, State.CONSOLIDATED), DeclarationAction.FINALISE
    )
    of_an_agreement = {state: rules.after_comparing(state, Instrument.MINUTES) for state in AGREEMENT_ARROWS}
    assert {state: action for state, action in of_an_agreement.items() if action} == {
        State.DRAFT: DeclarationAction.AGREE
    }
