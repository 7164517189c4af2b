"""From what was typed to the value that is kept, and from the value to words; values alone.

A value is plain, as JSON keeps it: a text, the key of a choice, a list of such keys; a number in figures with a point
(``"12.5"``), a day (``"2026-11-18"``), a time of day (``"14:30"``), a country's code (``"VN"``), a telephone number in its
international form. ``None`` stands for no answer.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import date, time
from decimal import Decimal, InvalidOperation
from typing import Any, TypeAlias

from eventsys.core.words import written
from eventsys.core.words.countries import countries, country_name
from eventsys.core.words.days import read_day
from eventsys.core.words.languages import SUPPORTED, current, list_words
from eventsys.core.words.text import clean, folded
from eventsys.registration.answers.errors import (
    AnswerTooLong,
    NoCountry,
    NoDay,
    NoNumber,
    NoSuchChoice,
    NoTelephone,
    NoTime,
    NotTyped,
    OneChoiceOnly,
)
from eventsys.registration.composer.models import FormChoice, FormQuestion, QuestionKind
from eventsys.registration.composer.rules import Whom, shown
from eventsys.registration.people.models import Delegate
from eventsys.registration.people.rules import international

Value: TypeAlias = str | list[str] | None
#: The most characters of a line and of a longer text, and figures of a number.
MOST: Mapping[QuestionKind, int] = {QuestionKind.TEXT: 300, QuestionKind.LONG: 5000, QuestionKind.PHONE: 40}
_MOST_FIGURES = 15
_TIME = re.compile(r"(\d{1,2})\s*(?:[:.h]|giờ)\s*(\d{2})?\s*(?:phút)?")
_NUMBER = re.compile(r"[+-]?\d+(?:\.\d+)?")
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2},\d{3}")
_GAPS = re.compile(r"[\s\u00a0\u202f]")
#: Between several choices in one cell of a table.
_BETWEEN = ";"
_SHOWN = 60
_LONGEST_NAME = 100


def value_of(question: FormQuestion, typed: Any, *, region: str = "", held: Value = None) -> Value:
    """What a form sent, as it is kept. ``region`` is the country of telephone numbers without a code; ``held`` is the answer
    so far: what was chosen stays chosen when it is offered no longer.

    Raises :class:`NotTyped` (a document), :class:`AnswerTooLong`, :class:`NoSuchChoice`, :class:`NoNumber`, :class:`NoDay`,
    :class:`NoTime`, :class:`NoCountry`, :class:`NoTelephone`.
    """
    if question.kind == QuestionKind.FILE:
        raise NotTyped
    if question.chooses:
        return _chosen(question, typed, held)
    text = typed.isoformat() if isinstance(typed, (date, time)) else str(typed or "")
    return (_written(question.kind, text, region) or None) if text.strip() else None


def value_in_words(question: FormQuestion, text: str, *, region: str = "") -> Value:
    """The same of a cell, in which choices and countries are called by any of their words. Raises as :func:`value_of`, and
    :class:`OneChoiceOnly`."""
    if question.kind == QuestionKind.CHOICE or question.kind == QuestionKind.MANY:
        keys = list(_named(question, text))
        if question.kind == QuestionKind.MANY:
            return _chosen(question, keys, None)
        if len(keys) > 1:
            raise OneChoiceOnly
        return keys[0] if keys else None
    if question.kind == QuestionKind.COUNTRY:
        return _country(text) if text.strip() else None
    return value_of(question, text, region=region)


def document_name(filename: str) -> str:
    """What a document is called: as its file was, with the kind that is kept."""
    last = clean(filename).replace("\\", "/").rpartition("/")[2]
    stem = " ".join(last.split()).rpartition(".")
    return f"{(stem[0] or stem[2])[:_LONGEST_NAME].strip() or 'document'}.pdf"


def whom(delegate: Delegate) -> Whom:
    """As forms know this person."""
    return Whom(delegate.category_id, delegate.delegation.is_of_city, delegate.is_approved)


def choosable(question: FormQuestion, held: Value) -> list[FormChoice]:
    """What is offered, and what was chosen already, in their order."""
    mine = {held} if isinstance(held, str) else set(held or ())
    return [choice for choice in question.choices if choice.withdrawn_at is None or choice.key in mine]


def _chosen(question: FormQuestion, typed: Any, held: Value) -> Value:
    keys = [typed] if isinstance(typed, str) else list(typed or ())
    offered = [choice.key for choice in choosable(question, held)]
    wanted = [key for key in keys if key]
    for key in wanted:
        if key not in offered:
            raise NoSuchChoice(text=key[:_SHOWN])
    if question.kind == QuestionKind.CHOICE:
        return wanted[0] if wanted else None
    return [key for key in offered if key in wanted] or None


def _named(question: FormQuestion, text: str) -> Iterator[str]:
    """Keys of the choices that a cell names; words may hold what stands between them."""
    by_word: dict[str, FormChoice] = {}
    for choice in question.offered:
        for words in choice.words.values():
            by_word.setdefault(_plain(words), choice)
    parts = text.split(_BETWEEN)
    at = 0
    while at < len(parts):
        if not parts[at].strip():
            at += 1
            continue
        for end in range(len(parts), at, -1):
            found = by_word.get(_plain(_BETWEEN.join(parts[at:end])))
            if found is not None:
                yield found.key
                at = end
                break
        else:
            raise NoSuchChoice(text=parts[at].strip()[:_SHOWN])


def _plain(words: str) -> str:
    return folded(" ".join(words.split()))


def _written(kind: QuestionKind, text: str, region: str) -> str:
    match kind:
        case QuestionKind.NUMBER:
            return _number(text)
        case QuestionKind.DAY:
            return _day(text)
        case QuestionKind.TIME:
            return _time(text)
        case QuestionKind.COUNTRY:
            if text not in countries(current()):
                raise NoCountry(text=text[:_SHOWN])
            return text
        case QuestionKind.PHONE:
            number = international(text, region) if len(text) <= MOST[kind] else None
            if number is None:
                raise NoTelephone
            return number
    said = "\n".join(clean(text).splitlines()) if kind == QuestionKind.LONG else " ".join(clean(text).split())
    if len(said) > MOST[kind]:
        raise AnswerTooLong(most=MOST[kind], length=len(said))
    return said


def _number(text: str) -> str:
    plain = _GAPS.sub("", text)
    if _THOUSANDS.fullmatch(plain):  # "1,234": a thousand for some, a little more than one for others
        raise NoNumber(text=text[:_SHOWN])
    plain = plain.replace(",", ".", 1)
    if not _NUMBER.fullmatch(plain) or sum(map(str.isdigit, plain)) > _MOST_FIGURES:
        raise NoNumber(text=text[:_SHOWN])
    try:
        return format(Decimal(plain), "f")
    except InvalidOperation as error:
        raise NoNumber(text=text[:_SHOWN]) from error


def _day(text: str) -> str:
    try:
        found = read_day(text)
    except ValueError as error:
        raise NoDay(text=text[:_SHOWN]) from error
    if found.text != found.last_day().isoformat():
        raise NoDay(text=text[:_SHOWN])
    return found.last_day().isoformat()


def _time(text: str) -> str:
    try:
        if found := _TIME.fullmatch(text.strip().lower()):
            return time(int(found[1]), int(found[2] or 0)).isoformat("minutes")
        return time.fromisoformat(text.strip()).isoformat("minutes")
    except ValueError as error:
        raise NoTime(text=text[:_SHOWN]) from error


def _country(text: str) -> str:
    for language in SUPPORTED:
        for code, name in countries(language).items():
            if folded(name) == folded(text) or code == text.strip().upper():
                return code
    raise NoCountry(text=text[:_SHOWN])


# ---- in words ----


def in_words(question: FormQuestion, value: Value, order: Sequence[str]) -> str:
    """For pages, in the language in force; "" for no answer. ``order``: languages in which choices are said."""
    if not value:
        return ""
    if isinstance(value, list):
        return list_words(_words(question, value, order))
    match question.kind:
        case QuestionKind.CHOICE:
            return _words(question, [value], order)[0]
        case QuestionKind.DAY:
            return written.day_in_week(date.fromisoformat(value), current())
        case QuestionKind.COUNTRY:
            return country_name(value, current())
    return value


def cell(question: FormQuestion, value: Value, order: Sequence[str]) -> Any:
    """The same for a list that a table may bring back."""
    if not value:
        return ""
    if isinstance(value, list):
        return f"{_BETWEEN} ".join(_words(question, value, order))
    return (
        date.fromisoformat(value) if question.kind == QuestionKind.DAY else in_words(question, value, order)
    )


def _words(question: FormQuestion, keys: Sequence[str], order: Sequence[str]) -> list[str]:
    known = {choice.key: choice.words.get_in(order) for choice in question.choices}
    return [known.get(key, "") for key in keys]


def chosen(answers: Mapping[int, Value]) -> frozenset[str]:
    """All that was answered, keys of choices among it."""
    keys = [value if isinstance(value, list) else [value] for value in answers.values() if value]
    return frozenset(key for each in keys for key in each)


def lacking(form: Sequence[FormQuestion], answers: Mapping[int, Value]) -> list[FormQuestion]:
    """What of a form is asked still of somebody who has handed in: what is required, and what has a day of its own."""
    there = shown(form, chosen(answers))
    return [one for one in there if one.asks and (one.required or one.due_on) and not answers.get(one.id)]


def with_brought(form: Sequence[FormQuestion], first: Collection[FormQuestion]) -> list[FormQuestion]:
    """These questions of a form, and those that their choices bring onto it, in its order."""
    there = {question.id for question in first}
    keys = {choice.key for question in first for choice in question.choices}
    while more := [one for one in form if one.id not in there and one.brought_by in keys]:
        there |= {question.id for question in more}
        keys |= {choice.key for question in more for choice in question.choices}
    return [question for question in form if question.id in there]


def unanswered(form: Sequence[FormQuestion], answers: Mapping[int, Value]) -> list[FormQuestion]:
    """What of a form keeps a registration from being complete; ``answers`` by the question's id. What is not shown to somebody
    who answered so is not demanded."""
    there = shown(form, chosen(answers))
    return [question for question in there if question.required and not answers.get(question.id)]
