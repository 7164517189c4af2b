"""What a document says of itself (XMP and the older dictionary): what readers are shown of it, and what nobody is.

A program that signs a file often writes both anew, in a form of its own: times, its own name, identifiers, claims of
conformance. None of that is shown on a page. Title, authors, subject, keywords, language and whatever else is told of
the document must say the same as before, however it is written.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Final

from lxml import etree
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.decode_limits import DecodePurpose

from eventsys.signing.document.graph import entry

__all__ = ["Undescribable", "check_same", "producer"]

_RDF: Final = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DC, _PDF = "{http://purl.org/dc/elements/1.1/}", "{http://ns.adobe.com/pdf/1.3/}"
_XMP: Final = "{http://ns.adobe.com/xap/1.0/}"
_LANG: Final = "{http://www.w3.org/XML/1998/namespace}lang"
#: Of the program and of the file, not of the document.
_FREE: Final = frozenset(
    {
        f"{_XMP}ModifyDate",
        f"{_XMP}MetadataDate",
        f"{_XMP}CreatorTool",
        f"{_PDF}Producer",
        f"{_PDF}Trapped",
        f"{_DC}format",
        f"{_DC}date",
        "/ModDate",
        "/Producer",
        "/Creator",
        "/Trapped",
    }
)
_FREE_NAMESPACES: Final = (
    "{http://ns.adobe.com/xap/1.0/mm/}",
    "{http://www.aiim.org/pdfa/ns/",
    "{http://www.aiim.org/pdfua/ns/",
    _RDF,
)
#: Either description may take over what the other says already.
_ALIKE: Final = {
    f"{_DC}title": "/Title",
    f"{_DC}creator": "/Author",
    f"{_DC}description": "/Subject",
    f"{_PDF}Keywords": "/Keywords",
    f"{_XMP}CreateDate": "/CreationDate",
}
_MAY_COME: Final = frozenset({f"{_XMP}CreateDate", "/CreationDate"})
_DEFAULT: Final = "x-default"
Told = dict[str, object]


class Undescribable(ValueError):
    """No description that could be compared: not well-formed, or with entities."""


def check_same(before: tuple[Any, Any], after: tuple[Any, Any]) -> None:
    """Whether both pairs of (metadata stream, information dictionary) tell a reader the same of the document.

    Raises :class:`Undescribable` when they do not, or when that cannot be told.
    """
    old, new = _told(*before), _told(*after)
    for name in old.keys() | new.keys():
        if old.get(name) == new.get(name):
            continue
        if name in old or (name not in _MAY_COME and new[name] != old.get(_twin(name))):
            raise Undescribable(f"the document is described anew: {name}")


def producer(metadata: Any, information: Any) -> str:
    """The program that last wrote the file, by its own word; empty where none is named."""
    named = entry(information, "/Producer")
    if isinstance(named, generic.TextStringObject):
        return str(named)
    try:
        return str(dict(_xmp(metadata)).get(f"{_PDF}Producer", ""))
    except Undescribable:
        return ""


def _twin(name: str) -> str:
    there_and_back = _ALIKE | {info: xmp for xmp, info in _ALIKE.items()}
    return there_and_back.get(name, "")


def _told(metadata: Any, information: Any) -> Told:
    rows = information if isinstance(information, generic.DictionaryObject) else {}
    found: Told = {str(key): _text(entry(rows, key)) for key in rows}
    for name, value in _xmp(metadata):
        if name in found and not name.startswith(_FREE_NAMESPACES):
            raise Undescribable(f"it is said twice: {name}")
        found[name] = value
    return {
        name: value
        for name, value in found.items()
        if value and name not in _FREE and not name.startswith(_FREE_NAMESPACES)
    }


def _text(value: Any) -> object:
    return str(value).strip() if isinstance(value, str) else repr(value)


def _xmp(metadata: Any) -> Iterator[tuple[str, object]]:
    if metadata is None:
        return
    if not isinstance(metadata, generic.StreamObject):
        raise Undescribable("the description is no stream")
    try:
        parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_comments=True)
        root = etree.fromstring(metadata.read_data(DecodePurpose.XMP_METADATA), parser)
    except Exception as error:  # decoders and parser raise nearly everything on what is no XMP
        raise Undescribable("the description cannot be read") from error
    if root.getroottree().docinfo.doctype or any(True for _ in root.iter(etree.Entity)):
        raise Undescribable("the description has entities")
    for whole in root.iter(f"{_RDF}RDF"):
        for part in whole:
            if part.tag != f"{_RDF}Description":
                raise Undescribable("the description is not written as XMP")
            yield from _properties(part)


def _properties(part: Any) -> Iterator[tuple[str, object]]:
    for name, text in part.attrib.items():
        yield str(name), text.strip()
    for child in part.iterchildren("*"):
        yield str(child.tag), _value(child)


def _value(element: Any) -> object:
    """A text as such, a list of one like its only text; what is built otherwise, as it is written."""
    rows = element.findall(f"*/{_RDF}li")
    if not len(element):
        return (element.get(f"{_RDF}resource") or element.text or "").strip()
    if not rows or any(len(row) for row in rows):
        return etree.tostring(element, method="c14n", with_tail=False)
    texts = [(row.get(_LANG, _DEFAULT), (row.text or "").strip()) for row in rows]
    if element[0].tag != f"{_RDF}Seq":  # only there the order says something
        texts.sort()
    return texts[0][1] if len(texts) == 1 and texts[0][0] == _DEFAULT else tuple(texts)
