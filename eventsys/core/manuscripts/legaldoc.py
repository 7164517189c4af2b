"""Akoma Ntoso (OASIS LegalDocML), whichever house wrote it. Element names are those of version 1.0, part 2.

What has a place in a text of ours (title, preamble, numbered points, words in italics, line breaks) is taken over;
all else is named. The words that went in are counted against those that came out, so that nothing of a vocabulary of
300 elements is dropped in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Set
from typing import Final

from lxml import etree

from eventsys.core.bilingual.parsing import XML
from eventsys.core.manuscripts.counting import compared
from eventsys.core.manuscripts.errors import ManuscriptUnreadable
from eventsys.core.manuscripts.packages import parsed
from eventsys.core.manuscripts.setting import tidied
from eventsys.core.manuscripts.values import (
    NEAR,
    Changes,
    LineRole,
    Loss,
    LossKind,
    Manuscript,
    ManuscriptLine,
    Reading,
    Runs,
    spaced,
)

__all__ = ["manuscript"]

_BODIES: Final = frozenset({"body", "mainBody", "debateBody", "judgmentBody", "amendmentBody", "portionBody"})
#: What can be a point, or stands within one.
_UNITS: Final = frozenset(
    {
        "alinea",
        "article",
        "clause",
        "indent",
        "level",
        "paragraph",
        "point",
        "proviso",
        "rule",
        "subclause",
        "sublist",
    }
    | {"subparagraph", "subrule", "subsection", "transitional", "hcontainer", "item"}
)
_BLOCKS: Final = frozenset({"p", "block", "listIntroduction", "listWrapUp", "crossHeading"})
_APART: Final = frozenset({"br", "eol", "num", "heading", "subheading", "li", "td", "th"})
_RECITALS: Final = frozenset({"recital", "citation", "formula"})
_LEFT_OUT: Final = {
    "authorialNote": LossKind.FOOTNOTE,
    "noteRef": LossKind.FOOTNOTE,
    "table": LossKind.TABLE,
    "img": LossKind.PICTURE,
    "del": LossKind.STRUCK,
    "omissis": LossKind.STRUCK,
    "remark": LossKind.COMMENT,
    "foreign": LossKind.EMBEDDED,
    "toc": LossKind.AROUND,
}
_ON_THE_LINE: Final = {
    "sup": LossKind.RAISED,
    "sub": LossKind.RAISED,
    "a": LossKind.LINK,
    "ref": LossKind.LINK,
}
_AROUND: Final = frozenset({"coverPage", "conclusions", "header"})
_EMBEDDED: Final = frozenset({"attachments", "components", "annexes"})


def manuscript(data: bytes) -> Manuscript:
    """One document. Raises ManuscriptUnreadable: other XML, or a collection of several documents."""
    root = parsed(data)
    documents = [one for one in root if any(_name(part) in _BODIES for part in one)]
    if _name(root) != "akomaNtoso" or len(documents) != 1:
        raise ManuscriptUnreadable
    walk = _Walk()
    walk.document(documents[0])
    parts = [one for one in documents[0] if _name(one) != "meta"]
    named = (loss.words for loss in walk.losses if loss.kind not in _ON_THE_LINE.values())
    said = " ".join([*walk.told, *(line.words for line in walk.lines), *named])
    missing = compared(" ".join("".join(_pieces(one)) for one in parts), said)
    return Manuscript(
        {Changes.ACCEPT: Reading(tuple(walk.lines), (*walk.losses, *missing))},
        language=_language(documents[0]),
    )


def _name(one: etree._Element) -> str:
    return str(etree.QName(one).localname)


def _pieces(one: etree._Element) -> Iterator[str]:
    """All words, those of neighbouring blocks apart."""
    for part in one.iter():
        if _name(part) in _BLOCKS | _APART:
            yield "\n"
        yield part.text or ""
        yield (part.tail or "") if part is not one else ""


def _plain(one: etree._Element) -> str:
    return spaced("".join(_pieces(one)))


def _language(document: etree._Element) -> str:
    """What the document is in by its own word: that of its main part first, as it is the finer one."""
    marked = (one.get(f"{XML}lang") for one in (document, *document) if one.get(f"{XML}lang"))
    stated = (str(one.get("language", "")) for one in document.iter() if _name(one) == "FRBRlanguage")
    return str(next(marked, "") or next(stated, ""))


class _Walk:
    """Through a document, once: its lines, its losses, and what was ``told`` otherwise (numbers that are given anew)."""

    def __init__(self) -> None:
        self.lines: list[ManuscriptLine] = []
        self.losses: list[Loss] = []
        self.told: list[str] = []
        self._points = 0

    def document(self, document: etree._Element) -> None:
        for part in document:
            name = _name(part)
            if name == "preface":
                self._preface(part)
            elif name == "preamble":
                self._preamble(part)
            elif name in _BODIES:
                self._body(part)
            elif name in _AROUND | _EMBEDDED and _plain(part):
                self._lose(LossKind.AROUND if name in _AROUND else LossKind.EMBEDDED, part)

    def _preface(self, preface: etree._Element) -> None:
        titles = [one for one in preface.iter() if _name(one) == "docTitle"] or [
            block for one in preface if _name(one) == "longTitle" for block in _blocks(one)
        ]
        for title in titles:
            self._line(title, LineRole.TITLE)
        for block in _blocks(preface):
            if not any(title is block or block in title.iterancestors() for title in titles) and _plain(
                block
            ):
                self._lose(LossKind.AROUND, block)

    def _preamble(self, preamble: etree._Element) -> None:
        for part in preamble.iter():
            if _name(part) in _RECITALS:
                self._unit(part, LineRole.PREAMBLE)
            elif _name(part) in _BLOCKS and not _within(part, _RECITALS | _BLOCKS | _LEFT_OUT.keys()):
                self._line(part, LineRole.PREAMBLE)

    def _body(self, body: etree._Element) -> None:
        for one in body:
            name = _name(one)
            if name in {"num", "heading", "subheading"}:
                self._lose(LossKind.HEADER, one)
            elif name in _BLOCKS:
                self._line(one, None)
            elif name in _UNITS or any(_name(part) == "content" for part in one):
                self._points += 1
                self._unit(one, LineRole.POINT)
            elif name in _LEFT_OUT:
                self._lose(_LEFT_OUT[name], one)
            else:
                self._body(one)

    def _unit(self, unit: etree._Element, role: LineRole) -> None:
        """A recital or a point: its first block begins it, all others go on from there with their own numbers."""
        first: LineRole = role
        labels: list[str] = []
        for part in unit.iter():
            name = _name(part)
            if name == "num":
                self._number(part, own=part.getparent() is unit, role=role, labels=labels)
            elif name in {"heading", "subheading"}:
                self._lose(LossKind.HEADER, part)
            elif name == "table":
                self._lose(LossKind.TABLE, part)
            elif name in _BLOCKS and not _within(part, _BLOCKS | _LEFT_OUT.keys()):
                before = " ".join(labels)
                if self._line(part, first, before):
                    first, labels = LineRole.CONTINUES, []

    def _number(self, num: etree._Element, *, own: bool, role: LineRole, labels: list[str]) -> None:
        words = _plain(num)
        if not own:
            labels.append(words)
        elif role is LineRole.POINT and words.strip(".() ") == str(self._points):
            self.told.append(words)
        elif words:
            self._lose(LossKind.NUMBERED, num)

    def _lose(self, kind: LossKind, one: etree._Element, near: str = "") -> None:
        self.losses.append(Loss(kind, _plain(one), near))

    def _line(self, block: etree._Element, role: LineRole | None, before: str = "") -> bool:
        """Whether there were words in it."""
        near = _plain(block)[:NEAR]
        rows: list[list[tuple[str, bool]]] = [[(f"{before} ", False)] if before else []]
        for words, stressed in self._runs(block, near):
            if words == "\n":
                rows.append([])
            else:
                rows[-1].append((words, stressed))
        runs = _joined([tidied(row) for row in rows])
        if runs:
            self.lines.append(ManuscriptLine(runs, role=role))
        return bool(runs)

    def _runs(
        self, block: etree._Element, near: str, *, stressed: bool = False
    ) -> Iterator[tuple[str, bool]]:
        """Words as they stand there (their line ends are blanks), and a lone line end for a break."""
        yield (block.text or "").replace("\n", " "), stressed
        for one in block:
            name = _name(one)
            if name == "br":
                yield "\n", False
            elif name in _LEFT_OUT:
                self._lose(_LEFT_OUT[name], one, near)
            else:
                if name in _ON_THE_LINE:
                    self.losses.append(Loss(_ON_THE_LINE[name], str(one.get("href") or _plain(one)), near))
                yield (" ", stressed) if name == "eol" else ("", stressed)
                yield from self._runs(one, near, stressed=stressed or name == "i")
            yield (one.tail or "").replace("\n", " "), stressed


def _within(one: etree._Element, names: Set[str]) -> bool:
    return any(_name(above) in names for above in one.iterancestors())


def _blocks(part: etree._Element) -> list[etree._Element]:
    """The outermost blocks of words in a part."""
    return [one for one in part.iter() if _name(one) in _BLOCKS and not _within(one, _BLOCKS)]


def _joined(rows: list[Runs]) -> Runs:
    """Rows of runs as one line with breaks between them, neighbours of one kind in one run."""
    joined: list[tuple[str, bool]] = []
    for words, stressed in (run for row in rows if row for run in (("\n", False), *row)):
        if joined and not joined[-1][1] and not stressed:
            joined[-1] = (joined[-1][0] + words, False)
        else:
            joined.append((words, stressed))
    if joined:
        words, stressed = joined[0]
        joined[0] = (words.removeprefix("\n"), stressed)
    return tuple(run for run in joined if run[0])
