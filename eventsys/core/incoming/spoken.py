"""Columns that say one thing in each language: ``name_ru``, "Name (Russian)", « Nom en russe », ``office_zh-Hant``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from flask_babel.speaklater import LazyString

from eventsys.core.incoming.columns import Column, plain_heading
from eventsys.core.words.bcp47 import UnknownTag, tag_of
from eventsys.core.words.languages import current
from eventsys.core.words.languages import gettext as _
from eventsys.core.words.tags import language_names, name_in

__all__ = ["Spoken", "language_words", "spoken_columns", "tag_in_key", "unknown_language"]

#: What may stand between a heading and the name of its language: "Name in Russian", « Nom en russe », "Tên bằng tiếng Nga".
_IN = ("", "in ", "en ", "bang ")
_BY_TAG = re.compile(r"(.+?)(?:_|\s*\(\s*)([A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8})*)\s*\)?\s*")


@dataclass(frozen=True, slots=True)
class Spoken:
    """``key`` is what the keys of its columns begin with, ``label`` their label with a place for ``%(language)s``;
    ``headings`` are what tables call it, before the language."""

    key: str
    label: Any
    headings: tuple[str, ...] = ()
    shape: str = "text"

    def column(self, tag: str) -> Column:
        """The one for a language, by its tag."""
        label = LazyString(lambda: str(self.label) % {"language": language_words(tag)})
        return Column(f"{self.key}_{tag}", label, (), shape=self.shape)

    def _stems(self) -> list[str]:
        return sorted({self.key.replace("_", " "), *map(plain_heading, self.headings)}, key=len, reverse=True)

    def tag_of_heading(self, heading: str) -> str | None:
        """The language that a heading names; ``None``: it names none. Raises :class:`UnknownTag` where what stands in
        the place of the tag is none, as in ``name_xx``."""
        stems = self._stems()
        by_tag = _BY_TAG.fullmatch(heading.strip())
        if by_tag and plain_heading(by_tag[1]) in stems:
            try:
                return tag_of(by_tag[2])
            except UnknownTag:
                if "(" not in heading:  # "Name (in Latin letters)" is a remark
                    raise
        whole = plain_heading(heading)
        named = (whole[len(stem) + 1 :] for stem in stems if whole.startswith(f"{stem} "))
        found = (_by_name().get(rest.removeprefix(lead)) for rest in named for lead in _IN)
        return next(filter(None, found), None)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {plain_heading(name): tag for name, tag in language_names().items()}


def language_words(tag: str) -> str:
    """A language inside a heading, so that it is known again: by its name, or by its tag where that does not tell it."""
    name = name_in(tag, current())
    return name if _by_name().get(plain_heading(name)) == tag else tag


def tag_in_key(key: str, stem: str) -> str | None:
    """The language of a column's key: ``ru`` of ``name_ru``; ``None`` of any other column's, as ``name_native``."""
    head, _sign, rest = key.rpartition("_")
    try:
        return rest if head == stem and tag_of(rest) == rest else None
    except UnknownTag:
        return None


def unknown_language(heading: str, spoken: Iterable[Spoken]) -> str:
    """What is said of a heading that names a language nobody knows, as ``name_xx``; "" of all others."""
    for one in spoken:
        try:
            one.tag_of_heading(heading)
        except UnknownTag as error:
            return _("“%(tag)s” is no language that we know.", tag=error.text)
    return ""


def spoken_columns(
    headings: Iterable[str], spoken: Sequence[Spoken], offered: Iterable[str] = ()
) -> Iterator[tuple[str, Column]]:
    """The columns that ``headings`` name by a language, each with the heading as it is compared, and with none those of
    languages that are ``offered``, for somebody to choose."""
    for heading in dict.fromkeys(filter(None, headings)):
        for one in spoken:
            try:
                tag = one.tag_of_heading(heading)
            except UnknownTag:  # told by ``unknown_language``
                continue
            if tag:
                yield plain_heading(heading), one.column(tag)
    for tag in offered:
        yield from (("", one.column(tag)) for one in spoken)
