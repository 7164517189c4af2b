"""Of whom a question is asked, and what a form may ask, from values alone."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from itertools import zip_longest

from eventsys.core.incoming import heading_key
from eventsys.core.words.languages import SUPPORTED, in_language
from eventsys.core.words.text import Localized, folded
from eventsys.registration.composer.errors import (
    AskedAlready,
    ChoiceTwice,
    NoWords,
    TooFewChoices,
    TooManyChoices,
)
from eventsys.registration.composer.models import CHOOSING, FormQuestion, QuestionKind
from eventsys.registration.fields.models import COLUMN_WORDS

#: So many questions has a form, and so many choices a question.
MOST_QUESTIONS, MOST_CHOICES = 100, 200


def concerns(question: FormQuestion, category_id: int) -> bool:
    """Whether it stands on the form of somebody of this category."""
    return not question.categories or any(category.id == category_id for category in question.categories)


def of_category(questions: Iterable[FormQuestion], category_id: int) -> list[FormQuestion]:
    """The form of this category, in its order; nothing where there would be headings and explanations alone."""
    form = [question for question in questions if concerns(question, category_id)]
    return form if any(question.asks for question in form) else []


def check_label(label: Localized, others: Iterable[FormQuestion]) -> None:
    """A list heads its columns with the questions: no two may be taken for the same column, nor for one of our own.
    Raises :class:`AskedAlready`, and :class:`NoWords` for what has no letter or figure to head a column with."""
    taken = _standing_heads() | {
        heading_key(words) for other in others if other.asks for words in other.label.values()
    }
    for words in label.values():
        key = heading_key(words)
        if not key:
            raise NoWords(label=words)
        if key in taken:
            raise AskedAlready(label=words)


@cache
def _standing_heads() -> frozenset[str]:
    """What our own columns are called, in every language of the house."""
    found = set()
    for tag in SUPPORTED:
        with in_language(tag):
            found |= {heading_key(str(words)) for words in COLUMN_WORDS.values()}
    return frozenset(found)


def read_choices(typed: Mapping[str, str]) -> list[Localized]:
    """What there is to choose from, one a line in each language: lines at the same place are the same choice."""
    lines = {tag: text.splitlines() for tag, text in typed.items()}
    rows = zip_longest(*lines.values(), fillvalue="")
    found = (Localized(dict(zip(lines, row, strict=True))) for row in rows)
    return [choice for choice in found if choice]


def check_choices(kind: QuestionKind, choices: Sequence[Mapping[str, str]]) -> None:
    """Whether a question of this kind can offer these. Raises :class:`TooFewChoices`, :class:`TooManyChoices`,
    :class:`ChoiceTwice`."""
    if kind not in CHOOSING:
        return
    if len(choices) < 2:
        raise TooFewChoices
    if len(choices) > MOST_CHOICES:
        raise TooManyChoices(most=MOST_CHOICES)
    seen: set[tuple[str, str]] = set()
    for choice in choices:
        for tag, words in choice.items():
            if (tag, folded(words)) in seen:
                raise ChoiceTwice(words=words)
            seen.add((tag, folded(words)))
