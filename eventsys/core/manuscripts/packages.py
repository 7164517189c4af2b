"""Zipped documents and their XML, read with distrust. To be called in a bounded process."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping

from lxml import etree

from eventsys.core.manuscripts.errors import ManuscriptUnreadable

__all__ = ["parsed", "repacked", "serialized", "take_out", "unpacked"]

_MOST_FILES = 2000
_MOST_UNPACKED = 60_000_000
_MOST_OF_XML = 25_000_000


def unpacked(data: bytes) -> dict[str, bytes]:
    """All files of a zip by name. Raises ManuscriptUnreadable: damaged, locked, twice the same name, or too much."""
    found: dict[str, bytes] = {}
    left = _MOST_UNPACKED
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            entries = [one for one in archive.infolist() if not one.is_dir()]
            if len(entries) > _MOST_FILES or len({one.filename for one in entries}) < len(entries):
                raise ManuscriptUnreadable
            for entry in entries:
                with archive.open(entry) as file:  # what the header says of the size is not believed
                    found[entry.filename] = file.read(left + 1)
                left -= len(found[entry.filename])
                if left < 0:
                    raise ManuscriptUnreadable
    except (
        zipfile.BadZipFile,
        zlib.error,
        KeyError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        ValueError,
    ) as error:
        raise ManuscriptUnreadable from error
    return found


def repacked(files: Mapping[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return out.getvalue()


def parsed(xml: bytes) -> etree._Element:
    """Without document types, entities and network: office programs write none, and bombs are made of them.

    Raises ManuscriptUnreadable.
    """
    if len(xml) > _MOST_OF_XML:
        raise ManuscriptUnreadable
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True, remove_pis=True
    )
    try:
        root = etree.fromstring(xml, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise ManuscriptUnreadable from error
    if root.getroottree().docinfo.doctype:
        raise ManuscriptUnreadable
    return root


def serialized(root: etree._Element) -> bytes:
    xml: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return xml


def take_out(node: etree._Element, words: str = "") -> None:
    """Without what stands behind it, which is not its own; ``words`` stand in its place."""
    parent = node.getparent()
    if parent is not None:
        say_before(node, words + (node.tail or ""))
        parent.remove(node)


def say_before(node: etree._Element, words: str) -> None:
    """``words`` behind whatever stands before ``node``."""
    parent, before = node.getparent(), node.getprevious()
    if before is not None:
        before.tail = (before.tail or "") + words
    elif parent is not None:
        parent.text = (parent.text or "") + words
