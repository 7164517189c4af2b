"""An XLIFF 2 file as it comes back, whatever program had it meanwhile. To be called in a bounded process."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final

from lxml import etree

from eventsys.core.bilingual.errors import FormerXliff, NotXliff, TooManyPieces
from eventsys.core.bilingual.parsing import MOST_OCTETS, local, parsed
from eventsys.core.bilingual.values import CodeFault, ReadSegment, ReadSheet, Runs, SegmentState, even
from eventsys.core.bilingual.xliff import CATEGORY, CORE, DIGEST, META

__all__ = ["MEGABYTES", "MOST_OCTETS", "SECONDS", "read_xliff"]

#: What one file is given, for :func:`eventsys.core.bounded.calling.call`.
SECONDS, MEGABYTES = 10, 600
MOST_SEGMENTS: Final = 3000
#: XLIFF 2.2 has a namespace of its own, and for all that we read the same elements.
_KNOWN: Final = (CORE, "urn:oasis:names:tc:xliff:document:2.2")
_FORMER: Final = "urn:oasis:names:tc:xliff:document:1"
_UNSPEAKABLE: Final = 0x110000


def read_xliff(data: bytes) -> ReadSheet:
    """Its pieces, in the order in which they stand.

    Raises :class:`BilingualUnreadable`, :class:`NotXliff`, :class:`FormerXliff`, :class:`TooManyPieces`.
    """
    root = parsed(data)
    _check_kind(root)
    space = f"{{{etree.QName(root).namespace}}}"
    files = root.findall(f"{space}file")
    if len(files) != 1:
        raise NotXliff
    units = list(files[0].iter(f"{space}unit"))
    if len(units) > MOST_SEGMENTS:
        raise TooManyPieces(most=MOST_SEGMENTS)
    return ReadSheet(
        root.get("srcLang", ""),
        root.get("trgLang", ""),
        files[0].get("original", ""),
        tuple(_segment(unit, space) for unit in units),
    )


def _check_kind(root: etree._Element) -> None:
    name = etree.QName(root)
    version = root.get("version", "")
    if name.localname != "xliff":
        raise NotXliff
    if (name.namespace or "").startswith(_FORMER) or version.startswith("1."):
        raise FormerXliff(version=version or "1")
    if name.namespace not in _KNOWN:
        raise NotXliff


def _digest(unit: etree._Element) -> str:
    """In our own metadata, which a program hands on as it is or loses as a whole."""
    own = f"{{{META}}}metadata/{{{META}}}metaGroup[@category='{CATEGORY}']/{{{META}}}meta[@type='{DIGEST}']"
    return str(unit.findtext(own) or "")


def _segment(unit: etree._Element, space: str) -> ReadSegment:
    """A program may have cut the piece into several segments, with blanks between them that nobody translates."""
    data = {str(one.get("id")): one.text or "" for one in unit.iter(f"{space}data")}
    parts = [one for one in unit if one.tag in {f"{space}segment", f"{space}ignorable"}]
    sources = [_Side.of(part.find(f"{space}source"), data) for part in parts]
    targets = [_Side.of(part.find(f"{space}target"), data) for part in parts]
    translated = [part.tag == f"{space}segment" for part in parts]
    own = [side for side, wanted in zip(targets, translated, strict=True) if wanted]
    said = [side.spoken for side in own]
    fault = next((side.fault for side in (*targets, *sources) if side.fault), None)
    if any(said) and not all(said):
        fault = fault or CodeFault.HALF
    order = sorted(range(len(parts)), key=lambda at: _place(parts[at].find(f"{space}target"), at))
    chosen = [targets[at] if translated[at] or targets[at].spoken else sources[at] for at in order]
    states = [_state(part) for part, wanted in zip(parts, translated, strict=True) if wanted]
    return ReadSegment(
        str(unit.get("id", "")),
        _whole(sources),
        _whole(chosen) if any(said) else (),
        min(states, key=list(SegmentState).index, default=SegmentState.INITIAL),
        _digest(unit),
        fault,
    )


def _place(target: etree._Element | None, at: int) -> int:
    """Where a target stands that a translator has put in another order."""
    said = target.get("order", "") if target is not None else ""
    return int(said) - 1 if said.isdecimal() and len(said) < 6 else at


def _state(part: etree._Element) -> SegmentState:
    said = part.get("state", "")
    return SegmentState(said) if said in {one.value for one in SegmentState} else SegmentState.INITIAL


def _whole(sides: list[_Side]) -> Runs:
    return even(tuple(run for side in sides for run in side.runs))


@dataclass(slots=True)
class _Side:
    """The words of a source or target, while they are read."""

    data: dict[str, str]
    runs: list[tuple[str, bool]] = field(default_factory=list)
    fault: CodeFault | None = None
    open: list[str] = field(default_factory=list)

    @classmethod
    def of(cls, element: etree._Element | None, data: dict[str, str]) -> _Side:
        made = cls(data)
        if element is not None:
            made.read(element)
            if made.open:
                made.fault = made.fault or CodeFault.BROKEN
        return made

    @property
    def spoken(self) -> bool:
        return any(words.strip() for words, _stressed in self.runs)

    def read(self, element: etree._Element) -> None:
        self.say(element.text)
        for one in element:
            getattr(self, f"on_{local(one)}", self.on_other)(one)
            self.say(one.tail)

    def say(self, words: str | None) -> None:
        if words:
            self.runs.append((words, bool(self.open)))

    def begin(self, name: str) -> None:
        if self.open:
            self.fault = self.fault or CodeFault.BROKEN
        self.open.append(name)

    def end(self, name: str) -> None:
        if name in self.open:
            self.open.remove(name)
        else:
            self.fault = self.fault or CodeFault.BROKEN

    def on_pc(self, one: etree._Element) -> None:
        name = str(one.get("id", ""))
        self.begin(name)
        self.read(one)
        self.end(name)

    def on_sc(self, one: etree._Element) -> None:
        self.begin(str(one.get("id", "")))

    def on_ec(self, one: etree._Element) -> None:
        self.end(str(one.get("startRef") or one.get("id", "")))

    def on_ph(self, one: etree._Element) -> None:
        native = self.data.get(str(one.get("dataRef", "")), "")
        if one.get("subType") == "xlf:lb" or native == "\n" or str(one.get("copyOf", "")).startswith("break"):
            self.say("\n")
        else:
            self.fault = self.fault or CodeFault.UNKNOWN

    def on_cp(self, one: etree._Element) -> None:
        try:
            found = int(str(one.get("hex", "")), 16)
        except ValueError:
            found = _UNSPEAKABLE
        if found < _UNSPEAKABLE:
            self.say(chr(found))
        else:
            self.fault = self.fault or CodeFault.BROKEN

    def on_mrk(self, one: etree._Element) -> None:
        """A remark on a word, which changes none."""
        self.read(one)

    def on_sm(self, _one: etree._Element) -> None:
        """Where such a remark begins."""

    def on_em(self, _one: etree._Element) -> None:
        """Where it ends."""

    def on_other(self, _one: etree._Element) -> None:
        self.fault = self.fault or CodeFault.UNKNOWN
