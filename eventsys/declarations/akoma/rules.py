"""The words of an adopted text in one language, apart as Akoma Ntoso keeps them, and one again as they were frozen."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from lxml import etree

from eventsys.core.manuscripts.errors import ManuscriptUnreadable
from eventsys.core.manuscripts.packages import parsed
from eventsys.core.words.text import Localized
from eventsys.declarations.acts.models import ParagraphKind
from eventsys.declarations.acts.rules import emphasis, plain
from eventsys.declarations.akoma.errors import NotAkomaNtoso, WordsApart
from eventsys.declarations.akoma.models import Likeness
from eventsys.declarations.completion.rules import digest, frozen_words
from eventsys.declarations.modifications.models import AKN, OWN, Change
from eventsys.declarations.modifications.rules import Piece, read_changes

MEDIA_TYPE: Final = "application/akn+xml"


@dataclass(frozen=True, slots=True)
class Words:
    """What was frozen of one language, in its parts; stressed words of paragraphs stand between stars.

    ``between``: an agreement's parties; ``clauses``: which languages are authentic. Both may be "".
    """

    language: str
    title: str
    between: str
    preamble: tuple[str, ...]
    points: tuple[str, ...]
    clauses: str

    @property
    def content(self) -> str:
        """The words as they are frozen and hashed."""
        return frozen_words(
            _only(self.language, self.title),
            _paragraphs(self.language, self.preamble, self.points),
            self.language,
            clauses=self.clauses,
            between=self.between,
        )


@dataclass(frozen=True, slots=True)
class Held:
    """What a file holds, and what it says of itself: the number of the text (hex) and the SHA-256 of its words."""

    words: Words
    text_id: str
    sha256: str
    changes: tuple[Change, ...] = ()
    """What it says of amendments: whatever a file says, unlike its words."""

    @property
    def sound(self) -> bool:
        """Whether the words have the SHA-256 that the file states."""
        return digest(self.words.content) == self.sha256


def _only(language: str, words: str) -> Localized:
    """Not cleaned again: what is compared is what stands there."""
    found: Localized = Localized.__new__(Localized)
    found[language] = words
    return found


def _paragraphs(
    language: str, preamble: Iterable[str], points: Iterable[str]
) -> Iterator[tuple[str, Localized]]:
    for part, texts in ((ParagraphKind.PREAMBLE, preamble), (ParagraphKind.POINT, points)):
        for words in texts:
            yield part, _only(language, words)


def recital(number: int) -> str:
    """The ``eId`` of a preamble paragraph."""
    return f"recs__rec_{number}"


def point(number: int) -> str:
    """The ``eId`` of a point."""
    return f"point_{number}"


def pieces(words: Words) -> list[Piece]:
    """Title, preamble and points in reading order, as they are frozen."""

    def frozen(text: str) -> str:
        return unicodedata.normalize("NFC", plain(text))

    return [
        Piece("docTitle", "", frozen(words.title)),
        *(Piece(recital(n), "\n\n", frozen(text)) for n, text in enumerate(words.preamble, 1)),
        *(Piece(point(n), f"\n\n{n}. ", frozen(text)) for n, text in enumerate(words.points, 1)),
    ]


def taken_apart(
    content: str, language: str, title: str, preamble: Sequence[str], points: Sequence[str]
) -> Words:
    """Frozen words in their parts: parties and clauses are those that were frozen, whatever would be said today.

    Raises :class:`WordsApart` when title and paragraphs are not those of ``content``.
    """
    head = unicodedata.normalize("NFC", plain(title)) + "\n\n"
    bare = Words(language, title, "", tuple(preamble), tuple(points), "").content
    between, body, clauses = content.removeprefix(head).partition(bare.removeprefix(head))
    found = Words(
        language,
        title,
        between.removesuffix("\n\n"),
        tuple(preamble),
        tuple(points),
        clauses.removeprefix("\n").removesuffix("\n"),
    )
    if not body or found.content != content:
        raise WordsApart(language=language)
    return found


# --- reading ---------------------------------------------------------------------------------------------------------


def read(data: bytes) -> Held:
    """A file as this house writes it, in which nothing else is said; to be called in a bounded process where a
    stranger sent it. Below the points only the clauses are read.

    Raises :class:`NotAkomaNtoso`.
    """
    try:
        root = parsed(data)
    except ManuscriptUnreadable as error:
        raise NotAkomaNtoso from error
    if root.tag != f"{AKN}akomaNtoso":
        raise NotAkomaNtoso
    (statement,) = _kids(root, "statement")
    parts = {_name(part): part for part in statement}
    own = statement.find(f"{AKN}meta/{AKN}proprietary/{OWN}words")
    if (
        own is None
        or len(parts) < len(statement)
        or not parts.keys() <= _PARTS
        or not parts.keys() >= _NEEDED
    ):
        raise NotAkomaNtoso
    title, between = _preface(parts["preface"])
    clauses = parts["conclusions"].findall(f"{AKN}container[@name='clauses']/{AKN}p")
    words = Words(
        own.get("language", ""),
        title,
        between,
        tuple(_recitals(parts.get("preamble"))),
        tuple(_points(parts["mainBody"])),
        "\n\n".join(map(_unstressed, clauses)),
    )
    try:
        changes = read_changes(parts["meta"])
    except ValueError as error:
        raise NotAkomaNtoso from error
    return Held(words, own.get("text", ""), own.get("sha256", ""), changes)


_NEEDED: Final = {"meta", "preface", "mainBody", "conclusions"}
_PARTS: Final = _NEEDED | {"preamble"}


def _name(one: etree._Element) -> str:
    return str(one.tag).removeprefix(AKN)


def _kids(parent: etree._Element, *wanted: str) -> list[etree._Element]:
    """The children, which are those ``wanted`` (``name*``: any number of it alone) with nothing between them.

    Raises :class:`NotAkomaNtoso`.
    """
    kids = list(parent)
    found = [_name(one) for one in kids]
    repeated = len(wanted) == 1 and wanted[0].endswith("*")
    fits = set(found) <= {wanted[0][:-1]} if repeated else found == list(wanted)
    if not fits or "".join([parent.text or "", *(one.tail or "" for one in kids)]).strip():
        raise NotAkomaNtoso
    return kids


def _preface(preface: etree._Element) -> tuple[str, str]:
    """Title, and between which parties. The line above the title is the conference's, and no word of the text."""
    found = {"longTitle": "", "formula": ""}
    for one in preface:
        name = _name(one)
        if name == "longTitle":
            (block,) = _kids(one, "p")
            (title,) = _kids(block, "docTitle")
            found[name] += _starred(list(_runs(title)))
        elif name == "formula" and one.get("name") == "parties":
            (block,) = _kids(one, "p")
            found[name] += _unstressed(block)
        elif name != "p" or one.get("class") != "conference":
            raise NotAkomaNtoso
    return found["longTitle"], found["formula"]


