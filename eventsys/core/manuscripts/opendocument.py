"""An OpenDocument text before pandoc reads it. Element names are those of ODF 1.3, part 3."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy

from lxml import etree

from eventsys.core.manuscripts.errors import ManuscriptUnreadable
from eventsys.core.manuscripts.packages import parsed, repacked, serialized, take_out, unpacked
from eventsys.core.manuscripts.revisions import BLANKS, PARAGRAPHS, read_revisions
from eventsys.core.manuscripts.values import NEAR, Changes, Loss, LossKind, PreparedFile, spaced

__all__ = ["MIME", "prepared"]

MIME = b"application/vnd.oasis.opendocument.text"
_ODF = "{urn:oasis:names:tc:opendocument:xmlns:%s:1.0}"
_TEXT, _OFFICE, _DRAW, _STYLE = (_ODF % name for name in ("text", "office", "drawing", "style"))
#: Their words are not words of the text.
_BESIDE = frozenset(
    {
        f"{_TEXT}note",
        f"{_TEXT}tracked-changes",
        f"{_TEXT}sequence-decls",
        f"{_TEXT}ruby-text",
    }
)


def prepared(data: bytes) -> PreparedFile:
    """An ODT as pandoc gets it, without what is hidden. Raises :class:`ManuscriptUnreadable`, :class:`ChangesUnclear`."""
    files = unpacked(data)
    if "content.xml" not in files:
        raise ManuscriptUnreadable
    root = parsed(files["content.xml"])
    styles = parsed(files["styles.xml"]) if "styles.xml" in files else None
    hidden = {name for tree in (root, styles) if tree is not None for name in _hidden_styles(tree)}
    losses = list(_taken_out(root, hidden))
    if styles is not None:
        losses += _headers(styles)
    body = next(root.iter(f"{_OFFICE}text"), None)
    if body is None:
        raise ManuscriptUnreadable
    revisions = read_revisions(root)
    words = {Changes.ACCEPT: "".join(_words(body))}
    changes = revisions.changes() if revisions else []
    if revisions and changes:
        words[Changes.REJECT] = revisions.words(body, _BESIDE)
    ways = {way: _packed(files, _carried_out(root, way)) for way in words}
    return PreparedFile(ways, losses, changes, words)


def _carried_out(root: etree._Element, way: Changes) -> etree._Element:
    tree = deepcopy(root)
    revisions = read_revisions(tree)
    if revisions is not None:
        revisions.carry_out(way)
    return tree


def _packed(files: dict[str, bytes], root: etree._Element) -> bytes:
    return repacked({**files, "content.xml": serialized(root)})


def _hidden_styles(tree: etree._Element) -> Iterator[str]:
    for style in tree.iter(f"{_STYLE}style"):
        shown = style.find(f"{_STYLE}text-properties")
        if shown is not None and shown.get(f"{_TEXT}display") == "none":
            yield str(style.get(f"{_STYLE}name"))


def _taken_out(root: etree._Element, hidden: set[str]) -> Iterator[Loss]:
    for comment in list(root.iter(f"{_OFFICE}annotation")):
        yield Loss(LossKind.COMMENT, _plain(comment), _near(comment))
        take_out(comment)
    for frame in list(root.iter(f"{_DRAW}frame", f"{_DRAW}custom-shape", f"{_DRAW}g")):
        if any(one.tag.startswith(_DRAW) for one in frame.iterancestors()):
            continue  # goes with what is around it
        words = _plain(frame)
        yield Loss(LossKind.TEXT_BOX if words else LossKind.PICTURE, words, _near(frame))
        take_out(frame)
    for ruby in list(root.iter(f"{_TEXT}ruby")):
        base, reading = ruby.find(f"{_TEXT}ruby-base"), ruby.find(f"{_TEXT}ruby-text")
        told = (
            f"{_plain(base) if base is not None else ''} ({_plain(reading) if reading is not None else ''})"
        )
        yield Loss(LossKind.RUBY, told, _near(ruby))
        take_out(ruby, "".join(base.itertext()) if base is not None else "")
    for node in list(
        root.iter(f"{_TEXT}span", f"{_TEXT}hidden-text", f"{_TEXT}hidden-paragraph", *PARAGRAPHS)
    ):
        if node.get(f"{_TEXT}style-name") in hidden or "hidden-" in node.tag:
            words = _plain(node) or str(node.get(f"{_TEXT}string-value", ""))
            if words:
                yield Loss(LossKind.HIDDEN, words, _near(node))
            take_out(node)


def _headers(styles: etree._Element) -> Iterator[Loss]:
    for name in ("header", "footer"):
        for part in styles.iter(f"{_STYLE}{name}"):
            words = _plain(part)
            if any(letter.isalpha() for letter in words):
                yield Loss(LossKind.HEADER, words)


def _words(node: etree._Element) -> Iterator[str]:
    if node.tag in BLANKS:
        yield " "
    if node.tag not in _BESIDE:
        yield node.text or ""
        for one in node:
            yield from _words(one)
    if node.tag in PARAGRAPHS:
        yield "\n"
    yield node.tail or ""


def _plain(node: etree._Element) -> str:
    pieces = []
    for one in node.iter():
        blank = " " if one.tag in BLANKS or one.tag in PARAGRAPHS else ""
        pieces += [blank, one.text or "", (one.tail or "") if one is not node else ""]
    return spaced("".join(pieces))


def _near(node: etree._Element) -> str:
    paragraph = next((one for one in node.iterancestors() if one.tag in PARAGRAPHS), None)
    return _plain(paragraph)[:NEAR] if paragraph is not None else ""
