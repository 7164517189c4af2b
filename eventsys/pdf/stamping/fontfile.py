"""Faces cut down to the glyphs that were used, as fonts of a PDF. Codes are the glyph numbers of the whole font."""

from __future__ import annotations

from array import array
from collections.abc import Iterator, Mapping
from sys import byteorder
from typing import Final

from eventsys.pdf.shaping.fontbook import Face
from eventsys.pdf.stamping.writer import Writer, numbers

__all__ = ["put_font"]

_MAP_HEAD: Final = b"""/CIDInit /ProcSet findresource begin
12 dict begin
begincmap
/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def
/CMapName /Adobe-Identity-UCS def
/CMapType 2 def
1 begincodespacerange
<0000> <ffff>
endcodespacerange
"""
_MAP_TAIL: Final = b"endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend"
_AT_ONCE: Final = 100  # lines of a block in a CMap


def put_font(writer: Writer, face: Face, letters: Mapping[int, str], number: int) -> None:
    """Write ``face`` as object ``number``, with the glyphs that ``letters`` names (and the text of each)."""
    glyphs = sorted(letters)
    cut, renumbered = face.cut(glyphs)
    name = b"/%s+%s" % (_tag(face, glyphs), face.name.encode("ascii", "ignore").replace(b" ", b"-"))
    if face.is_cff:
        file = writer.put_stream(
            b"/Subtype/CIDFontType0C", bytes(cut.reference_table("CFF ").data), compress=True
        )
        kind, entry, numbers = b"/CIDFontType0", b"/FontFile3 %d 0 R" % file, b""
    else:
        data = bytes(cut.blob.data)
        file = writer.put_stream(b"/Length1 %d" % len(data), data, compress=True)
        numbering = writer.put_stream(b"", _numbering(renumbered), compress=True)
        kind, entry, numbers = (
            b"/CIDFontType2",
            b"/FontFile2 %d 0 R" % file,
            b"/CIDToGIDMap %d 0 R" % numbering,
        )
    descriptor = writer.put(_descriptor(face, name) + entry + b">>")
    unicode = writer.put_stream(b"", _to_unicode(letters), compress=True)
    child = writer.put(
        b"<</Type/Font/Subtype%s/BaseFont%s/CIDSystemInfo<</Registry(Adobe)/Ordering(Identity)/Supplement 0>>"
        b"/FontDescriptor %d 0 R/W[%s]%s>>" % (kind, name, descriptor, _widths(face, glyphs), numbers)
    )
    writer.put(
        b"<</Type/Font/Subtype/Type0/BaseFont%s/Encoding/Identity-H/DescendantFonts[%d 0 R]/ToUnicode %d 0 R>>"
        % (name, child, unicode),
        number,
    )


def _tag(face: Face, glyphs: list[int]) -> bytes:
    """Six capitals that tell one subset from another."""
    number = hash((int(face.key, 16), *glyphs))
    return bytes(65 + (number >> 5 * place) % 26 for place in range(6))


def _numbering(renumbered: Mapping[int, int]) -> bytes:
    """The place of each glyph of the whole font in the cut one."""
    places = array("H", bytes(2 * (max(renumbered) + 1)))
    for glyph, place in renumbered.items():
        places[glyph] = place
    if byteorder == "little":
        places.byteswap()
    return places.tobytes()


def _descriptor(face: Face, name: bytes) -> bytes:
    head = bytes(face.hb.reference_table("head").data)
    box = [
        int.from_bytes(head[at : at + 2], "big", signed=True) * 1000 // face.upem for at in range(36, 44, 2)
    ]
    ascent, descent = round(face.ascent * 1000), -round(face.descent * 1000)
    return (
        b"<</Type/FontDescriptor/FontName%s/Flags 4/FontBBox[%s]/ItalicAngle 0/Ascent %d/Descent %d/CapHeight %d"
        b"/StemV 80" % (name, numbers(*box), ascent, descent, ascent)
    )


def _widths(face: Face, glyphs: list[int]) -> bytes:
    return b"".join(b"%d[%g]" % (glyph, face.advance(glyph)) for glyph in glyphs)


def _to_unicode(letters: Mapping[int, str]) -> bytes:
    return _MAP_HEAD + b"".join(_blocks(letters)) + _MAP_TAIL


def _blocks(letters: Mapping[int, str]) -> Iterator[bytes]:
    lines = [
        b"<%04x> <%s>\n" % (number, text.encode("utf-16-be").hex().encode())
        for number, text in sorted(letters.items())
    ]
    for first in range(0, len(lines), _AT_ONCE):
        block = lines[first : first + _AT_ONCE]
        yield b"%d beginbfchar\n%s" % (len(block), b"".join(block)) + b"endbfchar\n"
