"""A Word document before pandoc reads it: what it would drop or misread is taken out and named, or made plain.

Element names are those of ECMA-376, part 1 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from lxml import etree

from eventsys.core.manuscripts.errors import ManuscriptUnreadable
from eventsys.core.manuscripts.packages import parsed, repacked, serialized, unpacked
from eventsys.core.manuscripts.values import NEAR, SIGN, Changes, Loss, LossKind, TrackedChange, spaced

__all__ = ["PreparedWord", "prepared"]

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_M = "{http://schemas.openxmlformats.org/officeDocument/2006/math}"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"
_MAIN = "officeDocument/2006/relationships/officeDocument"
_OFF = frozenset({"0", "false", "off"})
_INSERTED, _DELETED = frozenset({f"{_W}ins", f"{_W}moveTo"}), frozenset({f"{_W}del", f"{_W}moveFrom"})
#: Wrappers whose content pandoc does not read.
_WRAPPERS = (f"{_W}fldSimple", f"{_W}dir", f"{_W}bdo", f"{_W}smartTag", f"{_W}customXml")
_DRAWINGS = (f"{_W}drawing", f"{_W}pict", f"{_W}object")
_SIGN_FONTS = ("symbol", "wingdings", "webdings", "zapf")
_BLANKS = frozenset({f"{_W}tab", f"{_W}br", f"{_W}cr", f"{_W}ptab"})


@dataclass(frozen=True, slots=True)
class PreparedWord:
    """``data``: for pandoc. ``words``: what must come out, by what is done with tracked changes."""

    data: bytes
    losses: list[Loss] = field(default_factory=list)
    changes: list[TrackedChange] = field(default_factory=list)
    words: dict[Changes, str] = field(default_factory=dict)


def prepared(data: bytes) -> PreparedWord:
    """A DOCX as pandoc gets it, without what is hidden. Raises :class:`ManuscriptUnreadable`."""
    files = unpacked(data)
    name = _main_part(files)
    content = files[name]
    if _STRICT in content[:20_000]:  # the strict dialect has namespaces of its own
        raise ManuscriptUnreadable
    root = parsed(content)
    losses = [*_made_plain(root, _hidden_styles(files)), *_beside(files)]
    files[name] = serialized(root)
    words = {way: "".join(_words(root, way)) for way in Changes}
    return PreparedWord(repacked(files), losses, _changes(root), words)


def _main_part(files: dict[str, bytes]) -> str:
    name = "word/document.xml"
    if "_rels/.rels" in files:
        for one in parsed(files["_rels/.rels"]).iter(_RELATION):
            if str(one.get("Type", "")).endswith(_MAIN):
                name = str(one.get("Target", "")).lstrip("/")
    if name not in files:
        raise ManuscriptUnreadable
    return name


# --- taken out, or made plain ----------------------------------------------------------------------------------


def _made_plain(root: etree._Element, hidden_styles: frozenset[str]) -> Iterator[Loss]:
    _choose_alternatives(root)
    yield from _drawings(root)
    for name in _WRAPPERS:
        for wrapper in list(root.iter(name)):
            _unwrap(wrapper)
    yield from _ruby(root)
    for run in list(root.iter(f"{_W}r")):
        if _is_hidden(run, hidden_styles):
            yield Loss(LossKind.HIDDEN, _plain(run), _near(run))
            _drop(run)
            continue
        for double in run.iterfind(f"{_W}rPr/{_W}dstrike"):
            double.tag = f"{_W}strike"
        yield from _signs(run)
    for part in list(root.iter(f"{_W}altChunk", f"{_W}subDoc")):
        yield Loss(LossKind.EMBEDDED, "", _near(part))
        _drop(part)


def _choose_alternatives(root: etree._Element) -> None:
    """The same thing is said in a newer and in an older way; one of them is enough."""
    for both in list(root.iter(f"{_MC}AlternateContent")):
        chosen = both.find(f"{_MC}Choice")
        chosen = both.find(f"{_MC}Fallback") if chosen is None else chosen
        for way in list(both):
            if way is chosen:
                _unwrap(way)
            else:
                both.remove(way)
        _unwrap(both)


def _drawings(root: etree._Element) -> Iterator[Loss]:
    for drawing in list(root.iter(*_DRAWINGS)):
        if drawing.getparent() is None or any(one.tag in _DRAWINGS for one in drawing.iterancestors()):
            continue  # went with the box around it
        boxes = [_plain(box) for box in drawing.iter(f"{_W}txbxContent")]
        if any(boxes):
            yield from (Loss(LossKind.TEXT_BOX, words, _near(drawing)) for words in boxes if words)
        else:
            told = next(
                (
                    one.get("descr") or one.get("title")
                    for one in drawing.iter()
                    if one.get("descr") or one.get("title")
                ),
                "",
            )
            yield Loss(LossKind.PICTURE, spaced(str(told)), _near(drawing))
        _drop(drawing)


def _ruby(root: etree._Element) -> Iterator[Loss]:
    """The characters stay, their reading above them is named."""
    for ruby in list(root.iter(f"{_W}ruby")):
        run, base = ruby.getparent(), ruby.find(f"{_W}rubyBase")
        reading = "".join(_plain(one) for one in ruby.iterfind(f"{_W}rt"))
        below = _plain(base) if base is not None else ""
        yield Loss(LossKind.RUBY, f"{below} ({reading})", _near(ruby))
        if run is None:
            continue
        for inner in base.iterfind(f"{_W}r") if base is not None else ():
            for piece in list(inner):
                if piece.tag != f"{_W}rPr":
                    ruby.addprevious(piece)
        _drop(ruby)


def _is_hidden(run: etree._Element, hidden_styles: frozenset[str]) -> bool:
    own = _switch(run.find(f"{_W}rPr/{_W}vanish"))
    if own is not None:
        return own
    styles = [run.find(f"{_W}rPr/{_W}rStyle")]
    paragraph = next(run.iterancestors(f"{_W}p"), None)
    if paragraph is not None:
        styles.append(paragraph.find(f"{_W}pPr/{_W}pStyle"))
    return any(style is not None and style.get(f"{_W}val") in hidden_styles for style in styles)


def _switch(found: etree._Element | None) -> bool | None:
    return None if found is None else found.get(f"{_W}val", "1").lower() not in _OFF


def _hidden_styles(files: dict[str, bytes]) -> frozenset[str]:
    """The ids of styles whose words are not shown, by themselves or by what they are based on."""
    if "word/styles.xml" not in files:
        return frozenset()
    own: dict[str, bool] = {}
    based: dict[str, str] = {}
    for style in parsed(files["word/styles.xml"]).iter(f"{_W}style"):
        name = str(style.get(f"{_W}styleId", ""))
        said, parent = _switch(style.find(f"{_W}rPr/{_W}vanish")), style.find(f"{_W}basedOn")
        if said is not None:
            own[name] = said
        if parent is not None:
            based[name] = str(parent.get(f"{_W}val", ""))
    return frozenset(name for name in {*own, *based} if _inherited(name, own, based))


def _inherited(name: str, own: dict[str, bool], based: dict[str, str]) -> bool:
    seen: set[str] = set()
    while name not in own and name in based and name not in seen:
        seen.add(name)
        name = based[name]
    return own.get(name, False)


def _signs(run: etree._Element) -> Iterator[Loss]:
    """Pandoc knows the signs of the fonts Symbol and Wingdings when they are marked as such; others are named."""
    for sign in list(run.iterfind(f"{_W}sym")):
        font = str(sign.get(f"{_W}font", ""))
        yield Loss(LossKind.SIGN, f"{font} {sign.get(f'{_W}char', '')}".strip(), _near(run))
        if font.lower() not in {"symbol", "wingdings"}:
            _drop(sign)
    fonts = run.find(f"{_W}rPr/{_W}rFonts")
    used = {str(value).lower() for value in fonts.attrib.values()} if fonts is not None else set()
    words = _plain(run)
    if words and any(name.startswith(_SIGN_FONTS) for name in used):
        yield Loss(LossKind.SIGN, words, _near(run))


def _beside(files: dict[str, bytes]) -> Iterator[Loss]:
    """What stands beside the text: comments, and words in headers and footers."""
    for name in sorted(files):
        part = name.removeprefix("word/")
        if part == "comments.xml":
            for comment in parsed(files[name]).iter(f"{_W}comment"):
                author = str(comment.get(f"{_W}author", ""))
                yield Loss(LossKind.COMMENT, ": ".join(filter(None, (author, _plain(comment)))))
        elif part.startswith(("header", "footer")) and part.endswith(".xml"):
            words = _plain(parsed(files[name]))
            if any(letter.isalpha() for letter in words):
                yield Loss(LossKind.HEADER, words)


# --- counted ---------------------------------------------------------------------------------------------------


def _words(root: etree._Element, way: Changes) -> Iterator[str]:
    """The words of the text, as Word shows them once the changes are accepted or rejected."""
    gone = _DELETED if way == Changes.ACCEPT else _INSERTED
    for node in root.iter():
        if any(one.tag in gone for one in node.iterancestors()) or node.tag in gone:
            continue
        yield from _said(node, way)


def _said(node: etree._Element, way: Changes) -> Iterator[str]:
    if node.tag == f"{_W}t" or (node.tag == f"{_W}delText" and way == Changes.REJECT):
        yield node.text or ""
    elif node.tag in _BLANKS:
        yield " "
    elif node.tag == f"{_W}noBreakHyphen":
        yield "\u2011"
    elif node.tag == f"{_W}sym":
        yield SIGN
    elif node.tag == f"{_W}p" and not _merges(node, way):
        yield "\n"


def _merges(paragraph: etree._Element, way: Changes) -> bool:
    """Whether nothing parts it from the paragraph before: that one's end was taken out, or put in and refused."""
    before = paragraph.getprevious()
    mark = "del" if way == Changes.ACCEPT else "ins"
    return before is not None and before.find(f"{_W}pPr/{_W}rPr/{_W}{mark}") is not None


