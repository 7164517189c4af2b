"""Tracked changes of an OpenDocument text: told, counted, accepted or rejected. Pandoc only ever accepts them.

What was put in stands between two marks, what was taken out stands apart with a mark at its place (ODF 1.3, part 3,
sections 5.5 and 7.7). A document whose marks do not fit each other is refused.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from eventsys.core.manuscripts.errors import ChangesUnclear
from eventsys.core.manuscripts.packages import say_before, take_out
from eventsys.core.manuscripts.values import Changes, TrackedChange, spaced

__all__ = ["BLANKS", "PARAGRAPHS", "Revisions", "read_revisions"]

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_CREATOR = "{http://purl.org/dc/elements/1.1/}creator"
_ID = "{http://www.w3.org/XML/1998/namespace}id"
PARAGRAPHS = frozenset({f"{_TEXT}p", f"{_TEXT}h"})
BLANKS = frozenset({f"{_TEXT}s", f"{_TEXT}tab", f"{_TEXT}line-break"})
_START, _END, _POINT = f"{_TEXT}change-start", f"{_TEXT}change-end", f"{_TEXT}change"
_HOLDERS = (f"{_TEXT}list-item", f"{_TEXT}list", f"{_TEXT}section")


@dataclass(frozen=True, slots=True)
class _Region:
    """``taken``: the paragraphs that were taken out; ``put``: whether it (also) tells of words that were put in."""

    author: str
    put: bool = False
    taken: list[etree._Element] | None = None


@dataclass(frozen=True, slots=True)
class Revisions:
    """The tracked changes of an ODT: marks in the text below ``root``, their ``regions`` by id."""

    root: etree._Element
    regions: dict[str, _Region] = field(default_factory=dict)

    def changes(self) -> list[TrackedChange]:
        """In the order of the text."""
        found: list[TrackedChange] = []
        for mark in self.root.iter(_START, _POINT):
            region = self.regions[_id(mark)]
            if mark.tag == _START and region.put:
                found.append(TrackedChange("inserted", self._between(mark) or "¶", region.author))
            elif mark.tag == _POINT and region.taken is not None:
                words = spaced(" ".join(map(_raw, region.taken)))
                found.append(TrackedChange("deleted", words or "¶", region.author))
        return found

    def _between(self, start: etree._Element) -> str:
        pieces: list[str] = []
        for event, node in _from(start):
            if node.tag == _END and _id(node) == _id(start):
                break
            pieces.append(_piece(event, node) if node is not start or event == "end" else "")
        return spaced("".join(pieces))

    def words(self, body: etree._Element, beside: frozenset[str]) -> str:
        """The words of ``body`` as they were before all changes, read from the marks themselves; ``beside`` are elements
        whose words are none of the text's."""
        found: list[str] = []
        inside: set[str] = set()
        skipped = 0
        for event, node in etree.iterwalk(body, events=("start", "end")):
            skipped += (node.tag in beside) * (1 if event == "start" else -1)
            if skipped or node.tag in beside:
                found.append((node.tail or "") if event == "end" and not skipped and not inside else "")
                continue
            if event == "start" and node.tag == _START and self.regions[_id(node)].put:
                inside.add(_id(node))
            if event == "start" and node.tag == _END:
                inside.discard(_id(node))
            if event == "start" and node.tag == _POINT:
                found += self._taken_words(_id(node))
            if not inside:
                found.append(_piece(event, node))
        return "".join(found)

    def _taken_words(self, name: str) -> Iterator[str]:
        region = self.regions[name]
        if region.taken and not region.put:
            for number, one in enumerate(region.taken):
                yield ("\n" if number else "") + _raw(one)

    def carry_out(self, way: Changes) -> None:
        """Make the document as if all changes were accepted, or rejected; no mark of them stays."""
        if way == Changes.REJECT:
            ends = {_id(end): end for end in self.root.iter(_END)}
            for start in list(self.root.iter(_START)):
                if self.regions[_id(start)].put:
                    self._reject_insertion(start, ends[_id(start)])
            for point in list(self.root.iter(_POINT)):
                self._reject_deletion(point)
        for mark in list(self.root.iter(_START, _END, _POINT, f"{_TEXT}tracked-changes")):
            take_out(mark)

    def _reject_insertion(self, start: etree._Element, end: etree._Element) -> None:
        """Words between the marks go, and the two ends of the text are joined; places of what was taken out stay."""
        inner: list[etree._Element] = []
        opened: set[etree._Element] = set()
        start.tail = None
        for event, node in _from(start):
            if node is end:
                break
            if event == "start":
                opened.add(node)
                node.text = None if node is not start else node.text
            else:
                node.tail = None
                if node in opened and node.tag not in {_START, _END, _POINT}:
                    inner.append(node)
        for node in inner:
            if len(node) == 0:
                take_out(node)
        _join(_paragraph_of(start), _paragraph_of(end))

    def _reject_deletion(self, point: etree._Element) -> None:
        """What was taken out stands in its place again, without the outer ends of its first and last paragraph."""
        region = self.regions[_id(point)]
        around = _paragraph_of(point)
        if not region.taken or region.put:
            return
        if around is None:
            for one in region.taken:
                point.addprevious(one)
            return
        first, *others = region.taken
        _move_before(point, first)
        if others:
            rest = _split_after(around, point)
            _put_in_front(rest, others[-1])
            for one in (rest, *reversed(others[:-1])):
                one.tail = None
                around.addnext(one)


