"""Reading a draft from a plain text or a DOCX: title, preamble, numbered points."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from xml.etree import ElementTree as ET

from eventsys.core.text import clean
from eventsys.declarations.errors import DraftUnreadable

__all__ = ["Draft", "Line", "as_text", "read_docx", "read_draft", "read_text"]

_NUMBER = re.compile(
    r"^\s*(?:\(?\d{1,3}[.)]|(?:article|point|điều|điểm)\s+\d{1,3}\s*[.:)–-]?)\s+", re.IGNORECASE
)
_LARGEST = 20_000_000
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph as it came: ``heading`` by its style, ``numbered`` by its list or its first characters."""

    text: str
    heading: bool = False
    numbered: bool = False


@dataclass(frozen=True, slots=True)
class Draft:
    """What was recognised, in one language."""

    title: str
    preamble: tuple[str, ...]
    points: tuple[str, ...]


def read_text(text: str) -> list[Line]:
    """Paragraphs stand apart by empty lines; without any, each line is one."""
    cleaned = clean(text.replace("\r\n", "\n"))
    blocks = re.split(r"\n\s*\n", cleaned) if re.search(r"\n\s*\n", cleaned) else cleaned.split("\n")
    found = []
    for block in blocks:
        for piece in re.split(rf"\n(?={_NUMBER.pattern[1:]})", block, flags=re.IGNORECASE):
            words = " ".join(piece.split())
            if words:
                found.append(_line(words))
    return found


def _line(words: str, *, heading: bool = False, numbered: bool = False) -> Line:
    bare = _NUMBER.sub("", words)
    return Line(bare, heading, numbered or bare != words)


def read_draft(lines: Sequence[Line]) -> Draft:
    """Headings and a short first line are the title; what has a number is a point, what follows without one
    belongs to it; the rest is the preamble. Raises :class:`DraftUnreadable` when nothing is left."""
    title = ""
    preamble: list[str] = []
    points: list[str] = []
    for line in lines:
        untitled = not title and not preamble and not points
        if line.numbered:
            points.append(line.text)
        elif untitled and (line.heading or (len(line.text) < 150 and line.text[-1] not in ",;.:")):
            title = line.text
        elif line.heading:
            continue  # "Preamble", "Operative part": our own headings say it
        elif points:
            points[-1] = f"{points[-1]} {line.text}"
        else:
            preamble.append(line.text)
    if not preamble and not points:
        raise DraftUnreadable
    return Draft(title, tuple(preamble), tuple(points))


def as_text(draft: Draft) -> str:
    """The same draft as a plain text that :func:`read_draft` reads alike."""
    points = [f"{n}. {words}" for n, words in enumerate(draft.points, 1)]
    return "\n\n".join(filter(None, [draft.title, *draft.preamble, *points]))


def read_docx(data: bytes) -> list[Line]:
    """The paragraphs of a Word document; slanted words stand between stars. To be called in a bounded process.

    Raises :class:`DraftUnreadable`.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entry = archive.getinfo("word/document.xml")
            if entry.file_size > _LARGEST:
                raise DraftUnreadable
            xml = archive.read(entry)
    except (zipfile.BadZipFile, KeyError, NotImplementedError, RuntimeError, OSError, EOFError) as error:
        raise DraftUnreadable from error
    if b"<!DOCTYPE" in xml or b"<!ENTITY" in xml or b"\0" in xml:  # Word writes none; bombs are made of these
        raise DraftUnreadable
    try:
        root = ET.fromstring(xml)  # noqa: S314 - without document types, in a bounded process
    except ET.ParseError as error:
        raise DraftUnreadable from error
    return [line for paragraph in root.iter(f"{_W}p") if (line := _paragraph(paragraph))]


def _paragraph(paragraph: ET.Element) -> Line | None:
    style = paragraph.find(f"{_W}pPr/{_W}pStyle")
    name = (style.get(f"{_W}val") or "").lower() if style is not None else ""
    words = " ".join(clean("".join(_runs(paragraph))).split())
    if not words:
        return None
    listed = paragraph.find(f"{_W}pPr/{_W}numPr") is not None
    heading = name.startswith(("heading", "title", "titre", "berschrift"))
    return _line(words, heading=heading, numbered=listed and not heading)


def _runs(paragraph: ET.Element) -> Iterator[str]:
    for run in paragraph.iter(f"{_W}r"):
        words = "".join(_words(run))
        slanted = run.find(f"{_W}rPr/{_W}i")
        off = slanted is None or slanted.get(f"{_W}val") in {"0", "false", "off"}
        bare = words.strip()
        yield words if off or not bare or "*" in bare else words.replace(bare, f"*{bare}*")


def _words(run: ET.Element) -> Iterator[str]:
    for piece in run:
        if piece.tag == f"{_W}t":
            yield piece.text or ""
        elif piece.tag in {f"{_W}tab", f"{_W}br", f"{_W}cr"}:
            yield " "
