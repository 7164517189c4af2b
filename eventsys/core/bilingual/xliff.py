"""XLIFF 2.0 as translators' programs read it.

http://docs.oasis-open.org/xliff/xliff-core/v2.1/; elements of the core, and its module of metadata for what must come back.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from lxml import etree

from eventsys.core.bilingual.parsing import XML, pieces, serialized, speakable
from eventsys.core.bilingual.values import Note, Runs, Segment, Sheet, even

__all__ = ["CATEGORY", "CORE", "DIGEST", "META", "xliff"]

CORE: Final = "urn:oasis:names:tc:xliff:document:2.0"
META: Final = "urn:oasis:names:tc:xliff:metadata:2.0"
CATEGORY: Final = "eventsys-piece"
DIGEST: Final = "source-sha256"
_C, _M = f"{{{CORE}}}", f"{{{META}}}"
_STRESS, _BREAK = "stress", "break"


def xliff(sheet: Sheet) -> bytes:
    """One file, a unit for each piece. The same sheet gives the same octets."""
    root = etree.Element(f"{_C}xliff", nsmap={None: CORE, "mda": META})
    root.set("version", "2.0")
    root.set("srcLang", sheet.source_language)
    root.set("trgLang", sheet.target_language)
    file = etree.SubElement(root, f"{_C}file", id="f1", original=sheet.original)
    file.set("srcDir", sheet.directions[0])
    file.set("trgDir", sheet.directions[1])
    _add_notes(file, sheet.notes)
    for segment in sheet.segments:
        _add_unit(file, segment, sheet)
    return serialized(root)


def _add_digest(unit: etree._Element, digest: str) -> None:
    group = etree.SubElement(etree.SubElement(unit, f"{_M}metadata"), f"{_M}metaGroup", category=CATEGORY)
    etree.SubElement(group, f"{_M}meta", type=DIGEST).text = digest


def _add_notes(parent: etree._Element, notes: Sequence[Note]) -> None:
    if notes:
        held = etree.SubElement(parent, f"{_C}notes")
        for note in notes:
            etree.SubElement(held, f"{_C}note", category=note.category).text = speakable(note.words)


def _add_unit(file: etree._Element, segment: Segment, sheet: Sheet) -> None:
    unit = etree.SubElement(file, f"{_C}unit", id=segment.key, name=speakable(segment.name))
    unit.set("canResegment", "no")
    unit.set(f"{XML}space", "preserve")
    _add_digest(unit, segment.digest)
    _add_notes(unit, segment.notes)
    every = even(segment.source) + even(segment.target)
    natives = {
        _STRESS: "*" if any(stressed for _words, stressed in every) else "",
        _BREAK: "\n" if any("\n" in words for words, _stressed in every) else "",
    }
    if any(natives.values()):
        held = etree.SubElement(unit, f"{_C}originalData")
        for name, native in natives.items():
            if native:
                etree.SubElement(held, f"{_C}data", id=name).text = native
    part = etree.SubElement(unit, f"{_C}segment", state=segment.state.value)
    _fill(etree.SubElement(part, f"{_C}source"), segment.source, sheet.source_language)
    if segment.target:
        _fill(etree.SubElement(part, f"{_C}target"), segment.target, sheet.target_language)


def _fill(side: etree._Element, runs: Runs, language: str) -> None:
    side.set(f"{XML}lang", language)
    side.set(f"{XML}space", "preserve")
    numbers = {True: 0, False: 0}  # of stressed runs, of line breaks
    for words, stressed in even(runs):
        at = side
        if stressed:
            numbers[True] += 1
            at = etree.SubElement(side, f"{_C}pc", id=f"{_STRESS}{numbers[True]}")
            for name, value in _PAIRED.items():
                at.set(name, value)
        lines = words.split("\n")
        for number, line in enumerate(lines):
            _say(at, line)
            if number < len(lines) - 1:
                numbers[False] += 1
                etree.SubElement(at, f"{_C}ph", id=f"{_BREAK}{numbers[False]}", **_STANDING)


#: The stars may not get lost on the way, a line break may.
_PAIRED: Final = {
    "type": "fmt",
    "subType": "xlf:i",
    "dataRefStart": _STRESS,
    "dataRefEnd": _STRESS,
    "canCopy": "no",
    "canDelete": "no",
}
_STANDING: Final = {"type": "fmt", "subType": "xlf:lb", "dataRef": _BREAK}


def _say(at: etree._Element, words: str) -> None:
    """Behind what is there already."""
    for piece, unspeakable in pieces(words):
        if unspeakable:
            etree.SubElement(at, f"{_C}cp", hex=f"{ord(piece):04X}")
        elif len(at):
            at[-1].tail = (at[-1].tail or "") + piece
        else:
            at.text = (at.text or "") + piece
