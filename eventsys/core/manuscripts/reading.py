"""A file, whatever it is, read into lines; to be called in a bounded process."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from eventsys.core.manuscripts import legaldoc, opendocument, pandoc, richtext, webpage, word
from eventsys.core.manuscripts.counting import compared
from eventsys.core.manuscripts.errors import ManuscriptUnreadable, OldFormat
from eventsys.core.manuscripts.values import (
    Changes,
    Loss,
    Manuscript,
    ManuscriptLine,
    PreparedFile,
    Reading,
    spaced,
)
from eventsys.core.manuscripts.walking import walked
from eventsys.core.words.text import clean

_XML = re.compile(rb"\A\s*<(\?xml|(\w+:)?akomaNtoso)\b")

__all__ = ["MEGABYTES", "MOST_OCTETS", "SECONDS", "read", "read_text"]

#: What one file is given, for :func:`eventsys.core.bounded.calling.call`; pandoc takes its own share of both.
SECONDS, MEGABYTES = 10, 1200
MOST_OCTETS = 20_000_000
_OLD = (b"\xd0\xcf\x11\xe0", b"%PDF-")
_HTML = re.compile(
    rb"\A\s*(<\?xml[^>]*>\s*)?(<!--.*?-->\s*)*<(!doctype\s+html|html|head|body|p|h[1-6]|div)\b",
    re.IGNORECASE | re.DOTALL,
)


def read(data: bytes) -> Manuscript:
    """A DOCX, ODT, RTF, HTML, Akoma Ntoso or plain text file (UTF-8, or UTF-16 with its mark), told apart by their content.

    Raises ManuscriptUnreadable, OldFormat, ChangesUnclear, ReaderMissing, TookTooMuch.
    """
    if data.startswith(_OLD):
        raise OldFormat
    if data.startswith(b"PK\x03\x04"):
        is_open = opendocument.MIME in data[:200]
        return _carried_out("odt", opendocument.prepared(data)) if is_open else _word(data)
    if data.startswith(b"{\\rtf"):
        return _carried_out("rtf", richtext.prepared(data))
    if _HTML.match(data.removeprefix(b"\xef\xbb\xbf")):
        page, losses, words = webpage.prepared(data)
        return Manuscript({Changes.ACCEPT: _reading(page, "html", Changes.ACCEPT, losses, words)})
    if _XML.match(data.removeprefix(b"\xef\xbb\xbf")):
        return legaldoc.manuscript(data)
    return Manuscript({Changes.ACCEPT: Reading(read_text(_decoded(data)))})


def read_text(text: str) -> tuple[ManuscriptLine, ...]:
    """A plain text: paragraphs stand apart by empty lines; without any, each line is one."""
    cleaned = clean(text.replace("\r\n", "\n").replace("\r", "\n"))
    blocks = re.split(r"\n\s*\n", cleaned) if re.search(r"\n\s*\n", cleaned) else cleaned.split("\n")
    return tuple(ManuscriptLine(((words, False),)) for block in blocks if (words := _kept_breaks(block)))


def _kept_breaks(block: str) -> str:
    return "\n".join(words for line in block.split("\n") if (words := spaced(line)))


def _word(data: bytes) -> Manuscript:
    ready = word.prepared(data)
    ways = tuple(Changes) if ready.changes else (Changes.ACCEPT,)
    found = {way: _reading(ready.data, "docx", way, ready.losses, ready.words[way]) for way in ways}
    return Manuscript(found, tuple(ready.changes))


def _carried_out(kind: str, ready: PreparedFile) -> Manuscript:
    """Of a file in which tracked changes were carried out before."""
    found = {
        way: _reading(octets, kind, Changes.ACCEPT, ready.losses, ready.words[way], ready.stand_ins)
        for way, octets in ready.data.items()
    }
    return Manuscript(found, tuple(ready.changes))


def _reading(
    data: bytes,
    kind: str,
    way: Changes,
    losses: list[Loss],
    words: str,
    stand_ins: Mapping[str, str] | None = None,
) -> Reading:
    tree = pandoc.tree(data, kind, way)
    walk = walked(_with_letters(tree, str.maketrans(dict(stand_ins))) if stand_ins else tree)
    return Reading(tuple(walk.lines), (*losses, *walk.losses, *compared(words, "".join(walk.said))))


def _with_letters(part: Any, letters: Mapping[int, str]) -> Any:
    """The same tree with the letters that others stood for."""
    if isinstance(part, str):
        return part.translate(letters)
    if isinstance(part, list):
        return [_with_letters(one, letters) for one in part]
    return (
        {name: _with_letters(one, letters) for name, one in part.items()} if isinstance(part, dict) else part
    )


def _decoded(data: bytes) -> str:
    wide = data.startswith((b"\xff\xfe", b"\xfe\xff"))
    try:
        text = data.decode("utf-16" if wide else "utf-8-sig")
    except UnicodeDecodeError as error:
        raise ManuscriptUnreadable from error
    if "\0" in text:
        raise ManuscriptUnreadable
    return text
