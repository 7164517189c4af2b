"""A draft that was written elsewhere: which of its paragraphs is the title, preamble, a point; nothing is dropped unseen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum

from eventsys.core.manuscripts import ManuscriptLine
from eventsys.core.words.languages import lazy_gettext as _l
from eventsys.core.words.text import Localized, clean
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.acts.rules import emphasis
from eventsys.declarations.passages.errors import DraftUnreadable

_LABEL = re.compile(
    r"(?P<mark>\()?(?P<number>\d{1,3})(?P<end>[.)])\s+"
    r"|(?P<word>article|art\.|point|điều|điểm|mục)\s+(?P<of_word>\d{1,3}|premier|1er|1ᵉʳ)\s*(?:[.:)]|\s?[–—-](?=\s))\s+",
    re.IGNORECASE,
)
#: A line that is nothing but the label of what follows.
_ALONE = re.compile(
    r"(?P<word>article|art\.|point|điều|điểm|mục)\s+(?P<of_word>\d{1,3}|premier|1er|1ᵉʳ)\s*[.:)–—-]?",
    re.IGNORECASE,
)
_LONGEST_TITLE = 150


class PassageRole(StrEnum):
    """What a paragraph of an imported file becomes in the text."""

    TITLE = "title"
    PREAMBLE = "preamble"
    POINT = "point"
    CONTINUES = "continues"
    """Stands at the end of the paragraph before it."""
    OUT = "out"


ROLE_WORDS = {
    PassageRole.TITLE: _l("title"),
    PassageRole.PREAMBLE: _l("preamble"),
    PassageRole.POINT: _l("point"),
    PassageRole.CONTINUES: _l("goes on from above"),
    PassageRole.OUT: _l("left out"),
}


@dataclass(frozen=True, slots=True)
class Passage:
    """A paragraph as it was read, stressed words between stars. ``label``: how ``words`` begin when a number was typed."""

    words: str
    role: PassageRole
    label: str = ""

    def as_point(self) -> str:
        """The words without the number, which a point is given anew."""
        return self.words[len(self.label) :]


@dataclass(frozen=True, slots=True)
class Shown:
    """A passage at its place. ``number`` is what it will have among the points, or in the preamble.

    ``was``: the number that was typed, where it becomes another one.
    """

    role: PassageRole
    words: str
    number: int | None = None
    was: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """What was recognised, in one language."""

    title: str
    preamble: tuple[str, ...]
    points: tuple[str, ...]


# --- recognising -----------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Typed:
    """A number at the beginning: ``style`` tells "1." from "(1)" and "Article 1"."""

    number: int
    style: str
    label: str
    alone: bool = False


def recognised(lines: Sequence[ManuscriptLine]) -> list[Passage]:
    """Each paragraph with what it is taken for; whoever looks at it may say otherwise.

    A point is what stands in a numbered list, or begins with a number that continues those before it ("Article 5 of the
    Charter" does not). What follows a point without a number belongs to it. Headings within the text are left out.
    """
    pieces = [piece for line in lines for piece in ([line] if line.role else _pieces(line))]
    typed = _in_order(
        [None if piece.number is not None or piece.role else _typed(piece.words) for piece in pieces]
    )
    by_bullets = not any(typed) and all(piece.number is None for piece in pieces)
    titled = any(piece.title for piece in pieces)
    found: list[Passage] = []
    after_label = False
    for piece, number in zip(pieces, typed, strict=True):
        words = _starred(piece)
        if piece.role:
            found.append(Passage(words, PassageRole(piece.role)))
            continue
        if number and number.alone:
            found.append(Passage(words, PassageRole.OUT))
            after_label = True
            continue
        if (
            number
            or after_label
            or piece.number is not None
            or (by_bullets and piece.bullet and not piece.inner)
        ):
            role = PassageRole.POINT
        else:
            role = _role(piece, found, titled=titled)
        found.append(Passage(words, role, number.label if number else ""))
        after_label = False
    return found


def _role(line: ManuscriptLine, before: Sequence[Passage], *, titled: bool) -> PassageRole:
    first = not any(one.role != PassageRole.TITLE for one in before)
    if line.title:
        return PassageRole.TITLE
    if first and not titled and not before and _may_be_title(line):
        return PassageRole.TITLE
    if line.heading:
        return PassageRole.OUT  # "Preamble", "Operative part": our own headings say it
    if any(one.role == PassageRole.POINT for one in before) or (line.inner and not first):
        return PassageRole.CONTINUES
    return PassageRole.PREAMBLE


def _may_be_title(line: ManuscriptLine) -> bool:
    return line.heading or (len(line.words) < _LONGEST_TITLE and line.words[-1] not in ",;.:")


def _pieces(line: ManuscriptLine) -> Iterator[ManuscriptLine]:
    """A plain text may have numbers at the beginning of its lines, without empty lines between them."""
    if len(line.runs) != 1 or "\n" not in line.words:
        yield line
        return
    piece: list[str] = []
    for part in line.words.split("\n"):
        if piece and (_LABEL.match(part) or _ALONE.fullmatch(part)):
            yield replace(line, runs=((" ".join(piece), line.runs[0][1]),))
            piece = []
        piece.append(part)
    yield replace(line, runs=((" ".join(piece), line.runs[0][1]),))


def _typed(words: str) -> _Typed | None:
    alone = _ALONE.fullmatch(words)
    found = alone or _LABEL.match(words)
    if found is None:
        return None
    parts = found.groupdict()
    if parts.get("mark") and parts.get("end") == ".":
        return None
    said = parts.get("number") or parts["of_word"]
    style = (parts.get("word") or f"{parts.get('mark') or ''}{parts.get('end')}").lower()
    return _Typed(int(said) if said.isdecimal() else 1, style, "" if alone else found[0], alone is not None)


def _in_order(typed: Sequence[_Typed | None]) -> list[_Typed | None]:
    """Those that count something: they begin with 1, go on by one, or look like others that do."""
    found: list[_Typed | None] = []
    last: _Typed | None = None
    styles: set[str] = set()
    for at, one in enumerate(typed):
        counts = one is not None and (
            one.number == 1
            or (last is not None and one.number == last.number + 1)
            or one.style in styles
            or (last is None and _goes_on(one, typed[at + 1 :]))
        )
        found.append(one if counts else None)
        if one is not None and counts:
            last = one
            styles.add(one.style)
    return found


def _goes_on(one: _Typed, later: Sequence[_Typed | None]) -> bool:
    return any(next_ and (next_.style, next_.number) == (one.style, one.number + 1) for next_ in later)


def _starred(line: ManuscriptLine) -> str:
    """The words with stars around the stressed ones, unless the stars would not be read as that."""
    starred = clean("".join(f"*{words}*" if stressed else words for words, stressed in line.runs))
    stressed = [words for words, is_stressed in line.runs if is_stressed]
    if stressed and [words for words, is_stressed in emphasis(starred) if is_stressed] != stressed:
        return clean(line.words)
    return starred


# --- arranging -------------------------------------------------------------------------------------------------


def arranged(passages: Sequence[Passage], roles: Sequence[PassageRole] | None = None) -> list[Shown]:
    """Each passage with its number in what will be saved; ``roles`` are those somebody chose instead."""
    counts = dict.fromkeys(PassageRole, 0)
    found = []
    for passage, asked in zip(passages, roles or [one.role for one in passages], strict=True):
        alone = asked == PassageRole.CONTINUES and not (
            counts[PassageRole.POINT] or counts[PassageRole.PREAMBLE]
        )
        role = PassageRole.PREAMBLE if alone else asked
        counts[role] += 1
        if role != PassageRole.POINT:
            number = counts[role] if role == PassageRole.PREAMBLE else None
            found.append(Shown(role, passage.words, number))
            continue
        typed = _typed(passage.words) if passage.label else None
        was = passage.label.strip() if typed and typed.number != counts[role] else ""
        found.append(Shown(role, passage.as_point(), counts[role], was))
    return found


def draft_of(shown: Sequence[Shown]) -> Draft:
    """What will be saved. Raises :class:`DraftUnreadable` when that is nothing but a title."""
    title: list[str] = []
    parts: dict[PassageRole, list[str]] = {PassageRole.PREAMBLE: [], PassageRole.POINT: []}
    current: list[str] = []
    for one in shown:
        if one.role == PassageRole.TITLE:
            title.append(one.words)
        elif one.role == PassageRole.CONTINUES:
            current[-1] = f"{current[-1]} {one.words}"
        elif one.role != PassageRole.OUT:
            current = parts[one.role]
            current.append(one.words)
    if not any(parts.values()):
        raise DraftUnreadable
    return Draft(" ".join(title), tuple(parts[PassageRole.PREAMBLE]), tuple(parts[PassageRole.POINT]))


def emptied(shown: Sequence[Shown], present: Sequence[tuple[str, Localized]], language: str) -> int:
    """How many paragraphs lose their words in this language; ``present``: (part, text) in reading order."""
    parts = {PassageRole.PREAMBLE: ParagraphKind.PREAMBLE, PassageRole.POINT: ParagraphKind.POINT}
    left = dict.fromkeys(ParagraphKind, 0)
    for one in shown:
        if one.role in parts:
            left[parts[one.role]] += 1
    count = 0
    for part, text in present:
        count += language in text and left[ParagraphKind(part)] <= 0
        left[ParagraphKind(part)] -= 1
    return count
