"""XML from strangers, and the signs that XML has no place for. Reading is to be called in a bounded process."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from lxml import etree

from eventsys.core.bilingual.errors import BilingualUnreadable

__all__ = ["MOST_OCTETS", "XML", "local", "parsed", "pieces", "serialized", "speakable"]

MOST_OCTETS: Final = 20_000_000
XML: Final = "{http://www.w3.org/XML/1998/namespace}"
#: Beyond what XML 1.0 calls *Char*.
_UNSPEAKABLE: Final = re.compile("([^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff])")


def parsed(data: bytes) -> etree._Element:
    """Without entities and network; a bare document type is let pass, as TMX files have one.

    Raises :class:`BilingualUnreadable`.
    """
    if len(data) > MOST_OCTETS:
        raise BilingualUnreadable
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise BilingualUnreadable from error
    inside = root.getroottree().docinfo.internalDTD
    declared = inside is not None and (any(inside.iterentities()) or any(inside.iterelements()))
    if declared or any(True for _entity in root.iter(etree.Entity)):
        raise BilingualUnreadable
    return root


def serialized(root: etree._Element) -> bytes:
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8")
    return xml


def local(element: etree._Element) -> str:
    """The name without its namespace."""
    return str(etree.QName(element).localname)


def pieces(words: str) -> Iterator[tuple[str, bool]]:
    """Runs of signs that XML has a place for, and between them each that it has not."""
    for number, piece in enumerate(_UNSPEAKABLE.split(words)):
        if piece:
            yield piece, number % 2 == 1


def speakable(words: str) -> str:
    """For names and notes: what XML has no place for is a replacement character."""
    return _UNSPEAKABLE.sub("\ufffd", words)