def _recitals(preamble: etree._Element | None) -> Iterator[str]:
    if preamble is not None:
        (recitals,) = _kids(preamble, "recitals")
        for recital in _kids(recitals, "recital*"):
            (block,) = _kids(recital, "p")
            yield _starred(list(_runs(block)))


def _points(body: etree._Element) -> Iterator[str]:
    for number, point in enumerate(_kids(body, "point*"), 1):
        label, content = _kids(point, "num", "content")
        if label.text != f"{number}." or len(label):
            raise NotAkomaNtoso
        (block,) = _kids(content, "p")
        yield _starred(list(_runs(block)))


def _runs(block: etree._Element, *, stressed: bool = False) -> Iterator[tuple[str, bool]]:
    """Raises :class:`NotAkomaNtoso` for an element that is not written here."""
    if block.text:
        yield block.text, stressed
    for one in block:
        if one.tag == f"{AKN}br" and not len(one) and not one.text:
            yield "\n", stressed
        elif one.tag == f"{AKN}i" and not stressed:
            yield from _runs(one, stressed=True)
        else:
            raise NotAkomaNtoso
        if one.tail:
            yield one.tail, stressed


def _unstressed(block: etree._Element) -> str:
    """Words that know no stress: their stars are stars."""
    runs = list(_runs(block))
    if any(stressed for _words, stressed in runs):
        raise NotAkomaNtoso
    return "".join(words for words, _stressed in runs)


def _starred(runs: Sequence[tuple[str, bool]]) -> str:
    """Words with stars around those in italics. Raises :class:`NotAkomaNtoso` where stars of the file's own would read
    as stress."""
    joined: list[tuple[str, bool]] = []
    for words, stressed in runs:
        if joined and not joined[-1][1] and not stressed:
            joined[-1] = (joined[-1][0] + words, False)
        else:
            joined.append((words, stressed))
    starred = "".join(f"*{words}*" if stressed else words for words, stressed in joined)
    if emphasis(starred) != joined:
        raise NotAkomaNtoso
    return starred


def likeness(
    data: bytes | None, text_id: str, language: str, texts: Mapping[str, tuple[str, str]]
) -> Likeness:
    """``texts``: words and SHA-256 on record, by language. Each states its SHA-256, and keeps it."""
    if data is None:
        return Likeness.MISSING
    try:
        held = read(data)
    except NotAkomaNtoso:
        return Likeness.UNREADABLE
    content, sha256 = texts.get(language, ("", ""))
    same = (held.text_id, held.words.language, held.words.content) == (text_id, language, content)
    return Likeness.SAME if same and held.sound and digest(content) == sha256 else Likeness.DIFFERENT
