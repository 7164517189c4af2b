"""TMX 1.4b, the memory that every translation program reads (https://www.gala-global.org/tmx-14b). Reading is to be called in
a bounded process."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Final

from lxml import etree

from eventsys.core.bilingual.errors import NotMemory, TooManyPieces
from eventsys.core.bilingual.parsing import XML, local, parsed, pieces, serialized, speakable
from eventsys.core.bilingual.values import Remembered, Runs, even

__all__ = ["MOST_REMEMBERED", "read_tmx", "tmx"]

MOST_REMEMBERED: Final = 20_000
_UNSPEAKABLE: Final = "x-codepoint"
_STRESS: Final = "italic"


def tmx(memory: Iterable[Remembered], *, version: str) -> bytes:
    """A unit for each piece, with all its languages; ``version`` of the program that writes. The same gives the same octets."""
    root = etree.Element("tmx", version="1.4")
    header = etree.SubElement(root, "header", creationtool="eventsys", creationtoolversion=version)
    for name, value in _HEADER.items():
        header.set(name, value)
    body = etree.SubElement(root, "body")
    for one in memory:
        unit = etree.SubElement(body, "tu", tuid=one.key)
        if one.origin:
            etree.SubElement(unit, "note").text = speakable(one.origin)
        for language, runs in one.words.items():
            variant = etree.SubElement(unit, "tuv")
            variant.set(f"{XML}lang", language)
            _fill(etree.SubElement(variant, "seg"), runs)
    return serialized(root)


_HEADER: Final = {
    "segtype": "paragraph",
    "o-tmf": "eventsys",
    "adminlang": "en",
    "srclang": "*all*",
    "datatype": "plaintext",
}


def _fill(segment: etree._Element, runs: Runs) -> None:
    number = 0
    for words, stressed in even(runs):
        if stressed:
            number += 1
            etree.SubElement(segment, "bpt", i=str(number), type=_STRESS).text = "*"
        for piece, unspeakable in pieces(words):
            if unspeakable:
                etree.SubElement(segment, "ph", type=_UNSPEAKABLE).text = f"{ord(piece):04X}"
            elif len(segment):
                segment[-1].tail = (segment[-1].tail or "") + piece
            else:
                segment.text = (segment.text or "") + piece
        if stressed:
            etree.SubElement(segment, "ept", i=str(number)).text = "*"


def read_tmx(data: bytes) -> list[Remembered]:
    """What is said in two languages at least; languages as the file has them, codes of other programs left out.

    Raises :class:`BilingualUnreadable`, :class:`NotMemory`, :class:`TooManyPieces`.
    """
    root = parsed(data)
    if root.tag != "tmx":
        raise NotMemory
    found = []
    for number, unit in enumerate(root.iterfind("body/tu")):
        if number >= MOST_REMEMBERED:
            raise TooManyPieces(most=MOST_REMEMBERED)
        words = {}
        for variant in unit.iterfind("tuv"):
            language, segment = variant.get(f"{XML}lang") or variant.get("lang"), variant.find("seg")
            if language and segment is not None and (runs := even(tuple(_runs(segment)))):
                words[str(language)] = runs
        if len(words) > 1:
            found.append(Remembered(words, _note(unit), str(unit.get("tuid", ""))))
    return found


def _note(unit: etree._Element) -> str:
    return " ".join(text for note in unit.iterfind("note") if (text := (note.text or "").strip()))[:500]


def _runs(segment: etree._Element) -> Iterator[tuple[str, bool]]:
    stressed: set[str] = set()
    yield segment.text or "", False
    for one in segment:
        name, number = local(one), str(one.get("i", ""))
        if name == "bpt" and one.get("type") == _STRESS:
            stressed.add(number)
        elif name == "ept":
            stressed.discard(number)
        elif name == "hi":  # highlighted by another program: its words count
            yield "".join(map(str, one.itertext())), one.get("type") == _STRESS
        elif name == "ph" and one.get("type") == _UNSPEAKABLE:
            yield _sign(one.text or ""), bool(stressed)
        yield one.tail or "", bool(stressed)


def _sign(text: str) -> str:
    try:
        return chr(int(text, 16))
    except (ValueError, OverflowError):
        return ""
