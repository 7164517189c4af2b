"""A name written in one piece, and the ways to tell its family name from its given name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from eventsys.core.words.text import folded

#: Forms of address that stand before a name, folded and without dots.
_TITLES = frozenset(
    {
        "mr",
        "mrs",
        "ms",
        "miss",
        "mx",
        "dr",
        "prof",
        "he",
        "hon",
        "m",
        "mme",
        "mlle",
        "me",
        "pr",
        "ong",
        "ba",
        "ts",
        "pgs",
        "gs",
        "ths",
    }
)
#: They are spelled without a dot by some, and are names too: "He Jiankui", "Ba Jin", "M. Night".
_NEED_A_DOT = frozenset({"he", "hon", "m", "me", "pr", "ts", "gs"})
#: What stands behind a comma without being a given name.
_SUFFIXES = frozenset({"jr", "sr", "ii", "iii", "iv", "phd", "md", "esq", "mp"})
_COMMA = re.compile(r"\s*[,，、]\s*")
#: Scripts that set no space between the two names.
_IN_ONE = re.compile(
    r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af\uf900-\ufaff\U00020000-\U0003ffff]{2,}"
)
_MOST_WORDS = 8
_WORD = re.compile(r"\w+")
_FAMILY = frozenset({"nom", "noms", "family", "surname", "last", "ho"})
_GIVEN = frozenset({"prenom", "prenoms", "given", "first", "forename", "ten"})


#: How tables say that the family name comes first, or the given name; folded.
_FAMILY_FIRST = frozenset(
    {
        "family",
        "family first",
        "family name",
        "family name first",
        "surname",
        "surname first",
        "last name first",
        "nom",
        "nom d'abord",
        "nom de famille",
        "nom de famille d'abord",
        "nom prenom",
        "nom en premier",
        "ho",
        "ho truoc",
        "ho ten",
    }
)
_GIVEN_FIRST = frozenset(
    {
        "given",
        "given first",
        "given name",
        "given name first",
        "first name first",
        "western",
        "prenom",
        "prenom d'abord",
        "prenom nom",
        "prenom en premier",
        "ten",
        "ten truoc",
        "ten ho",
    }
)


@dataclass(frozen=True, slots=True)
class Split:
    """``honorific`` is a form of address that stood before the name."""

    family: str
    given: str
    honorific: str = ""


@dataclass(frozen=True, slots=True)
class NameRead:
    """``ways``: every way to split ``text``, by a short code, the likeliest first; ``chosen`` is one of the codes.
    ``sure``: the name says so itself (capitals, a comma, a single word); ``answered``: somebody has said so."""

    text: str
    ways: Mapping[str, Split]
    chosen: str
    sure: bool
    answered: bool = False

    @property
    def split(self) -> Split:
        return self.ways[self.chosen]

    @property
    def open(self) -> bool:
        """Whether it has to be asked."""
        return not (self.sure or self.answered)

    def told(self, code: str, *, seen: bool) -> NameRead:
        """The same after somebody chose, and has ``seen`` what was chosen; as it was when ``code`` is none of the ways."""
        return replace(self, chosen=code, answered=seen) if code in self.ways else self

    def code_of(self, family: str) -> str | None:
        """The first way in which this is the family name."""
        return next(
            (code for code, split in self.ways.items() if folded(split.family) == folded(family)), None
        )


def order_in_words(text: str) -> str:
    """``family`` or ``given``, as a cell says which name comes first; ``""`` where it says neither."""
    word = folded(text).replace("’", "'")
    return "family" if word in _FAMILY_FIRST else "given" if word in _GIVEN_FIRST else ""


def order_in_heading(heading: str) -> str:
    """``family`` or ``given``, as a heading names them: « Nom et prénom », "First and last name"; ``""`` for neither."""
    words = _WORD.findall(folded(heading))
    family, given = (
        next((at for at, word in enumerate(words) if word in set_), None) for set_ in (_FAMILY, _GIVEN)
    )
    if family is None or given is None:
        return ""
    return "family" if family < given else "given"


def read_name(text: str, order: str, *, said: bool = False) -> NameRead:
    """``text`` has single spaces; ``order`` is ``family`` or ``given``: which name comes first where the text itself does
    not tell. ``said``: the table says so, and not only the country; then a name of two words is certain.

    >>> read_name("Nguyễn Thế Thảo", "family").split.family, read_name("Marie DUPONT", "given").split.family
    ('Nguyễn', 'DUPONT')
    """
    parts = _COMMA.split(text)
    if len(parts) == 2 and all(parts) and _bare(parts[1]) not in _SUFFIXES:
        return _at_comma(text, *parts)
    words = text.split()
    title = _titles(words)
    best, sure = _likeliest(words[title:], order)
    sure = sure or (said and len(words) == 2)
    ways = dict(_ways(words, title))
    first = f"t{best}" if title else best
    return NameRead(text, {first: ways[first]} | ways, first, sure and not title)


def _at_comma(text: str, family: str, given: str) -> NameRead:
    words = given.split()
    title = _titles(words)
    split = Split(family, " ".join(words[title:]), " ".join(words[:title]))
    other = Split(split.given, family, split.honorific)
    return NameRead(text, {"c": split, "d": other}, "c", not title)


def _bare(word: str) -> str:
    return folded(word).replace(".", "")


def _titles(words: Sequence[str]) -> int:
    """How many words before the name are forms of address; a word is left for the name."""
    count = 0
    while count < len(words) - 1 and _is_title(words[count], left=len(words) - count - 1):
        count += 1
    return count


def _is_title(word: str, *, left: int) -> bool:
    bare = _bare(word)
    dotted = "." in word or bare not in _NEED_A_DOT
    return bare in _TITLES and dotted and (left > 1 or bare not in {"ong", "ba"})


def _likeliest(words: Sequence[str], order: str) -> tuple[str, bool]:
    """A code, and whether it is certain."""
    if len(words) == 1:
        return "w", not _IN_ONE.search(words[0])
    if marked := _in_capitals(words):
        return marked, True
    small = [word.islower() for word in words]
    if order == "family":
        lead = next((at for at, is_small in enumerate(small) if not is_small), 0)
        return f"f{min(lead + 1, len(words) - 1)}", False
    at = len(words) - 1
    while at > 1 and small[at - 1]:
        at -= 1
    return f"l{len(words) - at}", False


def _in_capitals(words: Sequence[str]) -> str:
    """The code for a family name in capitals at one end, with its particles: ``Juan de la CRUZ``; ``""`` for none."""
    loud = [at for at, word in enumerate(words) if _is_loud(word)]
    if not loud or loud[-1] - loud[0] + 1 != len(loud):
        return ""
    start, end = loud[0], loud[-1] + 1
    while start and words[start - 1].islower():
        start -= 1
    rest = [*words[:start], *words[end:]]
    tells = any(c.islower() for word in rest for c in word) or (rest and all("." in word for word in rest))
    if not tells or (start and end < len(words)):
        return ""
    return f"l{end - start}" if start else f"f{end}"


def _is_loud(word: str) -> bool:
    """In capitals, and no initial."""
    return word.isupper() and "." not in word and sum(c.isalpha() for c in word) > 1


def _ways(words: Sequence[str], title: int) -> Iterator[tuple[str, Split]]:
    if title:
        honorific = " ".join(words[:title])
        for code, split in _ways(words[title:], 0):
            yield f"t{code}", replace(split, honorific=honorific)
    cuts = range(1, min(len(words), _MOST_WORDS))
    for n in cuts:
        yield f"f{n}", Split(" ".join(words[:n]), " ".join(words[n:]))
    for n in cuts:
        yield f"l{n}", Split(" ".join(words[-n:]), " ".join(words[:-n]))
    yield "w", Split(" ".join(words), "")