def read_revisions(root: etree._Element) -> Revisions | None:
    """``None`` where there are no changes. Raises ChangesUnclear: marks without their other half or their region."""
    found = Revisions(root)
    for region in root.iter(f"{_TEXT}changed-region"):
        name = region.get(_ID) or region.get(f"{_TEXT}id") or ""
        author = next((str(one.text or "") for one in region.iter(_CREATOR)), "")
        taken = region.find(f"{_TEXT}deletion")
        kept = None if taken is None else [one for one in taken if one.tag != f"{_OFFICE}change-info"]
        found.regions[name] = _Region(author, region.find(f"{_TEXT}insertion") is not None, kept)
    marks = list(root.iter(_START, _END, _POINT))
    if not found.regions and not marks:
        return None
    _check(found.regions, marks)
    return found


def _check(regions: dict[str, _Region], marks: list[etree._Element]) -> None:
    opened: list[str] = []
    for mark in marks:
        name, region = _id(mark), regions.get(_id(mark))
        if region is None:
            raise ChangesUnclear
        if mark.tag == _START:
            opened.append(name)
        elif mark.tag == _END:
            if name not in opened:
                raise ChangesUnclear
            opened.remove(name)
        elif any(one.tag not in PARAGRAPHS for one in region.taken or ()):
            raise ChangesUnclear  # a table or a list that was taken out
    if opened:
        raise ChangesUnclear


# --- walking and moving ----------------------------------------------------------------------------------------


def _id(mark: etree._Element) -> str:
    return str(mark.get(f"{_TEXT}change-id", ""))


def _from(start: etree._Element) -> Iterator[tuple[str, etree._Element]]:
    """What begins and ends from ``start`` on, in the order of the text."""
    node: etree._Element | None = start
    event = "start"
    while node is not None:
        yield event, node
        if event == "start" and len(node):
            node = node[0]
        elif event == "start":
            event = "end"
        elif (following := node.getnext()) is not None:
            node, event = following, "start"
        else:
            node = node.getparent()


def _piece(event: str, node: etree._Element) -> str:
    """What is read where an element begins, and where it ends."""
    if event == "start":
        return (" " if node.tag in BLANKS else "") + (node.text or "")
    return ("\n" if node.tag in PARAGRAPHS else "") + (node.tail or "")


def _raw(node: etree._Element) -> str:
    """Its words, without its own end."""
    pieces = [
        _piece(event, one)
        for event, one in etree.iterwalk(node, events=("start", "end"))
        if (event, one) != ("end", node)
    ]
    return "".join(pieces)


def _paragraph_of(mark: etree._Element) -> etree._Element | None:
    return next((one for one in mark.iterancestors() if one.tag in PARAGRAPHS), None)


def _join(before: etree._Element | None, after: etree._Element | None) -> None:
    """Two paragraphs become one, which looks as the one that has words of its own."""
    if before is None or after is None or before is after:
        return
    if spaced(_raw(before)):
        _append(before, after.text, list(after))
        _gone(after)
    else:
        _put_in_front(after, before)
        _gone(before)


def _append(node: etree._Element, text: str | None, children: list[etree._Element]) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + (text or "")
    else:
        node.text = (node.text or "") + (text or "")
    node.extend(children)


def _put_in_front(node: etree._Element, other: etree._Element) -> None:
    """The content of ``other`` before that of ``node``."""
    text, children = node.text, list(node)
    node.text = other.text
    for child in children:
        node.remove(child)
    node.extend(list(other))
    _append(node, text, children)


def _gone(node: etree._Element) -> None:
    """Without it, and without what held nothing else."""
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)
        if parent.tag in _HOLDERS and len(parent) == 0:
            _gone(parent)


def _move_before(point: etree._Element, content: etree._Element) -> None:
    if point.getparent() is None:
        return
    say_before(point, content.text or "")
    for child in list(content):
        point.addprevious(child)


def _split_after(paragraph: etree._Element, mark: etree._Element) -> etree._Element:
    """What follows ``mark`` in a paragraph, as one that looks alike."""
    level, rest = mark, None
    while True:
        parent = level.getparent()
        fresh = etree.Element(parent.tag, dict(parent.attrib), nsmap=parent.nsmap)
        following = list(level.itersiblings())
        if rest is None:
            fresh.text = level.tail
        else:
            rest.tail = level.tail
            fresh.append(rest)
        level.tail = None
        fresh.extend(following)
        if parent is paragraph:
            return fresh
        level, rest = parent, fresh
