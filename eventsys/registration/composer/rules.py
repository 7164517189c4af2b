"""Of whom a question is asked, and what a form may ask, from values alone."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import zip_longest

from eventsys.core.incoming import heading_key
from eventsys.core.words.languages import SUPPORTED, in_language
from eventsys.core.words.text import Localized, folded
from eventsys.registration.composer.errors import (
    AskedAlready,
    ChoiceTwice,
    NoSuchQuestion,
    NoWords,
    ShownByItself,
    ShownInCircle,
    TooFewChoices,
    TooManyChoices,
)
from eventsys.registration.composer.models import CHOOSING, AskedOf, FormQuestion, QuestionKind
from eventsys.registration.fields.models import COLUMN_WORDS

#: So many questions has a form, and so many choices a question.
MOST_QUESTIONS, MOST_CHOICES = 100, 200


@dataclass(frozen=True, slots=True)
class Whom:
    """Somebody as a form knows them: a category, the kind of their delegation, and whether they are approved."""

    category_id: int
    of_city: bool = True
    approved: bool = False


def concerns(question: FormQuestion, whom: Whom) -> bool:
    """Whether it stands on the form of somebody."""
    if question.asked_of is not None and (question.asked_of == AskedOf.CITIES) != whom.of_city:
        return False
    if question.due_on is not None and not whom.approved:
        return False
    return not question.categories or any(category.id == whom.category_id for category in question.categories)


def form_for(questions: Iterable[FormQuestion], whom: Whom) -> list[FormQuestion]:
    """The form of somebody, in its order; nothing where there would be headings and explanations alone."""
    form = [question for question in questions if concerns(question, whom)]
    return form if any(question.asks for question in form) else []


def choice_owners(questions: Iterable[FormQuestion]) -> dict[str, FormQuestion]:
    """Keys of all choices to their questions."""
    return {choice.key: question for question in questions for choice in question.choices}


def check_shown_by(question: FormQuestion, choice_key: str | None, form: Iterable[FormQuestion]) -> None:
    """Whether a choice of the ``form`` may bring the question onto it. Raises :class:`NoSuchQuestion`, :class:`ShownByItself`,
    :class:`ShownInCircle`."""
    owners = choice_owners(one for one in form if one.withdrawn_at is None)
    met = {question.public_id}
    while choice_key is not None:
        owner = owners.get(choice_key)
        if owner is None:
            raise NoSuchQuestion
        if owner.public_id in met:
            raise ShownByItself if len(met) == 1 else ShownInCircle(label=str(question.label))
        met.add(owner.public_id)
        choice_key = owner.brought_by


def hanging_on(keys: Collection[str], form: Iterable[FormQuestion]) -> FormQuestion | None:
    """A question that one of these choices brings onto the form."""
    return next((one for one in form if one.brought_by in keys), None)


def shown(form: Sequence[FormQuestion], chosen: Collection[str]) -> list[FormQuestion]:
    """What of a form stands there for somebody who has ``chosen`` these keys: a choice counts while its own question is
    shown."""
    owners = choice_owners(form)
    there: dict[str, bool] = {}

    def is_shown(question: FormQuestion) -> bool:
        if question.key not in there:
            there[question.key] = False  # a circle that came about in spite of all shows nothing
            key = question.brought_by
            there[question.key] = key is None or (key in chosen and key in owners and is_shown(owners[key]))
        return there[question.key]

    return [question for question in form if is_shown(question)]


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