def _changes(root: etree._Element) -> list[TrackedChange]:
    found: list[TrackedChange] = []
    moved = {"".join(_plain(one).split()) for one in root.iter(f"{_W}moveTo")}
    for node in root.iter(*_INSERTED, *_DELETED):
        words, author = _plain(node), str(node.get(f"{_W}author", ""))
        if node.getparent() is not None and node.getparent().tag == f"{_W}rPr":
            if "move" in node.tag:
                continue  # told with the passage
            found.append(TrackedChange("inserted" if node.tag in _INSERTED else "deleted", "¶", author))
        elif node.tag == f"{_W}moveFrom" and "".join(words.split()) in moved:
            continue  # told where it went to
        elif words:
            verb = (
                "moved" if node.tag == f"{_W}moveTo" else "inserted" if node.tag in _INSERTED else "deleted"
            )
            found.append(TrackedChange(verb, words, author))
    return found


# --- small things ----------------------------------------------------------------------------------------------


def _plain(node: etree._Element) -> str:
    """All words below it, taken out or not."""
    words = []
    for one in node.iter():
        if one.tag in {f"{_W}t", f"{_W}delText", f"{_M}t"}:
            words.append(one.text or "")
        elif one.tag in _BLANKS or one.tag == f"{_W}p":
            words.append(" ")
        elif one.tag == f"{_W}noBreakHyphen":
            words.append("\u2011")
    return spaced("".join(words))


def _near(node: etree._Element) -> str:
    paragraph = next(node.iterancestors(f"{_W}p"), None)
    return _plain(paragraph)[:NEAR] if paragraph is not None else ""


def _drop(node: etree._Element) -> None:
    parent = node.getparent()
    if parent is not None:
        parent.remove(node)


def _unwrap(node: etree._Element) -> None:
    for piece in list(node):
        node.addprevious(piece)
    _drop(node)
