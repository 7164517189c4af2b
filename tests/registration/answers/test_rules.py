"""What was typed becomes a value, and the value words that a table brings back."""

from __future__ import annotations

import csv
import io
from datetime import date, time
from typing import Any
from uuid import UUID

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from eventsys.core import clock
from eventsys.core.errors import Refusal
from eventsys.core.incoming.cells import kept_text
from eventsys.core.tables import as_csv
from eventsys.core.words.countries import countries
from eventsys.core.words.languages import SUPPORTED, in_language
from eventsys.core.words.text import Localized, folded
from eventsys.registration.answers import errors, rules
from eventsys.registration.composer.models import CHOOSING, SILENT, FormChoice, FormQuestion, QuestionKind

K = QuestionKind
ORDER = ("en", "fr")


def asked(kind: QuestionKind, *choices: str, **over: Any) -> FormQuestion:
    offered = [
        FormChoice(public_id=UUID(int=at), position=at, words=Localized(en=text))
        for at, text in enumerate(choices, 1)
    ]
    return FormQuestion(
        id=1, public_id=UUID(int=99), kind=kind, label=Localized(en="Asked"), help=Localized(), choices=offered,
        **over,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (K.TEXT, "  a\u202eb\u200b  c\n", "ab c"),
        (K.TEXT, "\u200b", None),
        (K.LONG, "one\r\n two ", "one\n two"),
        (K.NUMBER, "1 234,5", "1234.5"),
        (K.NUMBER, "-0.50", "-0.50"),
        (K.DAY, date(2026, 11, 18), "2026-11-18"),
        (K.DAY, "18 November 2026", "2026-11-18"),
        (K.TIME, time(9, 5), "09:05"),
        (K.TIME, "14 h 30", "14:30"),
        (K.TIME, "7 giờ", "07:00"),
        (K.COUNTRY, "VN", "VN"),
        (K.PHONE, "024 3825 3536", "+84 24 3825 3536"),
        (K.TEXT, "", None),
        (K.MANY, [], None),
    ],
)
def test_what_a_form_sent_is_kept_plainly(kind: QuestionKind, typed: Any, value: Any) -> None:
    with in_language("en"):
        assert rules.value_of(asked(kind), typed, region="VN") == value


@pytest.mark.parametrize(
    ("kind", "typed", "refusal"),
    [
        (K.LONG, "x" * 10_000, errors.AnswerTooLong),
        (K.TEXT, "x" * 301, errors.AnswerTooLong),
        (K.NUMBER, "1,234", errors.NoNumber),
        (K.NUMBER, "twelve", errors.NoNumber),
        (K.NUMBER, "1" * 16, errors.NoNumber),
        (K.DAY, "next year", errors.NoDay),
        (K.DAY, "2026-11", errors.NoDay),
        (K.TIME, "25:00", errors.NoTime),
        (K.COUNTRY, "Atlantis", errors.NoCountry),
        (K.PHONE, "12", errors.NoTelephone),
        (K.CHOICE, "nothing", errors.NoSuchChoice),
    ],
)
def test_what_cannot_be_kept_is_refused_by_name(
    kind: QuestionKind, typed: str, refusal: type[Refusal]
) -> None:
    with in_language("en"), pytest.raises(refusal):
        rules.value_of(asked(kind, "A", "B"), typed)
    if kind != K.CHOICE:
        with in_language("en"), pytest.raises(refusal):
            rules.value_in_words(asked(kind), typed)


def test_a_cell_names_choices_by_any_of_their_words() -> None:
    many = asked(K.MANY, "Tea; green", "Tea", "Coffee")
    keys = [choice.key for choice in many.choices]
    assert rules.value_in_words(many, "coffee ; tea; GREEN") == [keys[0], keys[2]]
    assert rules.value_in_words(many, "Tea") == [keys[1]]
    assert rules.value_in_words(many, " ; ") is None
    with pytest.raises(errors.NoSuchChoice):
        rules.value_in_words(many, "Tea; milk")
    with pytest.raises(errors.OneChoiceOnly):
        rules.value_in_words(asked(K.CHOICE, "A", "B"), "A; B")


def test_what_is_offered_no_longer_cannot_be_chosen_and_stays_with_who_has_it() -> None:
    one = asked(K.CHOICE, "Bus", "Train")
    one.choices[0].withdrawn_at = clock.now()
    with pytest.raises(errors.NoSuchChoice):
        rules.value_of(one, one.choices[0].key)
    held = one.choices[0].key
    assert rules.value_of(one, held, held=held) == held
    assert rules.in_words(one, one.choices[0].key, ORDER) == "Bus"


def test_only_what_is_required_and_not_answered_is_left() -> None:
    form = [asked(K.HEADING, required=False), asked(K.TEXT, required=True), asked(K.TEXT, required=False)]
    for number, question in enumerate(form):
        question.id = number
    assert rules.unanswered(form, {}) == [form[1]]
    assert rules.unanswered(form, {1: "said"}) == []


_LINE = st.text(st.characters(codec="utf-8", exclude_characters="'"), min_size=1, max_size=80)
_WORDS = st.lists(
    _LINE.filter(lambda text: any(map(str.isalnum, text))), min_size=2, max_size=5, unique_by=folded
)


@st.composite
def composed(draw: st.DrawFn) -> tuple[FormQuestion, Any]:
    """A question of any kind, and something that its input may send."""
    kind = draw(st.sampled_from([kind for kind in K if kind not in SILENT | {K.FILE}]))
    question = asked(kind, *(draw(_WORDS) if kind in CHOOSING else ()))
    keys = [choice.key for choice in question.choices]
    match kind:
        case K.CHOICE:
            return question, draw(st.sampled_from(keys))
        case K.MANY:
            return question, draw(st.lists(st.sampled_from(keys), min_size=1, unique=True))
        case K.NUMBER:
            places = draw(st.integers(0, 4))
            return question, str(draw(st.decimals(-(10**9), 10**9, places=places, allow_nan=False)))
        case K.DAY:
            return question, draw(st.dates(date(1900, 1, 1), date(2100, 12, 31)))
        case K.TIME:
            return question, draw(st.times()).replace(second=0, microsecond=0)
        case K.COUNTRY:
            return question, draw(st.sampled_from(sorted(countries("en"))))
        case K.PHONE:
            return question, f"+84 24 38{draw(st.integers(10, 99))} {draw(st.integers(1000, 9999))}"
    return question, draw(_LINE)


@settings(max_examples=50)
@given(composed(), st.sampled_from(SUPPORTED))
def test_whatever_is_composed_is_stored_given_out_and_brought_back(
    made: tuple[FormQuestion, Any], language: str
) -> None:
    question, typed = made
    with in_language(language):
        value = rules.value_of(question, typed, region="VN")
        assert rules.value_of(question, value, region="VN") == value  # it is shown in its own input again
        assert bool(rules.in_words(question, value, ORDER)) == bool(value)
        sheet = as_csv(["Asked"], [[rules.cell(question, value, ORDER)]]).decode("utf-8-sig")
        _head, (cell,) = csv.reader(io.StringIO(sheet, newline=""))
        text = kept_text(cell)
        assume(question.kind not in CHOOSING or all(_is_plain(one) for one in question.choices))
        one_line = " ".join(value.split()) if question.kind == K.LONG and value else value
        assert rules.value_in_words(question, text, region="VN") == one_line


def _is_plain(choice: FormChoice) -> bool:
    return kept_text(choice.words["en"]) == " ".join(choice.words["en"].split())
