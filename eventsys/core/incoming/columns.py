"""What columns there may be, and by which headings they are known."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from eventsys.core.words.languages import SUPPORTED, in_language
from eventsys.core.words.text import folded

__all__ = [
    "Column",
    "by_heading",
    "heading_key",
    "key_of",
    "meant_alone",
    "places",
    "plain_heading",
    "spellings",
]

#: Words that forms put behind a heading.
_REMARKS = re.compile(r"\b(?:required|mandatory|optional|obligatoire|facultatif|requis|bat buoc|tuy chon)\b")
_BRACKETS = re.compile(r"[(\[（【][^)\]）】]*[)\]）】]")
_NUMBER = re.compile(r"^\W*\d+\W+")
_PARTS = re.compile(r"[/|\n;·•–—]| - ")


@dataclass(frozen=True, slots=True)
class Column:
    """``key`` names it in rows, ``label`` to people; ``headings`` are what tables call it, in any spelling.

    ``shape``: ``name`` has letters and is no date, ``day`` is a date as precise as it is known, ``text`` is anything.
    ``kept``: off for what our own lists say besides: it is understood and left out, unless somebody says what it is.
    ``gives``: the columns it stands for, as a full name does for two: it is read where none of them is there, left out
    where all of them are, and asked about else.
    ``alone``: of its headings, those that mean the column ``then`` where a table has neither that nor ``beside``: « Nom »
    without « Prénom » heads whole names.
    """

    key: str
    label: Any
    headings: tuple[str, ...]
    required: bool = False
    shape: str = "text"
    kept: bool = True
    gives: tuple[str, ...] = ()
    alone: frozenset[str] = frozenset()
    beside: str = ""
    then: str = ""


def plain_heading(text: str) -> str:
    """Letters and figures alone, folded: ``E-mail address *`` → ``e mail address``."""
    bare = "".join(c if unicodedata.category(c)[0] in "LNM" else " " for c in folded(_visible(text)))
    return " ".join(_REMARKS.sub(" ", bare).split())


def heading_key(text: str) -> str:
    """Two headings with the same key are taken for the same column: ``Shirt sizes *`` and ``shirt size``."""
    return _singular(plain_heading(text))


def _visible(text: str) -> str:
    return "".join(c for c in text if unicodedata.category(c) != "Cf")


def _wholes(heading: str) -> Iterator[str]:
    """The heading with and without its number and what stands in brackets; singular for plural."""
    forms = [heading, heading.replace("(s)", "s").replace("(e)", ""), _BRACKETS.sub(" ", heading)]
    yield from _spelled([*forms, _NUMBER.sub("", forms[-1])])


def _parts(heading: str) -> Iterator[str]:
    """Its parts, as in two languages ("Họ / Family name"), and what stands in brackets."""
    yield from _spelled([*_PARTS.split(_BRACKETS.sub(" ", heading)), *_BRACKETS.findall(heading)])


def _spelled(forms: Iterable[str]) -> Iterator[str]:
    for form in dict.fromkeys(filter(None, map(plain_heading, forms))):
        yield form
        yield _singular(form)


def spellings(heading: str) -> Iterator[str]:
    """All ways to read a heading, the fullest first."""
    yield from _wholes(heading)
    yield from _parts(heading)


def key_of(heading: str, known: Mapping[str, str]) -> str | None:
    """The column that a heading means; ``None`` also when its parts mean several ("Nom / Prénom")."""
    whole = next((known[form] for form in _wholes(heading) if form in known), None)
    if whole is not None:
        return whole
    found = {known[form] for form in _parts(heading) if form in known}
    return found.pop() if len(found) == 1 else None


def _singular(text: str) -> str:
    return " ".join(word[:-1] if len(word) > 3 and word.endswith("s") else word for word in text.split())


def by_heading(columns: Iterable[Column]) -> dict[str, str]:
    """Spelling of a heading to the key of its column. What we call it ourselves in any language of the house comes
    first, so that our own lists and empty tables are read whatever the translation says; then what is listed first."""
    columns = tuple(columns)
    said = [(label, column.key) for column in columns for label in _labels(column)]
    said += [(head, c.key) for c in columns for head in (c.key.replace("_", " "), *c.headings)]
    found: dict[str, str] = {}
    for heading, key in said:
        plain = plain_heading(heading)
        found.setdefault(plain, key)
        found.setdefault(_singular(plain), key)
    return found


def _labels(column: Column) -> Iterator[str]:
    for language in SUPPORTED:
        with in_language(language):
            label = str(column.label)
        yield label


def places(heads: Sequence[str], known: Mapping[str, str]) -> dict[int, str]:
    """Place of a heading to the key of its column; a second heading of one column is not understood."""
    found: dict[int, str] = {}
    for at, head in enumerate(heads):
        key = key_of(head, known)
        if key is not None and key not in found.values():
            found[at] = key
    return found


def meant_alone(
    found: Mapping[int, str], heads: Sequence[str], columns: Mapping[str, Column]
) -> dict[int, str]:
    """``found`` with those columns changed whose heading means another one where its fellow is not there."""
    there = set(found.values())

    def meant(at: int, key: str) -> str:
        column = columns[key]
        is_alone = not {column.beside, column.then} & there
        return column.then if is_alone and plain_heading(heads[at]) in column.alone else key

    return {at: meant(at, key) for at, key in found.items()}
